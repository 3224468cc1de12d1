import { assert, at, type Pitch, type PitchClass } from '../../kernel/index.ts';
import type { ChordSpan } from '../score.ts';
import { chordIntervals, fifthOf, seventhOf, thirdOf } from './chord.ts';
import { foldPitchClass } from './pitch.ts';

/** How a chordal part wants its chords laid out. */
export type VoicingWish = {
  /** Lowest and highest pitch allowed. */
  readonly low: Pitch;
  readonly high: Pitch;
  /** Notes a chord, 1 to 6; chords with fewer tones double the root or the fifth. */
  readonly voices: number;
  /** `close` keeps neighbours within a fifth or so, `open` spreads them up to an octave. Default `close`. */
  readonly spacing?: 'close' | 'open';
  /** Leave the root to the bass where there are tones enough without it. Default false. */
  readonly isRootless?: boolean;
  /** The chord's bass note lies lowest. Default false. */
  readonly hasBass?: boolean;
  /** Where the top voice would like to be; default the middle of the upper half of the range. */
  readonly topNear?: Pitch;
};

/** One chord laid out, rising. */
export type Voicing = readonly Pitch[];

/** A layout and what it costs by itself. */
type Candidate = { readonly voicing: Voicing; readonly cost: number };

/** Candidates kept for a chord: enough to walk smoothly, few enough to stay fast. */
const MAX_CANDIDATES = 20;
/** How much a layout's own cost weighs beside the move to it. */
const STANDING_SHARE = 0.35;

/**
 * Lays out a run of chords by least motion: common tones stay, the rest moves by the smallest steps, the outer voices
 * avoid parallel fifths and octaves, and low notes keep their distance. The whole run is solved at once, so that an
 * early choice never forces a leap later. Returns one voicing a span.
 */
export function voiceChords(spans: readonly Pick<ChordSpan, 'root' | 'quality' | 'bass'>[], wish: VoicingWish): Voicing[] {
  if (spans.length === 0) {
    return [];
  }

  const known = new Map<string, Candidate[]>();
  const layers = spans.map((span) => {
    const name = `${span.root}/${span.quality}/${wish.hasBass === true ? span.bass : ''}`;
    const found = known.get(name) ?? listVoicings(span, wish);
    known.set(name, found);
    return found;
  });

  return shortestWalk(layers);
}

/** The tones to sound, the most telling ones first kept when there are more than voices. */
export function chooseTones(chord: Pick<ChordSpan, 'root' | 'quality'>, voices: number, isRootless: boolean): PitchClass[] {
  const third = thirdOf(chord);
  const fifth = fifthOf(chord);
  const seventh = seventhOf(chord);
  const all = chordIntervals(chord.quality).map((interval) => foldPitchClass(chord.root + interval));
  const extensions = all.filter((tone) => tone !== chord.root && tone !== third && tone !== fifth && tone !== seventh);
  // An altered fifth is what makes the chord; a perfect one is the first to go.
  const isFifthTelling = foldPitchClass(fifth - chord.root) !== 7;
  const ranked: PitchClass[] = [third, ...(seventh === null ? [] : [seventh]), ...(isFifthTelling ? [fifth] : []), ...extensions];
  const rest = isFifthTelling ? [chord.root] : isRootless && seventh !== null ? [fifth, chord.root] : [chord.root, fifth];
  const tones = [
    ...new Set([
      ...(isRootless && ranked.length + 1 >= Math.min(voices, 3) ? ranked : withRootEarly(ranked, chord.root)),
      ...rest,
    ]),
  ];
  return tones.slice(0, Math.max(1, voices));
}

function withRootEarly(ranked: readonly PitchClass[], root: PitchClass): PitchClass[] {
  return [...ranked.slice(0, 1), root, ...ranked.slice(1)];
}

function listVoicings(chord: Pick<ChordSpan, 'root' | 'quality' | 'bass'>, wish: VoicingWish): Candidate[] {
  const tones = chooseTones(chord, wish.voices, wish.isRootless ?? false);
  const doubles = [chord.root, fifthOf(chord), thirdOf(chord)].filter((tone) => tones.includes(tone));
  const lowest = wish.hasBass === true ? chord.bass : null;
  const found: Candidate[] = [];
  const maxGap = (wish.spacing ?? 'close') === 'close' ? 9 : 14;

  const extend = (voicing: readonly Pitch[], left: readonly PitchClass[]): void => {
    if (voicing.length === wish.voices) {
      if (left.length === 0) {
        found.push({ voicing, cost: standingCost(voicing, wish) });
      }

      return;
    }

    const previous = voicing.at(-1);
    const from = previous === undefined ? wish.low : previous + 1;
    const to = previous === undefined ? Math.min(wish.high, wish.low + 19) : Math.min(wish.high, previous + maxGap);
    for (let pitch = from; pitch <= to; pitch++) {
      const pitchClass = foldPitchClass(pitch);
      if (previous === undefined && lowest !== null && pitchClass !== lowest) {
        continue;
      }

      const isNeeded = left.includes(pitchClass);
      const isSpareVoice = wish.voices - voicing.length > left.length;
      const isBass = previous === undefined && pitchClass === lowest && wish.voices > left.length;
      if (isNeeded || isBass || (isSpareVoice && doubles.includes(pitchClass))) {
        if (previous === undefined || pitch - previous >= lowestGap(previous)) {
          extend([...voicing, pitch], isNeeded ? left.filter((tone) => tone !== pitchClass) : left);
        }
      }
    }
  };

  extend([], lowest !== null && !tones.includes(lowest) ? tones.slice(0, Math.max(1, wish.voices - 1)) : tones);
  if (found.length === 0) {
    const voicing = squeeze(tones, wish);
    return [{ voicing, cost: standingCost(voicing, wish) }];
  }

  found.sort((left, right) => left.cost - right.cost || compareVoicings(left.voicing, right.voicing));
  return thin(found);
}

/** Keeps the cheapest voicings, but at least one for every top note, so that the walk can go anywhere. */
function thin(sorted: readonly Candidate[]): Candidate[] {
  const tops = new Set<Pitch>();
  const kept: Candidate[] = [];
  for (const candidate of sorted) {
    const top = at(candidate.voicing, -1);
    if (!tops.has(top) || kept.length < MAX_CANDIDATES / 2) {
      tops.add(top);
      kept.push(candidate);
    }

    if (kept.length === MAX_CANDIDATES) {
      break;
    }
  }

  return kept;
}

/** When no layout keeps the rules (a very narrow range), the tones stacked up from the bottom, wrapped where they must. */
function squeeze(tones: readonly PitchClass[], wish: VoicingWish): Voicing {
  const pitches = new Set<Pitch>();
  for (const tone of tones) {
    const pitch = wish.low + foldPitchClass(tone - wish.low);
    if (pitch <= wish.high) {
      pitches.add(pitch);
    }
  }

  if (pitches.size === 0) {
    pitches.add(Math.round((wish.low + wish.high) / 2));
  }

  return [...pitches].sort((left, right) => left - right);
}

/** Small intervals growl low down: seconds want to lie above C4 or so, thirds above C3, fifths above E2. */
function lowestGap(below: Pitch): number {
  return below >= 58 ? 1 : below >= 48 ? 3 : below >= 40 ? 5 : 7;
}

function standingCost(voicing: Voicing, wish: VoicingWish): number {
  const top = at(voicing, -1);
  const bottom = at(voicing, 0);
  const near = wish.topNear ?? wish.low + (wish.high - wish.low) * 0.72;
  let cost = Math.abs(top - near) * 0.5;
  const idealGap = (wish.spacing ?? 'close') === 'close' ? 4 : 7;
  for (let i = 1; i < voicing.length; i++) {
    const gap = at(voicing, i) - at(voicing, i - 1);
    cost += Math.abs(gap - idealGap) * 0.35;
    // A semitone anywhere is biting, at the top it spoils the tune.
    if (gap === 1) {
      cost += i === voicing.length - 1 ? 6 : 2;
    }
  }

  // Wide gaps belong at the bottom of a chord, not at its top.
  if (voicing.length > 2 && at(voicing, -1) - at(voicing, -2) > at(voicing, 1) - bottom + 3) {
    cost += 2;
  }

  return cost;
}

function shortestWalk(layers: readonly (readonly Candidate[])[]): Voicing[] {
  let costs = at(layers, 0).map(({ cost }) => cost);
  const backs: number[][] = [];
  for (let step = 1; step < layers.length; step++) {
    const before = at(layers, step - 1);
    const here = at(layers, step);
    const nextCosts: number[] = [];
    const back: number[] = [];
    for (const { voicing, cost: own } of here) {
      const standing = own * STANDING_SHARE;
      let best = Infinity;
      let bestFrom = 0;
      for (let from = 0; from < before.length; from++) {
        const reached = at(costs, from);
        if (reached >= best) {
          continue;
        }

        const cost = reached + movingCost(at(before, from).voicing, voicing);
        if (cost < best) {
          best = cost;
          bestFrom = from;
        }
      }

      nextCosts.push(best + standing);
      back.push(bestFrom);
    }

    backs.push(back);
    costs = nextCosts;
  }

  let index = costs.indexOf(Math.min(...costs));
  assert(index >= 0, 'a walk over voicings has an end');
  const walk: Voicing[] = [at(at(layers, -1), index).voicing];
  for (let step = layers.length - 1; step >= 1; step--) {
    index = at(at(backs, step - 1), index);
    walk.push(at(at(layers, step - 1), index).voicing);
  }

  return walk.reverse();
}

/** What going from one voicing to the next costs: semitones moved, leaps of the outer voices, parallels between them. */
export function movingCost(from: Voicing, to: Voicing): number {
  let cost = 0;
  if (from.length === to.length) {
    for (let i = 0; i < from.length; i++) {
      const motion = Math.abs(at(to, i) - at(from, i));
      cost += motion <= 2 ? motion : motion * 1.4;
    }
  } else {
    for (const pitch of to) {
      let nearest = Infinity;
      for (const other of from) {
        nearest = Math.min(nearest, Math.abs(other - pitch));
      }

      cost += nearest;
    }
  }

  const topMotion = at(to, -1) - at(from, -1);
  const bottomMotion = at(to, 0) - at(from, 0);
  if (Math.abs(topMotion) > 4) {
    cost += Math.abs(topMotion) - 4;
  }

  if (from.length > 1 && to.length > 1 && topMotion !== 0 && topMotion * bottomMotion > 0) {
    const before = foldPitchClass(at(from, -1) - at(from, 0));
    const after = foldPitchClass(at(to, -1) - at(to, 0));
    if (before === after && (after === 0 || after === 7)) {
      cost += 8;
    }
  }

  return cost;
}

function compareVoicings(left: Voicing, right: Voicing): number {
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = at(left, i) - at(right, i);
    if (difference !== 0) {
      return difference;
    }
  }

  return left.length - right.length;
}
