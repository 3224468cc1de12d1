import { SAMPLED_PATCHES } from './sampled-patches.ts';
import { sampled } from './sampled.ts';
import type { Sound } from './sound.ts';

/** Every instrument's sound by its catalogue id. */
export const SOUNDS: ReadonlyMap<string, Sound> = new Map<string, Sound>([
  ...SAMPLED_PATCHES.map(([id, patch]): [string, Sound] => [id, sampled(patch)]),
]);
