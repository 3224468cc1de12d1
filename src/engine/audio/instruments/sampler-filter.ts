import { clamp, cos, gainFromDb, SAMPLE_RATE, sin, TAU } from '../../kernel/index.ts';
import { hertz } from '../bank-zone.ts';

/** Moves of the cutoff smaller than this, cents, are not heard and not made. */
const STILL_CENTS = 4;

/** The SoundFont low-pass: a resonant biquad whose gain sinks by half of its resonance. */
export class SamplerFilter {
  readonly #resonance: number;
  readonly #gain: number;
  #tunedCents = NaN;
  #b0 = 0;
  #a1 = 0;
  #a2 = 0;
  // Direct form I: its state is the signal itself, which does not jump when the coefficients move.
  #x1 = 0;
  #x2 = 0;
  #y1 = 0;
  #y2 = 0;

  constructor(resonanceDb: number) {
    this.#resonance = gainFromDb(resonanceDb - 3.01);
    this.#gain = 1 / Math.sqrt(gainFromDb(resonanceDb));
  }

  /** Filters the first `count` frames in place. The coefficients glide to those of the new cutoff over the block: a stepping filter buzzes. */
  process(block: Float64Array, count: number, cutoffCents: number): void {
    let b0 = this.#b0;
    let a1 = this.#a1;
    let a2 = this.#a2;
    const isFirst = Number.isNaN(this.#tunedCents);
    if (isFirst || Math.abs(cutoffCents - this.#tunedCents) >= STILL_CENTS) {
      this.#tune(cutoffCents);
    }

    const b0Step = isFirst ? 0 : (this.#b0 - b0) / count;
    const a1Step = isFirst ? 0 : (this.#a1 - a1) / count;
    const a2Step = isFirst ? 0 : (this.#a2 - a2) / count;
    if (isFirst) {
      b0 = this.#b0;
      a1 = this.#a1;
      a2 = this.#a2;
    }

    let x1 = this.#x1;
    let x2 = this.#x2;
    let y1 = this.#y1;
    let y2 = this.#y2;
    // A filter that stands still needs no gliding; it is most of them.
    if (b0Step === 0 && a1Step === 0 && a2Step === 0) {
      for (let i = 0; i < count; i++) {
        const x = block[i]!;
        const y = b0 * (x + 2 * x1 + x2) - a1 * y1 - a2 * y2;
        x2 = x1;
        x1 = x;
        y2 = y1;
        y1 = y;
        block[i] = y;
      }

      this.#x1 = x1;
      this.#x2 = x2;
      this.#y1 = y1;
      this.#y2 = y2;
      return;
    }

    for (let i = 0; i < count; i++) {
      b0 += b0Step;
      a1 += a1Step;
      a2 += a2Step;
      const x = block[i]!;
      const y = b0 * (x + 2 * x1 + x2) - a1 * y1 - a2 * y2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      block[i] = y;
    }

    this.#x1 = x1;
    this.#x2 = x2;
    this.#y1 = y1;
    this.#y2 = y2;
  }

  #tune(cutoffCents: number): void {
    this.#tunedCents = cutoffCents;
    const w = (TAU * clamp(hertz(cutoffCents), 20, SAMPLE_RATE * 0.45)) / SAMPLE_RATE;
    const cosine = cos(w);
    const alpha = sin(w) / (2 * this.#resonance);
    const a0 = 1 + alpha;
    this.#b0 = ((1 - cosine) * this.#gain) / 2 / a0;
    this.#a1 = (-2 * cosine) / a0;
    this.#a2 = (1 - alpha) / a0;
  }
}
