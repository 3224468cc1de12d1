import { at, exp, LN2, log, log2, type Pitch, type Rng } from '../../kernel/index.ts';
import { LINES, MelodySession, PITCH_WINDOW, PITCHES } from '../../learned/index.ts';
import type { ChordSpan } from '../score.ts';
import { melodicScale } from '../theory/scale.ts';
import { bestOffers, EMPTY_LINE, extend, nearestTo, type Offer, type PitchWish, previousOf, settled } from './grow-line.ts';
import type { LearnedPlan } from './learned-plan.ts';
import { type Blank, type Line, movingCost, standingCost, type Task, type Taste } from './line-costs.ts';
import { type Candidate, candidatesOver, placesOf } from './tone-choice.ts';

export type SingWish = PitchWish & { readonly learned: LearnedPlan };

/** The net knows how songs move, so the rules speak softly; they hold out longest for the motif and against standing still. */
const TASTE: Taste = { surprise: 0.5, still: 4, imitation: 4 };
/** Bits of the net's that one of the rules' weighs as much as. */
const RULES = 0.4;
/** How far chance speaks in: at 1 a single line would be drawn as the net and the rules together have it. */
const CHANCE = 0.65;

/**
 * Sings several lines over a rhythm, the likeliest first: a beam search in which each line's next note costs what it surprises
 * the net by, and what the plan's rules say (harmony on strong places, the bar that is imitated, the contour, the close), less a
 * draw of chance (Gumbel's distribution: a stochastic beam search, Kool et al. 2019). Settled pitches (`fixed`) are heard by
 * the net as they are. Where nothing is free, one line comes back.
 */
export function singPitches(blanks: readonly Blank[], wish: SingWish): (readonly Pitch[])[] {
  const { key, style, before, learned } = wish;
  const places = placesOf(key);
  const where = { flavour: melodicScale(key, style.scale), places, low: wish.low, high: wish.high };
  const known = new Map<ChordSpan, readonly Candidate[]>();
  const lastFree = blanks.reduce((last, _, i) => (wish.fixed?.has(i) === true ? last : i), -1);
  const session = new MelodySession(learned.plan);
  let beam: readonly Line[] = [EMPTY_LINE];
  blanks.forEach((blank, index) => {
    const over = known.get(blank.chord) ?? candidatesOver(blank.chord, key, where);
    known.set(blank.chord, over);
    const fixed = wish.fixed?.get(index);
    const task = { blank, index, places, style, before, taste: TASTE };
    if (fixed !== undefined) {
      const candidate = settled(fixed, over, places);
      beam = beam.map((line) => extend(line, { candidate, cost: line.cost }, task));
      if (index < lastFree) {
        session.listen();
        singAll(session, beam, learned);
      }

      return;
    }

    session.spread();
    session.listen();
    const offers = offersFor(beam, over, { scores: session.score(), task, before, learned, rng: wish.rng });
    const kept = bestOffers(beam, offers, { index, most: LINES });
    const chosen = kept.length > 0 ? kept : [{ line: 0, candidate: nearestTo(blank.target, over, places), cost: 0 }];
    session.rearrange(Array.from({ length: LINES }, (_, i) => chosen[i]?.line ?? 0));
    beam = chosen.map((offer) => extend(at(beam, offer.line), offer, task));
    singAll(session, beam, learned);
  });
  return beam.map(({ pitches }) => pitches);
}

/** Lets the session's lines sing what the beam's have; those that the beam does not fill follow its first. */
function singAll(session: MelodySession, beam: readonly Line[], learned: LearnedPlan): void {
  for (let line = 0; line < session.lineCount; line++) {
    session.sing(line, stepOf(at((beam[line] ?? at(beam, 0)).pitches, -1), learned));
  }
}

type Hearing = {
  readonly scores: Float64Array;
  readonly task: Task;
  readonly before: Pitch | undefined;
  readonly learned: LearnedPlan;
  readonly rng: Rng;
};

/** What every line may go on with, and what that would cost it. */
function offersFor(beam: readonly Line[], over: readonly Candidate[], hearing: Hearing): Offer[] {
  const { scores, task, before, learned, rng } = hearing;
  const standing = over.map((candidate) => standingCost(candidate, task.blank));
  const cells = over.map((candidate) => stepOf(candidate.pitch, learned) + PITCH_WINDOW);
  const offers: Offer[] = [];
  beam.forEach((line, number) => {
    const previous = previousOf(line, task.index, before);
    const nats = cells.map((cell) => scores[number * PITCHES + cell]!);
    const most = Math.max(...nats);
    const shared = log2(nats.reduce((sum, own) => sum + exp(own - most), 0));
    over.forEach((candidate, i) => {
      if (previous !== null && Math.abs(candidate.pitch - previous) > 12) {
        return;
      }

      const surprise = shared + (most - at(nats, i)) / LN2;
      const rules = at(standing, i) + movingCost(line, candidate, previous, task);
      offers.push({ line: number, candidate, cost: line.cost + surprise + RULES * rules - CHANCE * luck(rng) });
    });
  });
  return offers;
}

/** A draw of Gumbel's distribution, in bits. */
function luck(rng: Rng): number {
  return -log(-log(0.0005 + 0.999 * rng.next())) / LN2;
}

/** A pitch as the net counts it: from the tonic, folded into its window. */
function stepOf(pitch: Pitch, { origin }: LearnedPlan): number {
  let step = pitch - origin;
  while (step > PITCH_WINDOW) {
    step -= 12;
  }

  while (step < -PITCH_WINDOW) {
    step += 12;
  }

  return step;
}
