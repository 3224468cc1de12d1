import { drumKit, percussion } from './drums/kit.ts';
import { PERCUSSION } from './drums/hand-percussion.ts';
import { KITS } from './drums/kits.ts';
import { electricPiano, REED_PIANO, TINE_PIANO } from './keys/electric-pianos.ts';
import { tonewheelOrgan } from './keys/tonewheel-organ.ts';
import { FURTHER_PATCHES, LAYERED_SOUNDS } from './played-layers.ts';
import { SAMPLED_PATCHES } from './sampled-patches.ts';
import { sampled } from './sampled.ts';
import type { Sound } from './sound.ts';
import { FRETTED } from './strings/models.ts';
import { plucked } from './strings/plucked.ts';
import { struck } from './struck/modal.ts';
import { MODAL } from './struck/patches.ts';
import { SYNTH_INSTRUMENTS } from './synth/patches/index.ts';
import { synth } from './synth/synth.ts';
import { rain, tapeHiss, vinylCrackle } from './textures/noise-bed.ts';
import { downlifter, subDrop } from './textures/falls.ts';
import { impact } from './textures/impacts.ts';
import { reverseCymbal, reversePiano } from './textures/reverses.ts';
import { riser } from './textures/risers.ts';

function entries(ids: Iterable<string>, soundOf: (id: string) => Sound): [string, Sound][] {
  return [...ids].map((id) => [id, soundOf(id)]);
}

/** Every instrument's sound by its catalogue id; the conformance test checks that none is missing. */
export const SOUNDS: ReadonlyMap<string, Sound> = new Map<string, Sound>([
  ...SAMPLED_PATCHES.map(([id, patch]): [string, Sound] => [id, sampled(patch)]),
  ...entries(KITS.keys(), drumKit),
  ...entries(PERCUSSION.keys(), percussion),
  ...entries(FRETTED.keys(), plucked),
  ...entries(SYNTH_INSTRUMENTS, synth),
  ...entries(MODAL.keys(), struck),
  ...FURTHER_PATCHES.map(([id, patch]): [string, Sound] => [id, sampled(patch)]),
  ...LAYERED_SOUNDS,
  ['electric-piano', electricPiano(TINE_PIANO)],
  ['wurlitzer', electricPiano(REED_PIANO)],
  ['organ', tonewheelOrgan],
  ['vinyl', vinylCrackle],
  ['tape-hiss', tapeHiss],
  ['rain', rain],
  ['riser', riser],
  ['impact', impact],
  ['reverse-cymbal', reverseCymbal],
  ['reverse-piano', reversePiano],
  ['downlifter', downlifter],
  ['sub-drop', subDrop],
]);
