import { describe, expect, it } from 'vitest';
import { Rng, SAMPLE_RATE } from '../../kernel/index.ts';
import { silence, type Stereo } from '../stereo.ts';
import { stereoSine } from './test-signals.ts';
import { TimeStretch } from './time-stretch.ts';

const SPEEDS = [0.25, 0.5, 0.8, 1.25, 2, 4];

/** `seconds` of `source` at a speed, fed in blocks. */
function stretched(source: Stereo, { speed, seconds, block }: { speed: number; seconds: number; block: number }): Stereo {
  const stretch = new TimeStretch(speed);
  const samples = Math.round(seconds * SAMPLE_RATE);
  const result = silence(samples + 768);
  let fed = 0;
  for (let made = 0; made < samples; made += 768) {
    while (stretch.taken < stretch.needed) {
      const piece = silence(block);
      piece.left.set(source.left.subarray(fed, fed + block));
      piece.right.set(source.right.subarray(fed, fed + block));
      stretch.push(piece);
      fed += block;
    }

    const { left, right } = stretch.next();
    result.left.set(left, made);
    result.right.set(right, made);
  }

  return { left: result.left.subarray(0, samples), right: result.right.subarray(0, samples) };
}

function rms(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

describe('playing faster and slower', () => {
  it.each(SPEEDS)('brings every click once and within 2 ms of its moment at speed %d', (speed) => {
    const clicks = silence(4 * SAMPLE_RATE);
    const noise = new Rng(2).fork('noise');
    clicks.left.forEach((_, i) => (clicks.left[i] = noise.between(-0.01, 0.01)));
    const moments = [0.4, 0.9, 1.37, 2.2, 3.1].map((seconds) => Math.round(seconds * SAMPLE_RATE));
    for (const moment of moments) {
      for (let i = 0; i < 96; i++) {
        clicks.left[moment + i] = 0.9 * (1 - i / 96) * (i % 2 === 0 ? 1 : -1);
      }
    }

    const { left } = stretched(clicks, { speed, seconds: 4 / speed, block: 5000 });
    const heard: number[] = [];
    left.forEach((value, i) => {
      if (Math.abs(value) > 0.4 && i - (heard.at(-1) ?? -9999) > 960) {
        heard.push(i);
      }
    });
    expect(heard).toHaveLength(moments.length);
    heard.forEach((sample, index) => expect(Math.abs(sample - moments[index]! / speed)).toBeLessThan(0.002 * SAMPLE_RATE));
  });

  it.each(SPEEDS)('keeps pitch and level at speed %d', (speed) => {
    const { left } = stretched(stereoSine(220, -12, 3), { speed, seconds: 0.6, block: 4096 });
    const middle = left.subarray(0.1 * SAMPLE_RATE, 0.5 * SAMPLE_RATE);
    let crossings = 0;
    for (let i = 1; i < middle.length; i++) {
      crossings += middle[i - 1]! < 0 && middle[i]! >= 0 ? 1 : 0;
    }

    expect(Math.abs(crossings - 88)).toBeLessThanOrEqual(1);
    expect(rms(middle)).toBeCloseTo(0.251 / Math.SQRT2, 2);
  });

  it('gives the same whatever the size of the blocks, and begins where the source does', () => {
    const source = stereoSine(173, -12, 2);
    const [small, large] = [997, 20_000].map((block) => stretched(source, { speed: 1.5, seconds: 1, block }));
    expect(small).toEqual(large);
    expect(small!.left.subarray(0, 400)).toEqual(source.left.subarray(0, 400));
  });
});
