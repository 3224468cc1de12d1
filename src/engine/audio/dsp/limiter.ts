import { pow, SAMPLE_RATE } from '../../kernel/index.ts';
import type { Stereo } from '../stereo.ts';
import { smoothingPull } from './one-pole.ts';

/** Samples that share one value of a limiter's curve, before straight lines join them. */
export const LIMITER_HOP = 16;
/** The curve turns down this many hops (2.7 ms) ahead of a peak. */
const LOOK_AHEAD = 8;
/** Two running means within the look-ahead round its corners: 4 + 3 hops each way, one less than the look-ahead. */
const FIRST_MEAN = 4;
const SECOND_MEAN = 3;

/** How a peak curve acts. */
export type LimiterSettings = {
  /** Amplitude above which it turns down. */
  readonly ceiling: number;
  /** Input dB for one output dB above the ceiling; `Infinity` limits, less compresses. */
  readonly ratio: number;
  /** Recovery after single peaks and after passages. */
  readonly fastMs: number;
  readonly slowMs: number;
  /** The curve's end meets its start. */
  readonly isLoop: boolean;
};

/**
 * The gain curve, one value per `LIMITER_HOP` samples, that keeps `gain` times a signal with these peaks (see
 * `truePeakEnvelope`) at or below the ceiling. Computed on the peaks alone, so trying another gain costs next to nothing.
 */
export function limiterCurve(peaks: Float32Array, gain: number, settings: LimiterSettings): Float32Array {
  const needed = new Float32Array(peaks.length);
  const share = 1 - 1 / settings.ratio;
  for (let index = 0; index < peaks.length; index++) {
    const over = (peaks[index]! * gain) / settings.ceiling;
    needed[index] = over <= 1 ? 1 : share === 1 ? 1 / over : pow(over, -share);
  }

  const held = runningMinimum(needed, LOOK_AHEAD, settings.isLoop);
  const recovered = recover(held, settings);
  return runningMean(runningMean(recovered, FIRST_MEAN, settings.isLoop), SECOND_MEAN, settings.isLoop);
}

/** Multiplies a signal by `gain` and a curve of one value per `LIMITER_HOP` samples, in place; a loop's last value leads to its first. */
export function applyCurve(
  audio: Stereo,
  curve: Float32Array,
  { gain, isLoop }: { readonly gain: number; readonly isLoop: boolean },
): void {
  const { left, right } = audio;
  const half = LIMITER_HOP / 2;
  for (let index = -1; index < curve.length; index++) {
    // A value holds for the middle of its hop.
    const from = index * LIMITER_HOP + half;
    const start = gain * curve[placeOf(index, curve.length, isLoop)]!;
    const step = (gain * curve[placeOf(index + 1, curve.length, isLoop)]! - start) / LIMITER_HOP;
    const to = Math.min(left.length, from + LIMITER_HOP);
    for (let i = Math.max(0, from); i < to; i++) {
      const value = start + step * (i - from);
      left[i] = left[i]! * value;
      right[i] = right[i]! * value;
    }
  }
}

/** Falls at once, rises in two speeds; never above `held`. */
function recover(held: Float32Array, settings: LimiterSettings): Float32Array {
  const fastPull = smoothingPull(settings.fastMs, SAMPLE_RATE / LIMITER_HOP);
  const slowPull = smoothingPull(settings.slowMs, SAMPLE_RATE / LIMITER_HOP);
  const recovered = new Float32Array(held.length);
  let fast = 1;
  let slow = 1;
  // A loop's curve is run through twice, so that it starts in the state it ends in.
  for (let round = settings.isLoop ? 0 : 1; round < 2; round++) {
    for (let index = 0; index < held.length; index++) {
      const wanted = held[index]!;
      fast = wanted < fast ? wanted : wanted + fastPull * (fast - wanted);
      slow = fast + slowPull * (slow - fast);
      recovered[index] = Math.min(fast, slow);
    }
  }

  return recovered;
}

/** The smallest value within `reach` places either way. */
function runningMinimum(values: Float32Array, reach: number, isLoop: boolean): Float32Array {
  const count = values.length;
  const result = new Float32Array(count);
  for (let index = 0; index < count; index++) {
    let least = values[index]!;
    for (let k = -reach; k <= reach; k++) {
      const value = values[placeOf(index + k, count, isLoop)]!;
      if (value < least) {
        least = value;
      }
    }

    result[index] = least;
  }

  return result;
}

/** The mean within `reach` places either way. */
function runningMean(values: Float32Array, reach: number, isLoop: boolean): Float32Array {
  const count = values.length;
  const result = new Float32Array(count);
  const width = 2 * reach + 1;
  for (let index = 0; index < count; index++) {
    let sum = 0;
    for (let k = -reach; k <= reach; k++) {
      sum += values[placeOf(index + k, count, isLoop)]!;
    }

    result[index] = sum / width;
  }

  return result;
}

function placeOf(index: number, count: number, isLoop: boolean): number {
  if (isLoop) {
    return ((index % count) + count) % count;
  }

  return index < 0 ? 0 : index >= count ? count - 1 : index;
}
