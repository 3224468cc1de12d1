import { clamp, cos, gainFromDb, SAMPLE_RATE, sin, TAU } from '../../kernel/index.ts';
import { hertz } from '../bank-zone.ts';

/** The SoundFont low-pass: a resonant biquad whose gain sinks by half of its resonance. */
export class SamplerFilter {
  readonly #resonance: number;
  readonly #gain: number;
  #tunedCents = -1;
  #b0 = 0;
  #a1 = 0;
  #a2 = 0;
  #s1 = 0;
  #s2 = 0;

  constructor(resonanceDb: number) {
    this.#resonance = gainFromDb(resonanceDb - 3.01);
    this.#gain = 1 / Math.sqrt(gainFromDb(resonanceDb));
  }

  tune(cutoffCents: number): void {
    if (Math.abs(cutoffCents - this.#tunedCents) < 4) {
      return;
    }

    this.#tunedCents = cutoffCents;
    const w = (TAU * clamp(hertz(cutoffCents), 20, SAMPLE_RATE * 0.45)) / SAMPLE_RATE;
    const cosine = cos(w);
    const alpha = sin(w) / (2 * this.#resonance);
    const a0 = 1 + alpha;
    this.#b0 = ((1 - cosine) * this.#gain) / 2 / a0;
    this.#a1 = (-2 * cosine) / a0;
    this.#a2 = (1 - alpha) / a0;
  }

  /** Filters the first `count` frames in place. */
  process(block: Float64Array, count: number): void {
    const b0 = this.#b0;
    const a1 = this.#a1;
    const a2 = this.#a2;
    let s1 = this.#s1;
    let s2 = this.#s2;
    for (let i = 0; i < count; i++) {
      const x = block[i]!;
      const y = b0 * x + s1;
      s1 = 2 * b0 * x - a1 * y + s2;
      s2 = b0 * x - a2 * y;
      block[i] = y;
    }

    this.#s1 = s1;
    this.#s2 = s2;
  }
}
