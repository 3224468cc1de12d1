import { at, TICKS_PER_QUARTER, type Seconds, type Tick } from '../../kernel/index.ts';
import type { TempoPoint } from '../score.ts';

/** Seconds from the start of the piece to `tick`. */
export function secondsAt(tempoMap: readonly TempoPoint[], tick: Tick): Seconds {
  let seconds = 0;
  for (let i = 0; i < tempoMap.length; i++) {
    const point = at(tempoMap, i);
    const until = Math.min(tick, tempoMap[i + 1]?.tick ?? tick);
    if (until <= point.tick) {
      break;
    }

    seconds += ((until - point.tick) * 60) / (point.bpm * TICKS_PER_QUARTER);
  }

  return seconds;
}

/** The tick (not rounded) that sounds `seconds` after the start. */
export function tickAt(tempoMap: readonly TempoPoint[], seconds: Seconds): Tick {
  let left = seconds;
  for (let i = 0; i < tempoMap.length; i++) {
    const point = at(tempoMap, i);
    const next = tempoMap[i + 1];
    const ticksASecond = (point.bpm * TICKS_PER_QUARTER) / 60;
    if (next === undefined || left * ticksASecond <= next.tick - point.tick) {
      return point.tick + left * ticksASecond;
    }

    left -= (next.tick - point.tick) / ticksASecond;
  }

  return 0;
}
