import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atan, canonicalJson, cos, dbFromGain, exp, frequencyOfPitch, gainFromDb, log, pow, Rng, sin, tanh } from './index.ts';

const angle = fc.double({ min: -1e4, max: 1e4, noNaN: true });

describe('kernel mathematics', () => {
  it('agrees with the engine’s own functions to a few last bits', () => {
    fc.assert(
      fc.property(angle, (x) => {
        expect(Math.abs(sin(x) - Math.sin(x))).toBeLessThan(1e-11);
        expect(Math.abs(cos(x) - Math.cos(x))).toBeLessThan(1e-11);
        expect(Math.abs(tanh(x) - Math.tanh(x))).toBeLessThan(1e-14);
        expect(Math.abs(atan(x) - Math.atan(x))).toBeLessThan(1e-14);
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-13);
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true }), (x, y) => {
        expect(Math.abs(log(x) - Math.log(x))).toBeLessThan(1e-12 * Math.max(1, Math.abs(Math.log(x))));
        const expected = Math.pow(x, y);
        if (expected > 1e-300 && expected < 1e300) {
          expect(Math.abs(pow(x, y) / expected - 1)).toBeLessThan(1e-11);
        }
      }),
    );
  });

  it('knows decibels and concert pitch', () => {
    expect(gainFromDb(20)).toBeCloseTo(10, 12);
    expect(dbFromGain(gainFromDb(-7.3))).toBeCloseTo(-7.3, 12);
    expect(frequencyOfPitch(69)).toBe(440);
    expect(frequencyOfPitch(60)).toBeCloseTo(261.6255653, 6);
  });
});

describe('Rng', () => {
  it('gives a fork the same stream however much was drawn before', () => {
    const early = new Rng(7).fork('drums/kick');
    const parent = new Rng(7);
    parent.next();
    parent.fork('melody').next();
    const late = parent.fork('drums/kick');
    expect(Array.from({ length: 20 }, () => early.next())).toEqual(Array.from({ length: 20 }, () => late.next()));
  });

  it('gives neighbouring seeds unrelated streams with the right moments', () => {
    const firsts = Array.from({ length: 4000 }, (_, seed) => new Rng(seed).next());
    const mean = firsts.reduce((sum, x) => sum + x, 0) / firsts.length;
    expect(mean).toBeCloseTo(0.5, 1);
    const correlation = firsts.slice(1).reduce((sum, x, i) => sum + (x - 0.5) * (firsts[i]! - 0.5), 0) / firsts.length / (1 / 12);
    expect(Math.abs(correlation)).toBeLessThan(0.06);
    const rng = new Rng(3);
    const draws = Array.from({ length: 20000 }, () => rng.gaussian(2));
    expect(Math.sqrt(draws.reduce((sum, x) => sum + x * x, 0) / draws.length)).toBeCloseTo(2, 1);
  });

  it('never picks an item of weight zero', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(new Rng(seed).weighted(['a', 'b', 'c'], (item) => (item === 'b' ? 1 : 0))).toBe('b');
      }),
    );
  });
});

describe('canonicalJson', () => {
  it('is the same text for the same value whatever the order of keys, and parses back', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(value)).toBe(canonicalJson(reversed));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
