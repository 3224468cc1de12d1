import { pow, SAMPLE_RATE } from '../../kernel/index.ts';
import { Equaliser } from './equaliser.ts';

/** An old sampler: `rateHz` 4000–48000, `bits` 6–16, `blend` 0–1. */
export type RateReducerSettings = { readonly rateHz: number; readonly bits: number; readonly blend: number };

/** Sample-and-hold at a lower rate with fewer bits, behind the gentle input filter the old machines had. */
export class RateReducer {
  readonly #input: Equaliser;
  readonly #output: Equaliser;
  readonly #advance: number;
  readonly #levels: number;
  readonly #blend: number;
  readonly #dryLeft = new Float32Array(256);
  readonly #dryRight = new Float32Array(256);
  #phase = 1;
  #heldLeft = 0;
  #heldRight = 0;

  constructor(settings: RateReducerSettings, sampleRate: number = SAMPLE_RATE) {
    const corner = 0.45 * settings.rateHz;
    this.#input = new Equaliser([{ kind: 'low-pass', hz: corner, q: 0.8, gainDb: 0 }], sampleRate);
    this.#output = new Equaliser([{ kind: 'low-pass', hz: corner * 1.25, q: 0.7071, gainDb: 0 }], sampleRate);
    this.#advance = Math.min(1, settings.rateHz / sampleRate);
    this.#levels = pow(2, settings.bits - 1);
    this.#blend = settings.blend;
  }

  reset(): void {
    this.#input.reset();
    this.#output.reset();
    this.#phase = 1;
    this.#heldLeft = 0;
    this.#heldRight = 0;
  }

  /** Replaces `[from, to)`. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    for (let start = from; start < to; start += 256) {
      this.#piece(left, right, start, Math.min(to, start + 256));
    }
  }

  #piece(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const dryLeft = this.#dryLeft;
    const dryRight = this.#dryRight;
    for (let i = from; i < to; i++) {
      dryLeft[i - from] = left[i]!;
      dryRight[i - from] = right[i]!;
    }

    this.#input.process(left, right, from, to);
    const levels = this.#levels;
    for (let i = from; i < to; i++) {
      this.#phase += this.#advance;
      if (this.#phase >= 1) {
        this.#phase -= 1;
        this.#heldLeft = Math.round(left[i]! * levels) / levels;
        this.#heldRight = Math.round(right[i]! * levels) / levels;
      }

      left[i] = this.#heldLeft;
      right[i] = this.#heldRight;
    }

    this.#output.process(left, right, from, to);
    const wet = this.#blend;
    for (let i = from; i < to; i++) {
      left[i] = wet * left[i]! + (1 - wet) * dryLeft[i - from]!;
      right[i] = wet * right[i]! + (1 - wet) * dryRight[i - from]!;
    }
  }
}
