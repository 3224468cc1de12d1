import type { Instrument } from '../brief/index.ts';
import { clamp, type Tick } from '../kernel/index.ts';
import type { PartNotes } from './parts/part-context.ts';
import type { Note, Part } from './score.ts';
import type { PartPlan } from './styles/style.ts';
import { foldIntoRange } from './theory/pitch.ts';

export type Limits = { readonly endTick: Tick; readonly finalTick: Tick | null };

/** A generator's notes as a part of the score: in order, inside the piece and the instrument's range, no note struck twice at once. */
export function finishPart(plan: PartPlan, instrument: Instrument, written: PartNotes, limits: Limits): Part {
  const isPitched = instrument.sustain !== 'hit' && instrument.family !== 'texture';
  const notes = written.notes
    .filter((note) => note.startTick >= 0 && note.startTick < limits.endTick)
    .map((note): Note => ({
      startTick: Math.round(note.startTick),
      durationTicks: Math.max(1, Math.min(Math.round(note.durationTicks), limits.endTick - Math.round(note.startTick))),
      pitch: isPitched ? foldIntoRange(note.pitch, instrument.low, instrument.high) : note.pitch,
      velocity: clamp(note.velocity, 0.02, 1),
      articulation: note.articulation,
    }));
  notes.sort(
    (left, right) =>
      left.startTick - right.startTick ||
      left.pitch - right.pitch ||
      right.velocity - left.velocity ||
      right.durationTicks - left.durationTicks,
  );
  const single = notes.filter((note, i) => {
    const before = notes[i - 1];
    return before === undefined || before.startTick !== note.startTick || before.pitch !== note.pitch;
  });
  return {
    id: plan.id,
    role: plan.role,
    instrument: instrument.id,
    notes: instrument.sustain === 'hit' ? single : instrument.isPolyphonic ? unlapped(single) : singleLine(single, instrument),
    pedal: cutSpans(written.pedal ?? [], limits.endTick),
    expression: (written.expression ?? []).filter((point) => point.tick >= 0 && point.tick <= limits.endTick),
    levelDb: plan.levelDb,
  };
}

/** Ends a note where the same pitch is struck again: one string or key cannot sound twice. */
function unlapped(notes: readonly Note[]): Note[] {
  const cut = [...notes];
  const last = new Map<number, number>();
  cut.forEach((note, i) => {
    const before = last.get(note.pitch);
    const held = before === undefined ? undefined : cut[before];
    if (before !== undefined && held !== undefined && held.startTick + held.durationTicks > note.startTick) {
      cut[before] = { ...held, durationTicks: Math.max(1, note.startTick - held.startTick) };
    }

    last.set(note.pitch, i);
  });
  return cut;
}

/** One note at a time, for instruments that have no other way: the top of a chord (the bottom on basses), let go when the next begins. */
function singleLine(notes: readonly Note[], instrument: Instrument): Note[] {
  const line: Note[] = [];
  for (const note of notes) {
    const before = line.at(-1);
    if (before !== undefined && before.startTick === note.startTick) {
      if (instrument.family !== 'bass') {
        line[line.length - 1] = note;
      }
    } else {
      if (before !== undefined && before.startTick + before.durationTicks > note.startTick) {
        line[line.length - 1] = { ...before, durationTicks: note.startTick - before.startTick };
      }

      line.push(note);
    }
  }

  return line;
}

function cutSpans(spans: Part['pedal'], endTick: Tick): Part['pedal'] {
  const cut: { startTick: Tick; endTick: Tick }[] = [];
  for (const span of [...spans].sort((left, right) => left.startTick - right.startTick || left.endTick - right.endTick)) {
    const startTick = Math.max(span.startTick, cut.at(-1)?.endTick ?? 0);
    const end = Math.min(span.endTick, endTick);
    if (startTick < end) {
      cut.push({ startTick, endTick: end });
    }
  }

  return cut;
}
