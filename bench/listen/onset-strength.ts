import { Fft } from '../../src/engine/audio/meters/fft.ts';
import type { Stereo } from '../../src/engine/audio/index.ts';
import { cos, exp, log, SAMPLE_RATE, TAU } from '../../src/engine/kernel/index.ts';

const SIZE = 2048;
const HOP = 480;
/** Measurements of onset strength a second. */
export const STRENGTHS_PER_SECOND = SAMPLE_RATE / HOP;
const BANDS = 28;
const LOWEST_HZ = 40;
const HIGHEST_HZ = 14_000;
/** How much a level counts for the ear: `log(1 + COMPRESSION × power)`. */
const COMPRESSION = 1e4;

/** How strongly something begins at each hundredth of a second: the summed rises of level in bands of a third of an octave (spectral flux). */
export function onsetStrength({ left, right }: Stereo): Float64Array {
  const fft = new Fft(SIZE);
  const window = Float64Array.from({ length: SIZE }, (_, i) => 0.5 - 0.5 * cos((TAU * i) / SIZE));
  const edges = bandEdges();
  const frames = Math.max(0, Math.floor((left.length - SIZE) / HOP) + 1);
  const strength = new Float64Array(frames);
  const real = new Float64Array(SIZE);
  const imaginary = new Float64Array(SIZE);
  let before = new Float64Array(BANDS);
  for (let frame = 0; frame < frames; frame++) {
    for (let i = 0; i < SIZE; i++) {
      real[i] = 0.5 * window[i]! * (left[frame * HOP + i]! + right[frame * HOP + i]!);
    }

    imaginary.fill(0);
    fft.transform(real, imaginary);
    const levels = new Float64Array(BANDS);
    for (let band = 0; band < BANDS; band++) {
      let power = 0;
      for (let k = edges[band]!; k < edges[band + 1]!; k++) {
        power += real[k]! * real[k]! + imaginary[k]! * imaginary[k]!;
      }

      levels[band] = log(1 + (COMPRESSION * power) / (SIZE * SIZE));
      strength[frame]! += frame === 0 ? 0 : Math.max(0, levels[band]! - before[band]!);
    }

    before = levels;
  }

  return strength;
}

/** Where something begins, in seconds: peaks that stand above what is usual around them. */
export function findOnsets(strength: Float64Array): readonly number[] {
  const around = Math.round(0.25 * STRENGTHS_PER_SECOND);
  const apart = Math.round(0.05 * STRENGTHS_PER_SECOND);
  const overall = strength.reduce((sum, value) => sum + value, 0) / Math.max(1, strength.length);
  const onsets: number[] = [];
  let last = -apart;
  for (let i = 1; i + 1 < strength.length; i++) {
    const from = Math.max(0, i - around);
    const near = strength.subarray(from, Math.min(strength.length, i + around + 1));
    const usual = near.reduce((sum, value) => sum + value, 0) / near.length;
    const value = strength[i]!;
    const isPeak = value >= strength[i - 1]! && value > strength[i + 1]!;
    if (isPeak && value > 1.6 * usual + 0.25 * overall && i - last >= apart) {
      onsets.push((i * HOP + SIZE / 2) / SAMPLE_RATE);
      last = i;
    }
  }

  return onsets;
}

function bandEdges(): readonly number[] {
  const width = SAMPLE_RATE / SIZE;
  const edges = Array.from({ length: BANDS + 1 }, (_, band) =>
    Math.round((LOWEST_HZ * exp((log(HIGHEST_HZ / LOWEST_HZ) * band) / BANDS)) / width),
  );
  // Low bands are narrower than a bin: each has at least one of its own.
  for (let band = 1; band <= BANDS; band++) {
    edges[band] = Math.max(edges[band]!, edges[band - 1]! + 1);
  }

  return edges;
}
