import type { Instrument } from '../../../brief/index.ts';
import { clamp, type Pitch, type Rng, type Tick } from '../../../kernel/index.ts';
import type { Articulation, Note, Part } from '../../score.ts';
import type { PartContext, PartNotes } from '../part-context.ts';
import { type Bar, playsFinal, stopTick } from './bars.ts';

export type NoteWish = {
  readonly startTick: Tick;
  readonly durationTicks: Tick;
  readonly pitch: Pitch;
  readonly velocity: number;
  readonly articulation?: Articulation;
  /** Sounds on under the final chord: for beds and drones only. */
  readonly isThrough?: boolean;
};

/** Collects a part's notes and keeps what every part must keep: range, stop, no string struck while it still sounds. */
export class NoteWriter {
  readonly #context: PartContext;
  readonly #notes: Note[] = [];
  readonly #pedal: { startTick: Tick; endTick: Tick }[] = [];
  readonly #expression: { tick: Tick; level: number }[] = [];

  constructor(context: PartContext) {
    this.#context = context;
  }

  /** Adds a note that starts before the final chord; later ones are dropped, long ones are cut there. */
  add(wish: NoteWish): void {
    const stop = stopTick(this.#context);
    const startTick = Math.max(0, Math.round(wish.startTick));
    const endTick = Math.min(
      Math.round(wish.startTick + wish.durationTicks),
      wish.isThrough === true ? this.#context.endTick : stop,
    );
    if (startTick < stop && endTick > startTick) {
      this.#push(wish, startTick, endTick - startTick);
    }
  }

  /** Adds a note of the final chord: it starts at `finalTick` and is held as the ending asks. */
  addFinal(wish: { readonly pitch: Pitch; readonly velocity: number; readonly articulation?: Articulation }): void {
    const { finalTick, endTick, beatTicks, brief } = this.#context;
    if (finalTick === null || finalTick >= endTick) {
      return;
    }

    const room = endTick - finalTick;
    const durationTicks = brief.ending === 'button' ? Math.min(room, Math.round(beatTicks * 0.75)) : room;
    this.#push(wish, finalTick, durationTicks);
  }

  /** Presses the sustain pedal; spans that touch are parted by a quick lift. */
  press(startTick: Tick, endTick: Tick): void {
    const end = Math.min(endTick, this.#context.endTick);
    const previous = this.#pedal[this.#pedal.length - 1];
    if (previous !== undefined && previous.endTick > startTick - 30) {
      previous.endTick = Math.max(previous.startTick + 1, startTick - 30);
    }

    if (end > startTick) {
      this.#pedal.push({ startTick, endTick: end });
    }
  }

  /** A point of the swell curve; points must be given in order of time. */
  swell(tick: Tick, level: number): void {
    const last = this.#expression[this.#expression.length - 1];
    if (tick <= this.#context.endTick && (last === undefined || tick > last.tick)) {
      this.#expression.push({ tick: Math.round(tick), level: clamp(level, 0, 1) });
    }
  }

  /** The part, in order, with clashes between repeated notes resolved. */
  finish(): PartNotes {
    const sorted = [...this.#notes].sort(
      (left, right) => left.startTick - right.startTick || left.pitch - right.pitch || right.velocity - left.velocity,
    );
    const notes = this.#context.instrument.isPolyphonic ? withoutOverlaps(sorted) : oneAtATime(sorted);
    const pedal: Part['pedal'] = this.#pedal.filter((span) => span.endTick > span.startTick);
    return { notes, pedal, expression: this.#expression };
  }

  #push(wish: Pick<NoteWish, 'pitch' | 'velocity' | 'articulation'>, startTick: Tick, durationTicks: Tick): void {
    this.#notes.push({
      startTick,
      durationTicks: Math.max(1, durationTicks),
      pitch: foldIntoRange(wish.pitch, this.#context.instrument),
      velocity: Math.round(clamp(wish.velocity, 0.06, 1) * 1000) / 1000,
      articulation: wish.articulation ?? 'normal',
    });
  }
}

/** The nearest octave of `pitch` that the instrument has. */
export function foldIntoRange(pitch: Pitch, instrument: Pick<Instrument, 'low' | 'high'>): Pitch {
  let folded = Math.round(pitch);
  while (folded < instrument.low) {
    folded += 12;
  }

  while (folded > instrument.high) {
    folded -= 12;
  }

  return folded < instrument.low ? instrument.low : folded;
}

/** A second strike of a sounding pitch ends the first; two at once become the louder one. */
function withoutOverlaps(sorted: readonly Note[]): Note[] {
  const kept: Note[] = [];
  const lastOfPitch = new Map<Pitch, number>();
  for (const note of sorted) {
    const index = lastOfPitch.get(note.pitch);
    const before = index === undefined ? undefined : kept[index];
    if (index !== undefined && before !== undefined) {
      if (before.startTick === note.startTick) {
        if (note.durationTicks > before.durationTicks) {
          kept[index] = { ...before, durationTicks: note.durationTicks };
        }

        continue;
      }

      if (before.startTick + before.durationTicks > note.startTick) {
        kept[index] = { ...before, durationTicks: note.startTick - before.startTick };
      }
    }

    lastOfPitch.set(note.pitch, kept.length);
    kept.push(note);
  }

  return kept;
}

/** For instruments that play lines: the top note of each onset, each ending where the next begins. */
function oneAtATime(sorted: readonly Note[]): Note[] {
  const kept: Note[] = [];
  for (const note of sorted) {
    const before = kept[kept.length - 1];
    if (before !== undefined && before.startTick === note.startTick) {
      kept[kept.length - 1] = note;
      continue;
    }

    if (before !== undefined && before.startTick + before.durationTicks > note.startTick) {
      kept[kept.length - 1] = { ...before, durationTicks: note.startTick - before.startTick };
    }

    kept.push(note);
  }

  return kept;
}

/** How loud a player plays here: the section's energy, the phrase's arc, the note's own weight (about 1) and a human's unevenness. */
export function loudness(bar: Bar, weight: number, rng: Rng): number {
  return clamp((0.3 + 0.48 * bar.energy) * bar.phraseArc * weight + rng.gaussian(0.022), 0.08, 1);
}

/** Loudness of the final chord: as the last section was, a little warmer for a button. */
export function finalLoudness(context: PartContext, weight: number): number {
  const last = context.sections[context.sections.length - 1];
  const energy = last === undefined ? 0.5 : last.energy;
  return clamp((0.36 + 0.36 * energy + (context.brief.ending === 'button' ? 0.08 : 0)) * weight, 0.12, 0.95);
}

/** The chord at the final tick, if this part plays there. */
export function finalChord(context: PartContext): PartContext['chords'][number] | null {
  const { finalTick } = context;
  if (finalTick === null || !playsFinal(context)) {
    return null;
  }

  return (
    context.chords.find((chord) => chord.startTick <= finalTick && finalTick < chord.endTick) ??
    context.chords[context.chords.length - 1] ??
    null
  );
}
