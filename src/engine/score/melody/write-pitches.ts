import { at, type Pitch } from '../../kernel/index.ts';
import type { ChordSpan } from '../score.ts';
import { melodicScale } from '../theory/scale.ts';
import { bestOffers, EMPTY_LINE, extend, nearestTo, type Offer, type PitchWish, previousOf, settled } from './grow-line.ts';
import { type Blank, type Line, movingCost, standingCost } from './line-costs.ts';
import { type Candidate, candidatesOver, placesOf } from './tone-choice.ts';

/** Lines kept at each note. */
const BEAM = 9;
/** How far chance may push a weighing, in bits. */
const NOISE = 1.1;

/**
 * Finds a singable line for a rhythm: a beam search that weighs how songs move (`stepSurprise`), chord tones on strong
 * places, dissonances that resolve by step, the motif's own intervals where a bar imitates another, a contour with one
 * peak, and settled notes at phrase ends. A little chance in every weighing makes each stream's line its own.
 */
export function writePitches(blanks: readonly Blank[], wish: PitchWish): Pitch[] {
  const places = placesOf(wish.key);
  const where = {
    flavour: melodicScale(wish.key, wish.style.scale),
    places,
    low: wish.low,
    high: wish.high,
    isBlues: wish.style.scale === 'blues',
  };
  const known = new Map<ChordSpan, readonly Candidate[]>();
  const { style, before } = wish;
  let beam: readonly Line[] = [EMPTY_LINE];
  for (let index = 0; index < blanks.length; index++) {
    const blank = at(blanks, index);
    const over = known.get(blank.chord) ?? candidatesOver(blank.chord, wish.key, where);
    known.set(blank.chord, over);
    const fixed = wish.fixed?.get(index);
    const candidates = fixed === undefined ? over : [settled(fixed, over, places)];
    const task = { blank, index, places, style, before };
    const standing = candidates.map((candidate) => standingCost(candidate, blank));
    const offers: Offer[] = [];
    beam.forEach((line, number) => {
      const previous = previousOf(line, index, before);
      for (let i = 0; i < candidates.length; i++) {
        const candidate = at(candidates, i);
        if (fixed !== undefined || previous === null || Math.abs(candidate.pitch - previous) <= 12) {
          const cost = line.cost + at(standing, i) + wish.rng.next() * NOISE + movingCost(line, candidate, previous, task);
          offers.push({ line: number, candidate, cost });
        }
      }
    });

    const kept = bestOffers(beam, offers, { index, most: BEAM });
    const chosen = kept.length > 0 ? kept : [{ line: 0, candidate: nearestTo(blank.target, over, places), cost: 0 }];
    beam = chosen.map((offer) => extend(at(beam, offer.line), offer, task));
  }

  return [...at(beam, 0).pitches];
}
