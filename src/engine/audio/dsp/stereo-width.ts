import { SAMPLE_RATE } from '../../kernel/index.ts';
import { type BiquadCoefficients, BUTTERWORTH_Q, designBiquad } from './biquad.ts';

/** What becomes of the image. */
export type StereoWidthSettings = {
  /** Factor on the side signal: 0 mono, 1 as it is, 2 very wide. */
  readonly side: number;
  /** Side made from the middle by all-passes, 0–1: width for sounds that come in mono. Cancels in a mono sum. */
  readonly spread: number;
  /** Nothing below this is left in the side, so that basses stay in the middle. */
  readonly monoBelowHz: number;
};

/** Delays of the all-passes in ms: short, without a common measure, so that no pitch is heard in them. */
const FIRST_MS = 4.73;
const SECOND_MS = 9.41;
const ALL_PASS_GAIN = 0.55;

/** Mid/side width with the bass kept in the middle and, on wish, a side made of a mono sound. */
export class StereoWidth {
  readonly #side: number;
  readonly #spread: number;
  readonly #highPass: BiquadCoefficients;
  /** What each all-pass remembers: a ring as long as its delay. */
  readonly #first: Float32Array;
  readonly #second: Float32Array;
  #firstAt = 0;
  #secondAt = 0;
  #s1 = 0;
  #s2 = 0;

  constructor(settings: StereoWidthSettings, sampleRate: number = SAMPLE_RATE) {
    this.#side = settings.side;
    this.#spread = settings.spread;
    this.#highPass = designBiquad({ kind: 'high-pass', hz: settings.monoBelowHz, q: BUTTERWORTH_Q, gainDb: 0 }, sampleRate);
    this.#first = new Float32Array(Math.round((FIRST_MS * sampleRate) / 1000));
    this.#second = new Float32Array(Math.round((SECOND_MS * sampleRate) / 1000));
  }

  reset(): void {
    this.#first.fill(0);
    this.#second.fill(0);
    this.#firstAt = 0;
    this.#secondAt = 0;
    this.#s1 = 0;
    this.#s2 = 0;
  }

  /** Replaces `[from, to)`. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    if (this.#spread === 0) {
      this.#widen(left, right, from, to);
    } else {
      this.#spreadOut(left, right, from, to);
    }
  }

  #widen(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const { b0, b1, b2, a1, a2 } = this.#highPass;
    const half = 0.5 * this.#side;
    let s1 = this.#s1;
    let s2 = this.#s2;
    for (let i = from; i < to; i++) {
      const l = left[i]!;
      const r = right[i]!;
      const middle = 0.5 * (l + r);
      const x = half * (l - r);
      const side = b0 * x + s1;
      s1 = b1 * x - a1 * side + s2;
      s2 = b2 * x - a2 * side;
      left[i] = middle + side;
      right[i] = middle - side;
    }

    this.#s1 = s1;
    this.#s2 = s2;
  }

  #spreadOut(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const { b0, b1, b2, a1, a2 } = this.#highPass;
    const spread = this.#spread;
    const half = 0.5 * this.#side;
    const firstRing = this.#first;
    const secondRing = this.#second;
    let firstAt = this.#firstAt;
    let secondAt = this.#secondAt;
    let s1 = this.#s1;
    let s2 = this.#s2;
    for (let i = from; i < to; i++) {
      const l = left[i]!;
      const r = right[i]!;
      const middle = 0.5 * (l + r);
      const old = firstRing[firstAt]!;
      const first = middle - ALL_PASS_GAIN * old;
      firstRing[firstAt] = first;
      firstAt = firstAt + 1 === firstRing.length ? 0 : firstAt + 1;
      const older = secondRing[secondAt]!;
      const second = old + ALL_PASS_GAIN * first + ALL_PASS_GAIN * older;
      secondRing[secondAt] = second;
      secondAt = secondAt + 1 === secondRing.length ? 0 : secondAt + 1;
      const x = half * (l - r) + spread * (older - ALL_PASS_GAIN * second);
      const side = b0 * x + s1;
      s1 = b1 * x - a1 * side + s2;
      s2 = b2 * x - a2 * side;
      left[i] = middle + side;
      right[i] = middle - side;
    }

    this.#firstAt = firstAt;
    this.#secondAt = secondAt;
    this.#s1 = s1;
    this.#s2 = s2;
  }
}
