import { Fft } from '../../src/engine/audio/meters/fft.ts';
import type { Stereo } from '../../src/engine/audio/index.ts';
import { cos, log2, SAMPLE_RATE, TAU } from '../../src/engine/kernel/index.ts';

const SIZE = 16_384;
const HOP = 8192;
/** Under the E string of a bass (41 Hz). On human music it makes no difference whether hearing begins here or at 60 Hz (decision 23). */
const LOWEST_HZ = 38;
/** How far a tone rises above its surroundings (square roots of magnitudes): what rises less is the noise of drums, which has no key. */
const PROMINENCE = 2.2;
const HIGHEST_HZ = 1800;

export type KeyEstimate = {
  /** Pitch class, 0 for C. */
  readonly tonic: number;
  readonly isMinor: boolean;
  /** Likeness to that key's profile, −1 to 1. */
  readonly fit: number;
};

/**
 * How often each degree sounds in music of a key (Albrecht & Shanahan 2013, counted in 490 works). Chosen among five published pairs on
 * human music alone, by `npm run listen -- --check-estimators`: decision 23.
 */
const MAJOR = [0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.08, 0.008, 0.081];
const MINOR = [0.22, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052];

/** The key of a piece from its sound: spectral peaks folded into pitch classes, correlated with the profiles of all 24 keys. */
export function estimateKey(audio: Stereo): KeyEstimate {
  const classes = pitchClasses(audio);
  let best: KeyEstimate = { tonic: 0, isMinor: false, fit: -1 };
  for (let tonic = 0; tonic < 12; tonic++) {
    for (const isMinor of [false, true]) {
      const profile = isMinor ? MINOR : MAJOR;
      const fit = correlation(
        classes,
        classes.map((_, pitchClass) => profile[(pitchClass - tonic + 12) % 12]!),
      );
      best = fit > best.fit ? { tonic, isMinor, fit } : best;
    }
  }

  return best;
}

/** Energy of each pitch class: square roots of the peaks of each spectrum, so that no loud moment decides alone. */
export function pitchClasses({ left, right }: Stereo): readonly number[] {
  const fft = new Fft(SIZE);
  const window = Float64Array.from({ length: SIZE }, (_, i) => 0.5 - 0.5 * cos((TAU * i) / SIZE));
  const real = new Float64Array(SIZE);
  const imaginary = new Float64Array(SIZE);
  const classes = Array<number>(12).fill(0);
  const width = SAMPLE_RATE / SIZE;
  for (let start = 0; start + SIZE <= left.length; start += HOP) {
    for (let i = 0; i < SIZE; i++) {
      real[i] = window[i]! * (left[start + i]! + right[start + i]!);
    }

    imaginary.fill(0);
    fft.transform(real, imaginary);
    const level = (k: number): number => Math.sqrt(Math.hypot(real[k]!, imaginary[k]!));
    const ground = (k: number): number => {
      let sum = 0;
      for (let away = 4; away <= 12; away++) {
        sum += level(k - Math.min(away, k)) + level(k + away);
      }

      return sum / 18;
    };
    for (let k = Math.ceil(LOWEST_HZ / width); k < HIGHEST_HZ / width; k++) {
      const here = level(k);
      if (here > level(k - 1) && here >= level(k + 1) && here > PROMINENCE * ground(k)) {
        const between = (level(k + 1) - level(k - 1)) / (2 * (2 * here - level(k - 1) - level(k + 1)) + 1e-12);
        const hz = (k + between) * width;
        const pitch = 69 + 12 * log2(hz / 440);
        const off = Math.abs(pitch - Math.round(pitch));
        const pitchClass = ((Math.round(pitch) % 12) + 12) % 12;
        classes[pitchClass]! += off < 0.35 ? here : 0;
      }
    }
  }

  return classes;
}

function correlation(left: readonly number[], right: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const leftMean = mean(left);
  const rightMean = mean(right);
  let product = 0;
  let leftPower = 0;
  let rightPower = 0;
  left.forEach((value, i) => {
    product += (value - leftMean) * (right[i]! - rightMean);
    leftPower += (value - leftMean) ** 2;
    rightPower += (right[i]! - rightMean) ** 2;
  });
  return leftPower > 0 && rightPower > 0 ? product / Math.sqrt(leftPower * rightPower) : 0;
}
