import { onePolePull } from './one-pole.ts';
import { SAMPLE_RATE } from '../../kernel/index.ts';

/** Removes what does not move: a first-order high-pass at 5 Hz over two channels. */
export class DcBlocker {
  readonly #pull: number;
  #left = 0;
  #right = 0;

  constructor(cutoffHz = 5, sampleRate: number = SAMPLE_RATE) {
    this.#pull = onePolePull(cutoffHz, sampleRate);
  }

  reset(): void {
    this.#left = 0;
    this.#right = 0;
  }

  /** Filters `[from, to)` of both channels in place. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const pull = this.#pull;
    let meanLeft = this.#left;
    let meanRight = this.#right;
    for (let i = from; i < to; i++) {
      const l = left[i]!;
      const r = right[i]!;
      meanLeft = l + pull * (meanLeft - l);
      meanRight = r + pull * (meanRight - r);
      left[i] = l - meanLeft;
      right[i] = r - meanRight;
    }

    this.#left = meanLeft;
    this.#right = meanRight;
  }
}
