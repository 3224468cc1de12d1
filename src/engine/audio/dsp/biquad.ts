import { assertNever, cos, dbFromGain, gainFromDb, SAMPLE_RATE, sin, TAU } from '../../kernel/index.ts';

/** One band of an equaliser as data. `hz` is the corner or centre; `q` the resonance (0.707 is flat) or, for shelves, the slope; `gainDb` counts for peaks and shelves only. */
export type EqBand = {
  readonly kind: 'low-pass' | 'high-pass' | 'band-pass' | 'notch' | 'all-pass' | 'peak' | 'low-shelf' | 'high-shelf';
  readonly hz: number;
  readonly q: number;
  readonly gainDb: number;
};

/** A second-order section with `a0` divided out: `y = b0 x + b1 x₋₁ + b2 x₋₂ − a1 y₋₁ − a2 y₋₂`. */
export type BiquadCoefficients = {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
};

/** Flat at −3 dB: the Butterworth resonance. */
export const BUTTERWORTH_Q = 0.7071067811865476;

/**
 * Coefficients of a band, after Robert Bristow-Johnson's "Cookbook formulae for audio EQ biquad filter coefficients".
 * The corner is kept below 0.49 of the sample rate, where the bilinear transform would fold.
 */
export function designBiquad(band: EqBand, sampleRate: number = SAMPLE_RATE): BiquadCoefficients {
  const w0 = (TAU * Math.min(band.hz, 0.49 * sampleRate)) / sampleRate;
  const cosine = cos(w0);
  const alpha = sin(w0) / (2 * band.q);
  const amplitude = gainFromDb(band.gainDb / 2);

  switch (band.kind) {
    case 'low-pass':
      return normalise([(1 - cosine) / 2, 1 - cosine, (1 - cosine) / 2], [1 + alpha, -2 * cosine, 1 - alpha]);
    case 'high-pass':
      return normalise([(1 + cosine) / 2, -(1 + cosine), (1 + cosine) / 2], [1 + alpha, -2 * cosine, 1 - alpha]);
    case 'band-pass':
      return normalise([alpha, 0, -alpha], [1 + alpha, -2 * cosine, 1 - alpha]);
    case 'notch':
      return normalise([1, -2 * cosine, 1], [1 + alpha, -2 * cosine, 1 - alpha]);
    case 'all-pass':
      return normalise([1 - alpha, -2 * cosine, 1 + alpha], [1 + alpha, -2 * cosine, 1 - alpha]);
    case 'peak':
      return normalise(
        [1 + alpha * amplitude, -2 * cosine, 1 - alpha * amplitude],
        [1 + alpha / amplitude, -2 * cosine, 1 - alpha / amplitude],
      );
    case 'low-shelf':
      return shelf(amplitude, cosine, alpha);
    case 'high-shelf': {
      // A high shelf is a low shelf with the frequency axis turned over: cos → −cos and odd coefficients negated.
      const mirrored = shelf(amplitude, -cosine, alpha);
      return { b0: mirrored.b0, b1: -mirrored.b1, b2: mirrored.b2, a1: -mirrored.a1, a2: mirrored.a2 };
    }
    default:
      return assertNever(band.kind);
  }
}

/** Gain of a section at a frequency, dB. */
export function responseDb(coefficients: BiquadCoefficients, hz: number, sampleRate: number = SAMPLE_RATE): number {
  const { b0, b1, b2, a1, a2 } = coefficients;
  const w = (TAU * hz) / sampleRate;
  const top = magnitudeSquared([b0, b1, b2], w);
  const bottom = magnitudeSquared([1, a1, a2], w);
  return dbFromGain(Math.sqrt(top / bottom));
}

/** One second-order section for one channel. */
export class Biquad {
  readonly #coefficients: BiquadCoefficients;
  #s1 = 0;
  #s2 = 0;

  constructor(coefficients: BiquadCoefficients) {
    this.#coefficients = coefficients;
  }

  reset(): void {
    this.#s1 = 0;
    this.#s2 = 0;
  }

  /** Filters `[from, to)` in place. Transposed direct form II: two state words, kind to floating point. */
  process(block: Float32Array, from: number, to: number): void {
    const { b0, b1, b2, a1, a2 } = this.#coefficients;
    let s1 = this.#s1;
    let s2 = this.#s2;
    for (let i = from; i < to; i++) {
      const x = block[i]!;
      const y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      block[i] = y;
    }

    this.#s1 = s1;
    this.#s2 = s2;
  }
}

function normalise(b: readonly [number, number, number], a: readonly [number, number, number]): BiquadCoefficients {
  return { b0: b[0] / a[0], b1: b[1] / a[0], b2: b[2] / a[0], a1: a[1] / a[0], a2: a[2] / a[0] };
}

function shelf(amplitude: number, cosine: number, alpha: number): BiquadCoefficients {
  const slope = 2 * Math.sqrt(amplitude) * alpha;
  const more = amplitude + 1;
  const less = amplitude - 1;
  return normalise(
    [
      amplitude * (more - less * cosine + slope),
      2 * amplitude * (less - more * cosine),
      amplitude * (more - less * cosine - slope),
    ],
    [more + less * cosine + slope, -2 * (less + more * cosine), more + less * cosine - slope],
  );
}

function magnitudeSquared([c0, c1, c2]: readonly [number, number, number], w: number): number {
  const real = c0 + c1 * cos(w) + c2 * cos(2 * w);
  const imaginary = c1 * sin(w) + c2 * sin(2 * w);
  return real * real + imaginary * imaginary;
}
