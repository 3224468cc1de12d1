import type { Tick } from '../../kernel/index.ts';
import type { Note } from '../score.ts';

/** A silence in the pulse (see `Pulse.breaths`). */
export type Breath = { readonly startTick: Tick; readonly endTick: Tick };

/** Leaves the breaths before drops empty: no note begins in one, and what sounds when one begins stops there. */
export function restInBreaths(notes: readonly Note[], breaths: readonly Breath[]): Note[] {
  return notes
    .filter((note) => !isInBreath(note.startTick, breaths))
    .map((note) => {
      const breath = breaths.find((one) => note.startTick < one.startTick && note.startTick + note.durationTicks > one.startTick);
      return breath === undefined ? note : { ...note, durationTicks: breath.startTick - note.startTick };
    });
}

/** Whether a tick lies in a breath. */
export function isInBreath(tick: Tick, breaths: readonly Breath[]): boolean {
  return breaths.some((breath) => tick >= breath.startTick && tick < breath.endTick);
}
