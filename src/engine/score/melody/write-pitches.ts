import type { Key } from '../../brief/index.ts';
import { at, type Pitch, type Rng } from '../../kernel/index.ts';
import type { ChordSpan } from '../score.ts';
import type { MelodyStyle } from '../styles/style.ts';
import { melodicScale } from '../theory/scale.ts';
import { stepSurprise } from './interval-costs.ts';
import { type Blank, degreeCost, imitationCost, isLong, isStrong, type Place } from './line-costs.ts';
import { type Candidate, candidatesOver, placesOf } from './tone-choice.ts';

export type PitchWish = {
  readonly key: Key;
  readonly style: MelodyStyle;
  readonly low: Pitch;
  readonly high: Pitch;
  readonly rng: Rng;
  /** Pitches that are settled already, by index; the rest is written around them. */
  readonly fixed?: ReadonlyMap<number, Pitch>;
  /** The note sung before the first blank, if the line goes on from one. */
  readonly before?: Pitch;
};

/** Lines kept at each note. */
const BEAM = 9;
/** How far chance may push a weighing, in bits. */
const NOISE = 1.1;

/** A line up to some note. A dissonance leaves a debt: to go on by step, or (when it was held against a strong beat) to fall. */
type Line = {
  readonly cost: number;
  readonly pitches: readonly Pitch[];
  readonly step: number;
  readonly debt: 'none' | 'step' | 'fall';
  readonly repeats: number;
  readonly top: Pitch;
};

/** A line and the note that may follow it. */
type Offer = { readonly line: Line; readonly candidate: Candidate; readonly cost: number };

/**
 * Finds a singable line for a rhythm: a beam search that weighs how songs move (`stepSurprise`), chord tones on strong
 * places, dissonances that resolve by step, the motif's own intervals where a bar imitates another, a contour with one
 * peak, and settled notes at phrase ends. A little chance in every weighing makes each stream's line its own.
 */
export function writePitches(blanks: readonly Blank[], wish: PitchWish): Pitch[] {
  const places = placesOf(wish.key);
  const where = { flavour: melodicScale(wish.key, wish.style.scale), places, low: wish.low, high: wish.high };
  const known = new Map<ChordSpan, readonly Candidate[]>();
  let beam: Line[] = [{ cost: 0, pitches: [], step: 0, debt: 'none', repeats: 0, top: 0 }];
  for (let index = 0; index < blanks.length; index++) {
    const blank = at(blanks, index);
    const over = known.get(blank.chord) ?? candidatesOver(blank.chord, wish.key, where);
    known.set(blank.chord, over);
    const fixed = wish.fixed?.get(index);
    const candidates = fixed === undefined ? over : [settled(fixed, over, places)];
    const task: Task = { blank, index, places, wish };
    const standing = candidates.map((candidate) => standingCost(candidate, task));
    const offers: Offer[] = [];
    for (const line of beam) {
      const previous = line.pitches[index - 1] ?? wish.before ?? null;
      for (let i = 0; i < candidates.length; i++) {
        const candidate = at(candidates, i);
        if (fixed !== undefined || previous === null || Math.abs(candidate.pitch - previous) <= 12) {
          const cost = line.cost + at(standing, i) + wish.rng.next() * NOISE + movingCost(line, candidate, previous, task);
          offers.push({ line, candidate, cost });
        }
      }
    }

    beam =
      offers.length > 0 ? bestOf(offers, index, task) : [extend(at(beam, 0), nearestTo(blank.target, over, places), 0, task)];
  }

  return [...at(beam, 0).pitches];
}

function settled(pitch: Pitch, over: readonly Candidate[], places: readonly number[]): Candidate {
  return (
    over.find((candidate) => candidate.pitch === pitch) ?? {
      pitch,
      kind: 'passing',
      isThird: false,
      isAvoid: false,
      isFlavour: true,
      degree: -1,
      place: at(places, pitch),
    }
  );
}

/** Nothing lies within an octave of the line: only a chord change at the edge of a tiny range does this. */
function nearestTo(target: Pitch, over: readonly Candidate[], places: readonly number[]): Candidate {
  const found = over.reduce<Candidate | null>(
    (best, option) => (best === null || Math.abs(option.pitch - target) < Math.abs(best.pitch - target) ? option : best),
    null,
  );
  return found ?? settled(Math.round(target), over, places);
}

/** The best continuations, without two that would go on alike. */
function bestOf(offers: readonly Offer[], index: number, task: Task): Line[] {
  const kept: Line[] = [];
  const seen = new Set<number>();
  const taken = new Uint8Array(offers.length);
  while (kept.length < BEAM) {
    let best = -1;
    for (let i = 0; i < offers.length; i++) {
      if (taken[i] === 0 && (best < 0 || offers[i]!.cost < offers[best]!.cost)) {
        best = i;
      }
    }

    const offer = offers[best];
    if (offer === undefined) {
      break;
    }

    taken[best] = 1;
    const { line, candidate } = offer;
    const name = (candidate.pitch * 128 + (line.pitches[index - 1] ?? 0)) * 128 + (line.pitches[index - 2] ?? 0);
    if (!seen.has(name)) {
      seen.add(name);
      kept.push(extend(line, candidate, offer.cost, task));
    }
  }

  return kept;
}

function extend(line: Line, candidate: Candidate, cost: number, task: Task): Line {
  const { blank, index, places, wish } = task;
  const previous = line.pitches[index - 1] ?? wish.before ?? null;
  const isForeign = candidate.kind === 'passing';
  return {
    cost,
    pitches: [...line.pitches, candidate.pitch],
    step: previous === null ? 0 : candidate.place - at(places, previous),
    debt: !isForeign ? 'none' : isStrong(blank) ? 'fall' : 'step',
    repeats: previous === candidate.pitch ? line.repeats + 1 : 0,
    top: Math.max(line.top, candidate.pitch),
  };
}

type Task = Place & { readonly wish: PitchWish };

/** What a pitch costs here whatever came before: its place in the harmony, in the contour, and in the close of a phrase. */
function standingCost(candidate: Candidate, task: Task): number {
  const { blank } = task;
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
function movingCost(line: Line, candidate: Candidate, previous: Pitch | null, task: Task): number {
  const { blank, index, places, wish } = task;
  const imitation = blank.model === null ? 0 : imitationCost(line.pitches, candidate, previous, task);
  if (previous === null) {
    return imitation;
  }

  const step = candidate.place - at(places, previous);
  const leap = Math.abs(step);
  const isStep = leap === 1;
  let cost = imitation + stepSurprise(line.step, step) * (blank.isAfterRest ? 0.25 : isLong(blank) ? 0.42 : 0.55);
  if (!blank.isAfterRest) {
    cost += leap > 1 ? (leap - 1) * (0.36 - 1.3 * wish.style.leapiness) * 0.4 : 0;
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
