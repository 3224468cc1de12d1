import { SAMPLE_RATE } from '../../kernel/index.ts';
import { DelayLine } from './delay-line.ts';
import { onePolePull } from './one-pole.ts';

/** Echoes in time: `feedback` 0–0.85, filters in the loop make every echo thinner and darker than the one before. */
export type TempoDelaySettings = {
  readonly delaySeconds: number;
  readonly feedback: number;
  readonly lowCutHz: number;
  readonly highCutHz: number;
};

/** Ping-pong delay: the first echo left, the next right, and so on. */
export class TempoDelay {
  readonly #left: DelayLine;
  readonly #right: DelayLine;
  readonly #delay: number;
  readonly #feedback: number;
  readonly #lowPull: number;
  readonly #highPull: number;
  #lowLeft = 0;
  #lowRight = 0;
  #highLeft = 0;
  #highRight = 0;

  constructor(settings: TempoDelaySettings, sampleRate: number = SAMPLE_RATE) {
    this.#delay = Math.max(1, Math.round(settings.delaySeconds * sampleRate));
    this.#left = new DelayLine(this.#delay);
    this.#right = new DelayLine(this.#delay);
    this.#feedback = settings.feedback;
    this.#lowPull = onePolePull(settings.lowCutHz, sampleRate);
    this.#highPull = onePolePull(settings.highCutHz, sampleRate);
  }

  reset(): void {
    this.#left.reset();
    this.#right.reset();
    this.#lowLeft = 0;
    this.#lowRight = 0;
    this.#highLeft = 0;
    this.#highRight = 0;
  }

  /** Replaces the send in `[from, to)` by its echoes alone. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const lowPull = this.#lowPull;
    const highPull = this.#highPull;
    const feedback = this.#feedback;
    const delay = this.#delay - 1;
    let lowLeft = this.#lowLeft;
    let lowRight = this.#lowRight;
    let highLeft = this.#highLeft;
    let highRight = this.#highRight;
    for (let i = from; i < to; i++) {
      const echoLeft = this.#left.read(delay);
      const echoRight = this.#right.read(delay);
      const entering = 0.5 * (left[i]! + right[i]!) + feedback * echoRight;
      lowLeft = entering + lowPull * (lowLeft - entering);
      const thin = entering - lowLeft;
      highLeft = thin + highPull * (highLeft - thin);
      lowRight = echoLeft + lowPull * (lowRight - echoLeft);
      const thinner = echoLeft - lowRight;
      highRight = thinner + highPull * (highRight - thinner);
      this.#left.write(highLeft);
      this.#right.write(highRight * 0.94);
      left[i] = echoLeft;
      right[i] = echoRight;
    }

    this.#lowLeft = lowLeft;
    this.#lowRight = lowRight;
    this.#highLeft = highLeft;
    this.#highRight = highRight;
  }
}
