import type { Key } from '../../brief/index.ts';
import { at, type Pitch, type Rng } from '../../kernel/index.ts';
import type { MelodyStyle } from '../styles/style.ts';
import { isStrong, type Line, type Place } from './line-costs.ts';
import type { Candidate } from './tone-choice.ts';

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

/** A line (the number of one in the beam) and the note that may follow it, at the cost of the whole. */
export type Offer = { readonly line: number; readonly candidate: Candidate; readonly cost: number };

/** What every line begins with. */
export const EMPTY_LINE: Line = { cost: 0, pitches: [], step: 0, debt: 'none', repeats: 0, top: 0 };

/** The note that a line goes on from, null at the very start. */
export function previousOf(line: Line, index: number, before: Pitch | undefined): Pitch | null {
  return line.pitches[index - 1] ?? before ?? null;
}

/** The pitch as what it is over its chord; a foreign one passes. */
export function settled(pitch: Pitch, over: readonly Candidate[], places: readonly number[]): Candidate {
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
export function nearestTo(target: Pitch, over: readonly Candidate[], places: readonly number[]): Candidate {
  const found = over.reduce<Candidate | null>(
    (best, option) => (best === null || Math.abs(option.pitch - target) < Math.abs(best.pitch - target) ? option : best),
    null,
  );
  return found ?? settled(Math.round(target), over, places);
}

/** The best offers, at most `most`, without two that would go on alike. */
export function bestOffers(
  beam: readonly Line[],
  offers: readonly Offer[],
  place: { readonly index: number; readonly most: number },
): Offer[] {
  const { index, most } = place;
  const kept: Offer[] = [];
  const seen = new Set<number>();
  const taken = new Uint8Array(offers.length);
  while (kept.length < most) {
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
    const { pitches } = at(beam, offer.line);
    const name = (offer.candidate.pitch * 128 + (pitches[index - 1] ?? 0)) * 128 + (pitches[index - 2] ?? 0);
    if (!seen.has(name)) {
      seen.add(name);
      kept.push(offer);
    }
  }

  return kept;
}

/** The line with one more note. */
export function extend(
  line: Line,
  { candidate, cost }: Pick<Offer, 'candidate' | 'cost'>,
  place: Place & { readonly before: Pitch | undefined },
): Line {
  const { blank, index, places, before } = place;
  const previous = previousOf(line, index, before);
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
