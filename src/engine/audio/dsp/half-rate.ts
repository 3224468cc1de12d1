import { assert } from '../../kernel/index.ts';
import { Oversampler } from './oversampler.ts';

type Unit = { process(left: Float32Array, right: Float32Array, from: number, to: number): void; reset(): void };

/** Pairs of samples worked on at a time. */
const PIECE = 256;

/**
 * Runs a unit at half the sample rate, for spaces that hold nothing above 10 kHz anyway: half the work. The unit is made
 * for half the rate. Blocks begin at even places; only the last one may end at an odd one.
 */
export class HalfRate {
  readonly #unit: Unit;
  readonly #down: readonly [Oversampler, Oversampler] = [new Oversampler(), new Oversampler()];
  readonly #up: readonly [Oversampler, Oversampler] = [new Oversampler(), new Oversampler()];
  readonly #left = new Float32Array(PIECE);
  readonly #right = new Float32Array(PIECE);

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  reset(): void {
    this.#unit.reset();
    [...this.#down, ...this.#up].forEach((oversampler) => oversampler.reset());
  }

  /** Replaces `[from, to)`. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    assert(from % 2 === 0, 'half-rate blocks begin at even places');
    for (let start = from; start < to; start += 2 * PIECE) {
      const end = Math.min(to, start + 2 * PIECE);
      const count = Math.ceil((end - start) / 2);
      halve(left, start, end, this.#left, this.#down[0]);
      halve(right, start, end, this.#right, this.#down[1]);
      this.#unit.process(this.#left, this.#right, 0, count);
      double(this.#left, left, start, end, this.#up[0]);
      double(this.#right, right, start, end, this.#up[1]);
    }
  }
}

function halve(block: Float32Array, from: number, to: number, into: Float32Array, oversampler: Oversampler): void {
  for (let i = from; i < to; i += 2) {
    into[(i - from) / 2] = oversampler.down(block[i]!, i + 1 < to ? block[i + 1]! : 0);
  }
}

function double(halved: Float32Array, into: Float32Array, from: number, to: number, oversampler: Oversampler): void {
  for (let i = from; i < to; i += 2) {
    oversampler.up(halved[(i - from) / 2]!);
    into[i] = oversampler.first;
    if (i + 1 < to) {
      into[i + 1] = oversampler.second;
    }
  }
}
