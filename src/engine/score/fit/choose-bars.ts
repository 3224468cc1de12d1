import { assert, at, type PitchClass } from '../../kernel/index.ts';
import type { Score, Section, SectionKind } from '../score.ts';
import { chordAt } from '../theory/chord.ts';

/** How a piece's bars are to be laid out anew. */
export type BarWish = {
  readonly score: Score;
  /** Bars of the source that may be used: those before its final chord. */
  readonly sourceBars: number;
  /** Bars to fill at the most. */
  readonly bars: number;
  /** What the last bar leads to: the source's final chord, nothing in particular, or the first bar again. */
  readonly goal: 'final-chord' | 'open' | 'start';
  /** Bars of the new piece on which something should begin, with how much that is wanted, 0–1. */
  readonly arrivals: ReadonlyMap<number, number>;
  /** The old bar that the new piece begins with. */
  readonly openingBar: number;
};

/** How much of a piece's sense lies in a section, by kind: choruses are missed most. */
const WORTH: { readonly [kind in SectionKind]: number } = {
  intro: 0.35,
  verse: 0.6,
  lift: 0.5,
  chorus: 1,
  bridge: 0.4,
  break: 0.3,
  build: 0.5,
  drop: 1,
  solo: 0.5,
  outro: 0.3,
};

/** Dearer than any way. */
const FAR = 1e9;

/** The best ways through a piece's bars, for every number of bars up to the wish's. */
export type BarWays = {
  /** How much a way of so many bars is heard to be one: 0 for the piece as it was, about 1 for a jump well placed. */
  readonly costOf: (bars: number) => number;
  /** Which old bar each of so many new bars plays. */
  readonly wayOf: (bars: number) => number[];
};

/**
 * Finds the ways through the old bars whose jumps are heard least. Jumps fall on phrase borders, lead to where the music
 * would have gone anyway, and neither drop what the piece lives on nor repeat what was just heard. The piece's own number
 * of bars gives every bar its own place.
 */
export function findBarWays(wish: BarWish): BarWays {
  const { bars: most, sourceBars } = wish;
  assert(most > 0 && sourceBars > 0, 'there are bars to lay out');
  const facts = factsOf(wish);
  const jumps = jumpCosts(wish, facts);
  const placeCost = placeCosts(wish, facts);
  const steps: { readonly costs: Float64Array; readonly links: Int32Array }[] = [
    {
      costs: Float64Array.from({ length: sourceBars }, (_, source) => startCost(wish, facts, source) + placeCost(0, source)),
      links: new Int32Array(sourceBars),
    },
  ];
  for (let bar = 1; bar < most; bar++) {
    const before = at(steps, bar - 1).costs;
    const costs = new Float64Array(sourceBars).fill(FAR);
    const links = new Int32Array(sourceBars);
    for (let from = 0; from < sourceBars; from++) {
      const soFar = before[from]!;
      for (let to = 0; to < sourceBars; to++) {
        const cost = soFar + jumps[from * sourceBars + to]!;
        if (cost < costs[to]!) {
          costs[to] = cost;
          links[to] = from;
        }
      }
    }

    for (let to = 0; to < sourceBars; to++) {
      costs[to] = costs[to]! + placeCost(bar, to);
    }

    steps.push({ costs, links });
  }

  const endOf = (bars: number): { readonly source: number; readonly cost: number } => {
    const { costs } = at(steps, bars - 1);
    let best = { source: 0, cost: FAR };
    costs.forEach((cost, source) => {
      const whole = cost + endCost(wish, source, { facts, jumps });
      if (whole < best.cost) {
        best = { source, cost: whole };
      }
    });
    return best;
  };
  return {
    costOf: (bars) => (bars >= 1 && bars <= most ? endOf(bars).cost : FAR),
    wayOf: (bars) => {
      const way = [endOf(bars).source];
      for (let bar = bars - 1; bar > 0; bar--) {
        way.push(at(steps, bar).links[at(way, -1)]!);
      }

      return way.reverse();
    },
  };
}

/** What a search asks of each bar of the source again and again. */
type BarFacts = {
  readonly section: Section;
  readonly isSectionStart: boolean;
  /** How much its bar line is inside a phrase: 0 at phrase borders, 1 at their halves, 2 between. */
  readonly inside: number;
  /** Root of the chord it starts on, and of the one it ends on. */
  readonly root: PitchClass;
  readonly lastRoot: PitchClass;
  /** Worth of all bars before it. */
  readonly worthBefore: number;
};

function factsOf({ score, sourceBars }: BarWish): BarFacts[] {
  let worthBefore = 0;
  // One bar more than there are: where the last one would lead to.
  return Array.from({ length: sourceBars + 1 }, (_, bar): BarFacts => {
    const section = sectionAtBar(score, bar);
    const offset = bar - section.startBar;
    const facts = {
      section,
      isSectionStart: offset === 0,
      inside: offset % 4 === 0 ? 0 : offset % 2 === 0 ? 1 : 2,
      root: chordAt(score.chords, bar * score.barTicks).root,
      lastRoot: chordAt(score.chords, (bar + 1) * score.barTicks - 1).root,
      worthBefore,
    };
    worthBefore += WORTH[section.kind];
    return facts;
  });
}

/** Opening on another bar than the wish's is a piece that starts in the middle. */
function startCost({ goal, openingBar }: BarWish, facts: readonly BarFacts[], source: number): number {
  return source === openingBar ? 0 : goal === 'start' && at(facts, source).isSectionStart ? 1.5 : 8;
}

function endCost({ goal, sourceBars }: BarWish, source: number, known: Known): number {
  switch (goal) {
    case 'final-chord':
      return source === sourceBars - 1 ? 0 : 4 + 0.2 * at(known.facts, source + 1).inside;
    case 'start':
      return source === sourceBars - 1 ? 0 : 0.6 * known.jumps[source * sourceBars]!;
    case 'open':
      return source === sourceBars - 1 ? 0 : 0.2;
  }
}

type Known = { readonly facts: readonly BarFacts[]; readonly jumps: Float64Array };

/** Keeps the new piece's course near the old one's, and what should begin at an arrival beginning there. */
function placeCosts(
  { bars, sourceBars, arrivals }: BarWish,
  facts: readonly BarFacts[],
): (bar: number, source: number) => number {
  return (bar, source) => {
    const drift = Math.abs(bar / bars - source / sourceBars);
    const wanted = arrivals.get(bar) ?? 0;
    const here = at(facts, source);
    const off = wanted === 0 || here.isSectionStart ? 0 : here.inside === 0 ? 0.5 : 1;
    return drift * 0.12 + wanted * off;
  };
}

function jumpCosts({ sourceBars }: BarWish, facts: readonly BarFacts[]): Float64Array {
  const costs = new Float64Array(sourceBars * sourceBars);
  for (let from = 0; from < sourceBars; from++) {
    for (let to = 0; to < sourceBars; to++) {
      costs[from * sourceBars + to] = to === from + 1 ? 0 : jumpCost(facts, from, to);
    }
  }

  return costs;
}

function jumpCost(facts: readonly BarFacts[], from: number, to: number): number {
  const [left, usual, right] = [at(facts, from), at(facts, from + 1), at(facts, to)];
  const isLast = from + 2 === facts.length;
  const expected = isLast ? right.section : usual.section;
  const seam = 1.6 * (usual.inside + right.inside);
  const isAlike = left.section.material === right.section.material && left.section.kind === right.section.kind;
  // The end of a section leads to a section of the kind that followed it; inside one, from phrase to phrase.
  const context =
    usual.isSectionStart && right.isSectionStart
      ? expected.kind === right.section.kind && expected.material === right.section.material
        ? 0
        : 0.35
      : isAlike
        ? 0.3
        : 0.8;
  const energy = Math.abs(right.section.energy - expected.energy) * 1.2;
  const harmony = !isLast && usual.root === right.root ? 0 : left.lastRoot === right.root ? 0.5 : 0.25;
  // The last bars lead to the final chord; anything else after them disappoints.
  const cadence = isLast ? 1.2 : 0;
  const moved = to > from ? 0.06 * (right.worthBefore - usual.worthBefore) : repeatCost(from - to + 1, right.section);
  return 0.8 + seam + context + energy + harmony + cadence + moved;
}

/** How wearisome it is to hear the last `bars` bars again, which begin in `section`: four at once are a loop, eight a verse. */
function repeatCost(bars: number, section: Section): number {
  const near = bars < 4 ? 2.5 : bars < 8 ? 1 : bars < 16 ? 0.4 : 0.1;
  return near + (section.kind === 'intro' || section.kind === 'outro' ? 1.2 : 0.3 * (1 - WORTH[section.kind]));
}

/** The section that a bar belongs to; the last one from its start on. */
export function sectionAtBar(score: Score, bar: number): Section {
  let found = at(score.sections, 0);
  for (const section of score.sections) {
    if (section.startBar <= bar) {
      found = section;
    }
  }

  return found;
}
