import { at, SAMPLE_RATE, TICKS_PER_QUARTER, type Tick } from '../kernel/index.ts';
import { type Score, swingOf } from '../score/index.ts';

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
