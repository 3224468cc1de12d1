import { at, clamp, type Pitch, type Rng, type Tick } from '../../kernel/index.ts';
import { checkParams, numberParam, wordParam } from '../rhythm/params.ts';
import type { Articulation, Note, Section } from '../score.ts';
import { chordAt, chordPitchClasses, chordScale } from '../theory/chord.ts';
import { foldPitchClass } from '../theory/pitch.ts';
import { isPeak } from './drum-section.ts';
import type { Generator, PartContext, PartNotes, ThemeNote } from './part-context.ts';

const KNOWN = ['octave', 'double', 'legato', 'graces', 'slides', 'thinning'] as const;

/**
 * Plays the piece's theme as a player of its instrument would: slurs on instruments that sing, grace notes and slides
 * where the style ornaments, accents on the highest notes, breath before phrases.
 *
 * params
 *  octave    −2 to 2, default 0: octaves above (below) where the theme fits the register best
 *  double    'none' (default) | 'octave' (the octave below) | 'third' (a chord tone below long notes) | 'sixth'; polyphonic instruments only
 *  legato    0–1, default 0.85 for sustained instruments and 0.6 for others: how far notes reach to the next
 *  graces    0–1, default the style's `ornament`: chance of a grace note on a long note reached by step
 *  slides    0–1, default 0: chance that a leap up is slid into (guitars, strings, leads)
 *  thinning  0–1, default 0: part of the short, weak notes left out, for slow or heavy instruments
 */
export const melody: Generator = (context) => {
  const { plan, instrument, style } = context;
  checkParams(plan, KNOWN);
  const octave = numberParam(plan, 'octave', -2, 2, 0);
  const double = wordParam(plan, 'double', ['none', 'octave', 'third', 'sixth'] as const, 'none');
  const legato = numberParam(plan, 'legato', 0, 1, instrument.sustain === 'sustained' ? 0.85 : 0.6);
  const graces = numberParam(plan, 'graces', 0, 1, style.melody.ornament);
  const slides = numberParam(plan, 'slides', 0, 1, 0);
  const thinning = numberParam(plan, 'thinning', 0, 1, 0);
  const sung = playedTheme(context, thinning);
  const shifts = shiftsBySection(sung, context, octave);
  const notes: Note[] = [];
  sung.forEach((note, i) => {
    const next = sung[i + 1];
    const before = sung[i - 1];
    const rng = context.rng.fork(`note/${note.startTick}`);
    const shift = shifts.get(sectionAt(context.sections, note.startTick).id) ?? 0;
    const pitch = bendIntoRange(context, note, note.pitch + shift);
    const velocity = clamp(note.velocity * (0.88 + 0.17 * sectionAt(context.sections, note.startTick).energy), 0.1, 1);
    const durationTicks = soundingLength(note, next, { legato, context });
    const isJoined = before !== undefined && note.startTick - before.startTick - before.durationTicks <= 20;
    const articulation = isTongued(note, next, context)
      ? 'accent'
      : articulationOf(note, before, { isJoined, slides, context, rng });
    if (articulation === 'normal' || articulation === 'accent') {
      notes.push(...grace(context, { note, pitch, before, graces, rng }));
    }

    notes.push({ startTick: note.startTick, durationTicks, pitch, velocity, articulation });
    // Who can sing in two voices does so where the piece has come to its height.
    const voice = double === 'none' && isPeak(sectionAt(context.sections, note.startTick), context) ? 'third' : double;
    const second = voice === 'none' || !instrument.isPolyphonic ? null : doubled(context, note, pitch, voice);
    if (second !== null) {
      notes.push({
        startTick: note.startTick,
        durationTicks,
        pitch: second,
        velocity: clamp(velocity * 0.82, 0.1, 1),
        articulation: 'normal',
      });
    }
  });

  return { notes, expression: instrument.sustain === 'sustained' ? swells(sung, context) : [] } satisfies PartNotes;
};

/** The theme's notes in the sections this part plays, with pickups into them and the final note if it plays at the end. */
function playedTheme(context: PartContext, thinning: number): ThemeNote[] {
  const { theme, sections, finalTick } = context;
  const played = theme.filter((note) => {
    const section = sectionAt(sections, note.startTick);
    const next = sections[sections.indexOf(section) + 1];
    // A pickup belongs to the section it leads into.
    const isPickup =
      next !== undefined && next.startTick - note.startTick <= context.barTicks / 2 && isRunInto(theme, note, next.startTick);
    return context.plays(isPickup ? next : section);
  });
  if (thinning === 0) {
    return played;
  }

  return played.filter((note) => {
    const isWeak = note.durationTicks < 480 && note.startTick % context.beatTicks !== 0 && note.startTick !== finalTick;
    return !isWeak || !context.rng.fork(`thin/${note.startTick}`).chance(thinning);
  });
}

/** Whether notes follow one another from this one to `tick` without a gap. */
function isRunInto(theme: readonly ThemeNote[], note: ThemeNote, tick: Tick): boolean {
  const from = theme.indexOf(note);
  const before = theme[from - 1];
  const hasRoomBefore = before === undefined || note.startTick - before.startTick - before.durationTicks >= 480;
  let end = note.startTick + note.durationTicks;
  for (let i = from + 1; end < tick; i++) {
    const next = theme[i];
    if (next === undefined || next.startTick - end > 60) {
      return false;
    }

    end = next.startTick + next.durationTicks;
  }

  return hasRoomBefore || (before !== undefined && before.startTick >= tick - 1920 && isRunInto(theme, before, tick));
}

function sectionAt(sections: readonly Section[], tick: Tick): Section {
  let found = at(sections, 0);
  for (const section of sections) {
    if (section.startTick <= tick) {
      found = section;
    }
  }

  return found;
}

/** For each section whole octaves that bring its line into the instrument's range and, if it can be, the part's register. */
function shiftsBySection(notes: readonly ThemeNote[], context: PartContext, octave: number): ReadonlyMap<string, number> {
  const { instrument, plan, sections } = context;
  const shifts = new Map<string, number>();
  let before: number | null = null;
  for (const section of sections) {
    const own = notes.filter((note) => sectionAt(sections, note.startTick) === section);
    if (own.length === 0) {
      continue;
    }

    const low = Math.min(...own.map((note) => note.pitch));
    const high = Math.max(...own.map((note) => note.pitch));
    const cost = (shift: number): number => {
      const lost = own.filter((note) => note.pitch + shift < instrument.low || note.pitch + shift > instrument.high).length;
      // A note or two at the edge may bend; a line that loses more is moved.
      const outside =
        lost <= own.length * 0.12
          ? lost * 0.04
          : Math.max(0, instrument.low - low - shift) + Math.max(0, high + shift - instrument.high);
      const over = Math.max(0, plan.register[0] - low - shift) + Math.max(0, high + shift - plan.register[1]);
      return (
        outside * 100 + over * 3 + Math.abs(shift - octave * 12) * 0.6 + (before === null ? 0 : Math.abs(shift - before) * 0.8)
      );
    };
    let best = 0;
    for (let shift = -60; shift <= 60; shift += 12) {
      if (cost(shift) < cost(best)) {
        best = shift;
      }
    }

    shifts.set(section.id, best);
    before = best;
  }

  return shifts;
}

/** The pitch if the instrument has it, else the nearest chord tone that it has: a line bends at its edge, it does not jump an octave. */
function bendIntoRange(context: PartContext, note: ThemeNote, pitch: Pitch): Pitch {
  const { low, high } = context.instrument;
  if (pitch >= low && pitch <= high) {
    return pitch;
  }

  const tones = chordPitchClasses(chordAt(context.chords, note.startTick));
  const edge = pitch < low ? low : high;
  const step = pitch < low ? 1 : -1;
  for (let bent = edge; bent >= low && bent <= high; bent += step) {
    if (tones.includes(foldPitchClass(bent))) {
      return bent;
    }
  }

  return edge;
}

/** Connected notes reach each other; before a rest a note is let go a little early, as a breath. */
function soundingLength(
  note: ThemeNote,
  next: ThemeNote | undefined,
  how: { readonly legato: number; readonly context: PartContext },
): Tick {
  const isFinal = note.startTick === how.context.finalTick;
  if (isFinal) {
    return note.durationTicks;
  }

  if (isTongued(note, next, how.context)) {
    return Math.round(note.durationTicks * 0.6);
  }

  const end = note.startTick + note.durationTicks;
  const isConnected = next !== undefined && next.startTick - end <= 120;
  const reach = isConnected ? next.startTick - note.startTick : note.durationTicks;
  return Math.max(60, Math.round(isConnected ? reach * (0.55 + 0.45 * how.legato) : reach * (0.8 + 0.15 * how.legato)));
}

/** The last eighth of a swung line, off the beat, is tongued short and leaned on: "doo-dat". */
function isTongued(note: ThemeNote, next: ThemeNote | undefined, { style, beatTicks }: PartContext): boolean {
  const { swing, swingUnit } = style.groove;
  const isAlone = next === undefined || next.startTick - note.startTick - note.durationTicks >= beatTicks / 2;
  return (
    swing > 0.58 &&
    swingUnit === 'eighth' &&
    isAlone &&
    note.durationTicks <= beatTicks / 2 &&
    (note.startTick * 2) % beatTicks === 0 &&
    note.startTick % beatTicks !== 0
  );
}

function articulationOf(
  note: ThemeNote,
  before: ThemeNote | undefined,
  how: { readonly isJoined: boolean; readonly slides: number; readonly context: PartContext; readonly rng: Rng },
): Articulation {
  const { context } = how;
  const interval = before === undefined ? 0 : note.pitch - before.pitch;
  if (how.isJoined && interval >= 2 && interval <= 7 && note.durationTicks >= 720 && how.rng.chance(how.slides)) {
    return 'slide';
  }

  const isOnBar = note.startTick % context.barTicks === 0;
  if (interval >= 4 && isOnBar && note.velocity > 0.72) {
    return 'accent';
  }

  if (context.instrument.sustain === 'sustained' && how.isJoined && Math.abs(interval) <= 4 && interval !== 0 && !isOnBar) {
    return 'legato';
  }

  return note.durationTicks <= 240 && context.instrument.sustain === 'sustained' && !how.isJoined ? 'staccato' : 'normal';
}

/** A short note a step above or below, squeezed in before a long one. */
function grace(
  context: PartContext,
  place: {
    readonly note: ThemeNote;
    readonly pitch: Pitch;
    readonly before: ThemeNote | undefined;
    readonly graces: number;
    readonly rng: Rng;
  },
): Note[] {
  const { note, pitch, before, graces, rng } = place;
  const length: Tick = 100;
  const hasRoom = before === undefined || note.startTick - before.startTick >= length * 4;
  if (note.durationTicks < 900 || note.startTick < length || !hasRoom || !rng.chance(graces * 0.5)) {
    return [];
  }

  const scale = chordScale(chordAt(context.chords, note.startTick), context.brief.key);
  const direction = before !== undefined && before.pitch > note.pitch ? 1 : rng.chance(0.6) ? -1 : 1;
  let gracePitch = pitch + direction;
  while (!scale.includes(foldPitchClass(gracePitch)) && Math.abs(gracePitch - pitch) < 3) {
    gracePitch += direction;
  }

  if (gracePitch < context.plan.register[0] || gracePitch > context.plan.register[1]) {
    return [];
  }

  return [
    {
      startTick: note.startTick - length,
      durationTicks: length,
      pitch: gracePitch,
      velocity: clamp(note.velocity * 0.8, 0.1, 1),
      articulation: 'normal',
    },
  ];
}

function doubled(context: PartContext, note: ThemeNote, pitch: Pitch, double: 'octave' | 'third' | 'sixth'): Pitch | null {
  const [low] = context.plan.register;
  if (double === 'octave') {
    return pitch - 12 >= context.instrument.low ? pitch - 12 : null;
  }

  if (note.durationTicks < 480) {
    return null;
  }

  const tones = chordPitchClasses(chordAt(context.chords, note.startTick));
  const [near, far] = double === 'third' ? [3, 5] : [7, 9];
  for (let interval = near; interval <= far; interval++) {
    if (tones.includes(foldPitchClass(pitch - interval)) && pitch - interval >= low) {
      return pitch - interval;
    }
  }

  return null;
}

/** Long notes grow and let go; each phrase starts a little under the level it reaches. */
function swells(notes: readonly ThemeNote[], context: PartContext): { readonly tick: Tick; readonly level: number }[] {
  const points: { tick: Tick; level: number }[] = [];
  const push = (tick: Tick, level: number): void => {
    const last = points.at(-1);
    if (last === undefined || tick > last.tick) {
      points.push({ tick: Math.min(tick, context.endTick), level: clamp(level, 0, 1) });
    }
  };
  for (const note of notes) {
    if (note.durationTicks >= 960) {
      const length = note.durationTicks;
      push(note.startTick, 0.82);
      push(note.startTick + Math.round(length * 0.45), 1);
      push(note.startTick + length, note.startTick === context.finalTick ? 0.45 : 0.78);
    } else {
      push(note.startTick, 0.9);
    }
  }

  return points;
}
