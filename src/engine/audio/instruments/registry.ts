import { drumKit, percussion } from './drums/kit.ts';
import { KITS, PERCUSSION } from './drums/kits.ts';
import { layered } from './layered.ts';
import { ELECTRIC_PIANO_SAMPLES, SAMPLED_PATCHES } from './sampled-patches.ts';
import { sampled } from './sampled.ts';
import type { Sound } from './sound.ts';
import { FRETTED } from './strings/models.ts';
import { plucked } from './strings/plucked.ts';
import { SYNTHS, TINE } from './synth/patches.ts';
import { fmKeys, synth } from './synth/synth.ts';
import { rain, tapeHiss, vinylCrackle } from './textures/noise-bed.ts';
import { impact, reverseCymbal, riser } from './textures/transitions.ts';

function entries(ids: Iterable<string>, soundOf: (id: string) => Sound): [string, Sound][] {
  return [...ids].map((id) => [id, soundOf(id)]);
}

/** Every instrument's sound by its catalogue id; the conformance test checks that none is missing. */
export const SOUNDS: ReadonlyMap<string, Sound> = new Map<string, Sound>([
  ...SAMPLED_PATCHES.map(([id, patch]): [string, Sound] => [id, sampled(patch)]),
  ...entries(KITS.keys(), drumKit),
  ...entries(PERCUSSION.keys(), percussion),
  ...entries(FRETTED.keys(), plucked),
  ...entries(SYNTHS.keys(), synth),
  [
    'electric-piano',
    layered([
      { sound: sampled(ELECTRIC_PIANO_SAMPLES), gainDb: 0 },
      { sound: fmKeys(TINE), gainDb: -8 },
    ]),
  ],
  ['vinyl', vinylCrackle],
  ['tape-hiss', tapeHiss],
  ['rain', rain],
  ['riser', riser],
  ['impact', impact],
  ['reverse-cymbal', reverseCymbal],
]);
