import type { SynthSetting } from '../synth-setting.ts';
import { BASSES } from './basses.ts';
import { CHIPS } from './chips.ts';
import { LEADS } from './leads.ts';
import { PADS } from './pads.ts';
import { STRUCK } from './struck.ts';

/** Every synthesiser patch. */
export const PATCHES: readonly SynthSetting[] = [...PADS, ...LEADS, ...STRUCK, ...BASSES, ...CHIPS];

/** The instruments of the catalogue that are synthesisers. */
export const SYNTH_INSTRUMENTS: readonly string[] = [...new Set(PATCHES.map(({ instrument }) => instrument))];

/** The ways to play an instrument, its plain one first; none for an instrument that is no synthesiser. */
export function patchesOf(instrument: string): readonly SynthSetting[] {
  return PATCHES.filter((patch) => patch.instrument === instrument);
}
