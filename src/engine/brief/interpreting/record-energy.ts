import type { Ending } from '../brief.ts';
import type { EnergyEvent } from '../vocabulary/meaning.ts';
import { type Line, RANK } from './ledger.ts';
import type { Reading, Scope, Write } from './reading-state.ts';
import type { EventClaim } from './wish-list.ts';

const EVENT_NAMES: { readonly [event in EnergyEvent]: string } = {
  'start-soft': 'starts quietly',
  'start-strong': 'starts strongly',
  'fade-in': 'fades in',
  build: 'builds',
  drop: 'drops',
  peak: 'peaks',
  quiet: 'falls quiet',
  fall: 'calms down',
  'end-soft': 'ends softly',
  'end-strong': 'ends strongly',
  steady: 'stays steady',
  wave: 'comes in waves',
  arc: 'rises and falls',
};

/** The decision and the claim of something that happens to the energy. */
export function recordEvent(reading: Reading, event: EnergyEvent, scope: Scope, line: Line, write: Write): Line {
  const { wishes, clause } = reading;
  if (scope.negation !== null) {
    const isStill = event === 'steady';
    const shape = isStill ? 'wave' : event === 'drop' ? 'build' : 'steady';
    wishes.shapes.push({ value: shape, rank: 1, line });
    return write(
      event === 'drop' ? 'no drop' : isStill ? 'energy moves' : 'energy stays steady',
      'honoured',
      event === 'drop' ? 'It builds without breaking.' : '',
    );
  }

  const claim: EventClaim = { event, line, at: clause.moment?.at ?? null };
  wishes.events.push(claim);
  if (clause.moment !== null) {
    clause.moment.line.note = `Pins “${line.words}” to this moment.`;
    clause.moment = null;
  } else {
    clause.event = claim;
  }

  return write(`energy ${EVENT_NAMES[event]}`, 'honoured', '');
}

export function recordEnding(
  reading: Reading,
  ending: Ending,
  event: EnergyEvent | null,
  scope: Scope,
  line: Line,
  write: Write,
): Line {
  const { wishes } = reading;
  if (scope.negation !== null) {
    wishes.avoidedEndings.push(ending);
    return write(`ending not ${ending}`, 'honoured', '');
  }

  wishes.endings.push({ value: ending, rank: RANK.word, line });
  if (event !== null) {
    recordEvent(reading, event, scope, line, write);
  }

  return write(`ending ${ending}`, 'honoured', ENDING_NOTES[ending]);
}

const ENDING_NOTES: { readonly [ending in Ending]: string } = {
  button: 'A short final hit.',
  ring: 'The last chord rings out inside the length.',
  fade: 'Fades inside the length.',
  loop: 'Runs into its own start.',
};
