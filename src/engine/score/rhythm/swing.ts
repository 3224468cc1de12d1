import { TICKS_PER_QUARTER, type Tick } from '../../kernel/index.ts';
import type { Groove, Score } from '../score.ts';

/** Where a written tick sounds, in ticks, when the score swings; beats and written triplets stay where they are. */
export function swingOf(score: Pick<Score, 'groove' | 'meter' | 'barTicks'>): (tick: Tick) => Tick {
  const unit = score.groove.swingUnit === 'eighth' ? TICKS_PER_QUARTER / 2 : TICKS_PER_QUARTER / 4;
  const pair = unit * 2;
  const isCompound = score.meter === '6/8' || score.meter === '12/8';
  // Compound and odd metres have no pairs of that value to swing: 6/8 is already long-short, 7/8 would swing across its bar line.
  if (score.groove.swing === 0.5 || score.barTicks % pair !== 0 || (isCompound && score.groove.swingUnit === 'eighth')) {
    return (tick) => tick;
  }

  return (tick) => swungTick(tick, pair, score.barTicks, score.groove);
}

function swungTick(tick: Tick, pair: Tick, barTicks: Tick, groove: Groove): Tick {
  const bar = Math.floor(tick / barTicks) * barTicks;
  const start = bar + Math.floor((tick - bar) / pair) * pair;
  const place = tick - start;
  // A written triplet is already where a swing player would put it.
  if (place === 0 || (place * 3) % pair === 0) {
    return tick;
  }

  const half = pair / 2;
  const off = pair * groove.swing;
  return start + (place <= half ? (place * off) / half : off + ((place - half) * (pair - off)) / half);
}
