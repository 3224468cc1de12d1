import { compareTime, earlierOf, scaleTime, secondsOf, addTime, subtractTime } from '../rational-time.ts';
import type { Transition } from '../picture-framing.ts';
import type { Clip, Timeline, Track } from '../timeline.ts';
import { levelsBetween } from './keep-stretch.ts';
import { endOfClip, fromMs } from './moments.ts';
import { fitted } from './set-transition.ts';

const ZERO = fromMs(0);

/**
 * What an edit leaves too long is made to fit: fades share a clip that is too short for them, a transition is no longer than what it joins,
 * and one whose clip before went away becomes a cut.
 */
export function settle(after: Timeline, before: Timeline): Timeline {
  const former = new Set(
    before.tracks.flatMap((track) =>
      track.clips.filter((clip, place) => comesFrom(track, clip, place) !== null).map(({ id }) => id),
    ),
  );
  return {
    ...after,
    tracks: after.tracks.map((track) => ({
      ...track,
      clips: track.clips.map((clip, place) => settled(clip, comesFrom(track, clip, place), former.has(clip.id))),
    })),
  };
}

/** The clip that ends where this one of a track begins: the one before it, or none. */
function comesFrom(track: Track, clip: Clip, place: number): Clip | null {
  const before = track.clips[place - 1];
  return before !== undefined && compareTime(endOfClip(before), clip.start) === 0 ? before : null;
}

/** A clip that fits already stays itself: what did not change is told by that. */
function settled(clip: Clip, before: Clip | null, hadOneBefore: boolean): Clip {
  const length = clip.sourceRange.duration;
  const isLost = before === null && hadOneBefore;
  const isBeyond = clip.levels.some(({ at }) => compareTime(at, length) > 0);
  const { fadeIn, fadeOut } = fadesWithin(clip);
  const levels = isBeyond ? levelsBetween(clip.levels, ZERO, length) : clip.levels;
  const transition = clip.transition === null || isLost ? null : fittedIn(clip.transition, clip, before);
  const isSettled =
    fadeIn === clip.fadeIn && fadeOut === clip.fadeOut && levels === clip.levels && transition === clip.transition;
  return isSettled ? clip : { ...clip, fadeIn, fadeOut, levels, transition };
}

function fittedIn(transition: Transition, clip: Clip, before: Clip | null): Transition {
  const fit = fitted(transition, clip, before);
  return fit.duration === transition.duration ? transition : fit;
}

function fadesWithin({ fadeIn, fadeOut, sourceRange }: Clip): Pick<Clip, 'fadeIn' | 'fadeOut'> {
  const both = addTime(fadeIn, fadeOut);
  if (compareTime(both, sourceRange.duration) <= 0) {
    return { fadeIn, fadeOut };
  }

  const first = scaleTime(fadeIn, secondsOf(sourceRange.duration) / secondsOf(both));
  return { fadeIn: first, fadeOut: earlierOf(fadeOut, subtractTime(sourceRange.duration, first)) };
}
