import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SAMPLE_RATE } from '../kernel/index.ts';
import { DRUM, type Articulation, type Note, type Part, type Score } from '../score/index.ts';
import { perform } from './perform.ts';
import type { PlayedPart } from './performance.ts';

function note(startTick: number, pitch = 60, changes: Partial<Note> = {}): Note {
  return { startTick, durationTicks: 240, pitch, velocity: 0.6, articulation: 'normal', ...changes };
}

function part(id: string, notes: readonly Note[], changes: Partial<Part> = {}): Part {
  return { id, role: 'lead', instrument: 'flute', notes, pedal: [], expression: [], levelDb: 0, ...changes };
}

type Changes = Partial<Omit<Score, 'groove'>> & { readonly groove?: Partial<Score['groove']> };

function scoreOf(parts: readonly Part[], changes: Changes = {}): Score {
  const groove = { swing: 0.5, swingUnit: 'eighth' as const, leanMs: {}, loosenessMs: 0, accents: [1], ...changes.groove };
  return {
    engineVersion: 'test',
    seed: 11,
    title: 'Test',
    style: 'pop',
    key: { tonic: 'C', mode: 'major' },
    meter: '4/4',
    barTicks: 3840,
    tempoMap: [{ tick: 0, bpm: 120 }],
    durationSeconds: 20,
    ending: 'ring',
    endTick: 38_400,
    sections: [
      { id: 'verse-1', kind: 'verse', material: 'A', startBar: 0, bars: 10, startTick: 0, endTick: 38_400, energy: 0.5 },
    ],
    chords: [],
    parts,
    colour: { brightness: 0.5, space: 0.5, energy: 0.5, production: [] },
    ...changes,
    groove,
  };
}

function played(score: Score, id = 'a'): PlayedPart {
  const found = perform(score).parts.find((one) => one.id === id);
  expect(found).toBeDefined();
  return found!;
}

function starts(score: Score): readonly number[] {
  return played(score).notes.map((one) => one.startSample);
}

const eighths = Array.from({ length: 8 }, (_, i) => note(i * 480));
const machine = { instrument: 'kit-909', role: 'drums' } as const;

describe('perform: time', () => {
  it('puts a machine’s notes on the grid to the sample', () => {
    expect(starts(scoreOf([part('a', eighths, machine)]))).toEqual(eighths.map((_, i) => i * 12_000));
  });

  it('follows a tempo map exactly', () => {
    const tempoMap = [
      { tick: 0, bpm: 120 },
      { tick: 1920, bpm: 60 },
      { tick: 2880, bpm: 240 },
    ];
    const score = scoreOf(
      [
        part(
          'a',
          [0, 960, 1920, 2880, 3840].map((tick) => note(tick)),
          machine,
        ),
      ],
      { tempoMap },
    );
    expect(starts(score)).toEqual([0, 24_000, 48_000, 96_000, 108_000]);
  });

  it('swings off-beat eighths to two thirds and leaves beats and written triplets alone', () => {
    const score = scoreOf([part('a', [...eighths, note(4160), note(4480)], machine)], { groove: { swing: 2 / 3 } });
    const expected = [0, 640, 960, 1600, 1920, 2560, 2880, 3520, 4160, 4480].map((tick) =>
      Math.round((tick * 0.5 * SAMPLE_RATE) / 960),
    );
    expect(starts(score)).toEqual(expected);
  });

  it('swings sixteenths within their eighth', () => {
    const score = scoreOf(
      [
        part(
          'a',
          [0, 240, 480, 720].map((tick) => note(tick)),
          machine,
        ),
      ],
      { groove: { swing: 0.6, swingUnit: 'sixteenth' } },
    );
    expect(starts(score)).toEqual([0, 288, 480, 768].map((tick) => tick * 25));
  });

  it('does not swing the eighths of 6/8', () => {
    const six = { meter: '6/8' as const, barTicks: 2880, groove: { swing: 2 / 3 } };
    expect(starts(scoreOf([part('a', eighths, machine)], six))).toEqual(eighths.map((_, i) => i * 12_000));
  });

  it('leans a role by its milliseconds, except textures', () => {
    const lean = { groove: { leanMs: { bass: 10, texture: 10 } } };
    expect(starts(scoreOf([part('a', [note(960)], { role: 'bass' })], lean))).toEqual([24_000 + 480]);
    expect(starts(scoreOf([part('a', [note(960)], { role: 'texture', instrument: 'vinyl' })], lean))).toEqual([24_000]);
  });

  it('strays like a person: about as loose as the groove says, more alike from note to note than far apart', () => {
    const notes = Array.from({ length: 400 }, (_, i) => note(i * 240));
    const score = scoreOf([part('a', notes, { instrument: 'electric-guitar' })], {
      groove: { loosenessMs: 8 },
      durationSeconds: 60,
    });
    const errors = starts(score).map((sample, i) => (sample - i * 6000) / 48);
    const mean = errors.reduce((sum, x) => sum + x, 0) / errors.length;
    const product = (gap: number): number =>
      errors.slice(gap).reduce((sum, x, i) => sum + (x - mean) * (errors[i]! - mean), 0) / (errors.length - gap);
    expect(Math.sqrt(product(0))).toBeGreaterThan(4);
    expect(Math.sqrt(product(0))).toBeLessThan(11);
    expect(product(1) / product(0)).toBeGreaterThan(0.25);
    expect(Math.abs(product(120) / product(0))).toBeLessThan(0.45);
  });
});

describe('perform: chords', () => {
  const chord = [40, 47, 52, 56, 59, 64];
  function strummed(articulation: Articulation): readonly (readonly [number, number])[] {
    const notes = chord.map((pitch) => note(960, pitch, { articulation }));
    return played(scoreOf([part('a', notes, { instrument: 'acoustic-guitar', role: 'chords' })]))
      .notes.map((one): readonly [number, number] => [one.startSample, one.pitch])
      .sort((left, right) => left[0] - right[0]);
  }

  it('strums down from the lowest string and up from the highest, around the beat', () => {
    const down = strummed('strum-down');
    const up = strummed('strum-up');
    expect(down.map(([, pitch]) => pitch)).toEqual(chord);
    expect(up.map(([, pitch]) => pitch)).toEqual([...chord].reverse());
    for (const strum of [down, up]) {
      expect(strum[0]![0]).toBeLessThan(24_000);
      expect(strum.at(-1)![0]).toBeGreaterThan(24_000);
      expect(strum.at(-1)![0] - strum[0]![0]).toBeLessThan(0.09 * SAMPLE_RATE);
    }
  });

  it('rolls a chord upwards', () => {
    const rolled = strummed('roll');
    expect(rolled.map(([, pitch]) => pitch)).toEqual(chord);
    expect(rolled.at(-1)![0] - rolled[0]![0]).toBeGreaterThan(0.08 * SAMPLE_RATE);
  });
});

describe('perform: laws', () => {
  const anyNote = fc.record({
    startTick: fc.integer({ min: 0, max: 38_000 }),
    durationTicks: fc.integer({ min: 1, max: 4000 }),
    pitch: fc.integer({ min: 36, max: 90 }),
    velocity: fc.double({ min: 0.05, max: 1, noNaN: true }),
    articulation: fc.constantFrom<Articulation>(
      'normal',
      'staccato',
      'accent',
      'legato',
      'mute',
      'ghost',
      'slide',
      'strum-down',
      'strum-up',
      'roll',
    ),
  });
  const anyPart = fc.array(anyNote, { maxLength: 40 }).map((notes) => part('a', notes, { instrument: 'piano' }));
  const loose = { groove: { loosenessMs: 15, swing: 0.62, leanMs: { lead: -20 } } };

  it('plays the same score the same way', () => {
    fc.assert(
      fc.property(anyPart, (one) => {
        expect(perform(scoreOf([one], loose))).toEqual(perform(scoreOf([one], loose)));
      }),
    );
  });

  it('keeps every note, inside the piece, in order, with a loudness above 0 up to 1', () => {
    fc.assert(
      fc.property(anyPart, fc.constantFrom('ring' as const, 'loop' as const), (one, ending) => {
        const performance = perform(scoreOf([one], { ...loose, ending }));
        const { notes } = performance.parts[0]!;
        expect(notes).toHaveLength(one.notes.length);
        notes.forEach((now, i) => {
          expect(now.startSample).toBeGreaterThanOrEqual(notes[i - 1]?.startSample ?? 0);
          expect(now.startSample).toBeLessThan(performance.durationSamples);
          expect(now.durationSamples).toBeGreaterThan(0);
          expect(now.startSample + now.durationSamples).toBeLessThanOrEqual(performance.renderSamples);
          expect(now.velocity).toBeGreaterThan(0);
          expect(now.velocity).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it('plays a part as before when another joins', () => {
    fc.assert(
      fc.property(anyPart, anyPart, (one, two) => {
        const alone = played(scoreOf([one], loose));
        const together = played(scoreOf([{ ...two, id: 'b' }, one, { ...two, id: 'c' }], loose));
        expect(together).toEqual(alone);
      }),
    );
  });

  it('leaves room to ring past the seam of a loop, and none otherwise', () => {
    expect(perform(scoreOf([])).renderSamples).toBe(20 * SAMPLE_RATE);
    expect(perform(scoreOf([], { ending: 'loop' })).renderSamples).toBe(24 * SAMPLE_RATE);
  });

  it('gives kicks once each, and sections in samples', () => {
    const kicks = [note(0, DRUM.kick), note(480, DRUM.snare), note(960, DRUM.kick), note(960, DRUM.kick)];
    const performance = perform(scoreOf([part('a', kicks, machine)]));
    expect(performance.kickSamples).toEqual([0, 24_000]);
    expect(performance.sections).toEqual([{ startSample: 0, endSample: 20 * SAMPLE_RATE, energy: 0.5, kind: 'verse' }]);
  });

  it('lets struck strings ring to the very end of a piece that rings out, and damps them in every other', () => {
    const last = [note(0), note(34_560, 48, { durationTicks: 3840 })];
    const guitar = { instrument: 'acoustic-guitar', pedal: [{ startTick: 34_560, endTick: 38_400 }] };
    const ringing = played(scoreOf([part('a', last, guitar)], { durationSeconds: 21 }));
    expect(ringing.notes[1]!.startSample + ringing.notes[1]!.durationSamples).toBe(21 * SAMPLE_RATE);
    expect(ringing.pedal[0]!.endSample).toBe(21 * SAMPLE_RATE);
    expect(ringing.notes[0]!.durationSamples).toBeLessThan(SAMPLE_RATE);
    const struck = played(scoreOf([part('a', last, guitar)], { durationSeconds: 21, ending: 'button' }));
    expect(struck.notes[1]!.startSample + struck.notes[1]!.durationSamples).toBeLessThanOrEqual(20 * SAMPLE_RATE);
    const sung = played(scoreOf([part('a', last)], { durationSeconds: 21 }));
    expect(sung.notes[1]!.startSample + sung.notes[1]!.durationSamples).toBeLessThanOrEqual(20 * SAMPLE_RATE);
  });

  it('rises and falls within a four-bar phrase', () => {
    const notes = Array.from({ length: 64 }, (_, i) => note(i * 240));
    const velocities = played(scoreOf([part('a', notes, { instrument: 'cello' })])).notes.map((one) => one.velocity);
    const mean = (from: number, to: number): number => velocities.slice(from, to).reduce((sum, x) => sum + x, 0) / (to - from);
    expect(mean(32, 48)).toBeGreaterThan(mean(0, 8));
    expect(mean(32, 48)).toBeGreaterThan(mean(58, 64));
  });
});
