import { secondsAt, tickAt } from '../../form/tempo-time.ts';
import type { DynamicsPoint } from '../../score.ts';
import { addDynamics } from '../ride-dynamics.ts';
import { changeKind, refused, revised } from '../revision.ts';

/** How long the level takes to get there, seconds: a hand on a fader, not a switch. */
const GLIDE_SECONDS = 0.35;

/** A stretch of the piece softer or louder by dB, as one hand on the level of the whole band: every part is played as before. */
export const changeDynamics = changeKind('dynamics', ({ brief, score }, { fromSeconds, toSeconds, byDb }) => {
  const end = toSeconds ?? score.durationSeconds;
  const last = secondsAt(score.tempoMap, score.endTick);
  if (byDb === 0 || end <= fromSeconds || fromSeconds >= last) {
    return refused(
      byDb === 0
        ? 'No change of level was asked for.'
        : `There is no music from ${fromSeconds} s to ${end} s; it ends at ${score.durationSeconds} s.`,
    );
  }

  const tick = (seconds: number): number => Math.round(tickAt(score.tempoMap, Math.max(0, seconds)));
  const isFromStart = fromSeconds <= GLIDE_SECONDS;
  const isToEnd = end >= last - GLIDE_SECONDS;
  const glide = Math.min(GLIDE_SECONDS, (end - fromSeconds) / 2);
  const wished: DynamicsPoint[] = [
    ...(isFromStart ? [] : [{ tick: tick(fromSeconds - glide), gainDb: 0 }]),
    { tick: isFromStart ? 0 : tick(fromSeconds), gainDb: byDb },
    ...(isToEnd
      ? [{ tick: score.endTick, gainDb: byDb }]
      : [
          { tick: tick(end), gainDb: byDb },
          { tick: tick(end + glide), gainDb: 0 },
        ]),
  ];
  const inOrder = wished.filter((point, i) => i === 0 || point.tick > (wished[i - 1]?.tick ?? -1));
  return revised({ brief, score: { ...score, dynamics: addDynamics(score.dynamics ?? [], inOrder) } });
});
