import { SAMPLE_RATE, tan, TAU } from '../../kernel/index.ts';

/** Coefficients of a state-variable filter at one setting. */
export type StateVariableCoefficients = { readonly a1: number; readonly a2: number; readonly a3: number; readonly k: number };

/** Trapezoidal state-variable filter, after Andrew Simper, "Solving the continuous SVF equations using trapezoidal integration" (Cytomic, 2013). */
export function designStateVariable(cutoffHz: number, q: number, sampleRate: number = SAMPLE_RATE): StateVariableCoefficients {
  const g = tan((TAU / 2) * (Math.min(cutoffHz, 0.49 * sampleRate) / sampleRate));
  const k = 1 / q;
  const a1 = 1 / (1 + g * (g + k));
  return { a1, a2: g * a1, a3: g * g * a1, k };
}

/** A second-order filter whose cutoff may move while it runs without clicks; one channel. */
export class StateVariableFilter {
  readonly #kind: 'low-pass' | 'high-pass' | 'band-pass';
  #coefficients: StateVariableCoefficients;
  #ic1 = 0;
  #ic2 = 0;

  constructor(kind: 'low-pass' | 'high-pass' | 'band-pass', coefficients: StateVariableCoefficients) {
    this.#kind = kind;
    this.#coefficients = coefficients;
  }

  /** Moves to another setting from the next sample on. */
  tune(coefficients: StateVariableCoefficients): void {
    this.#coefficients = coefficients;
  }

  reset(): void {
    this.#ic1 = 0;
    this.#ic2 = 0;
  }

  /** Filters `[from, to)` in place. */
  process(block: Float32Array, from: number, to: number): void {
    const { a1, a2, a3, k } = this.#coefficients;
    const lowMix = this.#kind === 'low-pass' ? 1 : this.#kind === 'high-pass' ? -1 : 0;
    const bandMix = this.#kind === 'low-pass' ? 0 : this.#kind === 'high-pass' ? -k : k;
    const inputMix = this.#kind === 'high-pass' ? 1 : 0;
    let ic1 = this.#ic1;
    let ic2 = this.#ic2;
    for (let i = from; i < to; i++) {
      const v0 = block[i]!;
      const v3 = v0 - ic2;
      const v1 = a1 * ic1 + a2 * v3;
      const v2 = ic2 + a2 * ic1 + a3 * v3;
      ic1 = 2 * v1 - ic1;
      ic2 = 2 * v2 - ic2;
      block[i] = inputMix * v0 + bandMix * v1 + lowMix * v2;
    }

    this.#ic1 = ic1;
    this.#ic2 = ic2;
  }
}
