import { SAMPLE_RATE, sin, TAU } from '../../kernel/index.ts';

/** Samples between two exact values; straight lines between them are 60 dB closer to the sine than anyone can hear in a delay time. */
const INTERVAL = 64;

/** A slow sine for moving delays and filters: one exact value in 64 samples, straight lines between. */
export class SlowWave {
  readonly #hzPerSample: number;
  readonly #startTurn: number;
  #turn: number;
  #place = 0;
  #value: number;
  #step = 0;

  /** `startTurn` is the phase at the start, in turns (0–1). */
  constructor(hz: number, startTurn: number, sampleRate: number = SAMPLE_RATE) {
    this.#hzPerSample = hz / sampleRate;
    this.#startTurn = startTurn;
    this.#turn = startTurn;
    this.#value = sin(TAU * startTurn);
  }

  reset(): void {
    this.#turn = this.#startTurn;
    this.#place = 0;
    this.#step = 0;
    this.#value = sin(TAU * this.#startTurn);
  }

  /** Writes the next `count` values, each `middle + depth * sine`, to the start of `into`. */
  fill(into: Float64Array, count: number, middle: number, depth: number): void {
    let i = 0;
    while (i < count) {
      if (this.#place === 0) {
        this.#turn += this.#hzPerSample * INTERVAL;
        this.#turn -= Math.floor(this.#turn);
        this.#step = (sin(TAU * this.#turn) - this.#value) / INTERVAL;
        this.#place = INTERVAL;
      }

      const end = Math.min(count, i + this.#place);
      this.#place -= end - i;
      const step = this.#step;
      let value = this.#value;
      for (; i < end; i++) {
        value += step;
        into[i] = middle + depth * value;
      }

      this.#value = value;
    }
  }
}
