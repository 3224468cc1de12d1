import { Rng, SAMPLE_RATE } from '../../kernel/index.ts';
import { DelayLine } from './delay-line.ts';
import { SlowWave } from './slow-wave.ts';

/** Speed errors of a worn machine: `wow` and `flutter` 0–1 (1 is a broken one), seed for its slow drift. */
export type TapeWobbleSettings = { readonly wow: number; readonly flutter: number; readonly seed: number };

/** Largest swings at a setting of 1. */
const WOW_MS = 3.2;
const FLUTTER_MS = 0.16;
/** Drift aims at a new place twice a second. */
const DRIFT_SECONDS = 0.5;

/** Wow (under 1 Hz), flutter (about 7 Hz) and drift: both channels ride the same moving delay, as on one tape. */
export class TapeWobble {
  readonly #left: DelayLine;
  readonly #right: DelayLine;
  readonly #wow: SlowWave;
  readonly #flutter: SlowWave;
  readonly #settings: TapeWobbleSettings;
  readonly #driftInterval: number;
  readonly #rate: number;
  #rng: Rng;
  #drift = 0;
  #driftAim = 0;
  #driftFrom = 0;
  #place = 0;

  constructor(settings: TapeWobbleSettings, sampleRate: number = SAMPLE_RATE) {
    this.#settings = settings;
    this.#rate = sampleRate / 1000;
    const room = 2 * (settings.wow * WOW_MS * 1.6 + settings.flutter * FLUTTER_MS) * this.#rate + 8;
    this.#left = new DelayLine(room);
    this.#right = new DelayLine(room);
    this.#wow = new SlowWave(0.57, 0, sampleRate);
    this.#flutter = new SlowWave(6.8, 0.25, sampleRate);
    this.#driftInterval = Math.round(DRIFT_SECONDS * sampleRate);
    this.#rng = new Rng(settings.seed, 'tape-wobble');
  }

  reset(): void {
    this.#left.reset();
    this.#right.reset();
    this.#wow.reset();
    this.#flutter.reset();
    this.#rng = new Rng(this.#settings.seed, 'tape-wobble');
    this.#drift = 0;
    this.#driftAim = 0;
    this.#driftFrom = 0;
    this.#place = 0;
  }

  /** Replaces `[from, to)`. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const wowDepth = this.#settings.wow * WOW_MS * this.#rate;
    const flutterDepth = this.#settings.flutter * FLUTTER_MS * this.#rate;
    const middle = 2 + 1.6 * wowDepth + flutterDepth;
    for (let i = from; i < to; i++) {
      if (this.#place === 0) {
        this.#place = this.#driftInterval;
        this.#driftFrom = this.#driftAim;
        this.#driftAim = this.#rng.between(-0.6, 0.6);
      }

      // A raised-cosine-like glide (smoothstep) between aims: the speed itself must not jump.
      const t = 1 - this.#place / this.#driftInterval;
      this.#place--;
      this.#drift = this.#driftFrom + (this.#driftAim - this.#driftFrom) * t * t * (3 - 2 * t);
      const delay = middle + wowDepth * (this.#wow.next() + this.#drift) + flutterDepth * this.#flutter.next();
      this.#left.write(left[i]!);
      this.#right.write(right[i]!);
      left[i] = this.#left.readBetween(delay);
      right[i] = this.#right.readBetween(delay);
    }
  }
}
