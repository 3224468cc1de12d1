import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Production, STYLE_IDS } from '../../brief/index.ts';
import { Rng, SAMPLE_RATE } from '../../kernel/index.ts';
import type { Role } from '../../score/index.ts';
import { pinkNoise } from '../dsp/test-signals.ts';
import { measureImage } from '../meters/image.ts';
import { measureLoudness } from '../meters/loudness.ts';
import { measureBandDb } from '../meters/spectral-balance.ts';
import { silence, type Stereo } from '../stereo.ts';
import { AUTOMATION_HOP, energyRide, pressDucks } from './automation.ts';
import { colourRecipe } from './colour.ts';
import { foldLoop } from './fold-loop.ts';
import { MixBus } from './mix-bus.ts';
import { BAND, testPerformance, testPlan, testStem } from './mix-fixture.ts';
import { processStrip, type StripOutput } from './process-strip.ts';
import { MIX_RECIPES, mixRecipe } from './recipes/index.ts';

const ROLES: readonly Role[] = BAND.map(([role]) => role);
const NEUTRAL = { brightness: 0.5, space: 0.5, energy: 0.5, production: [] };

function strips(order: (count: number) => readonly number[] = (count) => [...Array(count).keys()]): StripOutput[] {
  const performance = testPerformance();
  const plan = testPlan('pop', performance);
  return order(performance.parts.length).map((i) => processStrip(testStem(performance.parts[i]!), plan.strips[i]!, plan.context));
}

describe.each(STYLE_IDS)('the recipe of %s', (style) => {
  const recipe = mixRecipe(style);

  it('is complete and within reason for every role and kit piece', () => {
    for (const role of ROLES) {
      const { levelDb, pan, apart, widthDb, compression, driveDb, duckDb, highPassHz, chorus, hallDb, roomDb, delayDb } =
        recipe.roles[role];
      expect(levelDb).toBeGreaterThanOrEqual(-20);
      expect(levelDb).toBeLessThanOrEqual(4);
      expect(Math.abs(pan)).toBeLessThanOrEqual(0.8);
      expect(apart >= 0 && apart <= 1 && compression >= 0 && compression <= 1 && chorus >= 0 && chorus <= 1).toBe(true);
      expect(widthDb).toBeLessThanOrEqual(0);
      expect(driveDb >= 0 && driveDb <= 12 && duckDb >= 0 && duckDb <= 12).toBe(true);
      expect(highPassHz).toBeLessThanOrEqual(200);
      expect(Math.max(hallDb, roomDb, delayDb)).toBeLessThanOrEqual(0);
    }

    for (const piece of ['kick', 'snare', 'hats', 'toms', 'cymbals', 'percussion'] as const) {
      expect(Math.abs(recipe.kit[piece].levelDb)).toBeLessThanOrEqual(15);
    }

    expect(recipe.tone.balanceDb).toHaveLength(10);
    expect(recipe.hall.decaySeconds).toBeGreaterThan(recipe.room.decaySeconds);
  });

  it('keeps the bass in the middle and out of the hall of dance floors', () => {
    expect(recipe.roles.bass.pan).toBe(0);
    expect(recipe.roles.bass.widthDb).toBeLessThanOrEqual(-14);
    expect(recipe.roles.bass.hallDb).toBeLessThanOrEqual(-12);
  });

  it('stays a recipe under every colour', () => {
    fc.assert(
      fc.property(
        fc.record({
          brightness: fc.double({ min: 0, max: 1, noNaN: true }),
          space: fc.double({ min: 0, max: 1, noNaN: true }),
          energy: fc.double({ min: 0, max: 1, noNaN: true }),
          production: fc.subarray([...Production.options]),
        }),
        (colour) => {
          const coloured = colourRecipe(recipe, colour);
          expect(coloured.id).toBe(style);
          expect(coloured.bus.glue >= 0 && coloured.bus.glue <= 1).toBe(true);
          expect(coloured.hall.size >= 0 && coloured.hall.size <= 1).toBe(true);
          ROLES.forEach((role) => expect(Number.isFinite(coloured.roles[role].levelDb + coloured.roles[role].hallDb)).toBe(true));
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('MIX_RECIPES', () => {
  it('has one recipe for each style, in their order', () => {
    expect(MIX_RECIPES.map((recipe) => recipe.id)).toEqual([...STYLE_IDS]);
  });

  it('differ from one another', () => {
    const texts = MIX_RECIPES.map((recipe) => JSON.stringify({ ...recipe, id: '' }));
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('colourRecipe', () => {
  it('leaves a recipe alone when nothing is asked', () => {
    expect(colourRecipe(mixRecipe('pop'), NEUTRAL)).toEqual(mixRecipe('pop'));
  });

  it('obeys bright, dark, dry and reverb', () => {
    const top = (production: readonly Production[]): number =>
      colourRecipe(mixRecipe('pop'), { ...NEUTRAL, production }).tone.balanceDb[8]!;
    const hall = (production: readonly Production[]): number =>
      colourRecipe(mixRecipe('pop'), { ...NEUTRAL, production }).roles.lead.hallDb;
    expect(top(['bright'])).toBeGreaterThan(top([]));
    expect(top(['dark'])).toBeLessThan(top([]));
    expect(hall(['dry'])).toBeLessThan(hall([]) - 5);
    expect(hall(['reverb'])).toBeGreaterThan(hall([]) + 3);
  });

  it('wears the sum with tape and vinyl, and cleans it with clean', () => {
    const bus = (production: readonly Production[]) => colourRecipe(mixRecipe('lofi'), { ...NEUTRAL, production }).bus;
    expect(colourRecipe(mixRecipe('pop'), { ...NEUTRAL, production: ['tape'] }).bus.flutter).toBeGreaterThan(0);
    expect(bus(['vinyl']).wow).toBeGreaterThanOrEqual(bus([]).wow);
    expect(bus(['clean']).wow).toBe(0);
  });
});

describe('processStrip', () => {
  it('brings parts of any level to the loudness of their role', () => {
    const performance = testPerformance([['chords', 'piano']]);
    const plan = testPlan('pop', performance);
    const part = performance.parts[0]!;
    const levels = [0.02, 0.5].map((amplitude) => {
      const audio = pinkNoise(performance.renderSamples, amplitude, new Rng(4));
      const stem = { partId: part.id, role: part.role, instrument: part.instrument, sound: { kind: 'whole' as const, audio } };
      return measureLoudness(processStrip(stem, plan.strips[0]!, plan.context).audio).integratedLufs;
    });
    expect(levels[0]).toBeCloseTo(levels[1]!, 0);
    expect(Math.abs(levels[0]! - plan.strips[0]!.targetLufs)).toBeLessThan(1.5);
  });

  it('keeps left and right balanced for a part in the middle', () => {
    const performance = testPerformance([['pad', 'synth-pad']]);
    const plan = testPlan('ambient', performance);
    const part = performance.parts[0]!;
    const audio = pinkNoise(performance.renderSamples, 0.3, new Rng(5));
    const strip = processStrip(
      { partId: part.id, role: part.role, instrument: part.instrument, sound: { kind: 'whole', audio } },
      plan.strips[0]!,
      plan.context,
    );
    expect(Math.abs(measureImage(strip.audio).balanceDb)).toBeLessThan(1);
  });

  it('gives silence for silence', () => {
    const performance = testPerformance();
    const plan = testPlan('edm', performance);
    performance.parts.forEach((part, i) => {
      const sound = { kind: 'whole' as const, audio: silence(performance.renderSamples) };
      const strip = processStrip(
        { partId: part.id, role: part.role, instrument: part.instrument, sound },
        plan.strips[i]!,
        plan.context,
      );
      expect(strip.audio.left.every((x) => x === 0) && strip.audio.right.every((x) => x === 0)).toBe(true);
    });
  });

  it('leaves no side in a bass below 120 Hz', () => {
    const performance = testPerformance([['bass', 'synth-bass']]);
    const plan = testPlan('edm', performance);
    const part = performance.parts[0]!;
    const audio = pinkNoise(performance.renderSamples, 0.3, new Rng(6));
    const { left, right } = processStrip(
      { partId: part.id, role: part.role, instrument: part.instrument, sound: { kind: 'whole', audio } },
      plan.strips[0]!,
      plan.context,
    ).audio;
    const side = left.map((l, i) => l - right[i]!);
    const mid = left.map((l, i) => l + right[i]!);
    const lows = (channel: Float32Array): number => {
      const image = measureImage({ left: channel, right: channel });
      return image.rmsDb + measureBandDb({ left: channel, right: channel }, 30, 100);
    };
    expect(lows(side)).toBeLessThan(lows(mid) - 12);
  });
});

/** The cosine of the angle between two signals: 1 when one is the other at another level. */
function likeness(one: Float32Array, other: Float32Array): number {
  const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
}

function summed(audios: readonly Stereo[]): Stereo {
  const sum = silence(audios[0]!.left.length);
  for (const { left, right } of audios) {
    left.forEach((x, i) => (sum.left[i] = sum.left[i]! + x));
    right.forEach((x, i) => (sum.right[i] = sum.right[i]! + x));
  }

  return sum;
}

describe('MixBus', () => {
  it('gives the same bytes whatever order the strips come in', () => {
    const mix = (order: (count: number) => readonly number[]): Float32Array => {
      const bus = new MixBus(testPlan('pop'));
      strips(order).forEach((strip) => bus.addStrip(strip));
      return bus.finish().left;
    };
    const forwards = mix((count) => [...Array(count).keys()]);
    expect(mix((count) => [...Array(count).keys()].reverse())).toEqual(forwards);
    expect(mix((count) => new Rng(8).shuffled([...Array(count).keys()]))).toEqual(forwards);
  });

  it('refuses to finish while a strip is missing, and goes on without one that is skipped', () => {
    const outputs = strips();
    const bus = new MixBus(testPlan('pop'));
    outputs.slice(1).forEach((strip) => bus.addStrip(strip));
    expect(() => bus.finish()).toThrow(outputs[0]!.partId);
    bus.skipStrip(outputs[0]!.partId);
    expect(measureLoudness(bus.finish()).integratedLufs).toBeGreaterThan(-40);
  });

  it('gives what rooms and echoes give back alone, which with the strips is what the treatment of the whole begins with', () => {
    const outputs = strips();
    const { left: dry } = summed(outputs.map(({ audio }) => audio));
    const bus = new MixBus(testPlan('pop'));
    strips().forEach((strip) => bus.addStrip(strip));
    const { left: returned } = bus.finishReturns();
    const whole = new MixBus(testPlan('pop'));
    strips().forEach((strip) => whole.addStrip(strip));
    const { left: mix } = whole.finish();
    const both = dry.map((x, i) => x + returned[i]!);
    expect(returned.some((x) => x !== 0)).toBe(true);
    expect(likeness(both, mix)).toBeGreaterThan(0.97);
    expect(likeness(both, mix)).toBeGreaterThan(likeness(dry, mix));
  });

  it('stays silent when every part is silent', () => {
    const plan = testPlan('lofi');
    const bus = new MixBus(plan);
    plan.strips.forEach((strip) => bus.skipStrip(strip.partId));
    const mix = bus.finish();
    expect(mix.left.every((x) => x === 0) && mix.right.every((x) => x === 0)).toBe(true);
  });

  it('is finite in every style', () => {
    for (const style of STYLE_IDS) {
      const performance = testPerformance();
      const plan = testPlan(style, performance);
      const bus = new MixBus(plan);
      performance.parts.forEach((part, i) => bus.addStrip(processStrip(testStem(part), plan.strips[i]!, plan.context)));
      const image = measureImage(bus.finish());
      expect(Number.isFinite(image.rmsDb)).toBe(true);
      expect(image.rmsDb).toBeGreaterThan(-40);
      expect(image.dc).toBeLessThan(1e-3);
    }
  });
});

describe('automation', () => {
  it('ducks deepest on the kick and is back before the next', () => {
    const { context } = testPlan('edm');
    const curve = new Float32Array(Math.ceil(context.renderSamples / AUTOMATION_HOP) + 1).fill(1);
    pressDucks(curve, context, 6);
    const at = (seconds: number): number => curve[Math.round((seconds * SAMPLE_RATE) / AUTOMATION_HOP)]!;
    expect(at(0.5)).toBeLessThan(0.55);
    expect(at(0.48)).toBeGreaterThan(0.97);
    expect(at(0.7)).toBeGreaterThan(at(0.6));
  });

  it('sinks a little before a louder section and stands higher in it', () => {
    const { context } = testPlan('pop');
    const ride = energyRide(context);
    const at = (seconds: number): number => ride[Math.round((seconds * SAMPLE_RATE) / AUTOMATION_HOP)]!;
    expect(at(1.7)).toBeGreaterThan(at(0.05));
    expect(at(0.85)).toBeLessThan(at(0.05));
  });
});

describe('foldLoop', () => {
  it('lays the tail over the start and keeps every sample of it', () => {
    const audio = { left: Float32Array.from({ length: 25 }, (_, i) => i), right: new Float32Array(25) };
    const folded = foldLoop(audio, 10);
    expect([...folded.left]).toEqual(Array.from({ length: 10 }, (_, i) => i + (i + 10) + (i < 5 ? i + 20 : 0)));
  });

  it('has no step at the seam when the sound goes on past it', () => {
    const length = 4800;
    const tone = Float32Array.from(
      { length: length + 2400 },
      (_, i) => Math.min(1, i / 600) * (i < length ? 1 : 1 - (i - length) / 2400) * Math.sin(i / 30),
    );
    const { left } = foldLoop({ left: tone, right: tone }, length);
    expect(Math.abs(left[0]! - left[length - 1]!)).toBeLessThan(0.06);
  });
});
