import { describe, expect, it } from 'vitest';
import { addClip, applyLimit, hopPeaks, measureTruePeakDb, PEAK_HOP, planLimit, silence, type Stereo } from './index.ts';

const plain = { gain: 1, fadeInSamples: 0, fadeOutSamples: 0, clipSamples: 100 };

function tone(samples: number, level: number): Stereo {
  const left = Float32Array.from({ length: samples }, (_, i) => level * Math.sin((i + 1) * 0.7));
  return { left, right: left.map((value) => -value) };
}

describe('a sum of clips', () => {
  it('holds a clip alone as it is, and a clip in pieces as the whole', () => {
    const sound = tone(100, 0.9);
    const whole = silence(100);
    addClip(whole, sound, { at: 0, from: 0, clip: plain });
    expect(whole).toEqual(sound);

    const faded = { ...plain, gain: 0.5, fadeInSamples: 40, fadeOutSamples: 30 };
    const [once, twice] = [silence(100), silence(100)];
    addClip(once, sound, { at: 0, from: 0, clip: faded });
    addClip(twice, { left: sound.left.subarray(0, 37), right: sound.right.subarray(0, 37) }, { at: 0, from: 0, clip: faded });
    addClip(twice, { left: sound.left.subarray(37), right: sound.right.subarray(37) }, { at: 37, from: 37, clip: faded });
    expect(twice).toEqual(once);
    expect([once.left[0], Math.abs(once.left[99]!) < 0.01]).toEqual([0, true]);
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
