import type { EnergyEvent } from '../vocabulary/meaning.ts';
import type { Line } from './ledger.ts';
import type { Phase, Reading } from './reading-state.ts';

/** Energies from here on count as strong, those below as soft. */
const STRONG = 0.5;
/** Few players named and no mood: that is a quiet opening or ending. */
const FEW = 2;

/** Begins a phase with the words that name it. */
export function openPhase(reading: Reading, phase: Phase['phase'], start: number, end: number): Line {
  closePhase(reading);
  const line: Line = { words: reading.raw.slice(start, end), start, end, decision: '', status: 'honoured', note: '' };
  reading.lines.push(line);
  reading.phase = { phase, line, energies: [], players: [] };
  return line;
}

/** Ends the phase that is open: what was said in it decides how the energy stands there. */
export function closePhase(reading: Reading): void {
  const { phase: open, wishes } = reading;
  reading.phase = null;
  if (open === null) {
    return;
  }

  const { phase, line, energies, players } = open;
  const mean = energies.length > 0 ? energies.reduce((sum, energy) => sum + energy, 0) / energies.length : null;
  const level = mean ?? (phase !== 'middle' && players.length > 0 && players.length <= FEW ? 0.25 : null);
  const event = eventOf(phase, level);
  const who = players.length === 0 ? '' : ' Who enters when follows from the form; those named here play in the piece.';
  if (event === null) {
    Object.assign(line, {
      decision: 'course of the piece',
      status: 'approximated',
      note: `What is named is there; no change of energy follows from it.${who}`,
    } satisfies Partial<Line>);
    return;
  }

  wishes.events.push({ event, line, at: event === 'quiet' ? { fraction: 0.5 } : null });
  Object.assign(line, {
    decision: `energy ${NAMES[phase]} ${level !== null && level < STRONG ? 'softly' : 'strongly'}`,
    status: players.length === 0 ? 'honoured' : 'approximated',
    note: who.trim(),
  } satisfies Partial<Line>);
}

const NAMES = { start: 'starts', middle: 'goes on', end: 'ends' } as const;

function eventOf(phase: Phase['phase'], level: number | null): EnergyEvent | null {
  if (level === null) {
    return phase === 'middle' ? 'build' : null;
  }

  const isStrong = level >= STRONG;
  switch (phase) {
    case 'start':
      return isStrong ? 'start-strong' : 'start-soft';
    case 'middle':
      return isStrong ? 'build' : 'quiet';
    case 'end':
      return isStrong ? 'end-strong' : 'end-soft';
  }
}
