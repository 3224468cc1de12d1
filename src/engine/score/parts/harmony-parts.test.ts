import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Meter } from '../../brief/index.ts';
import type { Note } from '../score.ts';
import { chordPitchClasses, chordScale } from '../theory/chord.ts';
import { arpeggio } from './arpeggio.ts';
import { blockChords } from './block-chords.ts';
import { FIXTURE_KEY, harmonyContext, type HarmonyWish } from './chordal/harmony-fixture.ts';
import { comp } from './comp.ts';
import { COMP_HABITS, COMP_STYLES } from './comp-patterns.ts';
import { ensemble } from './ensemble.ts';
import { fingerpick } from './fingerpick.ts';
import { PICK_STYLES, PICK_TABLES } from './fingerpick-patterns.ts';
import { ostinato } from './ostinato.ts';
import { pad } from './pad.ts';
import type { Generator, PartContext } from './part-context.ts';
import { pianoFigure } from './piano-figure.ts';
import { LEFT_HANDS, RIGHT_HANDS } from './piano-figure-patterns.ts';
import { riff } from './riff.ts';
import { stabs } from './stabs.ts';
import { strum } from './strum.ts';
import { isDownstroke, STRUM_FAMILIES, STRUM_FEELS } from './strum-patterns.ts';
import { texture } from './texture.ts';

type Case = {
  readonly name: string;
  readonly generator: Generator;
  readonly instrument: string;
  readonly params?: { readonly [name: string]: number | string | readonly number[] };
  readonly register?: readonly [number, number];
};

const CASES: readonly Case[] = [
  ...STRUM_FEELS.map((feel) => ({
    name: `strum ${feel}`,
    generator: strum,
    instrument: feel === 'power-eighths' ? 'crunch-guitar' : 'acoustic-guitar',
    params: { feel },
  })),
  { name: 'strum ukulele', generator: strum, instrument: 'ukulele', params: { feel: 'island' } },
  { name: 'strum triads', generator: strum, instrument: 'electric-guitar', params: { feel: 'funk-chop', grip: 'triad' } },
  ...PICK_STYLES.map((style) => ({
    name: `fingerpick ${style}`,
    generator: fingerpick,
    instrument: 'nylon-guitar',
    params: { style },
  })),
  { name: 'fingerpick banjo', generator: fingerpick, instrument: 'banjo', params: { style: 'roll' } },
  { name: 'fingerpick mandolin', generator: fingerpick, instrument: 'mandolin', params: { capo: 5 } },
  ...COMP_STYLES.map((style) => ({ name: `comp ${style}`, generator: comp, instrument: 'piano', params: { style } })),
  { name: 'comp organ', generator: comp, instrument: 'organ', params: { style: 'gospel', left: 1, spread: 'open' } },
  { name: 'block-chords', generator: blockChords, instrument: 'piano', params: { left: 1, restrike: 0.7 } },
  { name: 'stabs brass', generator: stabs, instrument: 'brass-section' },
  { name: 'stabs house', generator: stabs, instrument: 'piano', params: { style: 'house' } },
  { name: 'stabs trailer', generator: stabs, instrument: 'brass-section', params: { style: 'trailer' } },
  ...(['up', 'down', 'updown', 'converge', 'walk', 'broken', 'rolling', 'pedal'] as const).map((shape) => ({
    name: `arpeggio ${shape}`,
    generator: arpeggio,
    instrument: 'synth-pluck',
    params: { shape, rate: 16 },
  })),
  { name: 'arpeggio harp triplets', generator: arpeggio, instrument: 'harp', params: { rate: 12, octaves: 3, gate: 3 } },
  { name: 'arpeggio flute', generator: arpeggio, instrument: 'flute', register: [60, 84] },
  { name: 'pad', generator: pad, instrument: 'warm-pad' },
  { name: 'pad pulse', generator: pad, instrument: 'supersaw', params: { pulse: 1, overlap: 0 } },
  ...(['chorale', 'swell', 'hymn', 'tremolo', 'pizzicato', 'staccato', 'unison'] as const).map((name) => ({
    name: `ensemble ${name}`,
    generator: ensemble,
    instrument: 'string-section',
    params: { texture: name },
  })),
  { name: 'ensemble viola desk', generator: ensemble, instrument: 'viola', params: { voice: 2, low: 40, high: 76 } },
  ...(['pulse', 'octaves', 'broken', 'climb', 'neighbour', 'gallop', 'cross', 'turn'] as const).map((figure) => ({
    name: `ostinato ${figure}`,
    generator: ostinato,
    instrument: 'string-section',
    params: { figure },
  })),
  { name: 'piano-figure', generator: pianoFigure, instrument: 'piano' },
  { name: 'piano-figure theme', generator: pianoFigure, instrument: 'felt-piano', params: { theme: 1 }, register: [57, 93] },
  ...(['rock', 'funk', 'synth', 'muted', 'hook'] as const).map((kind) => ({
    name: `riff ${kind}`,
    generator: riff,
    instrument: kind === 'muted' ? 'muted-guitar' : 'crunch-guitar',
    params: { kind },
    register: [45, 72] as const,
  })),
  { name: 'texture drone', generator: texture, instrument: 'drone', register: [30, 50] },
  { name: 'texture vinyl', generator: texture, instrument: 'vinyl' },
];

const METERS: readonly Meter[] = ['4/4', '3/4', '6/8', '2/4', '12/8', '5/4', '7/8'];

function contextFor(example: Case, wish: HarmonyWish): PartContext {
  return harmonyContext(wish, {
    generator: example.name.split(' ')[0] ?? '',
    instrument: example.instrument,
    params: example.params ?? {},
    register: example.register ?? [48, 79],
  });
}

function notesOf(example: Case, wish: HarmonyWish): readonly Note[] {
  return example.generator(contextFor(example, wish)).notes;
}

/** Pitch classes that fit at a tick: the chord and its scale, the chord about to come, the one just gone (suspensions). */
function allowedAt(context: PartContext, tick: number): ReadonlySet<number> {
  const near = context.chords.filter((chord) => chord.startTick <= tick + 480 && chord.endTick > tick - 2 * context.beatTicks);
  const classes = new Set<number>();
  for (const chord of near) {
    for (const pitchClass of [
      ...chordPitchClasses(chord),
      ...chordScale(chord, FIXTURE_KEY),
      (chord.root + 2) % 12,
      (chord.root + 7) % 12,
    ]) {
      classes.add(pitchClass);
    }
  }

  return classes;
}

describe('harmony parts', () => {
  it.each(CASES.map((example) => [example.name, example] as const))(
    '%s keeps the laws of every part in every metre',
    (_, example) => {
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 5000 }),
          fc.constantFrom(...METERS),
          fc.boolean(),
          fc.boolean(),
          (seed, meter, hasFinal, hasTheme) => {
            const context = contextFor(example, { seed, meter, hasFinal, hasTheme });
            const { notes, pedal = [], expression = [] } = example.generator(context);
            const { low, high } = context.instrument;
            const stop = context.finalTick ?? context.endTick - 1;
            expect(notes.length).toBeGreaterThan(0);
            let last = -1;
            for (const note of notes) {
              expect(note.startTick).toBeGreaterThanOrEqual(last);
              last = note.startTick;
              expect(Number.isInteger(note.startTick) && Number.isInteger(note.durationTicks) && note.durationTicks > 0).toBe(
                true,
              );
              expect(note.startTick).toBeLessThanOrEqual(stop);
              expect(note.startTick + note.durationTicks).toBeLessThanOrEqual(context.endTick);
              expect(note.pitch >= low && note.pitch <= high).toBe(true);
              expect(note.velocity > 0 && note.velocity <= 1).toBe(true);
              if (high > low && example.name !== 'texture drone' && example.name !== 'piano-figure theme') {
                expect(allowedAt(context, note.startTick).has(note.pitch % 12), `${note.pitch} at ${note.startTick}`).toBe(true);
              }
            }

            if (context.finalTick !== null && example.name !== 'texture vinyl') {
              expect(notes.some((note) => note.startTick === context.finalTick)).toBe(true);
            }

            pedal.forEach((span, index) => {
              expect(span.endTick).toBeGreaterThan(span.startTick);
              expect(span.startTick).toBeGreaterThanOrEqual(pedal[index - 1]?.endTick ?? 0);
            });
            expression.forEach((point, index) => {
              expect(point.tick).toBeGreaterThan(expression[index - 1]?.tick ?? -1);
              expect(point.level >= 0 && point.level <= 1).toBe(true);
            });
          },
        ),
        { numRuns: 6 },
      );
    },
  );

  it.each(CASES.map((example) => [example.name, example] as const))(
    '%s gives the same notes for the same seed whatever was drawn before',
    (_, example) => {
      const wish = { seed: 11, meter: '4/4', hasTheme: true } as const;
      expect(notesOf(example, { ...wish, drawsBefore: 7 })).toEqual(notesOf(example, wish));
    },
  );

  const moving = CASES.filter((example) => !example.name.startsWith('texture'));

  it.each(moving.map((example) => [example.name, example] as const))(
    '%s never plays two neighbouring eight-bar blocks alike and never at one loudness',
    (_, example) => {
      for (const meter of ['4/4', '3/4', '6/8'] as const) {
        const context = contextFor(example, {
          seed: 5,
          meter,
          hasFinal: false,
          hasTheme: true,
          steady: { bars: 32, energy: 0.6 },
        });
        const { notes, expression = [] } = example.generator(context);
        const block = (index: number): string => {
          const from = index * 8 * context.barTicks;
          const inside = notes.filter((note) => note.startTick >= from && note.startTick < from + 8 * context.barTicks);
          const swells = expression.filter((point) => point.tick >= from && point.tick < from + 8 * context.barTicks);
          return JSON.stringify([
            inside.map((note) => [note.startTick - from, note.durationTicks, note.pitch]),
            swells.map((point) => point.level),
          ]);
        };
        expect(block(0)).not.toBe(block(1));
        expect(block(1)).not.toBe(block(2));
        expect(block(2)).not.toBe(block(3));
        expect(new Set(notes.map((note) => note.velocity)).size).toBeGreaterThan(3);
      }
    },
  );

  const growing = CASES.filter(
    (example) => !/^(texture|pad|ensemble (swell|tremolo)|strum diamonds|arpeggio flute)/.test(example.name),
  );

  it.each(growing.map((example) => [example.name, example] as const))(
    '%s plays more, or louder, where there is more energy',
    (_, example) => {
      const weigh = (energy: number): number => {
        let total = 0;
        for (const seed of [1, 2, 3]) {
          total += notesOf(example, { seed, meter: '4/4', hasFinal: false, steady: { bars: 16, energy } }).reduce(
            (sum, note) => sum + note.velocity,
            0,
          );
        }

        return total;
      };
      const calm = weigh(0.15);
      const middle = weigh(0.5);
      const full = weigh(0.95);
      expect(middle).toBeGreaterThan(calm * 1.1);
      expect(full).toBeGreaterThan(middle * 1.1);
    },
  );

  it('refuses a parameter that no generator knows', () => {
    for (const example of CASES) {
      const context = contextFor({ ...example, params: { ...example.params, sparkle: 1 } }, { seed: 1, meter: '4/4' });
      expect(() => example.generator(context)).toThrow(/sparkle/);
    }
  });

  it('strums down on the beat and up between, whatever the pattern', () => {
    for (const feel of ['folk', 'pop-eighths', 'island', 'ballad', 'percussive', 'sixteenths'] as const) {
      const context = harmonyContext(
        { seed: 9, meter: '4/4', steady: { bars: 16, energy: 0.8 } },
        { generator: 'strum', instrument: 'acoustic-guitar', params: { feel } },
      );
      for (const note of strum(context).notes) {
        const slot = Math.round((note.startTick % context.barTicks) / 240);
        if (slot % 4 === 0) {
          expect(note.articulation).not.toBe('strum-up');
        }

        if (slot % 2 === 1 || (slot % 4 === 2 && STRUM_FAMILIES[feel].hand === 'eighth')) {
          expect(note.articulation).not.toBe('strum-down');
        }
      }
    }

    expect(isDownstroke('eighth', 'six', 2)).toBe(true);
    expect(isDownstroke('sixteenth', 'four', 3)).toBe(false);
  });

  it('keeps chords below the theme where they are told to leave room', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.constantFrom(...METERS), (seed, meter) => {
        for (const example of CASES.filter(({ name }) => /^(comp (pop|ballad|soul|lofi)|block-chords|pad$)/.test(name))) {
          const context = contextFor(example, { seed, meter, hasTheme: true });
          for (const note of example.generator(context).notes) {
            const bar = Math.floor(note.startTick / context.barTicks) * context.barTicks;
            const over = context.theme
              .filter((other) => other.startTick < bar + context.barTicks && other.startTick + other.durationTicks > bar)
              .map((other) => other.pitch);
            if (note.startTick !== context.finalTick && over.length > 0) {
              expect(note.pitch).toBeLessThan(Math.min(...over));
            }
          }
        }
      }),
      { numRuns: 8 },
    );
  });

  it('writes every pattern as long as its bar', () => {
    const tables = [
      ...STRUM_FEELS.map((feel) => STRUM_FAMILIES[feel].tiers),
      ...COMP_STYLES.map((style) => COMP_HABITS[style].table),
      ...PICK_STYLES.map((style) => PICK_TABLES[style]),
      ...Object.values(LEFT_HANDS),
      RIGHT_HANDS,
    ];
    for (const table of tables) {
      expect(table.four.flat().filter((pattern) => pattern.length !== 16)).toEqual([]);
      expect([...table.three.flat(), ...table.six.flat()].filter((pattern) => pattern.length !== 12)).toEqual([]);
    }
  });

  it('leaves the voices of a quartet to four desks that never cross', () => {
    const lines = [0, 1, 2, 3].map((voice) => {
      const context = harmonyContext(
        { seed: 21, meter: '4/4', steady: { bars: 16, energy: 0.6 } },
        { generator: 'ensemble', instrument: 'string-section', params: { voice, voices: 4, low: 40, high: 77, motion: 0.6 } },
      );
      return ensemble(context).notes;
    });
    for (let tick = 480; tick < 15 * 3840; tick += 960) {
      const sounding = lines.map((line) => line.findLast((note) => note.startTick <= tick)?.pitch ?? 0);
      expect([...sounding].sort((left, right) => left - right)).toEqual(sounding);
    }
  });
});
