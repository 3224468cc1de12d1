import { clipNamed } from '../find-clip.ts';
import { earlierOf, subtractTime } from '../rational-time.ts';
import type { Clip } from '../timeline.ts';
import { replaceClip } from './lay-clips.ts';
import { fromMs } from './moments.ts';
import { planner } from './planner.ts';
import { audible } from './set-level.ts';

/** A fade ends with its clip at the latest; of two that do not both fit, the one that was asked for does. */
export const setFades = planner('set-fades', (timeline, { clipIds, inMs, outMs }, context) =>
  clipIds.reduce((done, id) => {
    const clip = audible(clipNamed(done, id).clip, context);
    return replaceClip(done, id, [withFades(clip, inMs, outMs)]);
  }, timeline),
);

export const setDucking = planner('set-ducking', (timeline, { clipIds, ducking }, context) =>
  clipIds.reduce((done, id) => replaceClip(done, id, [{ ...audible(clipNamed(done, id).clip, context), ducking }]), timeline),
);

function withFades(clip: Clip, inMs: number | null, outMs: number | null): Clip {
  const length = clip.sourceRange.duration;
  if (inMs === null) {
    const fadeOut = outMs === null ? clip.fadeOut : earlierOf(fromMs(outMs), length);
    return { ...clip, fadeIn: earlierOf(clip.fadeIn, subtractTime(length, fadeOut)), fadeOut };
  }

  const fadeIn = earlierOf(fromMs(inMs), length);
  const wantedOut = outMs === null ? clip.fadeOut : fromMs(outMs);
  return { ...clip, fadeIn, fadeOut: earlierOf(wantedOut, subtractTime(length, fadeIn)) };
}
