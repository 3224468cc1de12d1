import type { Motif } from '../../../../engine/export/index.ts';
import type { MotifComposer } from '../scene.ts';
import { composeHills } from './hills.ts';

/** Who composes which family of pictures. */
export const MOTIF_COMPOSERS: { readonly [motif in Motif]: MotifComposer } = {
  hills: composeHills,
  city: composeHills,
  neon: composeHills,
  aurora: composeHills,
  rings: composeHills,
  ridges: composeHills,
  paper: composeHills,
  strings: composeHills,
  bars: composeHills,
  orbits: composeHills,
};
