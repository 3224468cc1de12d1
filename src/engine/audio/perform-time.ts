import { at, SAMPLE_RATE, TICKS_PER_QUARTER, type Tick } from '../kernel/index.ts';
import type { Groove, Score } from '../score/index.ts';

/** Turns written time into seconds: first the swing, then the tempo map. */
export type Clock = {
  /** Seconds of a written tick without swing; for section borders, pedals and swells. */
  readonly secondsOf: (tick: Tick) => number;
  /** Seconds of a note's written tick, swung. */
  readonly swungSecondsOf: (tick: Tick) => number;
};

/** The clock of a score: exact for any tempo map, before the first tick it runs on backwards. */
export function clockOf(score: Score): Clock {
  const segments: { readonly tick: Tick; readonly seconds: number; readonly secondsPerTick: number }[] = [];
  for (const point of score.tempoMap) {
    const previous = segments.at(-1);
    const seconds = previous === undefined ? 0 : previous.seconds + (point.tick - previous.tick) * previous.secondsPerTick;
    segments.push({ tick: point.tick, seconds, secondsPerTick: 60 / (point.bpm * TICKS_PER_QUARTER) });
  }

  const secondsOf = (tick: Tick): number => {
    let low = 0;
    let high = segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (at(segments, middle).tick <= tick) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }

    const segment = at(segments, low);
    return segment.seconds + (tick - segment.tick) * segment.secondsPerTick;
  };

  const swing = swingOf(score);
  return { secondsOf, swungSecondsOf: (tick) => secondsOf(swing(tick)) };
}

/** The nearest sample of a time in seconds. */
export function sampleAt(seconds: number): number {
  return Math.round(seconds * SAMPLE_RATE);
}

function swingOf(score: Score): (tick: Tick) => Tick {
  const unit = score.groove.swingUnit === 'eighth' ? TICKS_PER_QUARTER / 2 : TICKS_PER_QUARTER / 4;
  const pair = unit * 2;
  // Compound and odd metres have no pairs of that value to swing: 6/8 is already long-short, 7/8 would swing across its bar line.
  if (score.groove.swing === 0.5 || score.barTicks % pair !== 0 || (isCompound(score) && score.groove.swingUnit === 'eighth')) {
    return (tick) => tick;
  }

  return (tick) => swungTick(tick, pair, score.barTicks, score.groove);
}

function isCompound(score: Score): boolean {
  return score.meter === '6/8' || score.meter === '12/8';
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
