import { at, type Pitch } from '../kernel/index.ts';
import { VOICING_COSTS } from './weights/voicing-costs.ts';

/** Whose choices the costs were learnt from: four voices of hymns and quartets, or a pianist's right hand. */
export type VoicingTaste = 'voices' | 'hands';

const GAPS = 16;
/** Below this pitch gaps between voices cost otherwise than above. */
const LOW = 55;

// Blocks of costs. KEEP IN STEP with `BLOCKS` in training/voicings/learn.py.
const BLOCKS = [
  ['bottomGap', 2 * GAPS],
  ['innerGap', 2 * GAPS],
  ['topGap', 2 * GAPS],
  ['count', 16],
  ['top', 4],
  ['bottom', 4],
] as const;
type Block = (typeof BLOCKS)[number][0];

const STARTS = new Map<Block, number>();
/** Costs in a table. */
export const VOICING_ROWS = BLOCKS.reduce((start, [name, size]) => {
  STARTS.set(name, start);
  return start + size;
}, 0);

/**
 * What it costs to lay a chord out so, in units of the authored cost of moving (a semitone about 1): how far neighbours lie apart, which tones are doubled, and
 * what lies on top. `tones` are the chord's pitch classes: root, third, fifth, seventh; further ones cost nothing.
 */
export function layoutCost(taste: VoicingTaste, voicing: readonly Pitch[], tones: readonly number[]): number {
  const costs = VOICING_COSTS[taste];
  const last = voicing.length - 1;
  let sum = 0;
  for (let place = 0; place < last; place++) {
    const lower = at(voicing, place);
    const block: Block = place === last - 1 ? 'topGap' : place === 0 ? 'bottomGap' : 'innerGap';
    sum += at(costs, row(block, (lower < LOW ? GAPS : 0) + Math.min(GAPS - 1, at(voicing, place + 1) - lower)));
  }

  const known = Math.min(4, tones.length);
  for (let degree = 0; degree < known; degree++) {
    let count = 0;
    for (const pitch of voicing) {
      count += pitch % 12 === tones[degree] ? 1 : 0;
    }

    sum += at(costs, row('count', 4 * degree + Math.min(3, count)));
  }

  const top = tones.indexOf(at(voicing, last) % 12);
  const bottom = tones.indexOf(at(voicing, 0) % 12);
  sum += top >= 0 && top < 4 ? at(costs, row('top', top)) : 0;
  sum += bottom >= 0 && bottom < 4 ? at(costs, row('bottom', bottom)) : 0;
  return sum;
}

function row(block: Block, value: number): number {
  return (STARTS.get(block) ?? 0) + value;
}
