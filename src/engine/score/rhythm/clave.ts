import type { Brief } from '../../brief/index.ts';
import { Rng } from '../../kernel/index.ts';

/** Part of all pieces whose clave begins with its side of three strokes. */
const FORWARD = 0.4;

/** Whether this bar (counted from 0) is the clave's side of three strokes; kept from the first bar to the last, the same for every player. */
export function isThreeSide(brief: Pick<Brief, 'seed'>, bar: number): boolean {
  return (bar % 2 === 0) === new Rng(brief.seed, 'clave').chance(FORWARD);
}
