import { assert } from './assert.ts';
import { cos, log, TAU } from './math.ts';

/**
 * A named stream of chance.
 *
 * `fork` derives a stream from the seed and the path of names alone, never from how much was drawn before, so adding a
 * part or drawing once more in one place leaves every other place as it was.
 */
export class Rng {
  readonly #path: string;
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  constructor(seed: number, path = '') {
    this.#path = `${seed}/${path}`;
    [this.#a, this.#b, this.#c] = hashOf(this.#path);
    this.#counter = 1;
    // sfc32 needs a few rounds before its first words are well mixed.
    for (let round = 0; round < 12; round++) {
      this.next();
    }
  }

  /** The stream called `name` below this one. */
  fork(name: string): Rng {
    return new Rng(0, `${this.#path}/${name}`);
  }

  /** A number in [0, 1). */
  next(): number {
    // sfc32 by Chris Doty-Humphrey (PractRand, public domain): three words of state and a counter.
    const word = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + word) | 0;
    return (word >>> 0) / 4294967296;
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True with the given probability, 0 to 1. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the items, each as likely as the next. */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    assert(item !== undefined, `Rng.pick from an empty list (${this.#path})`);
    return item;
  }

  /** One of the items, in proportion to its weight; the weights need not add up to 1 but one must be above 0. */
  weighted<T>(items: readonly T[], weightOf: (item: T) => number): T {
    const total = items.reduce((sum, item) => sum + Math.max(0, weightOf(item)), 0);
    assert(total > 0, `Rng.weighted without a positive weight (${this.#path})`);
    let left = this.next() * total;
    let last: T | undefined;
    for (const item of items) {
      const weight = Math.max(0, weightOf(item));
      if (weight > 0) {
        last = item;
        left -= weight;
        if (left < 0) {
          return item;
        }
      }
    }

    assert(last !== undefined, 'unreachable: a positive weight was found above');
    return last;
  }

  /** A normally distributed number with mean 0 and the given standard deviation (Box–Muller). */
  gaussian(deviation: number): number {
    const radius = Math.sqrt(-2 * log(1 - this.next()));
    return deviation * radius * cos(TAU * this.next());
  }

  /** The items in a random order (Fisher–Yates); the list given stays as it is. */
  shuffled<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.integer(0, i);
      const held = copy[i]!;
      copy[i] = copy[j]!;
      copy[j] = held;
    }

    return copy;
  }
}

/** Three well-mixed 32-bit words of a string: FNV-1a with three offsets, then MurmurHash3's finaliser. */
function hashOf(text: string): [number, number, number] {
  const words: [number, number, number] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    words[0] = Math.imul(words[0] ^ unit, 0x01000193);
    words[1] = Math.imul(words[1] ^ unit, 0x01000193) ^ words[0];
    words[2] = Math.imul(words[2] ^ unit, 0x01000193) + words[1];
  }

  return [finalise(words[0]), finalise(words[1]), finalise(words[2])];
}

function finalise(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
