import { findMood } from '../vocabulary/moods.ts';
import type { Line } from './ledger.ts';
import type { Reading } from './reading-state.ts';
import type { Moment } from './wish-list.ts';

const NOTE_UNUSED = 'Names a moment, but nothing beside it says what should happen then; try “drops at 0:15”.';

/** Ties "at 0:15" to what happens there: an event before it in the clause, a mood before it, or else whatever comes next. */
export function attachMoment(reading: Reading, start: number, end: number, at: Moment): Line {
  const line: Line = {
    words: reading.raw.slice(start, end),
    start,
    end,
    decision: `energy ${describeMoment(at)}`,
    status: 'honoured',
    note: '',
  };
  reading.lines.push(line);
  const { clause, wishes } = reading;
  if (clause.event !== null && clause.event.at === null) {
    clause.event.at = at;
    line.note = `Pins “${clause.event.line.words}” to this moment.`;
    clause.event = null;
    return line;
  }

  const mood = clause.mood === null ? null : findMood(clause.mood);
  if (mood !== null) {
    wishes.events.push({ event: mood.energy >= 0.5 ? 'peak' : 'quiet', line, at });
    line.note = `The energy turns ${mood.energy >= 0.5 ? 'up' : 'down'} here for “${mood.word}”.`;
    clause.mood = null;
    return line;
  }

  leavePendingMoment(reading);
  clause.moment = { at, line };
  return line;
}

/** A moment that nothing followed is said to be unused. */
export function leavePendingMoment({ clause }: Reading): void {
  if (clause.moment !== null) {
    Object.assign(clause.moment.line, { decision: '', status: 'unused', note: NOTE_UNUSED } satisfies Partial<Line>);
    clause.moment = null;
  }
}

/** "at 0:15", "at 50 % of the length". */
export function describeMoment(at: Moment): string {
  if ('fraction' in at) {
    return `at ${Math.round(at.fraction * 100)} % of the length`;
  }

  const minutes = Math.floor(at.seconds / 60);
  const seconds = Math.round((at.seconds - minutes * 60) * 10) / 10;
  return `at ${minutes}:${seconds < 10 ? '0' : ''}${seconds}`;
}
