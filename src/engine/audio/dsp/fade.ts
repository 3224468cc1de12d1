import { cos, TAU } from '../../kernel/index.ts';
import type { Stereo } from '../stereo.ts';

/**
 * Fades the last `samples` to nothing, in place. A raised cosine raised to 1.5: it leaves full level unnoticed, falls evenly
 * to the ear, and reaches zero without a corner.
 */
export function fadeOut(audio: Stereo, samples: number): void {
  const { left, right } = audio;
  const length = left.length;
  const count = Math.min(samples, length);
  for (let i = length - count; i < length; i++) {
    const through = (i - (length - count) + 1) / count;
    const half = 0.5 + 0.5 * cos((TAU / 2) * through);
    const gain = half * Math.sqrt(half);
    left[i] = left[i]! * gain;
    right[i] = right[i]! * gain;
  }
}

/** Fades the first `samples` in, in place, by a raised cosine. */
export function fadeIn(audio: Stereo, samples: number): void {
  const { left, right } = audio;
  const count = Math.min(samples, left.length);
  for (let i = 0; i < count; i++) {
    const gain = 0.5 - 0.5 * cos((TAU / 2) * (i / count));
    left[i] = left[i]! * gain;
    right[i] = right[i]! * gain;
  }
}
