import type { Score } from '../score/index.ts';
import { TICKS_PER_QUARTER, type Seconds, type Tick } from '../kernel/index.ts';
import type { Meter } from '../brief/index.ts';

/** Turns ticks of a score into seconds, following its tempo map; the tempo holds until each next point. */
export function scoreClock(tempoMap: Score['tempoMap']): (tick: Tick) => Seconds {
  const spans: { readonly tick: Tick; readonly seconds: Seconds; readonly secondsPerTick: number }[] = [];
  for (const point of tempoMap) {
    const before = spans.at(-1);
    const seconds = before === undefined ? 0 : before.seconds + (point.tick - before.tick) * before.secondsPerTick;
    spans.push({ tick: point.tick, seconds, secondsPerTick: 60 / (point.bpm * TICKS_PER_QUARTER) });
  }

  return (tick) => {
    let low = 0;
    let high = spans.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (spans[middle]!.tick <= tick) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }

    const span = spans[low];
    return span === undefined ? 0 : span.seconds + (tick - span.tick) * span.secondsPerTick;
  };
}

/** Where the beats that a foot taps fall inside one bar, in eighth notes from its start. */
export const BEAT_EIGHTHS: { readonly [meter in Meter]: readonly number[] } = {
  '4/4': [0, 2, 4, 6],
  '3/4': [0, 2, 4],
  '2/4': [0, 2],
  '6/8': [0, 3],
  '12/8': [0, 3, 6, 9],
  '5/4': [0, 2, 4, 6, 8],
  '7/8': [0, 2, 4],
};
