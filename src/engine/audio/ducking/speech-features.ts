import { cos, log2, log10, SAMPLE_RATE, TAU } from '../../kernel/index.ts';
import { Fft } from '../meters/fft.ts';
import type { Stereo } from '../stereo.ts';
import { DECIMATION, Decimator, SPEECH_RATE } from './decimate.ts';

/** Samples at `SAMPLE_RATE` from one frame of features to the next: 10 ms. */
export const SPEECH_HOP = SAMPLE_RATE / 100;
const HOP = SPEECH_HOP / DECIMATION;
/** 40 ms: three periods of the deepest voice. */
const WINDOW = 320;
const SIZE = 512;
const LOWEST_HZ = 60;
const BAND_FROM_HZ = 200;
const BAND_TO_HZ = 3500;
const VOICE_TO_HZ = 2500;
/** Below this lies the body of every voice; what has less than a part of its power there (birds, brakes) is none, however periodic. */
const BODY_TO_HZ = 1500;
const SMALLEST_BODY = 0.15;
const LOWEST_PITCH_HZ = 70;
const HIGHEST_PITCH_HZ = 400;
/** What stands for silence, dB. */
const FLOOR_DB = -100;

/** What tells speech from other sound, a value a frame; frame `i` is centred on the middle of hop `i`. */
export type SpeechFeatures = {
  /** Level of 200–3500 Hz, dBFS. */
  readonly bandDb: Float32Array;
  /** Level of everything from 60 Hz to 4 kHz, dBFS. */
  readonly levelDb: Float32Array;
  /** Height of the best peak of the autocorrelation between 70 and 400 Hz, 0–1. */
  readonly periodicity: Float32Array;
  /** Where that peak is, octaves (log2 of Hz). */
  readonly pitch: Float32Array;
};

/** Finds the features of a sound, block by block, in memory that grows with nothing but the number of frames. */
export class SpeechFeatureMeter {
  readonly #decimator = new Decimator();
  readonly #fft = new Fft(SIZE);
  readonly #window = Float64Array.from({ length: WINDOW }, (_, i) => 0.5 - 0.5 * cos((TAU * (i + 0.5)) / WINDOW));
  readonly #windowShape: Float64Array;
  readonly #real = new Float64Array(SIZE);
  readonly #imaginary = new Float64Array(SIZE);
  readonly #power = new Float64Array(SIZE / 2 + 1);
  readonly #samples: Float64Array;
  #held = WINDOW / 2 - HOP / 2;
  #skipped = 0;
  #frame = 0;
  readonly #features: SpeechFeatures;

  /** `samples`: how many will come. */
  constructor(samples: number) {
    const frames = Math.ceil(samples / SPEECH_HOP);
    const values = (): Float32Array => new Float32Array(frames);
    this.#features = { bandDb: values(), levelDb: values(), periodicity: values(), pitch: values() };
    this.#samples = new Float64Array(WINDOW + 2 * SPEECH_HOP);
    this.#windowShape = this.#shapeOfWindow();
  }

  process(block: Stereo): void {
    const made = new Float64Array(SPEECH_HOP);
    for (let from = 0; from < block.left.length; from += SPEECH_HOP) {
      const count = this.#decimator.process(block, { from, to: Math.min(block.left.length, from + SPEECH_HOP) }, made);
      this.#take(made, count);
    }
  }

  /** The features of all that came. */
  finish(): SpeechFeatures {
    const silence = new Float64Array(HOP);
    while (this.#frame < this.#features.bandDb.length) {
      this.#take(silence, HOP);
    }

    return this.#features;
  }

  #take(values: Float64Array, count: number): void {
    const late = Decimator.delaySamples / DECIMATION;
    for (let i = 0; i < count; i++) {
      if (this.#skipped < late) {
        this.#skipped += 1;
        continue;
      }

      this.#samples[this.#held] = values[i]!;
      this.#held += 1;
      if (this.#held === WINDOW) {
        this.#measure();
        this.#samples.copyWithin(0, HOP, WINDOW);
        this.#held = WINDOW - HOP;
      }
    }
  }

  #measure(): void {
    const frame = this.#frame;
    this.#frame += 1;
    if (frame >= this.#features.bandDb.length) {
      return;
    }

    const power = this.#power;
    this.#real.fill(0);
    this.#imaginary.fill(0);
    for (let i = 0; i < WINDOW; i++) {
      this.#real[i] = this.#samples[i]! * this.#window[i]!;
    }

    this.#fft.transform(this.#real, this.#imaginary);
    for (let k = 0; k <= SIZE / 2; k++) {
      power[k] = this.#real[k]! * this.#real[k]! + this.#imaginary[k]! * this.#imaginary[k]!;
    }

    const whole = sumOf(power, binOf(LOWEST_HZ), SIZE / 2);
    this.#features.bandDb[frame] = levelOf(sumOf(power, binOf(BAND_FROM_HZ), binOf(BAND_TO_HZ)));
    this.#features.levelDb[frame] = levelOf(whole);
    if (sumOf(power, binOf(LOWEST_HZ), binOf(BODY_TO_HZ)) >= SMALLEST_BODY * whole) {
      this.#findPitch(frame);
    }
  }

  #findPitch(frame: number): void {
    const { periodicity, pitch } = this.#features;
    const [from, to] = [binOf(LOWEST_HZ), binOf(VOICE_TO_HZ)];
    this.#real.fill(0);
    this.#imaginary.fill(0);
    for (let k = from; k <= to; k++) {
      this.#real[k] = this.#power[k]!;
      this.#real[SIZE - k] = this.#power[k]!;
    }

    this.#fft.transform(this.#real, this.#imaginary);
    const whole = this.#real[0]!;
    if (whole <= 1e-9) {
      return;
    }

    let best = 0;
    let bestLag = 0;
    const longest = Math.floor(SPEECH_RATE / LOWEST_PITCH_HZ);
    for (let lag = Math.ceil(SPEECH_RATE / HIGHEST_PITCH_HZ); lag <= longest; lag++) {
      const value = this.#real[lag]!;
      // Of peaks as high as one another the first is the period, the others its multiples.
      const height = value / (whole * this.#windowShape[lag]!) - 0.0006 * lag;
      if (height > best && value >= this.#real[lag - 1]! && value >= this.#real[lag + 1]!) {
        best = height;
        bestLag = lag;
      }
    }

    if (bestLag > 0) {
      const [before, at, after] = [this.#real[bestLag - 1]!, this.#real[bestLag]!, this.#real[bestLag + 1]!];
      const bend = before - 2 * at + after;
      const lag = bestLag + (bend < 0 ? (0.5 * (before - after)) / bend : 0);
      periodicity[frame] = Math.min(1, best + 0.0006 * bestLag);
      pitch[frame] = log2(SPEECH_RATE / lag);
    }
  }

  #shapeOfWindow(): Float64Array {
    const shape = new Float64Array(WINDOW);
    for (let lag = 0; lag < WINDOW; lag++) {
      for (let i = 0; i + lag < WINDOW; i++) {
        shape[lag] = shape[lag]! + this.#window[i]! * this.#window[i + lag]!;
      }
    }

    return shape.map((value) => value / shape[0]!);
  }
}

function binOf(hz: number): number {
  return Math.round((hz * SIZE) / SPEECH_RATE);
}

function sumOf(power: Float64Array, first: number, last: number): number {
  let sum = 0;
  for (let k = first; k <= last; k++) {
    sum += power[k]!;
  }

  return sum;
}

function levelOf(power: number): number {
  // A Hann window holds 3/8 of the power; both halves of the spectrum are one signal.
  const meanSquare = (2 * power) / (SIZE * WINDOW * 0.375);
  return meanSquare > 1e-10 ? 10 * log10(meanSquare) : FLOOR_DB;
}
