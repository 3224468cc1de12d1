import { SAMPLE_RATE, tan, TAU } from '../../kernel/index.ts';
import { SlowWave } from './slow-wave.ts';

/** How a phaser moves: `rateHz` 0.05–5, `blend` 0–1 of wet, `feedback` 0–0.9. */
export type PhaserSettings = { readonly rateHz: number; readonly blend: number; readonly feedback: number };

const STAGES = 6;
/** Samples for which the all-passes stand still. */
const PIECE = 32;

/** Six all-passes a channel whose corners sweep between 250 and 2500 Hz, the right channel a quarter of a turn behind the left. */
export class Phaser {
  readonly #left = new Float64Array(STAGES + 1);
  readonly #right = new Float64Array(STAGES + 1);
  readonly #swing = new Float64Array(1);
  readonly #waves: readonly [SlowWave, SlowWave];
  readonly #sampleRate: number;
  readonly #blend: number;
  readonly #feedback: number;

  constructor({ rateHz, blend, feedback }: PhaserSettings, sampleRate: number = SAMPLE_RATE) {
    this.#waves = [new SlowWave(rateHz, 0, sampleRate / PIECE), new SlowWave(rateHz, 0.25, sampleRate / PIECE)];
    this.#sampleRate = sampleRate;
    this.#blend = 0.5 * blend;
    this.#feedback = feedback;
  }

  reset(): void {
    this.#left.fill(0);
    this.#right.fill(0);
    this.#waves.forEach((wave) => wave.reset());
  }

  /** Replaces `[from, to)`; blocks begin at multiples of 32. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    for (let start = from; start < to; start += PIECE) {
      const end = Math.min(to, start + PIECE);
      this.#channel(left, this.#left, this.#gainOf(this.#waves[0]), start, end);
      this.#channel(right, this.#right, this.#gainOf(this.#waves[1]), start, end);
    }
  }

  /** The all-pass gain of the corner that the wave stands at. */
  #gainOf(wave: SlowWave): number {
    wave.fill(this.#swing, 1, 0.5, 0.5);
    const place = this.#swing[0]!;
    const t = tan((TAU / 2) * ((250 + 2250 * place * place) / this.#sampleRate));
    return (t - 1) / (t + 1);
  }

  #channel(block: Float32Array, state: Float64Array, gain: number, from: number, to: number): void {
    const blend = this.#blend;
    const feedback = this.#feedback;
    for (let i = from; i < to; i++) {
      const x = block[i]!;
      let y = x + feedback * state[STAGES]!;
      for (let stage = 0; stage < STAGES; stage++) {
        const out = gain * y + state[stage]!;
        state[stage] = y - gain * out;
        y = out;
      }

      state[STAGES] = y;
      block[i] = (1 - blend) * x + blend * y;
    }
  }
}
