import type { Pitch, Tick } from '../../kernel/index.ts';
import type { Articulation } from '../score.ts';
import { chordPitchClasses } from '../theory/chord.ts';
import { nearestPitchWithin } from '../theory/pitch.ts';
import { type Bar, chordPieceAt, playedBars } from './chordal/bars.ts';
import { metricWeight, SIXTEENTH } from './chordal/metre.ts';
import { Params } from './chordal/params.ts';
import { choosePattern, clearFrom, type PatternTable, riseAhead } from './chordal/pattern-choice.ts';
import { ceilingUnderTheme, type VoicedHarmony, voicedHarmony, workingRange } from './chordal/voiced-harmony.ts';
import { finalChord, finalLoudness, loudness, NoteWriter } from './chordal/writer.ts';
import { swellLevel, tieRepeats, voicesAt, writeVoices } from './ensemble-voices.ts';
import type { Generator, PartContext } from './part-context.ts';

const TEXTURES = ['chorale', 'swell', 'hymn', 'tremolo', 'pizzicato', 'staccato', 'unison'] as const;
type Texture = (typeof TEXTURES)[number];

/** Plucked and short-bowed rhythms: `B` the lowest voice, `u` the upper ones, `U` the same accented, `t` the top voice. */
const SHORT: { readonly [texture in 'pizzicato' | 'staccato']: PatternTable } = {
  pizzicato: {
    four: [
      ['B...............', 'B.......u.......', 'B...........t...'],
      ['B...u...B...u...', 'B...u.t.B...u...', 'B.....u.B...u...'],
      ['B...U.t.B...U.t.', 'B.t.U...B...U.t.', 'B...U.t.B.t.U...', 'B...U...B.t.U.t.'],
      ['B.t.U.t.B.t.U.t.', 'BtttU.t.B.t.U.tt', 'B.t.U.ttB.t.U.t.', 'B.ttU.t.BtttU...'],
    ],
    three: [
      ['B...........', 'B.......u...'],
      ['B...u...u...', 'B...u...u.t.'],
      ['B...U...u.t.', 'B.t.U.t.u...', 'B...U.t.U...'],
      ['B.t.U.t.U.t.', 'B.t.U.ttU...', 'BtttU.t.U.t.'],
    ],
    six: [
      ['B...........', 'B.....u.....'],
      ['B...u.B...u.', 'B.....u...t.'],
      ['B.t.u.B.t.u.', 'B...U.B.t.U.'],
      ['B.t.U.B.t.U.', 'BttttuBttttU', 'B.t.U.B.ttU.'],
    ],
  },
  staccato: {
    four: [
      ['U.......u.......', 'U...........u...'],
      ['U...u...U...u...', 'U...u...U...u.u.', 'U..u..u.U...u...'],
      ['U.u.u.u.U.u.u.u.', 'U.u.u.U.u.u.U.u.', 'U..uu.u.U..uu.u.'],
      ['U.uuU.uuU.uuU.uu', 'UuuuU.u.UuuuU.u.', 'U.u.UuuuU.u.Uuuu', 'U..uU..uU..uUuuu'],
    ],
    three: [
      ['U...........', 'U.......u...'],
      ['U...u...u...', 'U...u...u.u.'],
      ['U.u.u.u.u.u.', 'U.u.U.u.u.u.', 'U..uu.u.u.u.'],
      ['U.uuU.uuU.uu', 'UuuuU.u.U.u.', 'U.u.U.uuUuuu'],
    ],
    six: [
      ['U...........', 'U.....u.....'],
      ['U.....u...u.', 'U...u.U...u.'],
      ['U.u.u.U.u.u.', 'U...u.U.u.u.'],
      ['U.uuu.U.uuu.', 'UuuuuuUuuuuu', 'U.u.uuU.u.uu'],
    ],
  },
};

/**
 * Section writing in led voices for strings, brass, choir or woodwinds. Parts with the same `voices` and `low`/`high` agree on the chords, so that a
 * quartet is four parts with `voice` 0 to 3.
 *
 * params
 *  texture  'chorale' (default; suspensions, passing notes) | 'swell' (long notes that grow) | 'hymn' (all voices in slow rhythm) | 'tremolo' | 'pizzicato' | 'staccato' (short bows) | 'unison' (one long line in octaves)
 *  voices   most voices, 2–6, default 4
 *  voice    the one voice this part plays, 0 the lowest; −1 (default) plays all, or for a one-line instrument the voice that fits its range
 *  low, high  the range the voices share, default the plan's register
 *  motion   0–1 suspensions, passing and neighbour notes, default 0.5
 *  swell    0–1 depth of the swells, default 0.5
 *  root     0 | 1: the lowest voice takes the chord's bass, default 1
 *  density  −1–1 for the short textures' rhythm, default 0
 *  room     0 | 1: stay below the theme, default 1
 */
export const ensemble: Generator = (context) => {
  const params = new Params(context);
  const range = workingRange(context);
  const texture = params.choice('texture', TEXTURES, 'chorale');
  const voices = params.number('voices', 2, 6, 4);
  const asked = params.number('voice', -1, 5, -1);
  const low = params.number('low', 24, 96, range[0]);
  const high = params.number('high', 36, 108, range[1]);
  const motion = params.number('motion', 0, 1, 0.5);
  const swell = params.number('swell', 0, 1, 0.5);
  const hasBass = params.flag('root', true);
  const density = params.number('density', -1, 1, 0);
  const leavesRoom = params.flag('room', true);
  params.finish();

  const isDesk = asked >= 0 || !context.instrument.isPolyphonic;
  const harmony = voicedHarmony(context, (section) => ({
    low,
    high: leavesRoom ? ceilingUnderTheme(context, section, [low, high]) : high,
    // The desks of a quartet all play; a section thins out where it is calm.
    voices: isDesk ? voices : voicesAt(section, voices),
    spacing: high - low > 26 ? 'open' : 'close',
    hasBass,
    topNear: Math.round(low + (high - low) * (0.6 + 0.28 * section.energy)),
  }));
  const voice = asked >= 0 ? asked : isDesk ? nearestVoice(context, harmony, voices) : null;
  const player: Player = { context, writer: new NoteWriter(context), harmony, voice, texture, motion, swell, density };
  if (texture === 'pizzicato' || texture === 'staccato') {
    playShort(player, texture);
  } else if (texture === 'unison') {
    playUnison(player, range);
  } else {
    playLong(player);
  }

  playFinal(player, range);
  return player.writer.finish();
};

type Player = {
  readonly context: PartContext;
  readonly writer: NoteWriter;
  readonly harmony: VoicedHarmony;
  readonly voice: number | null;
  readonly texture: Texture;
  readonly motion: number;
  readonly swell: number;
  readonly density: number;
};

/** The voice whose usual pitch lies nearest to the middle of a one-line instrument's range. */
function nearestVoice(context: PartContext, harmony: VoicedHarmony, voices: number): number {
  const voicing = harmony.voicingAt(context.chords[0]?.startTick ?? 0);
  const middle = (context.plan.register[0] + context.plan.register[1]) / 2;
  let best = 0;
  voicing.forEach((pitch, voice) => {
    if (Math.abs(pitch - middle) < Math.abs((voicing[best] ?? 0) - middle)) {
      best = voice;
    }
  });
  return Math.min(best, voices - 1);
}

function mine(player: Player, voice: number, count: number): boolean {
  return player.voice === null || voice === Math.min(player.voice, count - 1);
}

function playLong(player: Player): void {
  const { context, writer, texture } = player;
  const motion = texture === 'chorale' ? player.motion : texture === 'hymn' ? player.motion * 0.5 : player.motion * 0.25;
  const written = writeVoices(context, { harmony: player.harmony, motion });
  const count = 1 + Math.max(0, ...written.map((note) => note.voice));
  const notes = texture === 'hymn' ? written.flatMap((note) => restruck(context, note)) : tieRepeats(written);
  for (const note of notes) {
    if (!mine(player, note.voice, count)) {
      continue;
    }

    const rng = note.bar.rng.fork(`voice/${note.voice}/${note.startTick}`);
    const isTop = note.voice === count - 1;
    const weight = (isTop ? 1.02 : note.voice === 0 ? 0.96 : 0.88) * (note.isLeading ? 0.94 : 1) * 0.92;
    const isLong = note.endTick - note.startTick >= context.barTicks;
    // Hymn chords part a little so that words could be heard; bowed lines join.
    const gap = texture === 'hymn' ? SIXTEENTH * 0.25 : 0;
    writer.add({
      startTick: note.startTick,
      durationTicks: note.endTick - note.startTick - gap + (texture === 'hymn' ? 0 : 24),
      pitch: note.pitch,
      velocity: loudness(note.bar, weight, rng),
      articulation: note.isLeading || !isLong ? 'legato' : 'normal',
    });
  }

  for (const bar of playedBars(context)) {
    const depth = texture === 'hymn' ? player.swell * 0.5 : player.swell;
    writer.swell(bar.startTick, swellLevel(bar, 0, depth));
    writer.swell((bar.startTick + bar.endTick) / 2, swellLevel(bar, 0.5, depth));
  }
}

/** A hymn's chords are sung again on the half bar when there is energy for it. */
function restruck(context: PartContext, note: ReturnType<typeof writeVoices>[number]): ReturnType<typeof writeVoices>[number][] {
  const length = note.endTick - note.startTick;
  const parts = length >= 4 * context.beatTicks && note.bar.energy > 0.5 ? 2 : 1;
  const step = Math.round(length / parts / context.beatTicks) * context.beatTicks;
  return parts === 1 || step <= 0 || step >= length
    ? [note]
    : [
        { ...note, endTick: note.startTick + step },
        { ...note, startTick: note.startTick + step, isLeading: true },
      ];
}

function playShort(player: Player, texture: 'pizzicato' | 'staccato'): void {
  const { context, writer } = player;
  for (const bar of playedBars(context)) {
    const pattern = choosePattern(context, bar, { table: SHORT[texture], density: player.density });
    const rng = bar.rng.fork('bow');
    const rise = riseAhead(context, bar);
    for (let slot = 1; slot < pattern.length; slot++) {
      const draw = rng.next();
      if ((pattern[slot] === 't' || pattern[slot] === 'u') && draw < 0.12) {
        pattern[slot] = '.';
      } else if (pattern[slot] === '.' && slot % 2 === 0 && draw < 0.06 * bar.energy) {
        pattern[slot] = texture === 'pizzicato' ? 't' : 'u';
      }
    }

    if (rise < -0.08 && bar.section.bars >= 4) {
      clearFrom(pattern, pattern.length * 0.5);
    }

    pattern.forEach((sign, slot) => {
      const tick = bar.startTick + slot * SIXTEENTH;
      const piece = tick < bar.endTick ? chordPieceAt(bar, tick) : null;
      if (sign !== '.' && piece !== null) {
        const voicing = player.harmony.voicingAt(tick);
        const isAccent = sign === 'U' || sign === 'B';
        const from = rise > 0.08 ? 0.85 + 0.3 * (slot / pattern.length) : 1;
        voicing.forEach((pitch, voice) => {
          const sounds =
            sign === 'B' ? voice === 0 : sign === 't' ? voice === voicing.length - 1 : voice > 0 || texture === 'staccato';
          if (sounds && mine(player, voice, voicing.length)) {
            const weight = (isAccent ? 1.02 : 0.82) * (0.9 + 0.14 * metricWeight(context.brief.meter, slot)) * from;
            const articulation: Articulation =
              texture === 'pizzicato' ? 'normal' : sign === 'U' && bar.energy > 0.6 ? 'accent' : 'staccato';
            writer.add({
              startTick: tick,
              durationTicks: SIXTEENTH * (texture === 'pizzicato' ? 1.8 : 0.95),
              pitch,
              velocity: loudness(bar, weight, rng),
              articulation,
            });
          }
        });
      }
    });
  }
}

/** A line of long notes, doubled at the octave where the instrument can: the strings' answer over a band. */
function playUnison(player: Player, range: readonly [Pitch, Pitch]): void {
  const { context, writer } = player;
  let pitch = Math.round(range[0] + (range[1] - range[0]) * 0.55);
  const step = (bar: Bar, start: Tick, end: Tick): void => {
    const piece = chordPieceAt(bar, start);
    if (piece === null) {
      return;
    }

    const rng = bar.rng.fork(`line/${start}`);
    const tones = chordPitchClasses(piece.chord);
    const goal =
      Math.round(range[0] + (range[1] - range[0]) * (0.4 + 0.3 * bar.energy)) + (bar.phraseBar < bar.phraseBars * 0.7 ? 2 : -2);
    const candidates = tones
      .map((tone) => nearestPitchWithin(tone, pitch, range))
      .filter((other) => other !== pitch || tones.length < 2);
    pitch = rng.weighted(
      candidates.length > 0 ? candidates : [pitch],
      (other) => 1 / (1 + Math.abs(other - pitch) * 0.6 + Math.abs(other - goal) * 0.25),
    );
    const velocity = loudness(bar, 0.98, rng);
    writer.add({ startTick: start, durationTicks: end - start + 24, pitch, velocity, articulation: 'legato' });
    if (context.instrument.isPolyphonic && bar.energy > 0.4) {
      const octave = pitch - 12 >= range[0] ? pitch - 12 : pitch + 12;
      writer.add({
        startTick: start,
        durationTicks: end - start + 24,
        pitch: octave,
        velocity: velocity * 0.88,
        articulation: 'legato',
      });
    }
  };
  for (const bar of playedBars(context)) {
    for (const piece of bar.chords) {
      const length = piece.endTick - piece.startTick;
      const isSplit = length >= 2 * context.beatTicks && bar.rng.fork(`split/${piece.startTick}`).chance(0.2 + 0.6 * bar.energy);
      const beats = Math.round(length / context.beatTicks);
      const turn = isSplit
        ? piece.startTick + Math.max(1, Math.ceil(beats / 2) + (bar.phraseBar % 2)) * context.beatTicks
        : piece.endTick;
      step(bar, piece.startTick, Math.min(turn, piece.endTick));
      if (turn < piece.endTick) {
        step(bar, turn, piece.endTick);
      }
    }

    writer.swell(bar.startTick, swellLevel(bar, 0, player.swell));
    writer.swell((bar.startTick + bar.endTick) / 2, swellLevel(bar, 0.5, player.swell));
  }
}

function playFinal(player: Player, range: readonly [Pitch, Pitch]): void {
  const { context, writer, texture } = player;
  const { finalTick } = context;
  const chord = finalChord(context);
  if (finalTick === null || chord === null) {
    return;
  }

  const articulation: Articulation = texture === 'staccato' && context.brief.ending === 'button' ? 'accent' : 'normal';
  const force = finalLoudness(context, 0.95);
  if (texture === 'unison') {
    writer.addFinal({
      pitch: nearestPitchWithin(chord.root, Math.round((range[0] + range[1]) / 2), range),
      velocity: force,
      articulation,
    });
  } else {
    const voicing = player.harmony.voicingAt(finalTick);
    voicing.forEach((pitch, voice) => {
      if (mine(player, voice, voicing.length)) {
        writer.addFinal({ pitch, velocity: force, articulation });
      }
    });
  }

  if (texture !== 'pizzicato' && texture !== 'staccato') {
    writer.swell(finalTick, 0.8);
    writer.swell(context.endTick, 0.2);
  }
}
