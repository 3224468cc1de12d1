import { describe, expect, it } from 'vitest';
import { silence } from '../stereo.ts';
import { rideDynamics } from './ride-dynamics.ts';

function ridden(curve: Parameters<typeof rideDynamics>[1]): Float32Array {
  const audio = silence(48_000);
  audio.left.fill(0.5);
  audio.right.fill(0.5);
  rideDynamics(audio, curve);
  expect(audio.right).toEqual(audio.left);
  return audio.left;
}

describe('the hand on the whole level', () => {
  it('leaves a mix alone without a curve and at 0 dB', () => {
    expect(ridden([]).every((x) => x === 0.5)).toBe(true);
    expect(ridden([{ sample: 100, gainDb: 0 }]).every((x) => x === 0.5)).toBe(true);
  });

  it('is at each point’s gain there, before the first and after the last too, and never jumps', () => {
    const mix = ridden([
      { sample: 12_800, gainDb: 0 },
      { sample: 25_600, gainDb: -6.0206 },
    ]);
    expect(mix[0]).toBe(0.5);
    expect(mix[12_800]).toBeCloseTo(0.5, 3);
    expect(mix[19_200]).toBeCloseTo(0.5 * 0.7071, 3);
    expect(mix[25_600]).toBeCloseTo(0.25, 3);
    expect(mix[47_999]).toBeCloseTo(0.25, 3);
    expect(mix.every((x, i) => i === 0 || Math.abs(x - mix[i - 1]!) < 1e-4)).toBe(true);
  });
});
