import { exp, SAMPLE_RATE, TAU } from '../../kernel/index.ts';

/** Weight of the old value in a one-pole low-pass with this corner: `y = x + p (y − x)`. */
export function onePolePull(cutoffHz: number, sampleRate: number = SAMPLE_RATE): number {
  return exp((-TAU * cutoffHz) / sampleRate);
}

/** Weight of the old value in a one-pole smoother that covers 63 % of a step in the given time. */
export function smoothingPull(milliseconds: number, sampleRate: number = SAMPLE_RATE): number {
  return milliseconds <= 0 ? 0 : exp(-1000 / (milliseconds * sampleRate));
}

/** A first-order low-pass or high-pass for one channel; 6 dB an octave. */
export class OnePole {
  readonly #pull: number;
  readonly #isHighPass: boolean;
  #value = 0;

  constructor(kind: 'low-pass' | 'high-pass', cutoffHz: number, sampleRate: number = SAMPLE_RATE) {
    this.#pull = onePolePull(cutoffHz, sampleRate);
    this.#isHighPass = kind === 'high-pass';
  }

  reset(): void {
    this.#value = 0;
  }

  /** Filters `[from, to)` in place. */
  process(block: Float32Array, from: number, to: number): void {
    const pull = this.#pull;
    let value = this.#value;
    if (this.#isHighPass) {
      for (let i = from; i < to; i++) {
        const x = block[i]!;
        value = x + pull * (value - x);
        block[i] = x - value;
      }
    } else {
      for (let i = from; i < to; i++) {
        const x = block[i]!;
        value = x + pull * (value - x);
        block[i] = value;
      }
    }

    this.#value = value;
  }
}
