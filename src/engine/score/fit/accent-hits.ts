import { clamp, type Tick } from '../../kernel/index.ts';
import { DRUM, type Note, type Part, type Score } from '../score.ts';
import { chordAt, chordPitchClasses } from '../theory/chord.ts';
import { foldPitchClass } from '../theory/pitch.ts';
import { settlePart } from './settle-part.ts';

/** Players that strike a chord with the picture. */
const STRIKERS: readonly Part['role'][] = ['chords', 'bass', 'arpeggio', 'pad'];
/** A note this near a hit is the hit already. */
const NEAR: Tick = 40;

/**
 * Marks moments that were placed on a beat: a cymbal and a kick by the drums, an impact where the band has one, and the
 * players of chords and bass strike there, leaning on the note they have or letting go of the one they hold to strike anew.
 */
export function accentHits(score: Score, ticks: readonly Tick[]): Score {
  const inside = ticks.filter((tick) => tick < score.endTick);
  if (inside.length === 0) {
    return score;
  }

  return { ...score, parts: score.parts.map((part) => settlePart(accentPart(part, score, inside), score.endTick)) };
}

function accentPart(part: Part, score: Score, ticks: readonly Tick[]): Part {
  let { notes } = part;
  for (const tick of ticks) {
    notes = accentAt(part, notes, score, tick);
  }

  return { ...part, notes };
}

function accentAt(part: Part, notes: readonly Note[], score: Score, tick: Tick): readonly Note[] {
  if (part.role === 'drums') {
    return plays(part, tick, score) ? [...without(notes, tick, strokesOf(part)), ...drumStroke(part, tick)] : notes;
  }

  if (part.role === 'effects') {
    return part.instrument === 'impact' && !notes.some((note) => Math.abs(note.startTick - tick) < score.barTicks)
      ? [...notes, stroke(tick, 60, 0.55, Math.min(score.barTicks, score.endTick - tick))]
      : notes;
  }

  const here = notes.filter((note) => Math.abs(note.startTick - tick) <= NEAR);
  if (here.length > 0) {
    return notes.map((note) => (here.includes(note) ? leanOn(note) : note));
  }

  return STRIKERS.includes(part.role) ? strikeAnew(notes, score, tick) : notes;
}

/** Whether a drummer is playing around a tick; one who rests is not woken for a cut. */
function plays(part: Part, tick: Tick, score: Score): boolean {
  return part.notes.some((note) => note.startTick > tick - score.barTicks * 2 && note.startTick < tick + score.barTicks * 2);
}

function leanOn(note: Note): Note {
  const articulation = note.articulation === 'normal' ? 'accent' : note.articulation;
  return { ...note, velocity: clamp(note.velocity * 1.18 + 0.04, 0.05, 1), articulation };
}

/** The chord that is held goes on as a new stroke; where everything is silent, the last chord's hands strike the harmony of the place. */
function strikeAnew(notes: readonly Note[], score: Score, tick: Tick): readonly Note[] {
  const held = notes.filter((note) => note.startTick < tick && note.startTick + note.durationTicks > tick + 60);
  if (held.length > 0) {
    const cut = notes.map((note) => (held.includes(note) ? { ...note, durationTicks: tick - note.startTick } : note));
    return [
      ...cut,
      ...held.map((note) => leanOn({ ...note, startTick: tick, durationTicks: note.startTick + note.durationTicks - tick })),
    ];
  }

  const tones = chordPitchClasses(chordAt(score.chords, tick));
  const before = notes.filter((note) => note.startTick < tick && note.startTick >= tick - score.barTicks);
  const latest = before.at(-1)?.startTick ?? -1;
  const hand = before.filter((note) => note.startTick === latest && tones.includes(foldPitchClass(note.pitch)));
  const next = notes.find((note) => note.startTick > tick)?.startTick ?? score.endTick;
  return [
    ...notes,
    ...hand.map((note) => leanOn({ ...note, startTick: tick, durationTicks: Math.max(60, Math.min(480, next - tick)) })),
  ];
}

function strokesOf(part: Part): readonly number[] {
  return part.instrument === 'kit-cinematic' || part.instrument === 'taiko' ? [DRUM.lowTaiko] : [DRUM.crash, DRUM.kick];
}

function drumStroke(part: Part, tick: Tick): Note[] {
  return strokesOf(part).map((pitch) => stroke(tick, pitch, pitch === DRUM.crash ? 0.78 : 0.9, 240));
}

function without(notes: readonly Note[], tick: Tick, pitches: readonly number[]): Note[] {
  return notes.filter((note) => Math.abs(note.startTick - tick) > NEAR || !pitches.includes(note.pitch));
}

function stroke(startTick: Tick, pitch: number, velocity: number, durationTicks: Tick): Note {
  return { startTick, durationTicks, pitch, velocity, articulation: 'normal' };
}
