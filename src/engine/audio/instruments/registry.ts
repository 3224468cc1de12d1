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
  ['reverse-piano', reverseCymbal],
  ['downlifter', riser],
  ['sub-drop', impact],
  ...(
    [
      ['string-machine', 'synth-pad'],
      ['choir-pad', 'warm-pad'],
      ['synth-keys', 'synth-brass'],
      ['synth-stab', 'synth-pluck'],
      ['hoover', 'supersaw'],
      ['chip-lead', 'synth-lead'],
      ['chip-arp', 'synth-pluck'],
      ['talk-lead', 'synth-lead'],
      ['theremin', 'synth-lead'],
      ['fm-piano', 'fm-bell'],
      ['acid-bass', 'synth-bass'],
      ['reese-bass', 'synth-bass'],
      ['fm-bass', 'synth-bass'],
      ['wobble-bass', 'synth-bass'],
      ['chip-bass', 'synth-bass'],
    ] as const
  ).map(([id, near]): [string, Sound] => [id, synth(near)]),
]);
