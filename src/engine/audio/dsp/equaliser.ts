import { type BiquadCoefficients, designBiquad, type EqBand, responseDb } from './biquad.ts';
import { SAMPLE_RATE } from '../../kernel/index.ts';

/** Words of state a stereo section needs: two a channel. */
const STATE_WORDS = 4;

/** A chain of second-order sections over two channels. */
export class Equaliser {
  readonly #sections: readonly BiquadCoefficients[];
  readonly #state: Float64Array;

  constructor(bands: readonly EqBand[], sampleRate: number = SAMPLE_RATE) {
    this.#sections = bands.map((band) => designBiquad(band, sampleRate));
    this.#state = new Float64Array(bands.length * STATE_WORDS);
  }

  reset(): void {
    this.#state.fill(0);
  }

  /** Filters `[from, to)` of both channels in place. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const sections = this.#sections;
    let index = 0;
    // Two sections and two channels in one loop: four independent recursions hide each other's latency.
    for (; index + 1 < sections.length; index += 2) {
      processPair(sections[index]!, sections[index + 1]!, this.#state, index * STATE_WORDS, left, right, from, to);
    }

    if (index < sections.length) {
      processOne(sections[index]!, this.#state, index * STATE_WORDS, left, right, from, to);
    }
  }
}

/** Gain of a whole equaliser at a frequency, dB. */
export function equaliserResponseDb(bands: readonly EqBand[], hz: number, sampleRate: number = SAMPLE_RATE): number {
  return bands.reduce((sum, band) => sum + responseDb(designBiquad(band, sampleRate), hz, sampleRate), 0);
}

function processOne(
  section: BiquadCoefficients,
  state: Float64Array,
  at: number,
  left: Float32Array,
  right: Float32Array,
  from: number,
  to: number,
): void {
  const { b0, b1, b2, a1, a2 } = section;
  let l1 = state[at]!;
  let l2 = state[at + 1]!;
  let r1 = state[at + 2]!;
  let r2 = state[at + 3]!;
  for (let i = from; i < to; i++) {
    const l = left[i]!;
    const r = right[i]!;
    const yl = b0 * l + l1;
    const yr = b0 * r + r1;
    l1 = b1 * l - a1 * yl + l2;
    r1 = b1 * r - a1 * yr + r2;
    l2 = b2 * l - a2 * yl;
    r2 = b2 * r - a2 * yr;
    left[i] = yl;
    right[i] = yr;
  }

  state[at] = l1;
  state[at + 1] = l2;
  state[at + 2] = r1;
  state[at + 3] = r2;
}

function processPair(
  first: BiquadCoefficients,
  second: BiquadCoefficients,
  state: Float64Array,
  at: number,
  left: Float32Array,
  right: Float32Array,
  from: number,
  to: number,
): void {
  const { b0, b1, b2, a1, a2 } = first;
  const { b0: d0, b1: d1, b2: d2, a1: c1, a2: c2 } = second;
  let l1 = state[at]!;
  let l2 = state[at + 1]!;
  let r1 = state[at + 2]!;
  let r2 = state[at + 3]!;
  let l3 = state[at + 4]!;
  let l4 = state[at + 5]!;
  let r3 = state[at + 6]!;
  let r4 = state[at + 7]!;
  for (let i = from; i < to; i++) {
    const l = left[i]!;
    const r = right[i]!;
    const yl = b0 * l + l1;
    const yr = b0 * r + r1;
    l1 = b1 * l - a1 * yl + l2;
    r1 = b1 * r - a1 * yr + r2;
    l2 = b2 * l - a2 * yl;
    r2 = b2 * r - a2 * yr;
    const zl = d0 * yl + l3;
    const zr = d0 * yr + r3;
    l3 = d1 * yl - c1 * zl + l4;
    r3 = d1 * yr - c1 * zr + r4;
    l4 = d2 * yl - c2 * zl;
    r4 = d2 * yr - c2 * zr;
    left[i] = zl;
    right[i] = zr;
  }

  state[at] = l1;
  state[at + 1] = l2;
  state[at + 2] = r1;
  state[at + 3] = r2;
  state[at + 4] = l3;
  state[at + 5] = l4;
  state[at + 6] = r3;
  state[at + 7] = r4;
}
