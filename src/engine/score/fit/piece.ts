import type { Brief } from '../../brief/index.ts';
import { at, type Tick } from '../../kernel/index.ts';
import type { LengthPlan } from '../form/solve-length.ts';
import type { Score } from '../score.ts';

/** Music with what it was written for; the brief of a revised piece says what the revised score is. */
export type Piece = { readonly brief: Brief; readonly score: Score };

/** Where the final chord of a written score is struck; null for loops and fades, which have none. */
export function finalTickOf(score: Score): Tick | null {
  return score.ending === 'ring' || score.ending === 'button' ? at(score.chords, -1).startTick : null;
}

/** The frame that a written score stands in, as `solveLength` would have given it. */
export function lengthPlanOf(score: Score): LengthPlan {
  const finalTick = finalTickOf(score);
  const last = at(score.sections, -1);
  const bars = last.startBar + last.bars;
  return {
    tempoBpm: at(score.tempoMap, 0).bpm,
    tempoMap: score.tempoMap,
    ending: score.ending,
    bars,
    bodyBars: finalTick === null ? bars : Math.floor(finalTick / score.barTicks),
    finalTick,
    endTick: score.endTick,
  };
}
