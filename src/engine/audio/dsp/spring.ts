import { pow, SAMPLE_RATE } from '../../kernel/index.ts';
import { DelayLine } from './delay-line.ts';
import { Equaliser } from './equaliser.ts';
import type { ReverbSettings } from './reverb-settings.ts';

/** First-order all-passes in a row; every sample of each is `STRETCH` samples long, so that all of the dispersion lies below a few kHz. */
const STAGES = 34;
const STRETCH = 3;
const GAIN = 0.58;
/** Times of a bounce of the two springs, ms: they never bounce together. */
const BOUNCES_MS = [36.7, 43.1] as const;

/**
 * The two springs of a guitar amplifier: every bounce goes through a row of stretched all-passes, which holds the highs back, so
 * that a hit comes back as a falling chirp (Abel, Berners, Costello and Smith, "Spring Reverb Emulation", AES 2006).
 */
export class SpringReverb {
  readonly #tone: Equaliser;
  readonly #springs: readonly [Spring, Spring];

  constructor(settings: ReverbSettings, sampleRate: number = SAMPLE_RATE) {
    this.#tone = new Equaliser(
      [
        { kind: 'high-pass', hz: settings.lowCutHz, q: 0.6, gainDb: 0 },
        { kind: 'low-pass', hz: Math.min(settings.highCutHz, 4800), q: 0.8, gainDb: 0 },
      ],
      sampleRate,
    );
    const springOf = (bounceMs: number): Spring =>
      new Spring((bounceMs * sampleRate) / 1000, pow(10, (-3 * bounceMs) / (1000 * settings.decaySeconds)));
    this.#springs = [springOf(BOUNCES_MS[0]), springOf(BOUNCES_MS[1])];
  }

  reset(): void {
    this.#tone.reset();
    this.#springs.forEach((spring) => spring.reset());
  }

  /** Replaces the send in `[from, to)` by what the springs give back. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    this.#tone.process(left, right, from, to);
    for (let i = from; i < to; i++) {
      const x = 0.5 * (left[i]! + right[i]!);
      const first = this.#springs[0].next(x);
      const second = this.#springs[1].next(x);
      // Both springs hang in one box: neither side hears only one of them.
      left[i] = first + 0.35 * second;
      right[i] = second + 0.35 * first;
    }
  }
}

class Spring {
  readonly #line: DelayLine;
  readonly #delay: number;
  readonly #keep: number;
  readonly #state = new Float64Array(STAGES * STRETCH);
  #place = 0;

  constructor(delay: number, keep: number) {
    this.#delay = Math.round(delay);
    this.#line = new DelayLine(this.#delay + 2);
    this.#keep = keep;
  }

  reset(): void {
    this.#line.reset();
    this.#state.fill(0);
    this.#place = 0;
  }

  next(x: number): number {
    const back = this.#line.read(this.#delay - 1);
    let y = x - this.#keep * back;
    const state = this.#state;
    // First-order all-pass in one word a stage: y = g x + s, s = x − g y.
    for (let at = this.#place; at < STAGES * STRETCH; at += STRETCH) {
      const out = GAIN * y + state[at]!;
      state[at] = y - GAIN * out;
      y = out;
    }

    this.#place = this.#place + 1 === STRETCH ? 0 : this.#place + 1;
    this.#line.write(y);
    return back;
  }
}
