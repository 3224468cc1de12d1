import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dbFromGain, gainFromDb, Rng, SAMPLE_RATE, sin, TAU } from '../../kernel/index.ts';
import { measureTruePeakDb, truePeakEnvelope } from '../meters/true-peak.ts';
import { measureBandDb } from '../meters/spectral-balance.ts';
import { compressionDb, Compressor } from './compressor.ts';
import { fadeOut } from './fade.ts';
import { applyCurve, LIMITER_HOP, limiterCurve } from './limiter.ts';
import { designHalfBand } from './oversampler.ts';
import { Saturator } from './saturator.ts';
import { stereoSine, whiteNoise } from './test-signals.ts';
import { TransientShaper } from './transient-shaper.ts';

const SETTINGS = {
  thresholdDb: -20,
  ratio: 4,
  kneeDb: 6,
  attackMs: 5,
  releaseMs: 100,
  makeupDb: 0,
  blend: 1,
  detectorHighPassHz: 0,
};

function rmsDb(block: Float32Array): number {
  return dbFromGain(Math.sqrt(block.reduce((sum, x) => sum + x * x, 0) / block.length));
}

describe('Compressor', () => {
  it('has a curve that never turns up and never jumps', () => {
    const levels = Array.from({ length: 600 }, (_, k) => -60 + 0.1 * k);
    const outputs = levels.map((level) => level + compressionDb(level, SETTINGS));
    outputs.slice(1).forEach((output, k) => {
      expect(output).toBeGreaterThanOrEqual(outputs[k]!);
      expect(output - outputs[k]!).toBeLessThanOrEqual(0.1 + 1e-9);
    });
  });

  it('settles where its curve says', () => {
    const audio = stereoSine(1000, -8, 1);
    new Compressor(SETTINGS).process(audio.left, audio.right, 0, audio.left.length);
    // 12 dB over the threshold at 4 : 1 leaves 3.
    expect(rmsDb(audio.left.subarray(SAMPLE_RATE / 2)) + 3.01).toBeGreaterThan(-17.8);
    expect(rmsDb(audio.left.subarray(SAMPLE_RATE / 2)) + 3.01).toBeLessThan(-16.2);
  });

  it('turns both channels down together', () => {
    const audio = { left: stereoSine(500, -6, 0.5).left, right: stereoSine(500, -30, 0.5).left };
    new Compressor(SETTINGS).process(audio.left, audio.right, 0, audio.left.length);
    expect(rmsDb(audio.left.subarray(12000)) - rmsDb(audio.right.subarray(12000))).toBeCloseTo(24, 1);
  });

  it('follows a key in place of its own signal', () => {
    const audio = stereoSine(500, -40, 0.5);
    new Compressor(SETTINGS).process(audio.left, audio.right, 0, audio.left.length, stereoSine(500, 0, 0.5));
    expect(rmsDb(audio.left.subarray(12000)) + 3.01).toBeLessThan(-52);
  });
});

describe('limiter', () => {
  const limit = { ceiling: gainFromDb(-1), ratio: Infinity, fastMs: 60, slowMs: 350, isLoop: false };

  function limited(audio: { left: Float32Array; right: Float32Array }, gain: number): number {
    const curve = limiterCurve(truePeakEnvelope(audio, LIMITER_HOP, 0), gain, limit);
    applyCurve(audio, curve, { gain, isLoop: false });
    return measureTruePeakDb(audio);
  }

  it('keeps random bursts under its ceiling', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 1, max: 900 })), { maxLength: 8 }),
        (seed, bursts) => {
          const noise = whiteNoise(10000, 0.9, new Rng(seed));
          for (const channel of [noise.left, noise.right]) {
            const kept = channel.slice();
            channel.fill(0);
            bursts.forEach(([start, count]) => channel.set(kept.subarray(start, start + count), start));
          }

          // The curve moves while samples are interpolated, so a hundredth of a dB is left to the master's margin.
          expect(limited(noise, 4)).toBeLessThan(-0.9);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('sees peaks between the samples', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (turn) => {
        const left = Float32Array.from({ length: 9600 }, (_, i) => sin(TAU * (i / 4 + turn)));
        const peak = limited({ left, right: left.slice() }, 1.5);
        expect(peak).toBeLessThan(-0.9);
      }),
      { numRuns: 30 },
    );
  });

  it('leaves what is below the ceiling alone', () => {
    const audio = stereoSine(440, -3, 0.3);
    const before = audio.left.slice();
    limited(audio, 1);
    expect(audio.left).toEqual(before);
  });

  it('joins its end to its start in a loop', () => {
    const peaks = new Float32Array(2000).fill(0.1);
    peaks[2] = 2;
    const curve = limiterCurve(peaks, 1, { ...limit, isLoop: true });
    expect(Math.abs(curve[1999]! - curve[0]!)).toBeLessThan(0.1);
    expect(curve[1999]!).toBeLessThan(0.7);
  });
});

describe('Saturator', () => {
  it('leaves small signals at their level', () => {
    for (const isOversampled of [false, true]) {
      const audio = stereoSine(300, -70, 0.5);
      new Saturator({ driveDb: 12, bias: 0.2, isOversampled, blend: 1 }).process(audio.left, audio.right, 0, audio.left.length);
      expect(rmsDb(audio.left.subarray(12000)) + 3.01).toBeCloseTo(-70, 1);
    }
  });

  it('folds far less back at twice the rate', () => {
    // The third harmonic of 11 kHz is 33 kHz, which folds to 15 kHz.
    const folded = [false, true].map((isOversampled) => {
      const audio = stereoSine(11000, -3, 0.5);
      new Saturator({ driveDb: 12, bias: 0, isOversampled, blend: 1 }).process(audio.left, audio.right, 0, audio.left.length);
      return measureBandDb(audio, 14500, 15500);
    });
    expect(folded[1]!).toBeLessThan(folded[0]! - 20);
  });

  it('adds no DC with a leaning curve', () => {
    const audio = stereoSine(200, -6, 2);
    new Saturator({ driveDb: 12, bias: 0.4, isOversampled: false, blend: 1 }).process(
      audio.left,
      audio.right,
      0,
      audio.left.length,
    );
    const last = audio.left.subarray(SAMPLE_RATE);
    expect(Math.abs(last.reduce((sum, x) => sum + x, 0) / last.length)).toBeLessThan(1e-3);
  });

  it('has half-band coefficients that rise between 0 and 1', () => {
    const coefficients = designHalfBand(6, 0.08);
    [0, ...coefficients, 1].reduce((low, high) => {
      expect(high).toBeGreaterThan(low);
      return high;
    });
  });
});

describe('TransientShaper', () => {
  it('raises the beginning of a hit against its body', () => {
    const shaped = (attack: number): Float32Array => {
      const audio = stereoSine(200, -6, 0.3);
      new TransientShaper({ attack, sustain: 0 }).process(audio.left, audio.right, 0, audio.left.length);
      return audio.left;
    };
    const ratio = (block: Float32Array): number => rmsDb(block.subarray(0, 480)) - rmsDb(block.subarray(9600));
    expect(ratio(shaped(0.8))).toBeGreaterThan(ratio(shaped(0)) + 1.5);
    expect(ratio(shaped(-0.8))).toBeLessThan(ratio(shaped(0)) - 1.5);
  });
});

describe('fadeOut', () => {
  it('falls evenly to zero over its time and touches nothing before', () => {
    const audio = { left: new Float32Array(1000).fill(1), right: new Float32Array(1000).fill(1) };
    fadeOut(audio, 400);
    expect(audio.left[599]).toBe(1);
    expect(audio.left[999]).toBe(0);
    audio.left.slice(600).reduce((high, low) => {
      expect(low).toBeLessThanOrEqual(high);
      return low;
    }, 1);
  });
});
