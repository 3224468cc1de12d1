/** Samples per channel that one value stands for at first. */
const STEP_SAMPLES = 128;
/** Values kept at most; when there are more, each two become one. */
const MOST_VALUES = 1 << 18;
const MOST_PEAKS = 1000;

/** Finds the loudest sample of each of at most 1000 equal stretches of a sound whose length is not known beforehand. */
export class PeakMeter {
  #values = new Float32Array(MOST_VALUES);
  #count = 0;
  #stepSamples = STEP_SAMPLES;
  #filled = 0;
  #loudest = 0;

  /** Takes samples −1 to 1 of all channels at one moment after the other: `samples[i]` belongs to moment `floor(i / channels)`. */
  add(samples: ArrayLike<number>, { scale, centre, channels }: { scale: number; centre: number; channels: number }): void {
    for (let i = 0; i < samples.length; i++) {
      const level = Math.abs((samples[i]! - centre) * scale);
      // Not-a-number compares false: it counts as silence.
      if (level > this.#loudest) {
        this.#loudest = level;
      }

      if ((i + 1) % channels === 0) {
        this.#advance();
      }
    }
  }

  /** 0–255 for each stretch; null when no sound came. */
  peaks(): readonly number[] | null {
    if (this.#filled > 0) {
      this.#keep();
    }

    const stretches = Math.min(MOST_PEAKS, this.#count);
    const peaks = Array.from({ length: stretches }, (_, stretch) => {
      const from = Math.floor((stretch * this.#count) / stretches);
      const to = Math.floor(((stretch + 1) * this.#count) / stretches);
      let loudest = 0;
      for (let i = from; i < to; i++) {
        loudest = Math.max(loudest, this.#values[i]!);
      }

      return Math.min(255, Math.round(loudest * 255));
    });
    return stretches === 0 ? null : peaks;
  }

  #advance(): void {
    this.#filled += 1;
    if (this.#filled === this.#stepSamples) {
      this.#keep();
    }
  }

  #keep(): void {
    this.#values[this.#count] = this.#loudest;
    this.#count += 1;
    this.#filled = 0;
    this.#loudest = 0;
    if (this.#count === MOST_VALUES) {
      for (let i = 0; i < MOST_VALUES / 2; i++) {
        this.#values[i] = Math.max(this.#values[2 * i]!, this.#values[2 * i + 1]!);
      }

      this.#count = MOST_VALUES / 2;
      this.#stepSamples *= 2;
    }
  }
}
