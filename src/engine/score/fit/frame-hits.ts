import type { Brief } from '../../brief/index.ts';
import { clamp, type Seconds, type Tick } from '../../kernel/index.ts';
import { barTicksOf, beatTicksOf } from '../form/meter.ts';
import { endOfFinalChord, type LengthPlan } from '../form/solve-length.ts';
import { secondsAt, tickAt } from '../form/tempo-time.ts';
import { type HitPlan, solveHits } from './solve-hits.ts';

/** A last chord needs about this long; right after a hit near the end less will do. */
const LEAST_TAIL: Seconds = 1.2;
const SHORTEST_TAIL: Seconds = 0.5;

/** What of the score's own decides about its frame: how it swings, and how well so many bars suit it (0 is well). */
export type HitScore = { readonly swing: (tick: Tick) => Tick; readonly costOf: (bars: number) => number };

export type HitFrame = { readonly length: LengthPlan; readonly plan: HitPlan };

/**
 * The frame of a piece whose bars land on its hits: tempo by stretches, the final chord on a bar line that leaves it room to
 * ring, or on the last hit itself where that comes too late for anything after it.
 */
export function frameHits(brief: Brief, tempi: readonly number[], { swing, costOf }: HitScore): HitFrame {
  const ending = brief.loop ? 'loop' : brief.ending;
  const own = brief.tempoBpm;
  const plan = solveHits({
    atSeconds: brief.hits,
    durationSeconds: brief.durationSeconds,
    ending,
    meter: brief.meter,
    tempi: tempi.map((bpm) => ({ bpm, cost: (Math.abs(bpm - own) / own) * 40 })),
    swing,
  });
  const barTicks = barTicksOf(brief.meter);
  const { tempoMap } = plan;
  if (ending === 'loop' || ending === 'fade') {
    const endTick = Math.max(1, Math.floor(tickAt(tempoMap, brief.durationSeconds) + 1e-6));
    const left = endTick % barTicks;
    const whole = Math.floor(endTick / barTicks);
    const bars = Math.max(1, ending === 'fade' || left >= beatTicksOf(brief.meter) / 2 ? Math.ceil(endTick / barTicks) : whole);
    return { plan, length: { tempoBpm: plan.bpm, tempoMap, ending, bars, bodyBars: bars, finalTick: null, endTick } };
  }

  const finalTick = finalPlace(brief, plan, costOf);
  const bodyBars = Math.floor(finalTick / barTicks);
  return {
    plan,
    length: {
      tempoBpm: plan.bpm,
      tempoMap,
      ending,
      bars: bodyBars + 1,
      bodyBars,
      finalTick,
      endTick: endOfFinalChord(brief, tempoMap, finalTick, ending),
    },
  };
}

/** The bar line for the last chord: after the last hit, with a tail that rings and is no dead air, after a number of bars that suits the piece. */
function finalPlace(brief: Brief, { tempoMap, placed }: HitPlan, costOf: (bars: number) => number): Tick {
  const barTicks = barTicksOf(brief.meter);
  const lastHit = placed.at(-1)?.tick ?? 0;
  const latest = tickAt(tempoMap, brief.durationSeconds - Math.min(LEAST_TAIL, brief.durationSeconds * 0.4));
  const barSeconds = secondsAt(tempoMap, barTicks);
  let best: Tick | null = null;
  let bestCost = Infinity;
  for (let bar = Math.floor(latest / barTicks); bar >= 1 && bar * barTicks >= lastHit; bar--) {
    const tail = brief.durationSeconds - secondsAt(tempoMap, bar * barTicks);
    const over = tail - clamp(barSeconds, 1.9, 3.4);
    const cost = costOf(bar) * 1.5 + (over < 0 ? -over * 0.9 : over * 0.5 + over * over * 0.25);
    if (tail <= barSeconds + 2.5 && cost < bestCost) {
      best = bar * barTicks;
      bestCost = cost;
    }
  }

  if (best !== null) {
    return best;
  }

  const end = secondsAt(tempoMap, lastHit);
  return lastHit > 0 && brief.durationSeconds - end >= SHORTEST_TAIL
    ? lastHit
    : Math.max(beatTicksOf(brief.meter), Math.floor(latest / barTicks) * barTicks);
}

/** Tempi around `bpm`, the nearest first, within `share` of it and inside `range`. */
export function tempiAround(bpm: number, share: number, range: readonly [number, number]): number[] {
  const low = Math.max(30, Math.min(bpm, Math.max(bpm * (1 - share), range[0])));
  const high = Math.min(300, Math.max(bpm, Math.min(bpm * (1 + share), range[1])));
  const count = 24;
  const spread = Array.from(
    { length: count + 1 },
    (_, i) => Math.round(clamp(low + ((high - low) * i) / count, 30, 300) * 100) / 100,
  );
  return [bpm, ...new Set(spread)]
    .filter((one, i, all) => all.indexOf(one) === i && one > 0)
    .sort((left, right) => Math.abs(left - bpm) - Math.abs(right - bpm) || left - right);
}
