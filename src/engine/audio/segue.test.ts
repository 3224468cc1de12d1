import { describe, expect, it } from 'vitest';
import { dbFromGain, Rng, SAMPLE_RATE } from '../kernel/index.ts';
import { whiteNoise } from './dsp/test-signals.ts';
import { fadeEnd } from './fade-end.ts';
import { measureTruePeakDb } from './meters/true-peak.ts';
import { segueInto } from './segue.ts';
import type { Stereo } from './stereo.ts';

function levelDb({ left }: Stereo, from: number, to: number): number {
  const piece = left.subarray(from * SAMPLE_RATE, to * SAMPLE_RATE);
  return dbFromGain(Math.sqrt(piece.reduce((sum, x) => sum + x * x, 0) / piece.length));
}

describe('segueInto', () => {
  it('begins with the old piece, ends with the new one and keeps the level between', () => {
    const going = whiteNoise(8 * SAMPLE_RATE, 0.2, new Rng(1));
    const next = whiteNoise(12 * SAMPLE_RATE, 0.2, new Rng(2));
    const before = { left: next.left.slice(), right: next.right.slice() };
    segueInto(next, going, 'mixed');
    const level = levelDb(before, 9, 12);
    for (let second = 0; second < 8; second++) {
      expect(Math.abs(levelDb(next, second, second + 1) - level)).toBeLessThan(2.5);
    }

    expect(next.left.subarray(10 * SAMPLE_RATE)).toEqual(before.left.subarray(10 * SAMPLE_RATE));
  });

  it('holds two loud masters to the ceiling, and only adds a tail', () => {
    const loud = whiteNoise(3 * SAMPLE_RATE, 0.8, new Rng(3));
    const next = whiteNoise(6 * SAMPLE_RATE, 0.8, new Rng(4));
    segueInto(next, loud, 'rung');
    expect(
      measureTruePeakDb({ left: next.left.subarray(0, 2 * SAMPLE_RATE), right: next.right.subarray(0, 2 * SAMPLE_RATE) }),
    ).toBeLessThan(-1);
    const quiet = whiteNoise(SAMPLE_RATE, 0.1, new Rng(5));
    const silent = { left: new Float32Array(3 * SAMPLE_RATE), right: new Float32Array(3 * SAMPLE_RATE) };
    segueInto(silent, quiet, 'rung');
    expect(silent.left.subarray(0, SAMPLE_RATE)).toEqual(quiet.left);
  });
});

describe('fadeEnd', () => {
  it('touches nothing before the fade and ends at nothing, in pieces as in one', () => {
    const whole = { left: new Float32Array(1000).fill(1), right: new Float32Array(1000).fill(1) };
    fadeEnd(whole, { place: 0, totalSamples: 1000, fadeSamples: 400 });
    expect([whole.left[599], whole.left[999]! < 1e-6]).toEqual([1, true]);
    const later = { left: new Float32Array(300).fill(1), right: new Float32Array(300).fill(1) };
    fadeEnd(later, { place: 700, totalSamples: 1000, fadeSamples: 400 });
    expect([...later.left]).toEqual([...whole.left.subarray(700)]);
  });
});
