import { at, exp, LN2, log2, type Pitch } from '../../kernel/index.ts';
import { LINES, MelodySession, PITCH_WINDOW, PITCHES } from '../../learned/index.ts';
import type { ChordSpan } from '../score.ts';
import { melodicScale } from '../theory/scale.ts';
import type { LearnedPlan } from './learned-plan.ts';
import { type Blank, degreeCost, imitationCost, isLong, isStrong, type Place } from './line-costs.ts';
import { type Candidate, candidatesOver, placesOf } from './tone-choice.ts';
import type { PitchWish } from './write-pitches.ts';

export type SingWish = PitchWish & { readonly learned: LearnedPlan };

/** A line, and how surprising its free notes are: bits a note, from what songs do and from the rules of the plan. */
export type SungLine = { readonly pitches: readonly Pitch[]; readonly bits: number };

/** Choices of this much probability, the likeliest first, are open; the tail of unlikely notes is not. */
const NUCLEUS = 0.88;
/** What the net thinks unlikely is made unlikelier: at 1 lines surprise more than songs do, because the plan's rules push them about. */
const HEAT = 0.9;

/** Lines that start over at each bar line. */
const STARTED_OVER = 2;

/** What a line knows about itself while it is sung. */
type Singer = {
  pitches: Pitch[];
  step: number;
  debt: 'none' | 'step' | 'fall';
  repeats: number;
  bits: number;
};

type Task = Place & { readonly wish: SingWish };

/**
 * Sings several lines over a rhythm. The net says how likely songs are to go to each pitch; the plan's rules say what it costs
 * here (harmony on strong places, the bar that is imitated, the contour, the close, the style's leaps), and each line draws
 * from both. Settled pitches (`fixed`) are heard by the net as they are. Where nothing is free, one line comes back.
 */
export function singPitches(blanks: readonly Blank[], wish: SingWish): SungLine[] {
  const places = placesOf(wish.key);
  const where = { flavour: melodicScale(wish.key, wish.style.scale), places, low: wish.low, high: wish.high };
  const known = new Map<ChordSpan, readonly Candidate[]>();
  const free = blanks.map((_, i) => i).filter((i) => wish.fixed?.has(i) !== true);
  const lastFree = free.at(-1) ?? -1;
  const session = new MelodySession(wish.learned.plan);
  let singers: Singer[] = [{ pitches: [], step: 0, debt: 'none', repeats: 0, bits: 0 }];
  blanks.forEach((blank, index) => {
    const fixed = wish.fixed?.get(index);
    if (index > lastFree) {
      singers.forEach((singer) => singer.pitches.push(fixed ?? wish.low));
      return;
    }

    if (blank.isBarHead && session.lineCount > 1) {
      startOver(singers, session);
    }

    session.listen();
    if (fixed !== undefined) {
      singers.forEach((singer, line) => settle(singer, fixed, places, () => session.sing(line, windowed(fixed, wish.learned))));
      return;
    }

    if (session.lineCount === 1) {
      session.spread();
      const first = at(singers, 0);
      singers = Array.from({ length: LINES }, () => ({ ...first, pitches: [...first.pitches] }));
    }

    const over = known.get(blank.chord) ?? candidatesOver(blank.chord, wish.key, where);
    known.set(blank.chord, over);
    const task: Task = { blank, index, places, wish };
    const standing = over.map((candidate) => standingBits(candidate, blank));
    const scores = session.score();
    singers.forEach((singer, line) => {
      const chosen = draw(singer, { over, standing, scores, base: line * PITCHES, task });
      singFreely(singer, chosen, task);
      session.sing(line, windowed(chosen.candidate.pitch, wish.learned));
    });
  });
  return singers.map(({ pitches, bits }) => ({ pitches, bits: bits / Math.max(1, free.length) }));
}

/** At a bar line the lines that have run into trouble start over from where the best ones are. */
function startOver(singers: Singer[], session: MelodySession): void {
  const order = singers
    .map((_, line) => line)
    .sort((left, right) => at(singers, left).bits - at(singers, right).bits || left - right);
  for (let i = 0; i < STARTED_OVER; i++) {
    const from = at(order, i);
    const to = at(order, -1 - i);
    const model = at(singers, from);
    singers[to] = { ...model, pitches: [...model.pitches] };
    session.follow(from, to);
  }
}

/** The line that comes most naturally among those sung. */
export function singNaturally(blanks: readonly Blank[], wish: SingWish): readonly Pitch[] {
  const lines = singPitches(blanks, wish);
  return lines.reduce((best, line) => (line.bits < best.bits ? line : best), at(lines, 0)).pitches;
}

function windowed(pitch: Pitch, { origin }: LearnedPlan): number {
  let step = pitch - origin;
  while (step > PITCH_WINDOW) {
    step -= 12;
  }

  while (step < -PITCH_WINDOW) {
    step += 12;
  }

  return step;
}

function settle(singer: Singer, pitch: Pitch, places: readonly number[], sing: () => void): void {
  const previous = singer.pitches.at(-1);
  singer.step = previous === undefined ? 0 : at(places, pitch) - at(places, previous);
  singer.repeats = previous === pitch ? singer.repeats + 1 : 0;
  singer.debt = 'none';
  singer.pitches.push(pitch);
  sing();
}

type Choice = { readonly candidate: Candidate; readonly bits: number };

type Offering = {
  readonly over: readonly Candidate[];
  readonly standing: readonly number[];
  readonly scores: Float64Array;
  readonly base: number;
  readonly task: Task;
};

/** Draws a pitch for one line; bits are what the choice costs beside the likeliest ones together. */
function draw(singer: Singer, { over, standing, scores, base, task }: Offering): Choice {
  const { wish, index } = task;
  const previous = singer.pitches[index - 1] ?? wish.before ?? null;
  const weighed = over
    .map((candidate, i) => ({ candidate, i }))
    .filter(({ candidate }) => previous === null || Math.abs(candidate.pitch - previous) <= 12)
    .map(({ candidate, i }) => {
      const step = windowed(candidate.pitch, wish.learned);
      const nats = scores[base + step + PITCH_WINDOW] ?? 0;
      return { candidate, nats, rules: at(standing, i) + movingBits(singer, candidate, previous, task) };
    });
  const most = Math.max(...weighed.map(({ nats }) => nats));
  const netTotal = weighed.reduce((sum, { nats }) => sum + exp(nats - most), 0);
  const offers = weighed
    .map(({ candidate, nats, rules }) => {
      const natural = (most - nats) / LN2 + log2(netTotal);
      return { candidate, bits: natural + Math.max(0, rules), cost: natural / HEAT + rules };
    })
    .sort((left, right) => left.cost - right.cost || left.candidate.pitch - right.candidate.pitch);
  const [first] = offers;
  if (first === undefined) {
    // Only a chord change at the edge of a tiny range leaves nothing within an octave.
    return { candidate: nearestTo(task.blank.target, over), bits: 8 };
  }

  const odds = offers.map(({ cost }) => exp((first.cost - cost) * LN2));
  const total = odds.reduce((sum, odd) => sum + odd, 0);
  let open = 0;
  let count = 0;
  while (count < offers.length && open < NUCLEUS * total) {
    open += odds[count] ?? 0;
    count++;
  }

  let left = wish.rng.next() * open;
  for (let i = 0; i < count; i++) {
    left -= odds[i] ?? 0;
    if (left < 0) {
      return at(offers, i);
    }
  }

  return first;
}

function nearestTo(target: Pitch, over: readonly Candidate[]): Candidate {
  return over.reduce(
    (best, option) => (Math.abs(option.pitch - target) < Math.abs(best.pitch - target) ? option : best),
    at(over, 0),
  );
}

function singFreely(singer: Singer, { candidate, bits }: Choice, task: Task): void {
  const { blank, places, wish } = task;
  const previous = singer.pitches.at(-1) ?? wish.before ?? null;
  singer.step = previous === null ? 0 : candidate.place - at(places, previous);
  singer.repeats = previous === candidate.pitch ? singer.repeats + 1 : 0;
  singer.debt = candidate.kind !== 'passing' ? 'none' : isStrong(blank) ? 'fall' : 'step';
  singer.pitches.push(candidate.pitch);
  singer.bits += bits;
}

/** Bits that a pitch costs here whatever came before, beyond what the net knows: harmony where it is heard, contour, close. */
function standingBits(candidate: Candidate, blank: Blank): number {
  const off = candidate.pitch - blank.target;
  let bits = off * off * (blank.model === null ? 0.007 : 0.003);
  if (isStrong(blank)) {
    switch (candidate.kind) {
      case 'tone':
      case 'colour':
        break;
      case 'soft':
        bits += blank.close === 'closed' ? 3 : 0.7;
        break;
      case 'passing':
        bits += blank.close !== 'none' ? 7 : isLong(blank) ? 3.5 : 1.2;
        break;
    }
  }

  if (candidate.isAvoid) {
    bits += isStrong(blank) ? 2.6 : blank.durationTicks > 480 ? 1.2 : 0.2;
  }

  return bits + (candidate.isFlavour ? 0 : 1) + 1.2 * degreeCost(candidate, blank);
}

/** Bits for going there from a line, beyond what the net knows: the motif, debts, the style's leaps, standing still, and circling. */
function movingBits(singer: Singer, candidate: Candidate, previous: Pitch | null, task: Task): number {
  const { blank, index, places, wish } = task;
  const imitation = blank.model === null ? 0 : 0.6 * imitationCost(singer.pitches, candidate, previous, task);
  if (previous === null) {
    return imitation;
  }

  const step = candidate.place - at(places, previous);
  const leap = Math.abs(step);
  let bits = imitation;
  if (!blank.isAfterRest) {
    bits += leap > 1 ? (leap - 1) * Math.max(0, 0.3 - wish.style.leapiness) * 0.5 : 0;
    // Singers repeat notes for the sake of syllables; an instrument has none, so standing still costs it something.
    bits += candidate.pitch === previous && blank.model === null ? (isLong(blank) ? 1.3 : 0.5) + singer.repeats : 0;
  }

  const semitones = Math.abs(candidate.pitch - previous);
  bits += semitones === 6 || semitones === 10 || semitones === 11 ? 1.5 : 0;
  bits += candidate.kind === 'passing' && leap >= 3 ? 1.5 : 0;
  if (singer.debt !== 'none') {
    const isPaid = singer.debt === 'fall' ? step === -1 : leap === 1;
    bits += isPaid ? 0 : singer.debt === 'fall' ? 2 : 1.5;
  }

  const isCircling =
    singer.pitches[index - 2] === candidate.pitch && previous !== candidate.pitch && singer.pitches[index - 3] === previous;
  return bits + (isCircling ? 1.6 : 0);
}
