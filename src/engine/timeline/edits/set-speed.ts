import { clipNamed } from '../find-clip.ts';
import { addTime, compareTime, endOf, scaleTime, subtractTime, type RationalTime } from '../rational-time.ts';
import type { Clip } from '../timeline.ts';
import { followPicture, replaceClip, rippleFrom } from './lay-clips.ts';
import { endOfClip, fromMs, sayClip } from './moments.ts';
import { impossible, planner } from './planner.ts';

/** Plays the same stretch of the media faster or slower. */
export const setSpeed = planner('set-speed', (timeline, { clipId, speed }) => {
  const { clip, track } = clipNamed(timeline, clipId);
  const { media } = clip;
  const hasCourse = media.kind === 'missing' || (media.kind === 'media' && (media.shows === 'video' || media.shows === 'sound'));
  if (!hasCourse) {
    throw impossible(`${sayClip(clip)} has no speed: it does not move. Make it longer or shorter instead.`, {
      reason: 'does-not-move',
      name: clip.name,
    });
  }

  if (speed === clip.speed) {
    return timeline;
  }

  const changed = atSpeed(clip, speed);
  const [until, now] = [endOfClip(clip), endOfClip(changed)];
  const replaced = replaceClip(timeline, clipId, [changed]);
  const rippled = {
    ...replaced,
    tracks: replaced.tracks.map((each) => (each.id === track.id ? rippleFrom(each, until, subtractTime(now, until)) : each)),
  };
  return followPicture(rippled, track.id, { from: clip.start, until, now, isScaled: true });
});

function atSpeed(clip: Clip, speed: number): Clip {
  const factor = clip.speed / speed;
  const { start, duration } = clip.sourceRange;
  const scaled = scaleTime(duration, factor);
  const wanted = scaled.value > 0 ? scaled : { ...duration, value: 1 };
  return {
    ...clip,
    speed,
    sourceRange: { start, duration: wholeMedia(clip, speed) ?? wanted },
    levels: clip.levels.map((point) => ({ ...point, at: scaleTime(point.at, factor) })),
  };
}

/** The length of a clip that plays its media to the end, at another speed; null when it stops before: lengths are whole, and would lose a little each time. */
function wholeMedia({ media, sourceRange, speed }: Clip, newSpeed: number): RationalTime | null {
  const available = media.kind === 'media' ? media.availableRange : null;
  if (available === null) {
    return null;
  }

  const { start, duration } = sourceRange;
  const oneMore = { value: duration.value + 1, rate: duration.rate };
  const isToEnd = compareTime(addTime(start, scaleTime(oneMore, speed)), endOf(available)) >= 0;
  const left = scaleTime(subtractTime(endOf(available), start), 1 / newSpeed);
  return isToEnd && compareTime(left, fromMs(0)) > 0 ? left : null;
}
