import type { Brief } from '../../brief/index.ts';
import { type Seconds, type Tick } from '../../kernel/index.ts';
import { barTicksOf, beatTicksOf } from '../form/meter.ts';
import { solveLength, type LengthPlan } from '../form/solve-length.ts';
import { secondsAt } from '../form/tempo-time.ts';
import type { Score } from '../score.ts';
import { styleOf } from '../styles/index.ts';
import { accentHits } from './accent-hits.ts';
import { chooseBars } from './choose-bars.ts';
import { frameHits, tempiAround } from './frame-hits.ts';
import { finalTickOf, lengthPlanOf, type Piece } from './piece.ts';
import { rearrange } from './rearrange.ts';
import { nearestBeat, type PlacedHit } from './solve-hits.ts';
import { varyRepeats } from './vary-repeats.ts';
import { writeEnding } from './write-ending.ts';

/** Where a moment that was to be hit landed. `bar` and `beat` count from 1; a beat may be a half (2.5). */
export type LandedHit = {
  readonly atSeconds: Seconds;
  readonly landedSeconds: Seconds;
  /** Landed less asked, ms; a hit counts as made within ±20. */
  readonly errorMs: number;
  readonly bar: number;
  readonly beat: number;
};

export type Fitted = { readonly score: Score; readonly hits: readonly LandedHit[]; readonly tempoBpm: number };

/** A tempo that nobody fixed may give way by this share when a piece is fitted anew. */
const FREE_SHARE = 0.03;
/** …and by this for hits. */
const HIT_SHARE = 0.04;

/**
 * The piece at the length, ending, tempo and hits of `wish`: the same bars in a form that fits, played as they were
 * written, with a real ending. What `wish` says of anything else is not looked at.
 */
export function fitScore(piece: Piece, wish: Brief): Fitted {
  const frame = frameOf(piece, wish);
  const { score } = piece;
  const { length, placed } = frame;
  const old = lengthPlanOf(score);
  const oldFinal = finalTickOf(score);
  const sourceBars = Math.max(1, oldFinal === null ? old.bars : Math.ceil(oldFinal / score.barTicks));
  const bars = Math.max(1, length.finalTick === null ? length.bars : Math.ceil(length.finalTick / score.barTicks));
  const arrivals = new Map<number, number>();
  for (const { tick } of placed) {
    if (tick > 0 && tick % score.barTicks === 0) {
      arrivals.set(tick / score.barTicks, 0.6);
    }
  }

  const sources = chooseBars({
    score,
    sourceBars,
    bars,
    goal: length.finalTick === null ? (length.ending === 'loop' ? 'start' : 'open') : oldFinal === null ? 'open' : 'final-chord',
    arrivals,
  });
  const moved = varyRepeats({ ...rearrange(score, sources, length), durationSeconds: wish.durationSeconds }, sources, wish.seed);
  const ended = oldFinal === null && length.finalTick !== null ? writeEnding({ brief: wish, score: moved }, length) : moved;
  const accented = accentHits(
    ended,
    placed.map(({ tick }) => tick).filter((tick) => tick > 0),
  );
  return { score: accented, hits: landedHits(wish, length, placed), tempoBpm: length.tempoBpm };
}

function frameOf({ score }: Piece, wish: Brief): { readonly length: LengthPlan; readonly placed: readonly PlacedHit[] } {
  const isStraight = score.groove.swing === 0.5;
  if (wish.hits.length > 0) {
    const share = wish.stated.tempo ? 0.005 : HIT_SHARE;
    const tempi = tempiAround(wish.tempoBpm, share, [wish.tempoBpm * (1 - share), wish.tempoBpm * (1 + share)]);
    const { length, plan } = frameHits(wish, tempi, isStraight);
    return { length, placed: plan.placed };
  }

  const bpm = wish.tempoBpm;
  const tempoRange = wish.stated.tempo ? ([bpm, bpm] as const) : ([bpm * (1 - FREE_SHARE), bpm * (1 + FREE_SHARE)] as const);
  return {
    length: solveLength({ ...wish, tempoRange, energy: { ...wish.energy, points: [] } }, styleOf(wish.style).form),
    placed: [],
  };
}

function landedHits(wish: Brief, length: LengthPlan, placed: readonly PlacedHit[]): LandedHit[] {
  const beatTicks = beatTicksOf(wish.meter);
  const barTicks = barTicksOf(wish.meter);
  return wish.hits.map((atSeconds): LandedHit => {
    const own = placed.find((hit) => hit.atSeconds === atSeconds);
    const tick: Tick = own?.tick ?? Math.min(nearestBeat(length.tempoMap, wish.meter, atSeconds), length.endTick);
    const landedSeconds = secondsAt(length.tempoMap, tick);
    return {
      atSeconds,
      landedSeconds,
      errorMs: Math.round((landedSeconds - atSeconds) * 1000 * 100) / 100,
      bar: Math.floor(tick / barTicks) + 1,
      beat: Math.round(((tick % barTicks) / beatTicks + 1) * 1000) / 1000,
    };
  });
}
