import { describe, expect, it } from 'vitest';
import { SAMPLE_RATE } from '../../kernel/index.ts';
import { silence } from '../stereo.ts';
import { zoneOfSamples } from './drums/hit-player.ts';
import { addSamplerNote, type SamplerNote } from './sampler-voice.ts';

const second = Float32Array.from({ length: SAMPLE_RATE }, (_, i) => 0.5 + 0.1 * ((i % 10) / 10));

function play(changes: Partial<SamplerNote> = {}): { readonly left: Float32Array; readonly right: Float32Array } {
  const out = silence(2 * SAMPLE_RATE);
  addSamplerNote(out, {
    zone: zoneOfSamples(second, null),
    startSample: 1000,
    offSample: Infinity,
    chokeSample: Infinity,
    pitch: 60,
    gain: 1,
    pan: 0,
    cutoffShiftCents: 0,
    skipSeconds: 0,
    attackSeconds: 0,
    releaseSeconds: null,
    vibrato: null,
    glide: null,
    ...changes,
  });
  return out;
}

function firstSound(channel: Float32Array): number {
  return channel.findIndex((x) => x !== 0);
}

function lastSound(channel: Float32Array): number {
  return channel.findLastIndex((x) => Math.abs(x) > 1e-6);
}

describe('addSamplerNote', () => {
  it('starts on the asked sample and plays the data as it is at its own pitch', () => {
    const { left, right } = play();
    expect(firstSound(left)).toBe(1000);
    expect(Array.from(left.subarray(1000, 1400))).toEqual(Array.from(second.subarray(0, 400)));
    expect(right).toEqual(left);
  });

  it('stops within 30 ms of a choke', () => {
    const { left } = play({ chokeSample: 11_000 });
    expect(lastSound(left)).toBeGreaterThan(11_000);
    expect(lastSound(left)).toBeLessThan(11_000 + 0.034 * SAMPLE_RATE);
  });

  it('falls 60 dB in the release it is given', () => {
    const { left } = play({ offSample: 11_000, releaseSeconds: 0.25 });
    const level = (at: number): number => Math.max(...left.subarray(at, at + 20).map(Math.abs));
    expect(20 * Math.log10(level(11_000 + 12_000) / level(10_900))).toBeCloseTo(-60, -0.5);
  });

  it('plays an octave up in half the time', () => {
    const { left } = play({ pitch: 72 });
    expect(lastSound(left) - 1000).toBeCloseTo(SAMPLE_RATE / 2, -2);
  });

  it('pans with constant power', () => {
    for (const pan of [-1, -0.5, 0, 0.3, 1]) {
      const { left, right } = play({ pan });
      expect(left[1200]! ** 2 + right[1200]! ** 2).toBeCloseTo(2 * second[200]! ** 2, 5);
    }
  });

  it('gives the same frames however much is rendered after them', () => {
    const whole = play({
      pitch: 63.3,
      cutoffShiftCents: -2000,
      vibrato: { hz: 5, cents: 20, delaySeconds: 0.1, riseSeconds: 0.2, phase: 0 },
    });
    const short = silence(20_001);
    addSamplerNote(short, {
      zone: zoneOfSamples(second, null),
      startSample: 1000,
      offSample: Infinity,
      chokeSample: Infinity,
      pitch: 63.3,
      gain: 1,
      pan: 0,
      cutoffShiftCents: -2000,
      skipSeconds: 0,
      attackSeconds: 0,
      releaseSeconds: null,
      vibrato: { hz: 5, cents: 20, delaySeconds: 0.1, riseSeconds: 0.2, phase: 0 },
      glide: null,
    });
    expect(short.left).toEqual(whole.left.slice(0, 20_001));
  });
});
