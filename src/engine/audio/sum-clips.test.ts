import { describe, expect, it } from 'vitest';
import {
  addClip,
  applyLimit,
  type ClipGain,
  type ClipPlace,
  hopPeaks,
  levelDbAt,
  measureTruePeakDb,
  PEAK_HOP,
  planLimit,
  silence,
  type Stereo,
} from './index.ts';

const none: ClipGain['fadeIn'] = { samples: 0, shape: 'smooth' };
const plain: ClipGain = { gain: 1, fadeIn: none, fadeOut: none, levels: [], clipSamples: 100 };

/** Adds `sound` to silence in pieces that begin at these samples. */
function added(sound: Stereo, clip: ClipGain, cuts: readonly number[], duckingDbAt: ClipPlace['duckingDbAt'] = null): Stereo {
  const sum = silence(sound.left.length);
  for (const [index, from] of cuts.entries()) {
    const to = cuts[index + 1];
    const piece = { left: sound.left.subarray(from, to), right: sound.right.subarray(from, to) };
    addClip(sum, piece, { at: from, from, clip, duckingDbAt });
  }

  return sum;
}

function tone(samples: number, level: number): Stereo {
  const left = Float32Array.from({ length: samples }, (_, i) => level * Math.sin((i + 1) * 0.7));
  return { left, right: left.map((value) => -value) };
}

describe('a sum of clips', () => {
  it('holds a clip alone as it is, and a clip in pieces as the whole', () => {
    const sound = tone(100, 0.9);
    expect(added(sound, plain, [0])).toEqual(sound);

    const moved: ClipGain = {
      ...plain,
      gain: 0.5,
      fadeIn: { samples: 40, shape: 'even-power' },
      fadeOut: { samples: 30, shape: 'smooth' },
      levels: [
        { sample: 10, gainDb: -3 },
        { sample: 70, gainDb: -20 },
      ],
    };
    const whole = added(sound, moved, [0], (sample) => -sample / 50);
    expect(added(sound, moved, [0, 37, 64, 90], (sample) => -sample / 50)).toEqual(whole);
    expect([whole.left[0], Math.abs(whole.left[99]!) < 0.01]).toEqual([0, true]);
  });

  it('goes from level to level in straight lines of dB and holds the outer ones', () => {
    const points = [
      { sample: 100, gainDb: -6 },
      { sample: 300, gainDb: -26 },
    ];
    expect([0, 100, 200, 250, 300, 9000].map((sample) => levelDbAt(points, sample))).toEqual([-6, -6, -16, -21, -26, -26]);
    expect(levelDbAt([], 5)).toBe(0);
  });

  it('keeps its power where two clips cross', () => {
    const clip: ClipGain = { ...plain, fadeIn: { samples: 100, shape: 'even-power' }, clipSamples: 100 };
    const [comes, goes] = [
      added(tone(100, 1), clip, [0]),
      added(tone(100, 1), { ...clip, fadeIn: none, fadeOut: clip.fadeIn }, [0]),
    ];
    const source = tone(100, 1).left;
    for (let i = 1; i < 100; i++) {
      const [up, down] = [comes.left[i]! / source[i]!, goes.left[i]! / source[i]!];
      expect(up * up + down * down).toBeCloseTo(1, 4);
    }
  });

  it('is left alone below the ceiling and stays under it above, whatever the block size', () => {
    expect(planLimit(hopPeaks(tone(4800, 0.8), -1), -1)).toBeNull();

    const loud = tone(4800, 1.7);
    const peaks = hopPeaks(loud, -1);
    const inPieces = new Float32Array(peaks.length);
    for (let from = 0; from < 4800; from += 160) {
      const [start, end] = [Math.max(0, from - PEAK_HOP), Math.min(4800, from + 160 + PEAK_HOP)];
      const found = hopPeaks({ left: loud.left.subarray(start, end), right: loud.right.subarray(start, end) }, -1);
      inPieces.set(found.subarray((from - start) / PEAK_HOP, (from - start + 160) / PEAK_HOP), from / PEAK_HOP);
    }

    expect(inPieces).toEqual(peaks);
    const curve = planLimit(peaks, -1) ?? new Float32Array();
    const limited = { left: loud.left.slice(), right: loud.right.slice() };
    for (let from = 0; from < 4800; from += 1000) {
      const to = Math.min(4800, from + 1000);
      applyLimit({ left: limited.left.subarray(from, to), right: limited.right.subarray(from, to) }, curve, from);
    }

    expect(measureTruePeakDb(limited)).toBeLessThanOrEqual(-1);
    expect(measureTruePeakDb(limited)).toBeGreaterThan(-2);
  });
});
