import { z } from 'zod';
import { assert, type Seconds } from '../kernel/index.ts';

/** A moment or a length as OpenTimelineIO counts it: `value` units at `rate` units a second. Frames and samples stay whole, so nothing drifts. */
export const RationalTime = z.object({ value: z.int(), rate: z.int().positive() }).readonly();
export type RationalTime = z.infer<typeof RationalTime>;

/** A stretch of time: where it starts and how long it is. */
export const TimeRange = z.object({ start: RationalTime, duration: RationalTime }).readonly();
export type TimeRange = z.infer<typeof TimeRange>;

/** The time nearest to `seconds` that `rate` can express. */
export function timeFromSeconds(seconds: Seconds, rate: number): RationalTime {
  return { value: Math.round(seconds * rate), rate };
}

/** The time in seconds. */
export function secondsOf(time: RationalTime): Seconds {
  return time.value / time.rate;
}

/** The same time counted at another rate, rounded to its nearest unit. */
export function rescaleTime(time: RationalTime, rate: number): RationalTime {
  return time.rate === rate ? time : { value: Math.round((time.value * rate) / time.rate), rate };
}

/** `left + right`, exact, at the lowest rate that holds both. */
export function addTime(left: RationalTime, right: RationalTime): RationalTime {
  const rate = commonRate(left.rate, right.rate);
  return { value: left.value * (rate / left.rate) + right.value * (rate / right.rate), rate };
}

/** `left − right`, exact; may be negative. */
export function subtractTime(left: RationalTime, right: RationalTime): RationalTime {
  return addTime(left, { value: -right.value, rate: right.rate });
}

/** Negative when `left` is earlier, 0 when both are the same moment, positive when it is later. */
export function compareTime(left: RationalTime, right: RationalTime): number {
  return left.value * right.rate - right.value * left.rate;
}

/** The time `factor` times as long, rounded down to a unit of its own rate. */
export function scaleTime(time: RationalTime, factor: number): RationalTime {
  return { value: Math.floor(time.value * factor), rate: time.rate };
}

/** The earlier of two moments, the first where they are the same. */
export function earlierOf(left: RationalTime, right: RationalTime): RationalTime {
  return compareTime(right, left) < 0 ? right : left;
}

/** The later of two moments, the first where they are the same. */
export function laterOf(left: RationalTime, right: RationalTime): RationalTime {
  return compareTime(right, left) > 0 ? right : left;
}

/** Where the range stops: the first moment that is no longer in it. */
export function endOf(range: TimeRange): RationalTime {
  return addTime(range.start, range.duration);
}

function commonRate(left: number, right: number): number {
  assert(
    Number.isInteger(left) && Number.isInteger(right) && left > 0 && right > 0,
    `rates are whole and positive, got ${left} and ${right}`,
  );
  let [a, b] = [left, right];
  while (b !== 0) {
    [a, b] = [b, a % b];
  }

  return (left / a) * right;
}
