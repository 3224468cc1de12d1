import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PeakMeter } from './peak-meter.ts';

const FLOATS = { scale: 1, centre: 0, channels: 1 } as const;

function peaksOf(samples: Float32Array, chunk = samples.length): readonly number[] | null {
  const meter = new PeakMeter();
  for (let at = 0; at < samples.length; at += chunk) {
    meter.add(samples.subarray(at, at + chunk), FLOATS);
  }

  return meter.peaks();
}

describe('peaks', () => {
  it('are none of no sound, and at most 1000 of any', () => {
    expect(new PeakMeter().peaks()).toBeNull();
    expect(peaksOf(new Float32Array(10))).toEqual([0]);
    expect(peaksOf(new Float32Array(1_000_000))).toHaveLength(1000);
  });

  it('show a click at its place and nowhere else, however long the sound is', () => {
    for (const length of [128_000, 1_000_000, 36_000_000]) {
      const samples = new Float32Array(length);
      samples[Math.floor(length / 4)] = -0.5;
      const peaks = peaksOf(samples, 1 << 16) ?? [];
      expect(peaks.filter((peak) => peak > 0)).toEqual([128]);
      expect(Math.abs(peaks.indexOf(128) - peaks.length / 4)).toBeLessThanOrEqual(1);
    }
  });

  it('do not depend on the pieces the sound comes in', () => {
    const samples = Float32Array.from({ length: 50_000 }, (_, i) => Math.sin(i * i) * (i / 50_000));
    const whole = peaksOf(samples);
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 60_000 }), (chunk) => {
        expect(peaksOf(samples, chunk)).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  it('take loud as loud and nonsense as silence', () => {
    expect(peaksOf(Float32Array.from([3]))).toEqual([255]);
    expect(peaksOf(Float32Array.from([NaN]))).toEqual([0]);
    expect(peaksOf(Float32Array.from([Infinity]))).toEqual([255]);
  });
});
