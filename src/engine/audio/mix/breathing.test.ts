import { describe, expect, it } from 'vitest';
import { Rng, SAMPLE_RATE } from '../../kernel/index.ts';
import { stereoSine, whiteNoise } from '../dsp/test-signals.ts';
import { measureBandDb } from '../meters/spectral-balance.ts';
import { measureImage } from '../meters/image.ts';
import type { Stereo } from '../stereo.ts';
import { colourRecipe } from './colour.ts';
import { busBands, mediumUnits } from './medium.ts';
import { planSweeps, Sweeper } from './plan-sweeps.ts';
import { mixRecipe } from './recipes/index.ts';
import { Equaliser } from '../dsp/equaliser.ts';

const NEUTRAL = { brightness: 0.5, space: 0.5, energy: 0.5, production: [] };

function heardThrough(production: 'radio' | 'vhs' | 'underwater' | 'distant' | 'crushed' | 'tape'): Stereo {
  const { bus } = colourRecipe(mixRecipe('pop'), { ...NEUTRAL, production: [production] });
  const audio = whiteNoise(4 * SAMPLE_RATE, 0.1, new Rng(4));
  new Equaliser(busBands(bus)).process(audio.left, audio.right, 0, audio.left.length);
  for (const unit of mediumUnits(bus.medium, audio.left.length, 1)) {
    for (let from = 0; from < audio.left.length; from += 512) {
      unit.process(audio.left, audio.right, from, Math.min(audio.left.length, from + 512));
    }
  }

  return audio;
}

describe('what the sum is heard through', () => {
  it('is narrow and in the middle on the radio', () => {
    const radio = heardThrough('radio');
    expect(measureBandDb(radio, 60, 150)).toBeLessThan(measureBandDb(radio, 1000, 2000) - 25);
    expect(measureBandDb(radio, 8000, 12000)).toBeLessThan(measureBandDb(radio, 1000, 2000) - 18);
    expect(measureImage(radio).sideToMidDb).toBeLessThan(-15);
  });

  it('loses its top under water and behind a wall, the more under water', () => {
    const loss = (audio: Stereo): number => measureBandDb(audio, 200, 400) - measureBandDb(audio, 4000, 8000);
    expect(loss(heardThrough('underwater'))).toBeGreaterThan(40);
    expect(loss(heardThrough('distant'))).toBeGreaterThan(15);
    expect(loss(heardThrough('underwater'))).toBeGreaterThan(loss(heardThrough('distant')));
  });

  it('has hiss in its rests on tape and on video tape, and none on a clean bus', () => {
    const hissOf = (production: readonly ('vhs' | 'tape' | 'clean')[]): number => {
      const { medium } = colourRecipe(mixRecipe('pop'), { ...NEUTRAL, production }).bus;
      const rest = stereoSine(1000, -200, 1);
      mediumUnits(medium, rest.left.length, 1).forEach((unit) => unit.process(rest.left, rest.right, 0, rest.left.length));
      return measureImage(rest).rmsDb;
    };
    expect(hissOf(['tape'])).toBeGreaterThan(-75);
    expect(hissOf(['vhs'])).toBeGreaterThan(hissOf(['tape']));
    expect(hissOf(['clean'])).toBeLessThan(-110);
  });
});

describe('sweeps', () => {
  const sections = [
    { startSample: 0, endSample: 8 * SAMPLE_RATE, energy: 0.5, kind: 'build', place: 0 },
    { startSample: 8 * SAMPLE_RATE, endSample: 16 * SAMPLE_RATE, energy: 0.9, kind: 'drop', place: 1 },
  ];

  it('take the floor away before an arrival and give it back on its first sample', () => {
    const sweeps = planSweeps({ sections, beatSeconds: 0.5 }, 1, 3);
    expect(sweeps).toHaveLength(1);
    expect(sweeps[0]).toMatchObject({ kind: 'high-pass', endSample: 8 * SAMPLE_RATE });
    const audio = stereoSine(50, -12, 16);
    const before = audio.left.slice();
    const sweeper = new Sweeper(sweeps);
    for (let from = 0; from < audio.left.length; from += 512) {
      sweeper.process(audio.left, audio.right, from, from + 512);
    }

    const peak = (from: number, to: number): number =>
      Math.max(...audio.left.subarray(from * SAMPLE_RATE, to * SAMPLE_RATE).map(Math.abs));
    expect(peak(7.7, 7.95)).toBeLessThan(0.3 * peak(1, 2));
    expect(audio.left.subarray(8 * SAMPLE_RATE)).toEqual(before.subarray(8 * SAMPLE_RATE));
    expect(audio.left.subarray(0, sweeps[0]!.startSample)).toEqual(before.subarray(0, sweeps[0]!.startSample));
  });

  it('never click', () => {
    const audio = stereoSine(200, -12, 16);
    const steepest = (): number => audio.left.reduce((most, x, i) => Math.max(most, Math.abs(x - (audio.left[i - 1] ?? x))), 0);
    const before = steepest();
    new Sweeper(planSweeps({ sections, beatSeconds: 0.5 }, 1, 3)).process(audio.left, audio.right, 0, audio.left.length);
    expect(steepest()).toBeLessThan(1.5 * before);
  });

  it('are none where the style wants none', () => {
    expect(planSweeps({ sections, beatSeconds: 0.5 }, 0, 3)).toEqual([]);
  });
});
