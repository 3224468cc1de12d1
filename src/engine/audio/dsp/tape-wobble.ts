import { Rng, type Sample, SAMPLE_RATE } from '../../kernel/index.ts';
import { DelayLine } from './delay-line.ts';
import { SlowWave } from './slow-wave.ts';

/** Speed errors of a worn machine: `wow` and `flutter` 0–1 (1 is a broken one), seed for its slow drift. */
export type TapeWobbleSettings = {
  readonly wow: number;
  readonly flutter: number;
  readonly seed: number;
  /** The wobble repeats after this long, so that a loop is left as it was entered; null for never. */
  readonly periodSamples: Sample | null;
};

/** Largest swings at a setting of 1. */
const WOW_MS = 3.2;
const FLUTTER_MS = 0.16;
/** Drift aims at a new place twice a second. */
const DRIFT_SECONDS = 0.5;
/** Samples worked on at a time. */
const PIECE = 256;

/** Wow (under 1 Hz), flutter (about 7 Hz) and drift: both channels ride the same moving delay, as on one tape. */
export class TapeWobble {
  readonly #delays = new Float64Array(PIECE);
  readonly #flutters = new Float64Array(PIECE);
  readonly #left: DelayLine;
  readonly #right: DelayLine;
  readonly #wow: SlowWave;
  readonly #flutter: SlowWave;
  readonly #settings: TapeWobbleSettings;
  readonly #driftInterval: number;
  /** Drift's aims until they come round; all of them are remembered only where they do. */
  readonly #aims: number[] = [];
  readonly #aimsInPeriod: number;
  readonly #rate: number;
  #rng: Rng;
  #driftAim = 0;
  #driftFrom = 0;
  #place = 0;

  constructor(settings: TapeWobbleSettings, sampleRate: number = SAMPLE_RATE) {
    this.#settings = settings;
    this.#rate = sampleRate / 1000;
    const room = 2 * (settings.wow * WOW_MS * 1.6 + settings.flutter * FLUTTER_MS) * this.#rate + 8;
    this.#left = new DelayLine(room);
    this.#right = new DelayLine(room);
    const period = settings.periodSamples;
    // A loop holds whole swings: the nearest speed that does is as good a fault as any.
    const whole = (hz: number): number =>
      period === null ? hz : (Math.max(1, Math.round((hz * period) / sampleRate)) * sampleRate) / period;
    const interval = Math.round(DRIFT_SECONDS * sampleRate);
    this.#wow = new SlowWave(whole(0.57), 0, sampleRate);
    this.#flutter = new SlowWave(whole(6.8), 0.25, sampleRate);
    this.#aimsInPeriod = period === null ? Infinity : Math.max(1, Math.round(period / interval));
    this.#driftInterval = period === null ? interval : period / this.#aimsInPeriod;
    this.#rng = new Rng(settings.seed, 'tape-wobble');
  }

  reset(): void {
    this.#left.reset();
    this.#right.reset();
    this.#wow.reset();
    this.#flutter.reset();
    this.#rng = new Rng(this.#settings.seed, 'tape-wobble');
    this.#driftAim = 0;
    this.#driftFrom = 0;
    this.#place = 0;
    this.#aims.length = 0;
  }

  /** Replaces `[from, to)`. */
  process(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const delays = this.#delays;
    for (let start = from; start < to; start += PIECE) {
      const count = Math.min(to, start + PIECE) - start;
      this.#moveTape(count);
      for (let i = 0; i < count; i++) {
        this.#left.write(left[start + i]!);
        this.#right.write(right[start + i]!);
        left[start + i] = this.#left.readBetween(delays[i]!);
        right[start + i] = this.#right.readBetween(delays[i]!);
      }
    }
  }

  /** Works out the next `count` delays. */
  #moveTape(count: number): void {
    const wowDepth = this.#settings.wow * WOW_MS * this.#rate;
    const flutterDepth = this.#settings.flutter * FLUTTER_MS * this.#rate;
    const delays = this.#delays;
    const flutters = this.#flutters;
    this.#wow.fill(delays, count, 2 + 1.6 * wowDepth + flutterDepth, wowDepth);
    this.#flutter.fill(flutters, count, 0, flutterDepth);
    for (let i = 0; i < count; i++) {
      if (this.#place <= 0) {
        this.#place += this.#driftInterval;
        this.#driftFrom = this.#driftAim;
        this.#driftAim = this.#nextAim();
      }

      // Smoothstep between aims: the speed itself must not jump.
      const t = 1 - this.#place / this.#driftInterval;
      this.#place--;
      const drift = this.#driftFrom + (this.#driftAim - this.#driftFrom) * t * t * (3 - 2 * t);
      delays[i] = delays[i]! + flutters[i]! + wowDepth * drift;
    }
  }

  #nextAim(): number {
    if (this.#aimsInPeriod === Infinity) {
      return this.#rng.between(-0.6, 0.6);
    }

    const aim = this.#aims.length < this.#aimsInPeriod ? this.#rng.between(-0.6, 0.6) : this.#aims.shift();
    this.#aims.push(aim ?? 0);
    return aim ?? 0;
  }
}
