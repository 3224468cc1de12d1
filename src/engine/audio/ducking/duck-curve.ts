import { cos, SAMPLE_RATE, TAU } from '../../kernel/index.ts';
import type { Stretch } from './stretch.ts';

/** Where a clip gives way, how far, and how loud it and what it gives way to are there before it does. */
export type Dip = Stretch & { readonly depthDb: number; readonly keyLufs: number; readonly ownLufs: number };

/** Going down takes 400 ms and is done 50 ms before the first word, so half of it is done 250 ms before. */
export const FALL_SAMPLES = 0.4 * SAMPLE_RATE;
export const ARRIVES_SAMPLES = 0.05 * SAMPLE_RATE;
/** Coming back takes 1.3 s: too slow to be noticed as a movement, done before the next phrase of a person who paused. */
export const RISE_SAMPLES = 1.3 * SAMPLE_RATE;

/**
 * How far a clip gives way at a sample of the whole, dB, 0 or below. Half cosines in dB, which begin and end without a corner:
 *
 *     0 dB  ─────╮                        ╭─────
 *                 ╲                     ╱
 *     −depth       ╰───────────────╯
 *              0.4 s | words       | 1.3 s
 */
export class DuckCurve {
  readonly #dips: readonly Dip[];
  #near = 0;

  /** `dips` in order, none within another's slopes. */
  constructor(dips: readonly Dip[]) {
    this.#dips = dips;
  }

  /** Quick where samples are asked for in order. */
  dbAt(sample: number): number {
    if (this.#near > 0 && sample < startOf(this.#dips[this.#near]) && sample < endOf(this.#dips[this.#near - 1])) {
      this.#near = 0;
    }

    while (this.#near < this.#dips.length && sample >= endOf(this.#dips[this.#near])) {
      this.#near += 1;
    }

    const dip = this.#dips[this.#near];
    if (dip === undefined || sample <= startOf(dip)) {
      return 0;
    }

    const down = dip.startSample - ARRIVES_SAMPLES;
    const part =
      sample < down
        ? (sample - startOf(dip)) / FALL_SAMPLES
        : sample <= dip.endSample
          ? 1
          : 1 - (sample - dip.endSample) / RISE_SAMPLES;
    return -dip.depthDb * (0.5 - 0.5 * cos((TAU / 2) * part));
  }
}

function startOf(dip: Dip | undefined): number {
  return dip === undefined ? Infinity : dip.startSample - ARRIVES_SAMPLES - FALL_SAMPLES;
}

function endOf(dip: Dip | undefined): number {
  return dip === undefined ? Infinity : dip.endSample + RISE_SAMPLES;
}
