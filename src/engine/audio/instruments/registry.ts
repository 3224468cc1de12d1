import { drumKit, percussion } from './drums/kit.ts';
import { KITS, PERCUSSION } from './drums/kits.ts';
import { SAMPLED_PATCHES } from './sampled-patches.ts';
import { sampled } from './sampled.ts';
import type { Sound } from './sound.ts';
import { FRETTED } from './strings/models.ts';
import { plucked } from './strings/plucked.ts';

/** Every instrument's sound by its catalogue id. */
export const SOUNDS: ReadonlyMap<string, Sound> = new Map<string, Sound>([
  ...SAMPLED_PATCHES.map(([id, patch]): [string, Sound] => [id, sampled(patch)]),
  ...[...KITS.keys()].map((id): [string, Sound] => [id, drumKit(id)]),
  ...[...PERCUSSION.keys()].map((id): [string, Sound] => [id, percussion(id)]),
  ...[...FRETTED.keys()].map((id): [string, Sound] => [id, plucked(id)]),
]);
