import { type Seconds, type Tick, TICKS_PER_QUARTER } from '../../kernel/index.ts';
import { beatTicksOf } from '../form/meter.ts';
import { secondsAt, tickAt } from '../form/tempo-time.ts';
import { swingOf } from '../rhythm/swing.ts';
import type { Score } from '../score.ts';

/** Where a moment that was to be hit landed. `bar` and `beat` count from 1; a beat may be a part of one (2.5). */
export type LandedHit = {
  readonly atSeconds: Seconds;
  readonly landedSeconds: Seconds;
  /** Landed less asked, ms; a hit counts as made within ±20. */
  readonly errorMs: number;
  readonly bar: number;
  readonly beat: number;
  /** The written place. */
  readonly tick: Tick;
};

/** A hit this near is made: half a picture of film, and less than players differ, ms. */
export const HIT_WITHIN_MS = 20;

/** Where each moment lands in a score: on the place nearest to it down to a sixteenth, or, where none is near enough, on the nearest beat. */
export function landHits(
  score: Pick<Score, 'tempoMap' | 'groove' | 'meter' | 'barTicks' | 'endTick'>,
  atSeconds: readonly Seconds[],
): LandedHit[] {
  const swing = swingOf(score);
  const beatTicks = beatTicksOf(score.meter);
  return atSeconds.map((moment): LandedHit => {
    const place = tickAt(score.tempoMap, moment);
    const soundsAt = (tick: Tick): Seconds => secondsAt(score.tempoMap, swing(tick));
    const nearest = (step: Tick): Tick => {
      const under = Math.floor(place / step) * step;
      const around = [under - step, under, under + step, under + 2 * step].filter((tick) => tick >= 0 && tick <= score.endTick);
      return around.reduce(
        (best, tick) => (Math.abs(soundsAt(tick) - moment) < Math.abs(soundsAt(best) - moment) ? tick : best),
        0,
      );
    };
    const fine = [beatTicks, TICKS_PER_QUARTER / 2, TICKS_PER_QUARTER / 4].map(nearest);
    const tick = fine.find((one) => Math.abs(soundsAt(one) - moment) * 1000 <= HIT_WITHIN_MS) ?? nearest(beatTicks);
    const landedSeconds = soundsAt(tick);
    return {
      atSeconds: moment,
      landedSeconds,
      errorMs: Math.round((landedSeconds - moment) * 100_000) / 100,
      bar: Math.floor(tick / score.barTicks) + 1,
      beat: Math.round(((tick % score.barTicks) / beatTicks + 1) * 1000) / 1000,
      tick,
    };
  });
}
