import type { Motif } from '../../../../engine/export/index.ts';
import type { MotifComposer } from '../scene.ts';
import { composeAurora } from './aurora.ts';
import { composeBars } from './bars.ts';
import { composeCity } from './city.ts';
import { composeHills } from './hills.ts';
import { composeNeon } from './neon.ts';
import { composeOrbits } from './orbits.ts';
import { composePaper } from './paper.ts';
import { composeRidges } from './ridges.ts';
import { composeRings } from './rings.ts';
import { composeStrings } from './strings.ts';

/** Who composes which family of pictures. */
export const MOTIF_COMPOSERS: { readonly [motif in Motif]: MotifComposer } = {
  hills: composeHills,
  city: composeCity,
  neon: composeNeon,
  aurora: composeAurora,
  rings: composeRings,
  ridges: composeRidges,
  paper: composePaper,
  strings: composeStrings,
  bars: composeBars,
  orbits: composeOrbits,
};
