import { cos, TAU } from '../../kernel/index.ts';
import { silence, type Stereo } from '../stereo.ts';
import { OnsetFinder } from './onset-finder.ts';

/** From one grain to the next, samples: 16 ms. Grains are twice as long and cross under Hann windows, whose sum is 1. */
const HOP = 768;
/** A grain is taken at most this far from where the time says, samples (12.5 ms): half the period of the deepest voices and basses, either way. */
const REACH = 600;
/** Every so many samples are compared at first, and all of them near the best. */
const COARSE = 4;

/**
 * Plays sound faster or slower and keeps its pitch, by overlapping grains that are taken where they go on best from the one before
 * (Verhelst and Roelands' WSOLA). Attacks are the exception: the grains around one are taken as they are, exactly in time, and no other
 * grain may hold it, so that a click comes once, at its moment, and unchanged.
 */
export class TimeStretch {
  readonly #speed: number;
  readonly #window = Float64Array.from({ length: 2 * HOP }, (_, i) => 0.5 - 0.5 * cos((TAU * i) / (2 * HOP)));
  readonly #onsets = new OnsetFinder();
  /** What came, from sample `#first` on, and the middle of both channels. */
  #left = new Float32Array(0);
  #right = new Float32Array(0);
  #middle = new Float32Array(0);
  #first = -HOP;
  #end = 0;
  /** The next grain's number, and the place at which the one before would go on. */
  #grain = 0;
  #goesOnAt = 0;
  /** The later half of the last grain. */
  #tail = silence(HOP);

  /** `speed` 0.25–4: 2 is twice as fast. */
  constructor(speed: number) {
    this.#speed = speed;
    this.#grow(HOP);
  }

  /** How many samples must have come so that the next `HOP` can be given. */
  get needed(): number {
    return Math.ceil(this.#grain * HOP * this.#speed) + 4 * HOP + REACH + OnsetFinder.aheadSamples;
  }

  /** How many samples have come. */
  get taken(): number {
    return this.#end;
  }

  push(block: Stereo): void {
    const count = block.left.length;
    const at = this.#end - this.#first;
    this.#grow(at + count);
    this.#left.set(block.left, at);
    this.#right.set(block.right, at);
    for (let i = 0; i < count; i++) {
      this.#middle[at + i] = block.left[i]! + block.right[i]!;
    }

    this.#onsets.take(this.#middle.subarray(at, at + count));
    this.#end += count;
  }

  /** The next 768 samples; as many as `needed` must have come. */
  next(): Stereo {
    if (this.#grain === 0) {
      this.#takeGrain();
    }

    const made = silence(HOP);
    const before = this.#tail;
    const place = this.#takeGrain();
    const at = place - HOP - this.#first;
    for (let i = 0; i < HOP; i++) {
      const gain = this.#window[i]!;
      made.left[i] = before.left[i]! + gain * this.#left[at + i]!;
      made.right[i] = before.right[i]! + gain * this.#right[at + i]!;
    }

    this.#forget(Math.min(place, Math.round(this.#grain * HOP * this.#speed)) - 2 * HOP - REACH);
    return made;
  }

  /** Chooses the middle of the next grain and keeps its later half. */
  #takeGrain(): number {
    const place = this.#grain === 0 ? 0 : this.#placeOf(this.#grain * HOP);
    const at = place - this.#first;
    const tail = silence(HOP);
    for (let i = 0; i < HOP; i++) {
      const gain = this.#window[HOP + i]!;
      tail.left[i] = gain * this.#left[at + i]!;
      tail.right[i] = gain * this.#right[at + i]!;
    }

    this.#tail = tail;
    this.#goesOnAt = place + HOP;
    this.#grain += 1;
    return place;
  }

  #placeOf(due: number): number {
    const nominal = Math.round(due * this.#speed);
    let lowest = Math.max(0, nominal - REACH);
    let highest = nominal + REACH;
    for (const onset of this.#onsets.found) {
      const heardAt = Math.round(onset / this.#speed);
      if (Math.abs(heardAt - due) < HOP) {
        return Math.max(0, onset + due - heardAt);
      }

      if (heardAt < due) {
        lowest = Math.max(lowest, onset + HOP);
      } else {
        highest = Math.min(highest, onset - HOP);
      }
    }

    return highest <= lowest ? Math.max(0, Math.round((lowest + highest) / 2)) : this.#bestBetween(lowest, highest);
  }

  /** Where in `[lowest, highest]` sound is most like what would follow the last grain. */
  #bestBetween(lowest: number, highest: number): number {
    let best = lowest;
    let most = -Infinity;
    for (let place = lowest; place <= highest; place += COARSE) {
      const likeness = this.#likeness(place, COARSE);
      if (likeness > most) {
        [best, most] = [place, likeness];
      }
    }

    most = -Infinity;
    const near = best;
    for (let place = Math.max(lowest, near - COARSE + 1); place <= Math.min(highest, near + COARSE - 1); place++) {
      const likeness = this.#likeness(place, 2);
      if (likeness > most) {
        [best, most] = [place, likeness];
      }
    }

    return best;
  }

  #likeness(place: number, step: number): number {
    const middle = this.#middle;
    const a = this.#goesOnAt - HOP - this.#first;
    const b = place - HOP - this.#first;
    let product = 0;
    let power = 1e-9;
    for (let i = 0; i < 2 * HOP; i += step) {
      const value = middle[b + i]!;
      product += value * middle[a + i]!;
      power += value * value;
    }

    return product / Math.sqrt(power);
  }

  #forget(before: number): void {
    const drop = Math.min(before, this.#goesOnAt - HOP) - this.#first;
    // Moving what is held costs more than holding it for a while.
    if (drop > 16 * HOP) {
      for (const channel of [this.#left, this.#right, this.#middle]) {
        channel.copyWithin(0, drop, this.#end - this.#first);
      }

      this.#first += drop;
      this.#onsets.forget(this.#first - 4 * HOP);
    }
  }

  #grow(length: number): void {
    if (this.#left.length >= length) {
      return;
    }

    const grown = (channel: Float32Array): Float32Array<ArrayBuffer> => {
      const longer = new Float32Array(2 * length);
      longer.set(channel);
      return longer;
    };
    [this.#left, this.#right, this.#middle] = [grown(this.#left), grown(this.#right), grown(this.#middle)];
  }
}
