import { describe, expect, it } from 'vitest';
import { dbFromGain, Rng } from '../kernel/index.ts';
import { concatenated, sparseHits, stereoSine, whiteNoise } from './dsp/test-signals.ts';
import {
  applyGain,
  applyLimit,
  hopPeaks,
  measureLoudness,
  measureTruePeakDb,
  planProgrammeGain,
  programmeEnergies,
  type Stereo,
} from './index.ts';

function finished(audio: Stereo, lufs: number): { readonly audio: Stereo; readonly gainDb: number } {
  const { gain, curve } = planProgrammeGain(
    { energies: programmeEnergies(audio), peaks: hopPeaks(audio, -21), samples: audio.left.length },
    { lufs, ceilingDbtp: -1 },
  );
  const copy = { left: audio.left.slice(), right: audio.right.slice() };
  applyGain(copy, gain);
  if (curve !== null) {
    applyLimit(copy, curve, 0);
  }

  return { audio: copy, gainDb: dbFromGain(gain) };
}

describe('the loudness of a programme', () => {
  it.each<[string, Stereo]>([
    ['a soft tone', stereoSine(1000, -30, 4)],
    ['a loud tone', stereoSine(1000, -2, 4)],
    ['noise', whiteNoise(4 * 48_000, 0.05, new Rng(1))],
    ['soft and loud stretches', concatenated([stereoSine(500, -28, 3), stereoSine(500, -20, 3)])],
  ])('is brought to the target within half a LU: %s', (_, audio) => {
    const result = finished(audio, -14).audio;
    expect(Math.abs(measureLoudness(result).integratedLufs + 14)).toBeLessThan(0.5);
    expect(measureTruePeakDb(result)).toBeLessThanOrEqual(-1);
  });

  it('keeps the relation of its parts', () => {
    const audio = concatenated([stereoSine(500, -40, 3), stereoSine(500, -24, 3)]);
    const { audio: result, gainDb } = finished(audio, -16);
    for (const place of [48_000, 4 * 48_000 + 7]) {
      expect(dbFromGain(Math.abs(result.left[place]! / audio.left[place]!))).toBeCloseTo(gainDb, 2);
    }
  });

  it('does not lift a quiet room to a programme, nor crush peaks to be loud', () => {
    expect(finished(stereoSine(1000, -60, 4), -14).gainDb).toBeCloseTo(20, 6);
    const hits = sparseHits(6, 0.3);
    const { audio, gainDb } = finished(hits, -6);
    expect(measureTruePeakDb(audio)).toBeLessThanOrEqual(-1);
    expect(gainDb).toBeLessThan(20);
  });
});
