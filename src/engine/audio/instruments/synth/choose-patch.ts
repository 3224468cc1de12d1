import type { Rng } from '../../../kernel/index.ts';
import { EFFECT_PATCHES } from '../textures/effect-patches.ts';
import { patchesOf } from './patches/index.ts';
import { coloursOf } from './style-colours.ts';
import type { SynthSetting } from './synth-setting.ts';

/** How many of the fitting patches a choice is made from: takes differ, and none falls out of the style. */
const CHOICE = 3;

/** The patch that a part plays: one of those that suit the style best. Null for an instrument that has only one way to sound. */
export function choosePatch(style: string, instrument: string, rng: Rng): string | null {
  const wanted = coloursOf(style);
  const fitness = ({ colours }: Pick<SynthSetting, 'colours'>): number =>
    wanted.reduce((sum, colour, place) => sum + (colours.includes(colour) ? wanted.length - place : 0), 0);
  const ranked = [...patchesOf(instrument), ...EFFECT_PATCHES.filter((patch) => patch.instrument === instrument)]
    .map((patch, place) => ({ patch, place, fit: fitness(patch) }))
    .sort((left, right) => right.fit - left.fit || left.place - right.place);
  const best = ranked[0];
  if (best === undefined) {
    return null;
  }

  const fitting = wanted.length === 0 ? ranked : ranked.slice(0, CHOICE).filter(({ fit }) => fit > 0 || best.fit === 0);
  return rng.pick(fitting.flatMap(({ patch, fit }) => Array.from({ length: 1 + fit }, () => patch.id)));
}
