import type { Brief } from '../../brief/index.ts';
import { at, TICKS_PER_QUARTER, type Tick } from '../../kernel/index.ts';
import type { LengthPlan } from '../form/solve-length.ts';
import { secondsAt } from '../form/tempo-time.ts';
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

/** The piece's own tempo, bpm: the one that holds for most of it, or, where hits bend it all along, the mean. */
export function evenTempo(score: Score): number {
  const held = new Map<number, Tick>();
  score.tempoMap.forEach((point, i) => {
    const until = Math.min(score.tempoMap[i + 1]?.tick ?? score.endTick, score.endTick);
    held.set(point.bpm, (held.get(point.bpm) ?? 0) + Math.max(0, until - point.tick));
  });
  const [bpm, ticks] = [...held].reduce((most, one) => (one[1] > most[1] ? one : most));
  const mean = ((score.endTick / TICKS_PER_QUARTER) * 60) / secondsAt(score.tempoMap, score.endTick);
  return ticks >= score.endTick * 0.6 ? bpm : Math.round(mean * 100) / 100;
}
