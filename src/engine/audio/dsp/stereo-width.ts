import { SAMPLE_RATE } from '../../kernel/index.ts';
import { type BiquadCoefficients, BUTTERWORTH_Q, designBiquad } from './biquad.ts';
import { DelayLine } from './delay-line.ts';

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
  readonly #first: DelayLine;
  readonly #second: DelayLine;
  readonly #firstDelay: number;
  readonly #secondDelay: number;
  #s1 = 0;
  #s2 = 0;

  constructor(settings: StereoWidthSettings, sampleRate: number = SAMPLE_RATE) {
    this.#side = settings.side;
    this.#spread = settings.spread;
    this.#highPass = designBiquad({ kind: 'high-pass', hz: settings.monoBelowHz, q: BUTTERWORTH_Q, gainDb: 0 }, sampleRate);
    this.#firstDelay = Math.round((FIRST_MS * sampleRate) / 1000);
    this.#secondDelay = Math.round((SECOND_MS * sampleRate) / 1000);
    this.#first = new DelayLine(this.#firstDelay);
    this.#second = new DelayLine(this.#secondDelay);
  }

  reset(): void {
    this.#first.reset();
    this.#second.reset();
    this.#s1 = 0;
    this.#s2 = 0;
  }

  /** Replaces `[from, to)`. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const { b0, b1, b2, a1, a2 } = this.#highPass;
    const spread = this.#spread;
    const wide = this.#side;
    let s1 = this.#s1;
    let s2 = this.#s2;
    for (let i = from; i < to; i++) {
      const middle = 0.5 * (left[i]! + right[i]!);
      let x = wide * 0.5 * (left[i]! - right[i]!);
      if (spread !== 0) {
        x += spread * this.#allPass(middle);
      }

      const side = b0 * x + s1;
      s1 = b1 * x - a1 * side + s2;
      s2 = b2 * x - a2 * side;
      left[i] = middle + side;
      right[i] = middle - side;
    }

    this.#s1 = s1;
    this.#s2 = s2;
  }

  #allPass(x: number): number {
    const old = this.#first.read(this.#firstDelay - 1);
    const first = x - ALL_PASS_GAIN * old;
    this.#first.write(first);
    const y = old + ALL_PASS_GAIN * first;
    const older = this.#second.read(this.#secondDelay - 1);
    const second = y + ALL_PASS_GAIN * older;
    this.#second.write(second);
    return older - ALL_PASS_GAIN * second;
  }
}
