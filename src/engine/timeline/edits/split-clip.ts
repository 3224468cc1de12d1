import { clipNamed } from '../find-clip.ts';
import { compareTime } from '../rational-time.ts';
import { keepStretch } from './keep-stretch.ts';
import { replaceClip } from './lay-clips.ts';
import { endOfClip, fromMs, sayClip, sayMoment } from './moments.ts';
import { impossible, planner } from './planner.ts';

/** Cuts a clip in two; nothing changes to eye or ear. */
export const splitClip = planner('split-clip', (timeline, { clipId, atMs, newId }, { makeId }) => {
  const { clip } = clipNamed(timeline, clipId);
  const at = fromMs(atMs);
  const end = endOfClip(clip);
  if (compareTime(at, clip.start) <= 0 || compareTime(at, end) >= 0) {
    throw impossible(
      `${sayClip(clip)} stands from ${sayMoment(clip.start)} to ${sayMoment(end)}: it cannot be split at ${sayMoment(at)}. Name a moment inside it.`,
      { reason: 'outside-clip', name: clip.name },
    );
  }

  return replaceClip(timeline, clipId, [
    keepStretch(clip, clip.start, at, { isSplit: true }),
    { ...keepStretch(clip, at, end, { isSplit: true }), id: newId ?? makeId('clip') },
  ]);
});
