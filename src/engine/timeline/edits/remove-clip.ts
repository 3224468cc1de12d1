import { clipNamed } from '../find-clip.ts';
import { subtractTime } from '../rational-time.ts';
import { followPicture, replaceClip, rippleFrom, withoutEmpty } from './lay-clips.ts';
import { endOfClip } from './moments.ts';
import { planner } from './planner.ts';

/** Takes a clip off; a track that nothing is on any more goes, too. */
export const removeClip = planner('remove-clip', (timeline, { clipId, isClosed }) => {
  const { clip, track } = clipNamed(timeline, clipId);
  const without = replaceClip(timeline, clipId, []);
  const end = endOfClip(clip);
  const by = subtractTime(clip.start, end);
  const closed = isClosed
    ? followPicture(
        { ...without, tracks: without.tracks.map((each) => (each.id === track.id ? rippleFrom(each, end, by) : each)) },
        track.id,
        { from: clip.start, until: end, now: clip.start, isScaled: false },
      )
    : without;
  return withoutEmpty(closed, track.id);
});
