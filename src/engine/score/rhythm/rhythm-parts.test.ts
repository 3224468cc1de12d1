import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feelOf, FEELS } from '../parts/drum-feels.ts';
import { drumKit } from '../parts/drum-kit.ts';
import { BASS_LINES } from '../parts/bass-bar.ts';
import { bass } from '../parts/bass.ts';
import { cinematicDrums } from '../parts/cinematic-drums.ts';
import type { Generator } from '../parts/part-context.ts';
import { percussion } from '../parts/percussion.ts';
import { PERCUSSION_PATTERNS } from '../parts/percussion-bar.ts';
import { timpani } from '../parts/timpani.ts';
import { transitionEffects } from '../parts/transition-effects.ts';
import { DRUM, type Note } from '../score.ts';
import { keepBreaths } from './rest-in-breaths.ts';
import { contextOf, METERS, pieceOf, planOf, type Piece } from './piece-fixture.ts';

const DRUMS: ReadonlySet<number> = new Set(Object.values(DRUM));
const TOMS: ReadonlySet<number> = new Set([DRUM.lowTom, DRUM.midTom, DRUM.highTom]);

type Player = {
  readonly name: string;
  readonly instrument: string;
  readonly generator: Generator;
  readonly params: Readonly<Record<string, string | number>>;
};

const KITS: readonly Player[] = FEELS.map((feel) => ({
  name: 'drum-kit',
  instrument: 'kit-acoustic',
  generator: drumKit,
  params: { feel },
}));
const BASSES: readonly Player[] = BASS_LINES.map((line) => ({
  name: 'bass',
  instrument: 'bass-guitar',
  generator: bass,
  params: { line, ghosts: 0.4 },
}));
const HANDS: readonly Player[] = [
  ...PERCUSSION_PATTERNS.map((pattern) => ({
    name: 'percussion',
    instrument: 'shaker',
    generator: percussion,
    params: { pattern },
  })),
  ...['claps', 'snaps', 'congas', 'bongos', 'cajon', 'triangle', 'cowbell', 'tambourine'].map((instrument) => ({
    name: 'percussion',
    instrument,
    generator: percussion,
    params: {},
  })),
  ...['ostinato', 'hits', 'heartbeat', 'gallop', 'march'].map((pattern) => ({
    name: 'cinematic-drums',
    instrument: 'kit-cinematic',
    generator: cinematicDrums,
    params: { pattern },
  })),
  ...['cadences', 'roots', 'march'].map((pattern) => ({
    name: 'timpani',
    instrument: 'timpani',
    generator: timpani,
    params: { pattern },
  })),
  ...['riser', 'reverse-cymbal', 'impact'].map((instrument) => ({
    name: 'transition-effects',
    instrument,
    generator: transitionEffects,
    params: { amount: 1 },
  })),
];
const PLAYERS = [...KITS, ...BASSES, ...HANDS];

const wishes = fc.record({
  seed: fc.nat(),
  meter: fc.constantFrom(...METERS),
  hasFinal: fc.boolean(),
  player: fc.constantFrom(...PLAYERS),
});

function play(piece: Piece, player: Player): readonly Note[] {
  return player.generator(contextOf(piece, planOf(player.name, player.instrument, player.params))).notes;
}

function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length);
}

function blockOf(notes: readonly Note[], from: number, to: number): string {
  return notes
    .filter((note) => note.startTick >= from && note.startTick < to)
    .map((note) => `${note.startTick - from}:${note.pitch}`)
    .join();
}

describe('every player of the rhythm section', () => {
  it('writes sorted notes inside the piece, nothing after the final chord, nothing in a breath', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const piece = pieceOf(wish);
        const notes = play(piece, wish.player);
        const ordered = [...notes].sort((left, right) => left.startTick - right.startTick || left.pitch - right.pitch);
        expect(notes.map((note) => note.startTick)).toEqual(ordered.map((note) => note.startTick));
        for (const note of notes) {
          expect(note.startTick).toBeGreaterThanOrEqual(0);
          expect(Number.isInteger(note.startTick) && Number.isInteger(note.durationTicks) && note.durationTicks > 0).toBe(true);
          expect(note.startTick + note.durationTicks).toBeLessThanOrEqual(piece.endTick);
          expect(note.startTick).toBeLessThanOrEqual(piece.finalTick ?? piece.endTick);
          expect(note.velocity > 0 && note.velocity <= 1).toBe(true);
          if (wish.player.name !== 'transition-effects') {
            expect(
              piece.pulse.breaths.some((breath) => note.startTick >= breath.startTick && note.startTick < breath.endTick),
            ).toBe(false);
          }
        }
      }),
      { numRuns: 250 },
    );
  });

  it('plays the same for the same seed however much was drawn elsewhere', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        expect(play(pieceOf({ ...wish, drawsBefore: 5 }), wish.player)).toEqual(play(pieceOf(wish), wish.player));
      }),
    );
  });

  it('uses General MIDI drum numbers, or pitches in its range, one blow of a drum at a time', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const piece = pieceOf(wish);
        const context = contextOf(piece, planOf(wish.player.name, wish.player.instrument, wish.player.params));
        const notes = play(piece, wish.player);
        expect(new Set(notes.map((note) => `${note.startTick}/${note.pitch}`)).size).toBe(notes.length);
        for (const note of notes) {
          const isPitched = wish.player.name === 'bass' || wish.player.name === 'timpani';
          expect(
            isPitched
              ? note.pitch >= context.instrument.low && note.pitch <= context.instrument.high
              : note.pitch === 60 || DRUMS.has(note.pitch),
          ).toBe(true);
        }
      }),
    );
  });

  it('never repeats eight bars', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const piece = pieceOf(wish);
        const isPulse =
          wish.player.name === 'drum-kit' ||
          wish.player.name === 'bass' ||
          wish.player.name === 'percussion' ||
          wish.player.name === 'cinematic-drums';
        const notes = play(piece, wish.player);
        for (let bar = 8; isPulse && bar + 8 <= piece.bars; bar++) {
          const earlier = blockOf(notes, (bar - 8) * piece.barTicks, bar * piece.barTicks);
          const later = blockOf(notes, bar * piece.barTicks, (bar + 8) * piece.barTicks);
          const isFull =
            notes.filter((note) => note.startTick >= bar * piece.barTicks && note.startTick < (bar + 8) * piece.barTicks)
              .length >= 12;
          expect(isFull && earlier === later).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('moves its hands: velocities vary and sections of more energy are louder', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const piece = pieceOf(wish);
        const notes = play(piece, wish.player);
        if (notes.length >= 24 && wish.player.name !== 'transition-effects') {
          expect(deviationOf(notes.map((note) => note.velocity))).toBeGreaterThan(0.025);
        }
      }),
    );
  });
});

describe('the drum kit', () => {
  it('plays toms only where a fill or a build is', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...METERS), fc.constantFrom(...KITS), (seed, meter, player) => {
        const piece = pieceOf({ seed, meter, hasFinal: true });
        // Where the floor tom keeps time it is no fill.
        const keepsTime = ['indie', 'post-rock'].includes(String(player.params['feel']));
        for (const note of play(piece, player).filter((one) => TOMS.has(one.pitch) && !keepsTime)) {
          expect(piece.pulse.fillBars.get(Math.floor(note.startTick / piece.barTicks)) ?? 0).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('asks at most two hands of a live drummer', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...METERS), fc.constantFrom(...KITS), (seed, meter, player) => {
        const isLive = FEELS.some((feel) => feel === player.params['feel'] && feelOf(feel).isLive);
        const byTick = new Map<number, number>();
        for (const note of play(pieceOf({ seed, meter, hasFinal: true }), player)) {
          const isFoot = note.pitch === DRUM.kick || note.pitch === DRUM.pedalHat;
          byTick.set(note.startTick, (byTick.get(note.startTick) ?? 0) + (isFoot ? 0 : 1));
        }

        expect(isLive ? Math.max(0, ...byTick.values()) : 0).toBeLessThanOrEqual(2);
      }),
    );
  });

  it.each([
    ['backbeat', DRUM.snare, [4, 12], 0.9],
    ['four-floor', DRUM.kick, [0, 4, 8, 12], 0.75],
    ['rock', DRUM.snare, [4, 12], 0.85],
    ['trap', DRUM.closedHat, [0, 2, 4, 6, 8, 10, 12, 14], 0.6],
    ['swing-ride', DRUM.pedalHat, [4, 12], 0.95],
    ['bossa', DRUM.sideStick, [0, 2, 4, 6, 8, 10, 12, 14], 0.95],
  ] as const)('puts the %s feel where its players put it', (feel, drum, places, share) => {
    const base = pieceOf({ seed: 1, meter: '4/4', hasFinal: false });
    let on = 0;
    let all = 0;
    for (let seed = 0; seed < 12; seed++) {
      const style = {
        ...base.style,
        rhythm: {
          ...base.style.rhythm,
          kicks:
            feel === 'four-floor' ? [{ onsets: [0, 4, 8, 12], weight: 1, minEnergy: 0, maxEnergy: 1 }] : base.style.rhythm.kicks,
        },
      };
      const piece = pieceOf({ seed, meter: '4/4', hasFinal: false, style });
      const notes = drumKit(
        contextOf(
          piece,
          planOf('drum-kit', 'kit-acoustic', { feel, ghosts: 0 }),
          (section) => section.kind === 'verse' || section.kind === 'chorus',
        ),
      ).notes;
      for (const note of notes) {
        const bar = Math.floor(note.startTick / piece.barTicks);
        const section = piece.sections.find((one) => bar >= one.startBar && bar < one.startBar + one.bars);
        if (
          note.pitch === drum &&
          (piece.pulse.fillBars.get(bar) ?? 0) === 0 &&
          (section?.kind === 'verse' || section?.kind === 'chorus')
        ) {
          all += 1;
          on += places.some((place) => place * 240 === note.startTick % piece.barTicks) ? 1 : 0;
        }
      }
    }

    expect(all).toBeGreaterThan(40);
    expect(on / all).toBeGreaterThanOrEqual(share);
  });

  it('keeps ghosts far below back-beats', () => {
    const piece = pieceOf({ seed: 5, meter: '4/4', hasFinal: false });
    const notes = play(piece, {
      name: 'drum-kit',
      instrument: 'kit-acoustic',
      generator: drumKit,
      params: { feel: 'funk', fills: 'none' },
    });
    const chorus = notes.filter(
      (note) =>
        note.pitch === DRUM.snare &&
        piece.sections.some(
          (one) => one.kind !== 'build' && one.energy >= 0.5 && note.startTick >= one.startTick && note.startTick < one.endTick,
        ),
    );
    const ghosts = chorus.filter((note) => note.articulation === 'ghost').map((note) => note.velocity);
    const loud = chorus.filter((note) => note.articulation !== 'ghost').map((note) => note.velocity);
    expect(Math.max(...ghosts)).toBeLessThan(Math.min(...loud));
  });
});

describe('the bass', () => {
  const named = fc.constantFrom(...BASSES.filter((player) => player.params['line'] !== 'pedal'));

  it('has the chord’s bass under every chord that it starts with', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...METERS), fc.boolean(), named, (seed, meter, hasFinal, player) => {
        const piece = pieceOf({ seed, meter, hasFinal });
        const byTick = new Map(play(piece, player).map((note) => [note.startTick, note]));
        for (const chord of piece.chords) {
          const note = byTick.get(chord.startTick);
          if (note !== undefined) {
            expect([chord.bass, chord.root]).toContain(note.pitch % 12);
          }
        }
      }),
    );
  });

  it('is one voice', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...METERS), named, (seed, meter, player) => {
        const notes = play(pieceOf({ seed, meter, hasFinal: true }), player);
        for (const [index, note] of notes.entries()) {
          expect(note.startTick + note.durationTicks).toBeLessThanOrEqual(notes[index + 1]?.startTick ?? Infinity);
        }
      }),
    );
  });

  it.each(['roots', '808', 'sub'] as const)('locks the line "%s" to the kick', (line) => {
    let locked = 0;
    let all = 0;
    for (let seed = 0; seed < 10; seed++) {
      const piece = pieceOf({ seed, meter: '4/4', hasFinal: false });
      const kicks = new Set(piece.pulse.kickTicks);
      const chordStarts = new Set(piece.chords.map((chord) => chord.startTick));
      for (const note of play(piece, {
        name: 'bass',
        instrument: 'bass-guitar',
        generator: bass,
        params: { line, approach: 0, fills: 0, glides: 0 },
      })) {
        if (!chordStarts.has(note.startTick)) {
          all += 1;
          locked += kicks.has(note.startTick) ? 1 : 0;
        }
      }
    }

    expect(locked / all).toBeGreaterThan(0.9);
  });

  it('walks: a note on every beat, near steps, and no note struck twice running more than now and then', () => {
    const piece = pieceOf({ seed: 11, meter: '4/4', hasFinal: false });
    const notes = play(piece, {
      name: 'bass',
      instrument: 'upright-bass',
      generator: bass,
      params: { line: 'walking', ghosts: 0 },
    });
    const beats = notes.filter((note) => note.startTick % 960 === 0);
    expect(beats.length).toBeGreaterThan(piece.bars * 4 * 0.9);
    const steps = beats.slice(1).map((note, index) => Math.abs(note.pitch - (beats[index]?.pitch ?? note.pitch)));
    expect(steps.filter((step) => step <= 4).length / steps.length).toBeGreaterThan(0.6);
    expect(steps.filter((step) => step === 0).length / steps.length).toBeLessThan(0.12);
  });

  it('walks in two where it is quieter than asked, and in four from there', () => {
    const piece = pieceOf({ seed: 11, meter: '4/4', hasFinal: false });
    const beatsIn = (two: number): number => {
      const notes = play(piece, { name: 'bass', instrument: 'upright-bass', generator: bass, params: { line: 'walking', two } });
      return notes.filter((note) => note.startTick % 960 === 0).length / piece.bars;
    };
    expect(beatsIn(1)).toBeLessThan(3);
    expect(beatsIn(1)).toBeGreaterThan(1.5);
    expect(beatsIn(0)).toBeGreaterThan(3.6);
    expect(beatsIn(0.5)).toBeGreaterThan(beatsIn(1));
  });
});

describe('transition effects', () => {
  it('end risers and reversed cymbals exactly on a seam, and land impacts on one', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('riser', 'reverse-cymbal', 'impact'), fc.boolean(), (seed, instrument, hasFinal) => {
        const piece = pieceOf({ seed, meter: '4/4', hasFinal });
        const seams = new Set([...piece.sections.map((section) => section.startTick), piece.finalTick ?? -1]);
        for (const note of play(piece, {
          name: 'transition-effects',
          instrument,
          generator: transitionEffects,
          params: { amount: 1 },
        })) {
          expect(seams.has(instrument === 'impact' ? note.startTick : note.startTick + note.durationTicks)).toBe(true);
        }
      }),
    );
  });
});

describe('params', () => {
  it('refuses a parameter that a generator does not know', () => {
    const piece = pieceOf({ seed: 1, meter: '4/4', hasFinal: true });
    for (const player of [KITS[0]!, BASSES[0]!, ...HANDS.slice(-12)]) {
      expect(() => play(piece, { ...player, params: { ...player.params, colour: 1 } })).toThrow(/colour/);
    }
  });
});

describe('breaths', () => {
  it('silence whoever sounds when they begin, pedal and all, but not the tune or the riser', () => {
    const note = (startTick: number, durationTicks: number): Note => ({
      startTick,
      durationTicks,
      pitch: 60,
      velocity: 0.5,
      articulation: 'normal',
    });
    const written = { notes: [note(0, 1200), note(1000, 100), note(1920, 480)], pedal: [{ startTick: 0, endTick: 1920 }] };
    const breaths = [{ startTick: 960, endTick: 1440 }];
    const kept = keepBreaths(written, 'chords', breaths);
    expect(kept.notes).toEqual([note(0, 960), note(1920, 480)]);
    expect(kept.pedal).toEqual([
      { startTick: 0, endTick: 960 },
      { startTick: 1440, endTick: 1920 },
    ]);
    expect(keepBreaths(written, 'lead', breaths)).toBe(written);
  });
});
