import { compareTime, earlierOf, scaleTime, secondsOf, addTime, subtractTime } from '../rational-time.ts';
import type { Clip, Timeline, Track } from '../timeline.ts';
import { levelsBetween } from './keep-stretch.ts';
import { fromMs } from './moments.ts';
import { clipBefore, fitted } from './set-transition.ts';

const ZERO = fromMs(0);

/**
 * What an edit leaves too long is made to fit: fades share a clip that is too short for them, a transition is no longer than what it joins,
 * and one whose clip before went away becomes a cut.
 */
export function settle(after: Timeline, before: Timeline): Timeline {
  const former = new Map(before.tracks.flatMap((track) => track.clips.map((clip) => [clip.id, { clip, track }])));
  return {
    ...after,
    tracks: after.tracks.map((track) => ({
      ...track,
      clips: track.clips.map((clip): Clip => {
        const old = former.get(clip.id);
        return settled(clip, track, old !== undefined && clipBefore(old.track, old.clip) !== null);
      }),
    })),
  };
}

function settled(clip: Clip, track: Track, hadOneBefore: boolean): Clip {
  const length = clip.sourceRange.duration;
  const comesFrom = clipBefore(track, clip);
  const isLost = comesFrom === null && hadOneBefore;
  const { transition } = clip;
  const isBeyond = clip.levels.some(({ at }) => compareTime(at, length) > 0);
  return {
    ...clip,
    ...fadesWithin(clip),
    levels: isBeyond ? levelsBetween(clip.levels, ZERO, length) : clip.levels,
    transition: transition === null || isLost ? null : fitted(transition, clip, comesFrom),
  };
}

function fadesWithin({ fadeIn, fadeOut, sourceRange }: Clip): Pick<Clip, 'fadeIn' | 'fadeOut'> {
  const both = addTime(fadeIn, fadeOut);
  if (compareTime(both, sourceRange.duration) <= 0) {
    return { fadeIn, fadeOut };
  }

  const first = scaleTime(fadeIn, secondsOf(sourceRange.duration) / secondsOf(both));
  return { fadeIn: first, fadeOut: earlierOf(fadeOut, subtractTime(sourceRange.duration, first)) };
}
