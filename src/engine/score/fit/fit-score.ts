import type { Brief } from '../../brief/index.ts';
import { TICKS_PER_QUARTER } from '../../kernel/index.ts';
import { solveLength, type LengthPlan } from '../form/solve-length.ts';
import { swingOf } from '../rhythm/swing.ts';
import type { Score } from '../score.ts';
import { styleOf } from '../styles/index.ts';
import { accentHits } from './accent-hits.ts';
import { type BarWays, findBarWays } from './choose-bars.ts';
import { frameHits, tempiAround } from './frame-hits.ts';
import { HIT_WITHIN_MS, type LandedHit, landHits } from './land-hits.ts';
import { finalTickOf, lengthPlanOf, type Piece } from './piece.ts';
import { rearrange } from './rearrange.ts';
import type { PlacedHit } from './solve-hits.ts';
import { varyRepeats } from './vary-repeats.ts';
import { writeEnding } from './write-ending.ts';

export type Fitted = { readonly score: Score; readonly hits: readonly LandedHit[]; readonly tempoBpm: number };

/** Music shorter than this, seconds, is one gesture: there are no bars to lay out anew. */
export const SHORTEST_FITTED = 4;

/** A tempo that nobody fixed may give way by this share when a piece is fitted anew. */
const FREE_SHARE = 0.03;
/** What a heard seam costs beside a long tail or another tempo. */
const SEAM_WEIGHT = 1.5;
/** …and by this for hits. */
const HIT_SHARE = 0.04;

/**
 * The piece at the length, ending, tempo and hits of `wish`: the same bars in a form that fits, played as they were
 * written, with a real ending. What `wish` says of anything else is not looked at. `freedom` is the share by which a tempo
 * that was not stated may give way, 0.03 by default; `openingBar` the old bar that it begins with, the first by default.
 */
export function fitScore(
  piece: Piece,
  wish: Brief,
  { freedom = FREE_SHARE, openingBar = 0 }: { readonly freedom?: number | undefined; readonly openingBar?: number } = {},
): Fitted {
  const { score } = piece;
  const oldFinal = finalTickOf(score);
  const sourceBars = Math.max(1, oldFinal === null ? lengthPlanOf(score).bars : Math.ceil(oldFinal / score.barTicks));
  const ending = wish.loop ? 'loop' : wish.ending;
  const goal =
    ending === 'loop' ? 'start' : ending === 'fade' || oldFinal === null ? ('open' as const) : ('final-chord' as const);
  const ways = (bars: number, arrivals: ReadonlyMap<number, number>): BarWays =>
    findBarWays({ score, sourceBars, bars, goal, arrivals, openingBar: Math.min(openingBar, sourceBars - 1) });
  const { length, placed } = wish.hits.length > 0 ? frameForHits(score, wish, ways) : freeFrame(piece, wish, { ways, freedom });
  const bars = Math.max(1, length.finalTick === null ? length.bars : Math.ceil(length.finalTick / score.barTicks));
  const arrivals = new Map(
    placed
      .filter(({ tick }) => tick > 0 && tick % score.barTicks === 0)
      .map(({ tick }): [number, number] => [tick / score.barTicks, 0.6]),
  );
  const sources = ways(bars, arrivals).wayOf(bars);
  const moved = varyRepeats({ ...rearrange(score, sources, length), durationSeconds: wish.durationSeconds }, sources, wish.seed);
  const ended = oldFinal === null && length.finalTick !== null ? writeEnding({ brief: wish, score: moved }, length) : moved;
  const hits = landHits(ended, wish.hits);
  const accented = accentHits(
    ended,
    hits.filter((hit) => Math.abs(hit.errorMs) <= HIT_WITHIN_MS && hit.tick > 0).map((hit) => hit.tick),
  );
  return { score: accented, hits, tempoBpm: length.tempoBpm };
}

type Frame = { readonly length: LengthPlan; readonly placed: readonly PlacedHit[] };

function frameForHits(score: Score, wish: Brief, ways: FreeForm['ways']): Frame {
  const share = wish.stated.tempo ? 0.005 : HIT_SHARE;
  const tempi = tempiAround(wish.tempoBpm, share, [wish.tempoBpm * (1 - share), wish.tempoBpm * (1 + share)]);
  const most = mostBars(score, wish, wish.tempoBpm * (1 + 2 * HIT_SHARE));
  const { costOf } = ways(most, new Map());
  const { length, plan } = frameHits(wish, tempi, { swing: swingOf(score), costOf });
  return { length, placed: plan.placed };
}

type FreeForm = { readonly ways: (bars: number, arrivals: ReadonlyMap<number, number>) => BarWays; readonly freedom: number };

function freeFrame({ score }: Piece, wish: Brief, { ways, freedom }: FreeForm): Frame {
  const bpm = wish.tempoBpm;
  const isFixed = wish.stated.tempo || freedom === 0;
  const tempoRange = isFixed ? ([bpm, bpm] as const) : ([bpm * (1 - freedom), bpm * (1 + freedom)] as const);
  const { costOf } = ways(mostBars(score, wish, tempoRange[1]), new Map());
  const plan = solveLength(
    { ...wish, tempoRange, energy: { ...wish.energy, points: [] }, stated: { ...wish.stated, tempo: isFixed } },
    styleOf(wish.style).form,
    (count) => costOf(count) * SEAM_WEIGHT,
  );
  return { length: plan, placed: [] };
}

/** More bars than the length has room for. */
function mostBars(score: Score, wish: Brief, bpm: number): number {
  return Math.ceil(((wish.durationSeconds * bpm) / 60) * (TICKS_PER_QUARTER / score.barTicks)) + 2;
}
