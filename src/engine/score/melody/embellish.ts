import { at, type Rng } from '../../kernel/index.ts';
import { SLOT_TICKS } from '../rhythm/meter-grid.ts';
import { chordAt, chordScale } from '../theory/chord.ts';
import { foldPitchClass } from '../theory/pitch.ts';
import type { Sketch, ThemePlan } from './theme-plan.ts';

/** Keeps the notes that carry a line: its strong places and its long notes, each held a little longer. */
export function simplify<T>(notes: readonly T[], read: (note: T) => Sketch): T[] {
  return notes.filter((note) => {
    const sketch = read(note);
    return sketch.weight >= 2 || sketch.durationTicks >= SLOT_TICKS * 4 || sketch.close !== 'none';
  });
}

/** Fills thirds with passing notes and turns held notes over, as a player does on a returning tune. `amount` is the chance at each place. */
export function ornament(
  notes: readonly Sketch[],
  wish: { readonly plan: ThemePlan; readonly amount: number; readonly rng: Rng },
): Sketch[] {
  const { plan, amount, rng } = wish;
  return notes.flatMap((note, i): Sketch[] => {
    const next = notes[i + 1];
    if (
      next === undefined ||
      next.startTick !== note.startTick + note.durationTicks ||
      note.durationTicks < SLOT_TICKS * 4 ||
      note.close !== 'none'
    ) {
      return [note];
    }

    const interval = next.pitch - note.pitch;
    if (!rng.chance(amount)) {
      return [note];
    }

    const tick = next.startTick - SLOT_TICKS * 2;
    const scale = chordScale(chordAt(plan.chords, tick), plan.brief.key);
    const between = scaleNoteBetween(note.pitch, next.pitch, scale);
    const neighbour =
      Math.abs(interval) <= 2 && note.durationTicks >= SLOT_TICKS * 6
        ? scaleNoteBetween(next.pitch, next.pitch + 3, scale)
        : null;
    const inserted = Math.abs(interval) >= 3 && Math.abs(interval) <= 4 ? between : neighbour;
    if (inserted === null) {
      return [note];
    }

    return [
      { ...note, durationTicks: note.durationTicks - SLOT_TICKS * 2 },
      {
        ...note,
        startTick: tick,
        durationTicks: SLOT_TICKS * 2,
        pitch: inserted,
        weight: 1,
        slot: note.slot + note.durationTicks / SLOT_TICKS - 2,
        chord: chordAt(plan.chords, tick),
      },
    ];
  });
}

function scaleNoteBetween(from: number, to: number, scale: readonly number[]): number | null {
  const step = to >= from ? 1 : -1;
  const found: number[] = [];
  for (let pitch = from + step; (to - pitch) * step > 0; pitch += step) {
    if (scale.includes(foldPitchClass(pitch))) {
      found.push(pitch);
    }
  }

  return found.length === 0 ? null : at(found, found.length >> 1);
}
