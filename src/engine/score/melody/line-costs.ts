import { at, type Pitch, type Tick } from '../../kernel/index.ts';
import type { ChordSpan } from '../score.ts';
import type { MelodyStyle } from '../styles/style.ts';
import { stepSurprise } from './interval-costs.ts';
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
function isLong(blank: Blank): boolean {
  return blank.durationTicks >= 900;
}

/** On a beat, held, or the first after a rest: where harmony is heard. */
export function isStrong(blank: Blank): boolean {
  return blank.weight >= 2 || isLong(blank) || blank.isAfterRest;
}

/** A closed phrase ends at home or on the third, an open one on the second or the fifth, or on what the chord has. */
function degreeCost(candidate: Candidate, blank: Blank): number {
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
function imitationCost(sung: readonly Pitch[], candidate: Candidate, previous: Pitch | null, place: Place): number {
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

/** A line up to some note. A dissonance leaves a debt: to go on by step, or (when it was held against a strong beat) to fall. */
export type Line = {
  readonly cost: number;
  readonly pitches: readonly Pitch[];
  readonly step: number;
  readonly debt: 'none' | 'step' | 'fall';
  readonly repeats: number;
  readonly top: Pitch;
};

/** A note to weigh for a line: which one, and in which style. */
export type Task = Place & { readonly style: MelodyStyle };

/** What a pitch costs here whatever came before: its place in the harmony, in the contour, and in the close of a phrase. */
export function standingCost(candidate: Candidate, blank: Blank): number {
  const off = candidate.pitch - blank.target;
  let cost = off * off * (blank.model === null ? 0.022 : 0.011);
  if (isStrong(blank)) {
    switch (candidate.kind) {
      case 'tone':
        cost -= candidate.isThird ? 0.25 : 0;
        break;
      case 'colour':
        cost += 0.7;
        break;
      case 'soft':
        cost += blank.close === 'closed' ? 3 : 1.2;
        break;
      case 'passing':
        cost += blank.close !== 'none' ? 6 : isLong(blank) ? 4 : 1.7;
        break;
    }
  }

  if (candidate.isAvoid) {
    cost += isStrong(blank) ? 2.6 : blank.durationTicks > 480 ? 1.2 : 0.3;
  }

  return cost + (candidate.isFlavour ? 0 : 0.6) + degreeCost(candidate, blank);
}

/** What going there from a line costs: the way songs move, debts paid or not, the motif, repeats and dithering. */
export function movingCost(line: Line, candidate: Candidate, previous: Pitch | null, task: Task): number {
  const { blank, index, places, style } = task;
  const imitation = blank.model === null ? 0 : imitationCost(line.pitches, candidate, previous, task);
  if (previous === null) {
    return imitation;
  }

  const step = candidate.place - at(places, previous);
  const leap = Math.abs(step);
  const isStep = leap === 1;
  let cost = imitation + stepSurprise(line.step, step) * (blank.isAfterRest ? 0.25 : isLong(blank) ? 0.42 : 0.55);
  if (!blank.isAfterRest) {
    cost += leap > 1 ? (leap - 1) * (0.36 - 1.3 * style.leapiness) * 0.4 : 0;
    // Singers repeat notes for the sake of syllables; an instrument has none, so standing still costs it something.
    cost += candidate.pitch === previous && blank.model === null ? (isLong(blank) ? 1 : 0.55) + line.repeats * 0.7 : 0;
  }

  const semitones = Math.abs(candidate.pitch - previous);
  cost += semitones === 6 || semitones === 10 || semitones === 11 ? 2.5 : 0;
  if (candidate.kind === 'passing') {
    const isPrepared = leap <= 1;
    cost += leap >= 3 ? 2.5 : isPrepared ? 0.15 : 1.3;
    cost += isStrong(blank) && !isPrepared ? 1.2 : 0;
  }

  if (line.debt !== 'none') {
    const isPaid = line.debt === 'fall' ? step === -1 : isStep;
    cost += isPaid ? -0.4 : line.debt === 'fall' ? 3.2 : 2.4;
  }

  cost += candidate.pitch === line.top && step !== 0 ? 0.25 : 0;
  cost += candidate.pitch === previous && line.repeats >= 1 ? (line.repeats >= 2 ? 3 : 0.9) : 0;
  const isDithering =
    line.pitches[index - 2] === candidate.pitch && previous !== candidate.pitch && line.pitches[index - 3] === previous;
  cost += isDithering ? 1.6 : 0;
  return cost + (blank.close === 'none' || isStep ? 0 : step === 0 ? 0.9 : 0.8);
}
