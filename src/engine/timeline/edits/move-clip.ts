import { clipNamed } from '../find-clip.ts';
import { addTime, subtractTime, type RationalTime } from '../rational-time.ts';
import type { Clip } from '../timeline.ts';
import { refuseOverlap, replaceClip, shiftClip, withClips } from './lay-clips.ts';
import { endOfClip, fromMs, sayClip } from './moments.ts';
import { impossible, planner } from './planner.ts';

export const moveClip = planner('move-clip', (timeline, { clipId, toMs }) => {
  const { clip, track } = clipNamed(timeline, clipId);
  const moved = shiftClip(clip, subtractTime(fromMs(toMs), clip.start));
  refuseOverlap(track, moved);
  return replaceClip(timeline, clipId, [moved]);
});

/** Gaps and transitions belong to the places between clips: they stay where they are in the order. */
export const reorderClip = planner('reorder-clip', (timeline, { clipId, place }) => {
  const { clip, track } = clipNamed(timeline, clipId);
  const { clips } = track;
  if (place >= clips.length) {
    throw impossible(
      `There ${clips.length === 1 ? 'is 1 clip' : `are ${clips.length} clips`} on the track of ${sayClip(clip)}: it cannot be number ${place + 1}.`,
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
  return withClips(timeline, track.id, laid);
});

function gapBefore(clips: readonly Clip[], index: number): RationalTime {
  const [before, clip] = [clips[index - 1], clips[index]];
  if (clip === undefined) {
    return fromMs(0);
  }

  return before === undefined ? clip.start : subtractTime(clip.start, endOfClip(before));
}
