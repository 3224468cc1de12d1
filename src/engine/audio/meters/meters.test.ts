import { describe, expect, it } from 'vitest';
import { Rng, SAMPLE_RATE, sin, TAU } from '../../kernel/index.ts';
import { concatenated, pinkNoise, stereoSine } from '../dsp/test-signals.ts';
import { silence, type Stereo } from '../stereo.ts';
import { measureImage } from './image.ts';
import { measureLoudness } from './loudness.ts';
import { measureBandDb, measureOctaveBalance, OCTAVE_CENTRES_HZ } from './spectral-balance.ts';
import { measureTruePeakDb, SILENCE_DB } from './true-peak.ts';

/** A 1 kHz stereo sine in stretches of `[peak dB, seconds]`. */
function tones(stretches: readonly (readonly [peakDb: number, seconds: number])[]): Stereo {
  return concatenated(stretches.map(([peakDb, seconds]) => stereoSine(1000, peakDb, seconds)));
}

describe('measureLoudness on EBU Tech 3341 signals', () => {
  it.each([
    ['case 1: steady at −23', [[-23, 20]], -23],
    ['case 2: steady at −33', [[-33, 20]], -33],
    [
      'case 3: the relative gate drops quiet ends',
      [
        [-36, 10],
        [-23, 60],
        [-36, 10],
      ],
      -23,
    ],
    [
      'case 4: the absolute gate drops near-silence',
      [
        [-72, 10],
        [-36, 10],
        [-23, 60],
        [-36, 10],
        [-72, 10],
      ],
      -23,
    ],
    [
      'case 5: louder and softer stretches average',
      [
        [-26, 20],
        [-20, 20.1],
        [-26, 20],
      ],
      -23,
    ],
  ] as const)('%s', (_, stretches, lufs) => {
    expect(Math.abs(measureLoudness(tones(stretches)).integratedLufs - lufs)).toBeLessThan(0.1);
  });

  it('reads momentary and short-term loudness of a steady tone as its integrated loudness', () => {
    const loudness = measureLoudness(tones([[-23, 20]]));
    expect(loudness.momentaryMaxLufs).toBeCloseTo(-23, 1);
    expect(loudness.shortTermMaxLufs).toBeCloseTo(-23, 1);
  });

  it('measures pieces shorter than a gating block as a whole', () => {
    expect(measureLoudness(tones([[-23, 0.3]])).integratedLufs).toBeCloseTo(-23, 0);
  });

  it('gives the floor for silence', () => {
    expect(measureLoudness(silence(SAMPLE_RATE)).integratedLufs).toBe(SILENCE_DB);
    expect(measureLoudness(silence(0)).integratedLufs).toBe(SILENCE_DB);
  });
});

describe('loudness range on EBU Tech 3342 signals', () => {
  it.each([
    [
      'case 1',
      [
        [-20, 20],
        [-30, 20],
      ],
      10,
    ],
    [
      'case 2',
      [
        [-20, 20],
        [-15, 20],
      ],
      5,
    ],
    [
      'case 3',
      [
        [-40, 20],
        [-20, 20],
      ],
      20,
    ],
    [
      'case 4',
      [
        [-50, 20],
        [-35, 20],
        [-20, 20],
        [-35, 20],
        [-50, 20],
      ],
      15,
    ],
  ] as const)('%s', (_, stretches, range) => {
    expect(Math.abs(measureLoudness(tones(stretches)).loudnessRangeLu - range)).toBeLessThan(1);
  });
});

describe('measureTruePeakDb on EBU Tech 3341 signals', () => {
  it.each([
    ['case 15: a quarter of the rate', 4, 0, 0.5, -6],
    ['case 16: peaks between the samples', 4, 1 / 8, 0.5, -6],
    ['case 17: a sixth of the rate', 6, 1 / 6, 0.5, -6],
    ['case 18: an eighth of the rate', 8, 3 / 16, 0.5, -6],
    ['case 19: over full scale', 4, 1 / 8, 1.41, 3],
  ] as const)('%s', (_, divisor, turn, amplitude, expected) => {
    const left = Float32Array.from({ length: 48000 }, (__, i) => {
      // Raised gently at both ends, as the standard's files are: a sudden start has peaks of its own.
      const ease = Math.min(1, i / 4800, (47999 - i) / 4800);
      return ease * amplitude * sin(TAU * (i / divisor + turn));
    });
    const peak = measureTruePeakDb({ left, right: left });
    expect(peak).toBeLessThan(expected + 0.2);
    expect(peak).toBeGreaterThan(expected - 0.4);
  });

  it('gives the floor for silence', () => {
    expect(measureTruePeakDb(silence(100))).toBe(SILENCE_DB);
  });
});

describe('measureImage', () => {
  it('knows mono, opposed and one-sided', () => {
    const { left } = stereoSine(500, -6, 1);
    const opposed = { left, right: left.map((x) => -x) };
    expect(measureImage({ left, right: left }).sideToMidDb).toBe(SILENCE_DB);
    expect(measureImage({ left, right: left }).correlation).toBeCloseTo(1, 6);
    expect(measureImage(opposed).correlation).toBeCloseTo(-1, 6);
    expect(measureImage({ left, right: new Float32Array(left.length) }).sideToMidDb).toBeCloseTo(0, 6);
  });

  it('reads level, crest and DC of a sine on a pedestal', () => {
    const left = stereoSine(500, -6, 1).left;
    const image = measureImage({ left, right: left });
    expect(image.rmsDb).toBeCloseTo(-9.01, 1);
    expect(image.crestDb).toBeCloseTo(3.01, 1);
    expect(measureImage({ left: left.map((x) => x + 0.1), right: left }).dc).toBeCloseTo(0.1, 3);
  });
});

describe('measureOctaveBalance', () => {
  it('is level for pink noise', () => {
    const balance = measureOctaveBalance(pinkNoise(SAMPLE_RATE * 6, 0.5, new Rng(9)));
    balance.slice(1, 8).forEach((level) => expect(Math.abs(level + 10)).toBeLessThan(2.2));
  });

  it('finds a tone in its octave', () => {
    OCTAVE_CENTRES_HZ.slice(2).forEach((centre, k) => {
      const balance = measureOctaveBalance(stereoSine(centre, -6, 0.5));
      expect(balance[k + 2]).toBeCloseTo(0, 1);
      expect(measureBandDb(stereoSine(centre, -6, 0.5), centre * 0.9, centre * 1.1)).toBeCloseTo(0, 0);
    });
  });
});
