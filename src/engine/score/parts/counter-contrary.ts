import { clamp, type Pitch } from '../../kernel/index.ts';
import type { Note } from '../score.ts';
import { chordAt, chordPitchClasses, chordScale } from '../theory/chord.ts';
import { foldPitchClass, pitchesWithin } from '../theory/pitch.ts';
import type { PartContext, ThemeNote } from './part-context.ts';

/**
 * A line against the tune: it moves where the tune stands or strikes a beat, downwards when the tune rises and upwards when it
 * falls, by step where it can, never on the tune's own pitch class at the same time.
 */
export function contraryTo(context: PartContext, theme: readonly ThemeNote[], before: Pitch | null): Note[] {
  const [low, high] = context.plan.register;
  const carried = theme.filter((note) => note.startTick % context.beatTicks === 0 || note.durationTicks >= 720);
  const notes: Note[] = [];
  let last = before ?? Math.round(low + (high - low) * 0.6);
  carried.forEach((note, i) => {
    const next = carried[i + 1];
    const previous = carried[i - 1];
    const tune = previous === undefined ? 0 : Math.sign(note.pitch - previous.pitch);
    const chord = chordAt(context.chords, note.startTick);
    const isHeld = (next?.startTick ?? Infinity) - note.startTick >= context.beatTicks * 2;
    const classes =
      isHeld || note.startTick % context.barTicks === 0 ? chordPitchClasses(chord) : chordScale(chord, context.brief.key);
    const pool = pitchesWithin(classes, Math.max(low, last - 7), Math.min(high, last + 7)).filter(
      (pitch) => foldPitchClass(pitch - note.pitch) !== 0 && Math.abs(pitch - note.pitch) > 2,
    );
    const cost = (pitch: Pitch): number => {
      const move = pitch - last;
      const size = Math.abs(move);
      const isAlong = tune !== 0 && Math.sign(move) === tune;
      // Near the edges of the register the line turns back.
      const edge = Math.max(0, low + 2 - pitch) + Math.max(0, pitch - high + 2);
      return Math.abs(size - 2) + (isAlong ? 3 : 0) + (size === 0 ? 1.5 : 0) + edge * 2;
    };
    const pitch = pool.reduce<Pitch | null>((best, one) => (best === null || cost(one) < cost(best) ? one : best), null);
    if (pitch === null) {
      return;
    }

    const until = Math.min(next?.startTick ?? Infinity, note.startTick + Math.max(note.durationTicks, context.beatTicks * 2));
    notes.push({
      startTick: note.startTick,
      durationTicks: Math.max(120, until - note.startTick),
      pitch,
      velocity: clamp(note.velocity * 0.84, 0.1, 1),
      articulation: notes.length > 0 && Math.abs(pitch - last) <= 2 ? 'legato' : 'normal',
    });
    last = pitch;
  });
  return notes;
}
