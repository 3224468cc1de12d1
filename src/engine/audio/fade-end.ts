import { clamp, cos, type Sample, TAU } from '../kernel/index.ts';
import type { Stereo } from './stereo.ts';

/** Where a stretch of sound stands in a whole that fades out at its end. */
export type EndFade = { readonly place: Sample; readonly totalSamples: Sample; readonly fadeSamples: number };

/** Fades what of a stretch falls into the last `fadeSamples` of the whole, in place, to nothing at `totalSamples`. */
export function fadeEnd({ left, right }: Stereo, { place, totalSamples, fadeSamples }: EndFade): void {
  const start = Math.floor(totalSamples - fadeSamples) - place;
  for (let i = Math.max(0, start); i < left.length; i++) {
    const through = clamp((i - start + 1) / fadeSamples, 0, 1);
    const gain = 0.5 + 0.5 * cos((TAU / 2) * through);
    left[i] = left[i]! * gain;
    right[i] = right[i]! * gain;
  }
}
