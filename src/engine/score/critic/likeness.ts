import { at, clamp } from '../../kernel/index.ts';
import type { Fingerprint } from './fingerprint.ts';

/** How alike two pieces are, 0 strangers to 1 the same, by what a listener would name, and all in all. */
export type Likeness = {
  /** Contour and rhythm of the tune, at whatever height. */
  readonly theme: number;
  /** Note lengths of the tune, in whatever order. */
  readonly rhythm: number;
  readonly progression: number;
  readonly groove: number;
  /** Instruments in common. */
  readonly palette: number;
  /** Tempo, key, mode and metre. */
  readonly frame: number;
  readonly total: number;
};

/** What unrelated tunes share by being tunes: most moves are small and most lengths usual. Mean over pairs of seeds, all styles. */
const USUAL_THEME = 0.33;
/** As much of a groove is common to two of one style whatever they do. */
const USUAL_GROOVE = 0.7;
/** Note lengths of tunes are mostly eighths and quarters. */
const USUAL_RHYTHM = 0.6;

/**
 * How alike two pieces are. Two of one style with nothing but the style in common lie about 0.35, the same tune in other
 * clothes about 0.6, and a piece and itself at 1.
 */
export function likenessOf(one: Fingerprint, other: Fingerprint): Likeness {
  const theme = above(USUAL_THEME, alignment(one, other));
  const rhythm = above(USUAL_RHYTHM, cosine(rhythmHistogram(one), rhythmHistogram(other)));
  const progression = Math.max(sameBars(one.progression, other.progression), sameBars(other.progression, one.progression));
  const groove = above(
    USUAL_GROOVE,
    (cosine(one.groove.low, other.groove.low) +
      cosine(one.groove.middle, other.groove.middle) +
      cosine(one.groove.high, other.groove.high)) /
      3,
  );
  const palette = inCommon(one.palette, other.palette);
  const tempo = clamp(1 - Math.abs(one.tempoBpm - other.tempoBpm) / (0.15 * Math.max(one.tempoBpm, other.tempoBpm)), 0, 1);
  const frame =
    0.5 * tempo +
    0.25 * (one.tonic === other.tonic ? 1 : 0) +
    0.15 * (one.mode === other.mode ? 1 : 0) +
    0.1 * (one.meter === other.meter ? 1 : 0);
  const total = 0.36 * theme + 0.08 * rhythm + 0.16 * progression + 0.14 * groove + 0.16 * palette + 0.1 * frame;
  return { theme, rhythm, progression, groove, palette, frame, total };
}

/** How much of a piece was heard before: its likeness to the nearest of `recent`, 0 when there are none. */
export function likenessToRecent(print: Fingerprint, recent: readonly Fingerprint[]): number {
  return recent.reduce((most, earlier) => Math.max(most, likenessOf(print, earlier).total), 0);
}

function above(usual: number, value: number): number {
  return clamp((value - usual) / (1 - usual), 0, 1);
}

/** Part of two tunes that can be laid over one another: 1 less the edit distance of their moves for each move of the longer. */
function alignment(one: Fingerprint, other: Fingerprint): number {
  const [rows, columns] = [one.steps.length, other.steps.length];
  if (rows === 0 || columns === 0) {
    return rows === columns ? 1 : 0;
  }

  let above: number[] = Array.from({ length: columns + 1 }, (_, i) => i);
  for (let row = 1; row <= rows; row++) {
    const line = [row];
    for (let column = 1; column <= columns; column++) {
      const exchange =
        at(above, column - 1) +
        0.6 * stepCost(at(one.steps, row - 1), at(other.steps, column - 1)) +
        0.4 * lengthCost(at(one.lengths, row - 1), at(other.lengths, column - 1));
      line.push(Math.min(exchange, at(above, column) + 1, at(line, column - 1) + 1));
    }

    above = line;
  }

  return 1 - at(above, columns) / Math.max(rows, columns);
}

function stepCost(one: number, other: number): number {
  // A second for a third the same way is the same tune over another chord.
  return one === other ? 0 : Math.sign(one) !== Math.sign(other) ? 1 : Math.abs(one - other) <= 1 ? 0.35 : 0.7;
}

function lengthCost(one: number, other: number): number {
  return one === other ? 0 : Math.max(one, other) / Math.min(one, other) >= 2 ? 1 : 0.5;
}

function rhythmHistogram({ lengths }: Fingerprint): number[] {
  const counts = Array.from({ length: 17 }, () => 0);
  for (const length of lengths) {
    counts[length] = at(counts, length) + 1;
  }

  return counts;
}

/** Part of the bars that have the same chord, at the best of four places to begin; short rounds are repeated. */
function sameBars(one: readonly number[], other: readonly number[]): number {
  const bars = Math.max(one.length, other.length);
  if (one.length === 0 || other.length === 0) {
    return one.length === other.length ? 1 : 0;
  }

  let best = 0;
  for (let shift = 0; shift < Math.min(4, other.length); shift++) {
    let same = 0;
    for (let bar = 0; bar < bars; bar++) {
      same += at(one, bar % one.length) === at(other, (bar + shift) % other.length) ? 1 : 0;
    }

    // The same round begun elsewhere is not quite the same.
    best = Math.max(best, (same / bars) * (shift === 0 ? 1 : 0.75));
  }

  return best;
}

function inCommon(one: readonly string[], other: readonly string[]): number {
  const all = new Set([...one, ...other]);
  return all.size === 0 ? 1 : one.filter((id) => other.includes(id)).length / all.size;
}

function cosine(one: readonly number[], other: readonly number[]): number {
  let [dot, left, right] = [0, 0, 0];
  for (let i = 0; i < one.length; i++) {
    const [a, b] = [at(one, i), at(other, i)];
    dot += a * b;
    left += a * a;
    right += b * b;
  }

  return left === 0 && right === 0 ? 1 : left === 0 || right === 0 ? 0 : dot / Math.sqrt(left * right);
}
