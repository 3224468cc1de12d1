import { clamp, cos, gainFromDb, SAMPLE_RATE, sin, TAU } from '../../kernel/index.ts';
import { hertz } from '../bank-zone.ts';
import { SAMPLER, SAMPLER_BLOCK, SamplerProgram } from './sampler-program.ts';

/** Moves of the cutoff smaller than this, cents, are not heard and not made. */
const STILL_CENTS = 4;

/** The SoundFont low-pass: a resonant biquad whose gain sinks by half of its resonance. */
export class SamplerFilter {
  readonly #resonance: number;
  readonly #gain: number;
  readonly #program = SamplerProgram.get();
  #tunedCents = NaN;
  #b0 = 0;
  #a1 = 0;
  #a2 = 0;
  #x1 = 0;
  #x2 = 0;
  #y1 = 0;
  #y2 = 0;

  constructor(resonanceDb: number) {
    this.#resonance = gainFromDb(resonanceDb - 3.01);
    this.#gain = 1 / Math.sqrt(gainFromDb(resonanceDb));
  }

  /** Filters the program's block in place. The coefficients glide to those of the new cutoff over the block: a stepping filter buzzes. */
  process(cutoffCents: number): void {
    const { parameters } = this.#program;
    const isFirst = Number.isNaN(this.#tunedCents);
    const isMoved = isFirst || Math.abs(cutoffCents - this.#tunedCents) >= STILL_CENTS;
    const b0 = this.#b0;
    const a1 = this.#a1;
    const a2 = this.#a2;
    if (isMoved) {
      this.#tune(cutoffCents);
    }

    const isGliding = isMoved && !isFirst;
    parameters[SAMPLER.b0] = isGliding ? b0 : this.#b0;
    parameters[SAMPLER.a1] = isGliding ? a1 : this.#a1;
    parameters[SAMPLER.a2] = isGliding ? a2 : this.#a2;
    parameters[SAMPLER.b0Step] = isGliding ? (this.#b0 - b0) / SAMPLER_BLOCK : 0;
    parameters[SAMPLER.a1Step] = isGliding ? (this.#a1 - a1) / SAMPLER_BLOCK : 0;
    parameters[SAMPLER.a2Step] = isGliding ? (this.#a2 - a2) / SAMPLER_BLOCK : 0;
    parameters[SAMPLER.x1] = this.#x1;
    parameters[SAMPLER.x2] = this.#x2;
    parameters[SAMPLER.y1] = this.#y1;
    parameters[SAMPLER.y2] = this.#y2;
    this.#program.filter();
    this.#x1 = parameters[SAMPLER.x1]!;
    this.#x2 = parameters[SAMPLER.x2]!;
    this.#y1 = parameters[SAMPLER.y1]!;
    this.#y2 = parameters[SAMPLER.y2]!;
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
