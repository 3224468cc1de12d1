import { clamp, exp, gainFromDb, Rng, SAMPLE_RATE, type Sample } from '../../kernel/index.ts';
import type { EqBand } from '../dsp/biquad.ts';
import { onePolePull } from '../dsp/one-pole.ts';
import { RateReducer } from '../dsp/rate-reducer.ts';
import type { BusRecipe, MediumRecipe } from './recipe.ts';
import { OFF_DB } from './recipe.ts';

/** Filters that the sum goes through: the band limits of the bus and the tone of its medium. */
export function busBands(bus: BusRecipe): readonly EqBand[] {
  return [
    { kind: 'high-pass', hz: bus.lowCutHz, q: 0.7, gainDb: 0 },
    ...(bus.highCutHz < 19000 ? [{ kind: 'low-pass' as const, hz: bus.highCutHz, q: 0.65, gainDb: 0 }] : []),
    ...bus.medium.bands,
  ];
}

type Unit = { process(left: Float32Array, right: Float32Array, from: number, to: number): void };

/** What a medium does besides its tone, in the order of the signal; nothing for a clean one. */
export function mediumUnits(medium: MediumRecipe, samples: Sample, seed: number): readonly Unit[] {
  const rng = new Rng(seed, 'medium');
  return [
    ...(medium.crushHz < 48000 || medium.crushBits < 16
      ? [new RateReducer({ rateHz: medium.crushHz, bits: medium.crushBits, blend: 0.85 })]
      : []),
    ...(medium.width < 1 ? [new Narrowing(medium.width)] : []),
    ...(medium.hissDb > OFF_DB / 2 ? [new Hiss(gainFromDb(medium.hissDb), rng.fork('hiss'))] : []),
    ...(medium.dropouts > 0 ? [new Dropouts(medium.dropouts, samples, rng.fork('dropouts'))] : []),
  ];
}

class Narrowing {
  readonly #width: number;

  constructor(width: number) {
    this.#width = width;
  }

  /** Replaces `[from, to)`. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const width = this.#width;
    for (let i = from; i < to; i++) {
      const middle = 0.5 * (left[i]! + right[i]!);
      const side = 0.5 * width * (left[i]! - right[i]!);
      left[i] = middle + side;
      right[i] = middle - side;
    }
  }
}

/** The noise of a tape at the level of the mix: thinner below 1 kHz, open above. */
class Hiss {
  readonly #gain: number;
  readonly #rng: Rng;
  readonly #pull = onePolePull(900);
  #lowLeft = 0;
  #lowRight = 0;

  /** `gain` is that of the whole against full scale at the mix bus's nominal level. */
  constructor(gain: number, rng: Rng) {
    // A mix at −20 LUFS lies a tenth of full scale high.
    this.#gain = gain * 0.25;
    this.#rng = rng;
  }

  /** Adds to `[from, to)`. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const gain = this.#gain;
    const pull = this.#pull;
    let lowLeft = this.#lowLeft;
    let lowRight = this.#lowRight;
    for (let i = from; i < to; i++) {
      const l = this.#rng.next() * 2 - 1;
      const r = this.#rng.next() * 2 - 1;
      lowLeft = l + pull * (lowLeft - l);
      lowRight = r + pull * (lowRight - r);
      left[i] = left[i]! + gain * (l - 0.8 * lowLeft);
      right[i] = right[i]! + gain * (r - 0.8 * lowRight);
    }

    this.#lowLeft = lowLeft;
    this.#lowRight = lowRight;
  }
}

type Dropout = { readonly at: Sample; readonly half: number; readonly depth: number };

/** Where the coating is worn: for some hundredths of a second the level sinks and the top goes with it. */
class Dropouts {
  readonly #dropouts: readonly Dropout[];
  #next = 0;
  #lowLeft = 0;
  #lowRight = 0;
  readonly #pull = onePolePull(1400);

  constructor(amount: number, samples: Sample, rng: Rng) {
    const dropouts: Dropout[] = [];
    for (let seconds = rng.between(1, 4); seconds * SAMPLE_RATE < samples; seconds += rng.between(1.2, 7) / (0.3 + amount)) {
      dropouts.push({
        at: Math.round(seconds * SAMPLE_RATE),
        half: rng.between(0.02, 0.09) * SAMPLE_RATE,
        depth: amount * rng.between(0.35, 0.95),
      });
    }

    this.#dropouts = dropouts;
  }

  /** Replaces `[from, to)`. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const dropouts = this.#dropouts;
    while (this.#next < dropouts.length && dropouts[this.#next]!.at + 4 * dropouts[this.#next]!.half < from) {
      this.#next++;
    }

    const dropout = dropouts[this.#next];
    if (dropout === undefined || dropout.at - 4 * dropout.half > to) {
      this.#lowLeft = left[to - 1] ?? 0;
      this.#lowRight = right[to - 1] ?? 0;
      return;
    }

    const { at, half, depth } = dropout;
    const pull = this.#pull;
    for (let i = from; i < to; i++) {
      const away = (i - at) / half;
      const lost = depth * clamp(exp(-away * away) * 1.02 - 0.01, 0, 1);
      this.#lowLeft = left[i]! + pull * (this.#lowLeft - left[i]!);
      this.#lowRight = right[i]! + pull * (this.#lowRight - right[i]!);
      const level = 1 - 0.55 * lost;
      left[i] = level * (left[i]! + lost * (this.#lowLeft - left[i]!));
      right[i] = level * (right[i]! + lost * (this.#lowRight - right[i]!));
    }
  }
}
