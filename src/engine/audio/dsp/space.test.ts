import { describe, expect, it } from 'vitest';
import { dbFromGain, Rng, SAMPLE_RATE } from '../../kernel/index.ts';
import { measureImage } from '../meters/image.ts';
import { measureBandDb } from '../meters/spectral-balance.ts';
import { Chorus } from './chorus.ts';
import { Equaliser } from './equaliser.ts';
import { Exciter } from './exciter.ts';
import { HalfRate } from './half-rate.ts';
import { Reverb } from './reverb.ts';
import type { ReverbSettings } from './reverb-settings.ts';
import { StereoWidth } from './stereo-width.ts';
import { stereoSine, whiteNoise } from './test-signals.ts';
import { TempoDelay } from './tempo-delay.ts';

const HALL: ReverbSettings = {
  kind: 'room' as const,
  size: 0.6,
  decaySeconds: 1.5,
  highDecay: 0.4,
  dampingHz: 3000,
  preDelayMs: 20,
  lowCutHz: 100,
  highCutHz: 12000,
  earlyDb: -6,
};

function impulseResponse(settings: ReverbSettings, seconds: number): { left: Float32Array; right: Float32Array } {
  const samples = Math.round(seconds * SAMPLE_RATE);
  const audio = { left: new Float32Array(samples), right: new Float32Array(samples) };
  audio.left[0] = 1;
  audio.right[0] = 1;
  new Reverb(settings).process(audio.left, audio.right, 0, samples);
  return audio;
}

function energyDb(block: Float32Array, fromSeconds: number, seconds: number): number {
  const from = Math.round(fromSeconds * SAMPLE_RATE);
  const piece = block.subarray(from, from + Math.round(seconds * SAMPLE_RATE));
  return dbFromGain(Math.sqrt(piece.reduce((sum, x) => sum + x * x, 0)));
}

function band(audio: { left: Float32Array; right: Float32Array }, hz: number): Float32Array {
  const copy = { left: audio.left.slice(), right: audio.right.slice() };
  new Equaliser([{ kind: 'band-pass', hz, q: 1.5, gainDb: 0 }]).process(copy.left, copy.right, 0, copy.left.length);
  return copy.left;
}

describe('Reverb', () => {
  it('decays by 60 dB in its time, the top sooner', () => {
    const response = impulseResponse(HALL, 2);
    const fall = (block: Float32Array): number => (energyDb(block, 0.3, 0.2) - energyDb(block, 0.8, 0.2)) / 0.5;
    expect(60 / fall(band(response, 700))).toBeGreaterThan(1.15);
    expect(60 / fall(band(response, 700))).toBeLessThan(1.75);
    expect(60 / fall(band(response, 9000))).toBeLessThan(0.95);
  });

  it('keeps quiet during its pre-delay', () => {
    const { left } = impulseResponse(HALL, 0.1);
    expect(left.subarray(0, 0.019 * SAMPLE_RATE).every((x) => x === 0)).toBe(true);
  });

  it('answers at about the level that was sent, whatever its length', () => {
    for (const decaySeconds of [0.5, 1.5, 4]) {
      const sent = whiteNoise(SAMPLE_RATE * 4, 0.3, new Rng(2));
      new Equaliser([{ kind: 'low-pass', hz: 2000, q: 0.7, gainDb: 0 }]).process(sent.left, sent.right, 0, sent.left.length);
      const before = measureImage(sent).rmsDb;
      new Reverb({ ...HALL, decaySeconds, earlyDb: -90 }).process(sent.left, sent.right, 0, sent.left.length);
      expect(
        Math.abs(measureImage({ left: sent.left.slice(-SAMPLE_RATE), right: sent.right.slice(-SAMPLE_RATE) }).rmsDb - before),
      ).toBeLessThan(4);
    }
  });

  it('is wide for a sound in the middle', () => {
    const { correlation } = measureImage(impulseResponse(HALL, 2));
    expect(Math.abs(correlation)).toBeLessThan(0.35);
  });

  it('dies away to nothing', () => {
    const { left } = impulseResponse({ ...HALL, decaySeconds: 0.4 }, 3);
    expect(energyDb(left, 2.5, 0.4)).toBeLessThan(-120);
  });
});

describe('StereoWidth', () => {
  it('keeps the mono sum, whatever it does to the sides', () => {
    const audio = whiteNoise(4000, 0.5, new Rng(5));
    const sum = Float32Array.from(audio.left, (l, i) => l + audio.right[i]!);
    new StereoWidth({ side: 1.7, spread: 0.6, monoBelowHz: 120 }).process(audio.left, audio.right, 0, 4000);
    audio.left.forEach((l, i) => expect(l + audio.right[i]!).toBeCloseTo(sum[i]!, 5));
  });

  it('leaves no side below its limit', () => {
    const audio = { left: stereoSine(45, -6, 1).left, right: new Float32Array(SAMPLE_RATE) };
    new StereoWidth({ side: 1, spread: 0, monoBelowHz: 140 }).process(audio.left, audio.right, 0, SAMPLE_RATE);
    expect(measureImage({ left: audio.left.slice(24000), right: audio.right.slice(24000) }).sideToMidDb).toBeLessThan(-18);
  });

  it('makes a mono sound wide and a wide one mono', () => {
    const mono = whiteNoise(SAMPLE_RATE, 0.5, new Rng(6)).left;
    const widened = { left: mono.slice(), right: mono.slice() };
    new StereoWidth({ side: 1, spread: 0.5, monoBelowHz: 120 }).process(widened.left, widened.right, 0, SAMPLE_RATE);
    expect(measureImage(widened).sideToMidDb).toBeCloseTo(-6, 0);
    const narrowed = whiteNoise(SAMPLE_RATE, 0.5, new Rng(7));
    new StereoWidth({ side: 0, spread: 0, monoBelowHz: 120 }).process(narrowed.left, narrowed.right, 0, SAMPLE_RATE);
    expect(measureImage(narrowed).sideToMidDb).toBeLessThan(-100);
  });
});

describe('Chorus', () => {
  it('widens a mono sound and hardly changes its level', () => {
    const audio = stereoSine(330, -12, 4);
    const before = measureImage(audio).rmsDb;
    new Chorus({ rateHz: 0.7, depthMs: 2.5, delayMs: 13, blend: 0.4 }).process(audio.left, audio.right, 0, audio.left.length);
    const after = measureImage(audio);
    expect(after.sideToMidDb).toBeGreaterThan(-20);
    expect(Math.abs(after.rmsDb - before)).toBeLessThan(3);
  });
});

describe('TempoDelay', () => {
  it('answers left, then right, then left, each time softer', () => {
    const samples = SAMPLE_RATE;
    const left = new Float32Array(samples);
    const right = new Float32Array(samples);
    left.set([1, 1], 0);
    right.set([1, 1], 0);
    new TempoDelay({ delaySeconds: 0.2, feedback: 0.5, lowCutHz: 40, highCutHz: 15000 }).process(left, right, 0, samples);
    const around = (block: Float32Array, seconds: number): number => energyDb(block, seconds - 0.01, 0.05);
    expect(around(left, 0.2)).toBeGreaterThan(around(right, 0.2) + 40);
    expect(around(right, 0.4)).toBeGreaterThan(around(left, 0.4) + 40);
    expect(around(left, 0.6)).toBeLessThan(around(left, 0.2) - 4);
  });
});

describe('HalfRate', () => {
  const nothing = { process: (): void => undefined, reset: (): void => undefined };

  it('passes what lies below 10 kHz at its level', () => {
    for (const hz of [100, 1000, 8000]) {
      const audio = stereoSine(hz, -6, 0.5);
      new HalfRate(nothing).process(audio.left, audio.right, 0, audio.left.length);
      expect(measureImage({ left: audio.left.slice(4800), right: audio.right.slice(4800) }).rmsDb).toBeCloseTo(-9, 0);
    }
  });

  it('lets nothing fold from above 14 kHz', () => {
    const audio = stereoSine(16000, -6, 0.5);
    new HalfRate(nothing).process(audio.left, audio.right, 0, audio.left.length);
    expect(measureImage(audio).rmsDb).toBeLessThan(-55);
  });

  it('sounds the same whatever the even block size, and after a reset', () => {
    const run = (unit: HalfRate, cuts: readonly number[]): Float32Array => {
      const audio = whiteNoise(3001, 0.5, new Rng(3));
      [0, ...cuts].forEach((from, k) => unit.process(audio.left, audio.right, from, cuts[k] ?? 3001));
      return audio.left;
    };
    const unit = new HalfRate(new Reverb(HALL, SAMPLE_RATE / 2));
    const whole = run(unit, []);
    unit.reset();
    expect(run(unit, [2, 514, 1000, 2048])).toEqual(whole);
  });
});

describe('Exciter', () => {
  it('puts overtones where there were none and leaves the rest', () => {
    const audio = stereoSine(4000, -30, 1);
    const before = measureImage(audio).rmsDb;
    new Exciter({ fromHz: 2800, bandDb: -33, amount: 0.8 }).process(audio.left, audio.right, 0, audio.left.length);
    expect(measureBandDb(audio, 7500, 8500)).toBeGreaterThan(-40);
    expect(Math.abs(measureImage(audio).rmsDb - before)).toBeLessThan(4);
  });
});
