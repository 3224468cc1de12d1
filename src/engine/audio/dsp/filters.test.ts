import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dbFromGain, Rng, SAMPLE_RATE, sin, TAU } from '../../kernel/index.ts';
import { Biquad, BUTTERWORTH_Q, designBiquad, type EqBand, responseDb } from './biquad.ts';
import { DelayLine } from './delay-line.ts';
import { Equaliser, equaliserResponseDb } from './equaliser.ts';
import { OnePole } from './one-pole.ts';
import { designStateVariable, StateVariableFilter } from './state-variable-filter.ts';
import { whiteNoise } from './test-signals.ts';

type Mono = { process(block: Float32Array, from: number, to: number): void };

/** Steady gain of a filter at a frequency, measured on a sine. */
function gainAt(filter: Mono, hz: number): number {
  const block = Float32Array.from({ length: SAMPLE_RATE }, (_, i) => sin((TAU * hz * i) / SAMPLE_RATE));
  filter.process(block, 0, block.length);
  const settled = block.subarray(SAMPLE_RATE / 2);
  return dbFromGain(Math.sqrt((2 * settled.reduce((sum, y) => sum + y * y, 0)) / settled.length));
}

const corner = fc.integer({ min: 60, max: 8000 });

describe('biquads', () => {
  it.each(['low-pass', 'high-pass'] as const)('a Butterworth %s is 3 dB down at its corner', (kind) => {
    fc.assert(
      fc.property(corner, (hz) => {
        expect(responseDb(designBiquad({ kind, hz, q: BUTTERWORTH_Q, gainDb: 0 }), hz)).toBeCloseTo(-3.01, 1);
      }),
    );
  });

  it('a low-pass falls without turning back', () => {
    fc.assert(
      fc.property(corner, (hz) => {
        const coefficients = designBiquad({ kind: 'low-pass', hz, q: BUTTERWORTH_Q, gainDb: 0 });
        const gains = Array.from({ length: 30 }, (_, k) => responseDb(coefficients, 40 * 1.23 ** k));
        gains.slice(1).forEach((gain, k) => expect(gain).toBeLessThanOrEqual(gains[k]! + 1e-9));
      }),
    );
  });

  it('a peak has its gain at its centre and none far away', () => {
    const coefficients = designBiquad({ kind: 'peak', hz: 1000, q: 1, gainDb: 6 });
    expect(responseDb(coefficients, 1000)).toBeCloseTo(6, 6);
    expect(Math.abs(responseDb(coefficients, 20))).toBeLessThan(0.1);
  });

  it.each([
    ['low-shelf', 20, 15000],
    ['high-shelf', 20000, 60],
  ] as const)('a %s lifts its side by its gain and leaves the other alone', (kind, inside, outside) => {
    const coefficients = designBiquad({ kind, hz: 1000, q: 0.7, gainDb: 4 });
    expect(responseDb(coefficients, inside)).toBeCloseTo(4, 1);
    expect(responseDb(coefficients, outside)).toBeCloseTo(0, 1);
  });

  it('a running section does what its response says', () => {
    for (const hz of [100, 700, 5000]) {
      const band: EqBand = { kind: 'peak', hz: 700, q: 0.8, gainDb: -5 };
      expect(gainAt(new Biquad(designBiquad(band)), hz)).toBeCloseTo(responseDb(designBiquad(band), hz), 2);
    }
  });
});

describe('other filters', () => {
  it('a one-pole low-pass is 3 dB down at its corner', () => {
    expect(gainAt(new OnePole('low-pass', 500), 500)).toBeCloseTo(-3, 0);
    expect(gainAt(new OnePole('high-pass', 500), 500)).toBeGreaterThan(-3.6);
  });

  it.each(['low-pass', 'high-pass'] as const)('a state-variable %s is 3 dB down at its cutoff', (kind) => {
    for (const hz of [120, 1000, 6000]) {
      expect(gainAt(new StateVariableFilter(kind, designStateVariable(hz, BUTTERWORTH_Q)), hz)).toBeCloseTo(-3.01, 1);
    }
  });

  it('a state-variable band-pass lets its cutoff through at unity', () => {
    expect(gainAt(new StateVariableFilter('band-pass', designStateVariable(800, 2)), 800)).toBeCloseTo(0, 1);
  });

  it('an equaliser adds its bands up', () => {
    const bands: readonly EqBand[] = [
      { kind: 'high-pass', hz: 80, q: 0.7, gainDb: 0 },
      { kind: 'peak', hz: 300, q: 1, gainDb: -4 },
      { kind: 'high-shelf', hz: 6000, q: 0.7, gainDb: 3 },
    ];
    for (const hz of [90, 300, 9000]) {
      const left = {
        process: (block: Float32Array, from: number, to: number) => new Equaliser(bands).process(block, block.slice(), from, to),
      };
      expect(gainAt(left, hz)).toBeCloseTo(equaliserResponseDb(bands, hz), 2);
    }
  });

  it('a delay line gives back what was written so many samples ago', () => {
    const line = new DelayLine(100);
    const noise = whiteNoise(400, 1, new Rng(1)).left;
    noise.forEach((x, i) => {
      line.write(x);
      if (i >= 100) {
        expect(line.read(100)).toBe(noise[i - 100]);
        expect(line.readBetween(37)).toBeCloseTo(noise[i - 37]!, 6);
      }
    });
  });
});
