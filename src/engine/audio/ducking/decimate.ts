import { cos, SAMPLE_RATE, sin, TAU } from '../../kernel/index.ts';

/** One sample of speech analysis for so many of ours: 8 kHz holds all that tells a voice. */
export const DECIMATION = 6;
/** Samples a second after `Decimator`. */
export const SPEECH_RATE = SAMPLE_RATE / DECIMATION;
const CORNER_HZ = 3600;
/** Samples on either side of the middle that the low-pass looks at. */
const REACH = 48;

/** Brings the middle of stereo sound down to `SPEECH_RATE`, block by block. Linear phase; its delay is taken out by the caller reading `REACH` ahead. */
export class Decimator {
  /** By how many of our samples what comes out is late. */
  static readonly delaySamples = REACH;
  readonly #taps = designTaps();
  /** Twice the same, one behind the other, so that the taps run over it without a turn. */
  readonly #history = new Float64Array(2 * (2 * REACH + 1));
  #place = 0;
  #phase = 0;

  /** Takes `[from, to)` and writes what is due behind `at` of `into`; gives how many that are. */
  process(
    { left, right }: { readonly left: Float32Array; readonly right: Float32Array },
    { from, to }: { readonly from: number; readonly to: number },
    into: Float64Array,
  ): number {
    const taps = this.#taps;
    const history = this.#history;
    const size = taps.length;
    let made = 0;
    for (let i = from; i < to; i++) {
      const middle = 0.5 * (left[i]! + right[i]!);
      history[this.#place] = middle;
      history[this.#place + size] = middle;
      this.#place = this.#place + 1 === size ? 0 : this.#place + 1;
      this.#phase += 1;
      if (this.#phase < DECIMATION) {
        continue;
      }

      this.#phase = 0;
      let sum = 0;
      const oldest = this.#place;
      for (let k = 0; k < size; k++) {
        sum += taps[k]! * history[oldest + k]!;
      }

      into[made] = sum;
      made += 1;
    }

    return made;
  }
}

/** A sinc under a Hann window, its sum 1. */
function designTaps(): Float64Array {
  const taps = new Float64Array(2 * REACH + 1);
  const w = (TAU * CORNER_HZ) / SAMPLE_RATE;
  let sum = 0;
  for (let k = -REACH; k <= REACH; k++) {
    const sinc = k === 0 ? w : sin(w * k) / k;
    taps[k + REACH] = sinc * (0.5 + 0.5 * cos((TAU / 2) * (k / (REACH + 1))));
    sum += taps[k + REACH]!;
  }

  return taps.map((tap) => tap / sum);
}
