import { at, type Pitch, type Tick } from '../../kernel/index.ts';
import type { ChordSpan } from '../score.ts';
import type { Close, Relation } from './theme-bar.ts';
import type { Candidate } from './tone-choice.ts';

/** A note that waits for its pitch. */
export type Blank = {
  readonly startTick: Tick;
  readonly durationTicks: Tick;
  readonly chord: ChordSpan;
  /** Metric weight 0–3 (see `weightOfSlot`), 1.5 on the light beats of a bar. */
  readonly weight: number;
  /** The earlier note (index) it imitates, null when it is free. */
  readonly model: number | null;
  readonly relation: Relation;
  /** Scale steps from the model that harmony suggests for the first note of an imitation. */
  readonly shift: number;
  /** First note of its bar. */
  readonly isBarHead: boolean;
  /** Follows a rest: the interval to the note before hardly counts. */
  readonly isAfterRest: boolean;
  /** Last note of a phrase, and how it closes. */
  readonly close: Close;
  /** Where the phrase's contour wants to be, MIDI note number. */
  readonly target: Pitch;
};

/** A note to weigh: which one, and where every pitch stands on the key's ladder. */
export type Place = { readonly blank: Blank; readonly index: number; readonly places: readonly number[] };

/** Held for about a quarter or more. */
export function isLong(blank: Blank): boolean {
  return blank.durationTicks >= 900;
}

/** On a beat, held, or the first after a rest: where harmony is heard. */
export function isStrong(blank: Blank): boolean {
  return blank.weight >= 2 || isLong(blank) || blank.isAfterRest;
}

/** A closed phrase ends at home or on the third, an open one on the second or the fifth, or on what the chord has. */
export function degreeCost(candidate: Candidate, blank: Blank): number {
  const { degree, kind } = candidate;
  switch (blank.close) {
    case 'none':
      return 0;
    case 'closed':
      return degree === 0 ? 0 : degree === 2 ? 1.4 : degree === 4 ? 2.2 : 4.5;
    case 'open':
      return (degree === 0 ? 2.6 : degree === 1 || degree === 4 ? 0 : degree === 6 ? 0.8 : 0.5) + (kind === 'tone' ? 0 : 1);
  }
}

/** Bits for leaving the bar that is imitated: its place for the first note of a bar, its steps after that. */
export function imitationCost(sung: readonly Pitch[], candidate: Candidate, previous: Pitch | null, place: Place): number {
  const { blank, index, places } = place;
  const { model } = blank;
  if (model === null || model >= index) {
    return 0;
  }

  const modelPlace = at(places, at(sung, model));
  if (blank.isBarHead || blank.isAfterRest || model === 0 || previous === null) {
    const isRepeat = blank.relation === 'repeat';
    const wished = modelPlace + (isRepeat ? 0 : blank.shift);
    return Math.min(5, Math.abs(candidate.place - wished) * (isRepeat ? 1.3 : 0.6));
  }

  const modelStep = modelPlace - at(places, at(sung, model - 1));
  const wished = blank.relation === 'invert' ? -modelStep : modelStep;
  return Math.min(5, Math.abs(candidate.place - at(places, previous) - wished) * 1.5);
}
