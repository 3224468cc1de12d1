import { describe, expect, it } from 'vitest';
import { SAMPLE_RATE } from '../../engine/kernel/index.ts';
import { resample } from './resample.ts';

function sine(hz: number, sampleRate: number, seconds: number): Float32Array {
  return Float32Array.from({ length: Math.round(sampleRate * seconds) }, (_, i) => Math.sin((2 * Math.PI * hz * i) / sampleRate));
}

function rmsDb(x: Float32Array): number {
  return 10 * Math.log10(x.reduce((sum, y) => sum + y * y, 1e-20) / x.length);
}

describe('resample', () => {
  it.each([22_050, 44_100, 96_000, 192_000])('keeps length in time and every tone in the band from %d Hz', (rate) => {
    for (const hz of [100, 1000, 0.35 * Math.min(rate, SAMPLE_RATE)]) {
      const out = resample(sine(hz, rate, 0.5), rate);
      const wanted = sine(hz, SAMPLE_RATE, 0.5);
      expect(out.length).toBe(SAMPLE_RATE / 2);
      const error = out.map((y, i) => y - wanted[i]!).subarray(2000, -2000);
      expect(rmsDb(error), `${hz} Hz`).toBeLessThan(-60);
    }
  });

  it('keeps what lies above half the new rate from folding back', () => {
    expect(rmsDb(resample(sine(40_000, 192_000, 0.2), 192_000).subarray(500, -500))).toBeLessThan(-70);
  });

  it('gives back what already has the right rate', () => {
    const x = sine(440, SAMPLE_RATE, 0.1);
    expect(resample(x, SAMPLE_RATE)).toBe(x);
  });
});
