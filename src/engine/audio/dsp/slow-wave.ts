import { SAMPLE_RATE, sin, TAU } from '../../kernel/index.ts';

/** Samples between two exact values; straight lines between them are 60 dB closer to the sine than anyone can hear in a delay time. */
const INTERVAL = 64;

/** A slow sine for moving delays and filters: one exact value in 64 samples, straight lines between. */
export class SlowWave {
  readonly #hzPerSample: number;
  readonly #startTurn: number;
  #turn: number;
  #next = INTERVAL;
  /** Value at the last bend of the line. */
  value: number;
  /** What the line rises by from sample to sample. */
  step = 0;
  /** How many samples after that bend the first sample of the last advance lies, 1 or more. */
  place = 1;

  /** `startTurn` is the phase at the start, in turns (0–1). */
  constructor(hz: number, startTurn: number, sampleRate: number = SAMPLE_RATE) {
    this.#hzPerSample = hz / sampleRate;
    this.#startTurn = startTurn;
    this.#turn = startTurn;
    this.value = sin(TAU * startTurn);
  }

  reset(): void {
    this.#turn = this.#startTurn;
    this.#next = INTERVAL;
    this.step = 0;
    this.value = sin(TAU * this.#startTurn);
  }

  /** Goes on by at most `most` samples, no further than the line is straight; gives how many. Sample `i` of them is `value + (place + i) * step`. */
  advance(most: number): number {
    if (this.#next === INTERVAL) {
      this.value += this.step * INTERVAL;
      this.#turn += this.#hzPerSample * INTERVAL;
      this.#turn -= Math.floor(this.#turn);
      this.step = (sin(TAU * this.#turn) - this.value) / INTERVAL;
      this.#next = 0;
    }

    const count = Math.min(most, INTERVAL - this.#next);
    this.place = this.#next + 1;
    this.#next += count;
    return count;
  }

  /** Goes on by `count` samples. */
  skip(count: number): void {
    for (let left = count; left > 0;) {
      left -= this.advance(left);
    }
  }

  /** Writes the next `count` values, each `middle + depth * sine`, to the start of `into`. */
  fill(into: Float64Array, count: number, middle: number, depth: number): void {
    for (let start = 0; start < count;) {
      const end = start + this.advance(count - start);
      const { value, step, place } = this;
      for (let i = start; i < end; i++) {
        into[i] = middle + depth * (value + (place + i - start) * step);
      }

      start = end;
    }
  }
}
