import { assert, at, type Tick } from '../../kernel/index.ts';
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
  const jumps = jumpCosts(wish);
  const placeCost = placeCosts(wish);
  const steps: { readonly costs: Float64Array; readonly links: Int32Array }[] = [
    {
      costs: Float64Array.from({ length: sourceBars }, (_, source) => startCost(wish, source) + placeCost(0, source)),
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
      const whole = cost + endCost(wish, source, jumps);
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

/** Opening on another bar than the first is a piece that starts in the middle. */
function startCost({ goal, score }: BarWish, source: number): number {
  return source === 0 ? 0 : goal === 'start' && isSectionStart(score, source) ? 1.5 : 8;
}

function endCost(wish: BarWish, source: number, jumps: Float64Array): number {
  switch (wish.goal) {
    case 'final-chord':
      return source === wish.sourceBars - 1 ? 0 : 4 + 0.2 * alignCost(wish.score, source + 1);
    case 'start':
      return source === wish.sourceBars - 1 ? 0 : 0.6 * jumps[source * wish.sourceBars]!;
    case 'open':
      return source === wish.sourceBars - 1 ? 0 : 0.2;
  }
}

/** Keeps the new piece's course near the old one's, and what should begin at an arrival beginning there. */
function placeCosts({ score, bars, sourceBars, arrivals }: BarWish): (bar: number, source: number) => number {
  return (bar, source) => {
    const drift = Math.abs(bar / bars - source / sourceBars);
    const wanted = arrivals.get(bar) ?? 0;
    const off = wanted === 0 || isSectionStart(score, source) ? 0 : alignCost(score, source) === 0 ? 0.5 : 1;
    return drift * 0.12 + wanted * off;
  };
}

function jumpCosts(wish: BarWish): Float64Array {
  const { sourceBars } = wish;
  const costs = new Float64Array(sourceBars * sourceBars);
  for (let from = 0; from < sourceBars; from++) {
    for (let to = 0; to < sourceBars; to++) {
      costs[from * sourceBars + to] = to === from + 1 ? 0 : jumpCost(wish, from, to);
    }
  }

  return costs;
}

function jumpCost({ score, sourceBars }: BarWish, from: number, to: number): number {
  const usual = from + 1;
  const left = sectionAtBar(score, from);
  const right = sectionAtBar(score, to);
  const expected = usual < sourceBars ? sectionAtBar(score, usual) : right;
  const seam = 1.6 * alignCost(score, usual) + 1.6 * alignCost(score, to);
  const isLeaving = isSectionStart(score, usual);
  const isEntering = isSectionStart(score, to);
  // The end of a section leads to a section of the kind that followed it; inside one, from phrase to phrase.
  const context =
    isLeaving && isEntering
      ? expected.kind === right.kind && expected.material === right.material
        ? 0
        : 0.35
      : left.id === right.id || (left.material === right.material && left.kind === right.kind)
        ? 0.3
        : 0.8;
  const energy = Math.abs(right.energy - expected.energy) * 1.2;
  const harmony =
    usual < sourceBars && rootAt(score, usual) === rootAt(score, to)
      ? 0
      : rootAt(score, from, true) === rootAt(score, to)
        ? 0.5
        : 0.25;
  // The last bars lead to the final chord; anything else after them disappoints.
  const cadence = from === sourceBars - 1 ? 1.2 : 0;
  return (
    0.8 + seam + context + energy + harmony + cadence + (to > from ? dropCost(score, usual, to) : repeatCost(score, from, to))
  );
}

function dropCost(score: Score, from: number, to: number): number {
  let cost = 0;
  for (let bar = from; bar < to; bar++) {
    cost += 0.06 * WORTH[sectionAtBar(score, bar).kind];
  }

  return cost;
}

function repeatCost(score: Score, from: number, to: number): number {
  const section = sectionAtBar(score, to);
  // Four bars at once again are a loop, eight are a verse.
  const near = from - to + 1 < 4 ? 2.5 : from - to + 1 < 8 ? 1 : from - to + 1 < 16 ? 0.4 : 0.1;
  return near + (section.kind === 'intro' || section.kind === 'outro' ? 1.2 : 0.3 * (1 - WORTH[section.kind]));
}

/** How much a bar line is inside a phrase: 0 at phrase borders, more at their halves, most between. */
function alignCost(score: Score, bar: number): number {
  const section = sectionAtBar(score, bar);
  const inside = bar - section.startBar;
  return inside % 4 === 0 ? 0 : inside % 2 === 0 ? 1 : 2;
}

function isSectionStart(score: Score, bar: number): boolean {
  return score.sections.some((section) => section.startBar === bar);
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

function rootAt(score: Score, bar: number, isEnd = false): number {
  const tick: Tick = (bar + (isEnd ? 1 : 0)) * score.barTicks - (isEnd ? 1 : 0);
  return chordAt(score.chords, tick).root;
}
