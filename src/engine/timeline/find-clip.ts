import { StudioError } from '../kernel/index.ts';
import { compareTime } from './rational-time.ts';
import type { Clip, Timeline, Track } from './timeline.ts';

/** The clip of this id and its track. Throws `timeline.no-such-clip`. */
export function clipNamed(timeline: Timeline, clipId: string): { readonly clip: Clip; readonly track: Track } {
  for (const track of timeline.tracks) {
    const clip = track.clips.find(({ id }) => id === clipId);
    if (clip !== undefined) {
      return { clip, track };
    }
  }

  throw noSuchClip(clipId);
}

export function noSuchTrack(trackId: string): StudioError {
  return new StudioError(
    'timeline.no-such-track',
    `There is no track "${trackId}" on the timeline. Look at it again: it may have changed.`,
  );
}

export function noSuchClip(clipId: string): StudioError {
  return new StudioError(
    'timeline.no-such-clip',
    `There is no clip "${clipId}" on the timeline. Look at it again: it may have changed.`,
  );
}

/** Clips in order of their start; those that begin together stay as they were. */
export function inOrder(clips: readonly Clip[]): readonly Clip[] {
  // Nearly always they are: an edit of a long track must not cost a sort.
  const isOrdered = clips.every((clip, place) => {
    const before = clips[place - 1];
    return before === undefined || compareTime(before.start, clip.start) <= 0;
  });
  return isOrdered ? clips : clips.toSorted((left, right) => compareTime(left.start, right.start));
}
