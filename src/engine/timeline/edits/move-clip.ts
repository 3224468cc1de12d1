import { clipNamed, inOrder } from '../find-clip.ts';
import { addTime, compareTime, subtractTime, type RationalTime } from '../rational-time.ts';
import type { Clip, Timeline } from '../timeline.ts';
import { mainPicture, pushApart, refuseOverlap, replaceClip, shiftClip, withClips } from './lay-clips.ts';
import { endOfClip, fromMs, sayClip } from './moments.ts';
import { impossible, planner } from './planner.ts';

export const moveClip = planner('move-clip', (timeline, { clipId, toMs }) => {
  const { clip, track } = clipNamed(timeline, clipId);
  const moved = shiftClip(clip, subtractTime(fromMs(toMs), clip.start));
  refuseOverlap(track, moved);
  return replaceClip(timeline, clipId, [moved]);
});

/** Gaps and transitions belong to the places between clips: they stay where they are in the order. Captions go with their pictures. */
export const reorderClip = planner('reorder-clip', (timeline, { clipId, place }) => {
  const { clip, track } = clipNamed(timeline, clipId);
  const { clips } = track;
  if (place >= clips.length) {
    throw impossible(
      `There ${clips.length === 1 ? 'is 1 clip' : `are ${clips.length} clips`} on the track of ${sayClip(clip)}: it cannot be number ${place + 1}.`,
      { reason: 'no-such-place', name: clip.name },
    );
  }

  if (clips[place] === clip) {
    return timeline;
  }

  const others = clips.filter((each) => each !== clip);
  let reached: RationalTime = fromMs(0);
  const laid = others.toSpliced(place, 0, clip).map((each, index): Clip => {
    const start = addTime(reached, gapBefore(clips, index));
    const moved = { ...shiftClip(each, subtractTime(start, each.start)), transition: clips[index]?.transition ?? null };
    reached = endOfClip(moved);
    return moved;
  });
  const reordered = withClips(timeline, track.id, laid);
  return mainPicture(timeline)?.id === track.id ? withCaptions(reordered, track.clips, laid) : reordered;
});

function gapBefore(clips: readonly Clip[], index: number): RationalTime {
  const [before, clip] = [clips[index - 1], clips[index]];
  if (clip === undefined) {
    return fromMs(0);
  }

  return before === undefined ? clip.start : subtractTime(clip.start, endOfClip(before));
}

/** Captions go with the clip of the picture in which they begin. */
function withCaptions(timeline: Timeline, former: readonly Clip[], laid: readonly Clip[]): Timeline {
  const places = new Map(laid.map((clip) => [clip.id, clip.start]));
  const follow = (caption: Clip): Clip => {
    const under = former.find(
      (clip) => compareTime(clip.start, caption.start) <= 0 && compareTime(endOfClip(clip), caption.start) > 0,
    );
    const start = under === undefined ? undefined : places.get(under.id);
    return under === undefined || start === undefined ? caption : shiftClip(caption, subtractTime(start, under.start));
  };
  return {
    ...timeline,
    tracks: timeline.tracks.map((track) =>
      track.kind === 'text' && track.role === 'caption'
        ? { ...track, clips: pushApart(inOrder(track.clips.map(follow))) }
        : track,
    ),
  };
}
