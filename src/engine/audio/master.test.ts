import { describe, expect, it } from 'vitest';
import { STYLE_IDS } from '../brief/index.ts';
import { Rng, SAMPLE_RATE } from '../kernel/index.ts';
import { concatenated, pinkNoise, sparseHits, stereoSine, whiteNoise } from './dsp/test-signals.ts';
import { master, type MasterSettings, toneMatch } from './master.ts';
import { measureImage } from './meters/image.ts';
import { measureLoudness } from './meters/loudness.ts';
import { measureTruePeakDb } from './meters/true-peak.ts';
import { mixRecipe } from './mix/recipes/index.ts';
import { silence, type Stereo } from './stereo.ts';

function settingsFor(audio: Stereo, changes: Partial<MasterSettings> = {}): MasterSettings {
  const base = {
    durationSamples: audio.left.length,
    targetLufs: -14,
    ceilingDbtp: -1,
    tone: mixRecipe('pop').tone,
    isLoop: false,
    fadeSeconds: 0,
  };
  return { ...base, ...changes };
}

const quiet = stereoSine(440, -60, 2);
const SOURCES: readonly (readonly [name: string, audio: Stereo])[] = [
  ['pink noise', pinkNoise(SAMPLE_RATE * 4, 0.4, new Rng(1))],
  ['sparse hits', sparseHits(6, 0.7)],
  ['a beep of one second', stereoSine(880, -20, 1)],
  ['a beep of 0.3 seconds', stereoSine(880, -20, 0.3)],
  ['loud dense noise', whiteNoise(SAMPLE_RATE * 2, 0.99, new Rng(2))],
  ['something very quiet', quiet],
  ['quiet, then loud', concatenated([pinkNoise(SAMPLE_RATE * 3, 0.02, new Rng(3)), pinkNoise(SAMPLE_RATE * 3, 0.6, new Rng(4))])],
  [
    'hits over quiet noise',
    { left: sparseHits(4, 0.9).left.map((x, i) => x + 0.003 * Math.sin(i * i)), right: sparseHits(4, 0.9).right },
  ],
];

describe.each(SOURCES)('a master of %s', (_, source) => {
  const { audio, report } = master(source, settingsFor(source));

  it('is at the target under the ceiling', () => {
    const measured = measureLoudness(audio).integratedLufs;
    expect(Math.abs(measured + 14)).toBeLessThan(0.5);
    expect(measureTruePeakDb(audio)).toBeLessThanOrEqual(-1);
    expect(report.integratedLufs).toBeCloseTo(measured, 2);
    expect(report.truePeakDbtp).toBeCloseTo(measureTruePeakDb(audio), 1);
  });

  it('is exactly as long, finite, without DC, and ends at zero', () => {
    expect(audio.left.length).toBe(source.left.length);
    expect(Number.isFinite(measureImage(audio).rmsDb)).toBe(true);
    // Hits that begin upwards are limited upwards: −48 dB is what that may leave.
    expect(measureImage(audio).dc).toBeLessThan(4e-3);
    expect(Math.abs(audio.left[audio.left.length - 1]!)).toBeLessThan(1e-6);
  });
});

describe('master', () => {
  it('reaches the target in the tone of every style', () => {
    const noise = pinkNoise(SAMPLE_RATE * 2, 0.3, new Rng(5));
    for (const style of STYLE_IDS) {
      const { report } = master(noise, settingsFor(noise, { tone: mixRecipe(style).tone }));
      expect(Math.abs(report.integratedLufs + 14)).toBeLessThan(0.2);
      expect(report.truePeakDbtp).toBeLessThanOrEqual(-1);
    }
  });

  it('gives silence for silence, and never NaN', () => {
    const { audio, report } = master(silence(48000), settingsFor(silence(48000)));
    expect(audio.left.every((x) => x === 0)).toBe(true);
    expect(
      Object.values(report)
        .flat()
        .every((value) => Number.isFinite(value)),
    ).toBe(true);
  });

  it('gives silence of the asked length for a mix shorter than the piece', () => {
    const { audio } = master(stereoSine(440, -20, 1), settingsFor(silence(96000)));
    expect(audio.left.length).toBe(96000);
    expect(audio.left.subarray(60000).every((x) => Math.abs(x) < 1e-4)).toBe(true);
  });

  it('leaves the mix as it was', () => {
    const mix = pinkNoise(SAMPLE_RATE, 0.3, new Rng(6));
    const before = mix.left.slice();
    master(mix, settingsFor(mix));
    expect(mix.left).toEqual(before);
  });

  it('gives the same bytes for the same mix', () => {
    const mix = pinkNoise(SAMPLE_RATE, 0.3, new Rng(7));
    expect(master(mix, settingsFor(mix)).audio.left).toEqual(master(mix, settingsFor(mix)).audio.left);
  });

  it('fades over the asked time and not before', () => {
    const mix = pinkNoise(SAMPLE_RATE * 6, 0.3, new Rng(8));
    const { audio } = master(mix, settingsFor(mix, { fadeSeconds: 2 }));
    const level = (from: number, to: number): number =>
      measureImage({
        left: audio.left.slice(from * SAMPLE_RATE, to * SAMPLE_RATE),
        right: audio.right.slice(from * SAMPLE_RATE, to * SAMPLE_RATE),
      }).rmsDb;
    expect(Math.abs(level(3, 4) - level(1, 2))).toBeLessThan(1);
    expect(level(5.5, 6)).toBeLessThan(level(3, 4) - 15);
  });

  it('runs a loop without a step at its seam', () => {
    // A whole number of periods: the loop itself is seamless, so any step would be the master's.
    const mix = stereoSine(480, -12, 3);
    const { audio } = master(mix, settingsFor(mix, { isLoop: true }));
    const steps = audio.left.slice(1).map((x, i) => Math.abs(x - audio.left[i]!));
    const largest = steps.subarray(24000, 120000).reduce((most, step) => Math.max(most, step), 0);
    expect(Math.abs(audio.left[0]! - audio.left[audio.left.length - 1]!)).toBeLessThan(largest * 1.1);
  });

  it('limits music gently: dense material is not pressed by more than a few dB', () => {
    const mix = pinkNoise(SAMPLE_RATE * 4, 0.4, new Rng(9));
    expect(master(mix, settingsFor(mix)).report.deepestLimitingDb).toBeGreaterThan(-3);
  });
});

describe('toneMatch', () => {
  it('does nothing to what is as wanted, and never more than 3 dB', () => {
    const wanted = mixRecipe('pop').tone.balanceDb;
    toneMatch(wanted, wanted).forEach((gain) => expect(gain).toBeCloseTo(0, 6));
    toneMatch(
      wanted.map((level, band) => level + (band % 2 === 0 ? 30 : -30)),
      wanted,
    ).forEach((gain) => expect(Math.abs(gain)).toBeLessThanOrEqual(3));
  });

  it('does not lift a band that holds nothing', () => {
    const wanted = mixRecipe('pop').tone.balanceDb;
    const empty = wanted.map((level, band) => (band < 2 ? -100 : level));
    expect(toneMatch(empty, wanted)[0]).toBeLessThan(0.5);
  });
});
