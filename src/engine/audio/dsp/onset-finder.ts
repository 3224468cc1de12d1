/** Samples measured together: 1 ms. */
const HOP = 48;
/** Energy that came before, over 12 ms, and how many times as much an attack has. */
const BEFORE = 12;
const RISE = 12;
/** Energy of a hop's differences below which nothing is an attack: about −60 dBFS. */
const SOFTEST = HOP * 1e-6;
/** Attacks are at least so far apart, hops. */
const APART = 40;
/** An attack is where the energy rises most within so many hops. */
const AHEAD = 4;

/** Finds where sound begins suddenly (claps, drums, plosives), to the millisecond, as it comes. */
export class OnsetFinder {
  /** How far ahead of a sample sound must have come for its onset to be known. */
  static readonly aheadSamples = (AHEAD + 1) * HOP;
  readonly #energies: number[] = [];
  #found: number[] = [];
  #hop = 0;
  #filled = 0;
  #energy = 0;
  #last = 0;
  #nextAllowed = 0;

  /** The onsets that are known and not forgotten, samples from the beginning, in order. */
  get found(): readonly number[] {
    return this.#found;
  }

  take(samples: Float32Array): void {
    for (const value of samples) {
      // Differences weigh high frequencies, of which attacks are full.
      const difference = value - this.#last;
      this.#last = value;
      this.#energy += difference * difference;
      this.#filled += 1;
      if (this.#filled === HOP) {
        this.#energies.push(this.#energy);
        this.#energy = 0;
        this.#filled = 0;
        this.#judge();
      }
    }
  }

  /** Onsets before a sample are not needed any more. */
  forget(before: number): void {
    this.#found = this.#found.filter((onset) => onset >= before);
  }

  #judge(): void {
    if (this.#energies.length <= BEFORE + AHEAD) {
      return;
    }

    const energies = this.#energies;
    const place = this.#hop + BEFORE;
    const energy = energies[BEFORE]!;
    const before = energies.slice(0, BEFORE).reduce((sum, value) => sum + value, 0) / BEFORE;
    if (place >= this.#nextAllowed && energy > SOFTEST && energy > RISE * before) {
      this.#found.push(place * HOP);
      this.#nextAllowed = place + APART;
    }

    energies.shift();
    this.#hop += 1;
  }
}
