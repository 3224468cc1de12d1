import type { Stereo } from '../../src/engine/audio/index.ts';

/** Adds the second to the first, in place, as far as both go. */
export function sumInto(sum: Stereo, other: Stereo): Stereo {
  for (let i = 0; i < Math.min(sum.left.length, other.left.length); i++) {
    sum.left[i]! += other.left[i]!;
    sum.right[i]! += other.right[i]!;
  }

  return sum;
}
