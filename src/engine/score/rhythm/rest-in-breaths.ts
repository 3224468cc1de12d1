import type { Tick } from '../../kernel/index.ts';
import type { PartNotes } from '../parts/part-context.ts';
import type { Note, Role } from '../score.ts';

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

/** Who may sound through a breath: what rises into the arrival, the bed of noise, and the tune's own pick-up. */
const EXEMPT: ReadonlySet<Role> = new Set<Role>(['effects', 'texture', 'lead']);

/** A player's notes with the breaths kept, whatever the generator knows of them; the sustain pedal comes up too. */
export function keepBreaths(written: PartNotes, role: Role, breaths: readonly Breath[]): PartNotes {
  if (breaths.length === 0 || EXEMPT.has(role)) {
    return written;
  }

  const pedal = (written.pedal ?? []).flatMap((span) => {
    const breath = breaths.find((one) => span.startTick < one.endTick && span.endTick > one.startTick);
    if (breath === undefined) {
      return [span];
    }

    return [
      { startTick: span.startTick, endTick: breath.startTick },
      { startTick: breath.endTick, endTick: span.endTick },
    ].filter((one) => one.startTick < one.endTick);
  });
  return { ...written, notes: restInBreaths(written.notes, breaths), pedal };
}
