import { SAMPLE_RATE } from '../../kernel/index.ts';
import { smoothingPull } from './one-pole.ts';

/** What happens to beginnings and to what follows, each −1 (gone) to 1 (doubled). */
export type TransientSettings = { readonly attack: number; readonly sustain: number };

/** Raises or tames attacks by comparing a fast envelope with a slow one; needs no threshold, so loud and soft hits gain alike. */
export class TransientShaper {
  readonly #settings: TransientSettings;
  readonly #fastPull: number;
  readonly #slowPull: number;
  readonly #fallPull: number;
  readonly #longPull: number;
  #fast = 0;
  #slow = 0;
  #long = 0;

  constructor(settings: TransientSettings, sampleRate: number = SAMPLE_RATE) {
    this.#settings = settings;
    this.#fastPull = smoothingPull(0.6, sampleRate);
    this.#slowPull = smoothingPull(18, sampleRate);
    this.#fallPull = smoothingPull(35, sampleRate);
    this.#longPull = smoothingPull(220, sampleRate);
  }

  reset(): void {
    this.#fast = 0;
    this.#slow = 0;
    this.#long = 0;
  }

  /** Shapes `[from, to)` in place; both channels get the same gain. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const { attack, sustain } = this.#settings;
    const fastPull = this.#fastPull;
    const slowPull = this.#slowPull;
    const fallPull = this.#fallPull;
    const longPull = this.#longPull;
    let fast = this.#fast;
    let slow = this.#slow;
    let long = this.#long;
    for (let i = from; i < to; i++) {
      const l = left[i]!;
      const r = right[i]!;
      const level = Math.max(l < 0 ? -l : l, r < 0 ? -r : r);
      fast = level + (level > fast ? fastPull : fallPull) * (fast - level);
      slow = level + (level > slow ? slowPull : fallPull) * (slow - level);
      long = level > long ? level + fastPull * (long - level) : level + longPull * (long - level);
      const rise = (fast - slow) / (fast + 1e-9);
      const ring = (long - fast) / (long + 1e-9);
      const gain = 1 + attack * rise + sustain * ring;
      left[i] = l * gain;
      right[i] = r * gain;
    }

    this.#fast = fast;
    this.#slow = slow;
    this.#long = long;
  }
}
