import { clipNamed } from '../find-clip.ts';
import { compareTime, earlierOf } from '../rational-time.ts';
import type { Transition } from '../picture-framing.ts';
import type { Clip, Timeline, Track } from '../timeline.ts';
import { endOfClip, fromMs, sayClip } from './moments.ts';
import { impossible, planner } from './planner.ts';

export const setTransition = planner('set-transition', (timeline, { clipId, transition, durationMs }) => {
  if (transition !== null && durationMs === 0) {
    throw impossible('A transition of 0 s is a cut. Name a length, or ask for a cut.', { reason: 'no-length' });
  }

  const wanted: Transition | null = transition === null ? null : { kind: transition, duration: fromMs(durationMs) };
  const comers = clipId === null ? comingClips(timeline) : [oneComer(timeline, clipId, wanted)];
  if (comers.length === 0) {
    throw impossible(
      'No clip of the picture follows another, so there is nowhere for a transition. Put a second clip behind the first.',
      { reason: 'nothing-to-join' },
    );
  }

  const changed = new Map(
    comers.map(({ clip, before }) => [clip.id, { ...clip, transition: wanted === null ? null : fitted(wanted, clip, before) }]),
  );
  return {
    ...timeline,
    tracks: timeline.tracks.map((track) => ({ ...track, clips: track.clips.map((clip) => changed.get(clip.id) ?? clip) })),
  };
});

type Comer = { readonly clip: Clip; readonly before: Clip | null };

/** Every clip of the picture that begins where another ends. */
function comingClips(timeline: Timeline): readonly Comer[] {
  return timeline.tracks
    .filter(({ kind }) => kind === 'video')
    .flatMap((track) =>
      track.clips.flatMap((clip, place) => {
        const before = track.clips[place - 1];
        return before === undefined || compareTime(endOfClip(before), clip.start) !== 0 ? [] : [{ clip, before }];
      }),
    );
}

function oneComer(timeline: Timeline, clipId: string, wanted: Transition | null): Comer {
  const { clip, track } = clipNamed(timeline, clipId);
  if (track.kind !== 'video') {
    throw impossible(`${sayClip(clip)} is not on a video track: only pictures have transitions. Use fades for sound.`, {
      reason: 'no-picture',
      name: clip.name,
    });
  }

  const before = clipBefore(track, clip);
  const needsBefore = wanted !== null && !wanted.kind.startsWith('dip-');
  if (before === null && needsBefore) {
    throw impossible(
      `No clip ends where ${sayClip(clip)} begins, so there is nothing for it to come from. Choose a later clip, or a dip from black.`,
      { reason: 'nothing-to-join', name: clip.name },
    );
  }

  return { clip, before };
}

/** The clip that ends where this one begins, or null. */
function clipBefore(track: Track, clip: Clip): Clip | null {
  return track.clips.find((each) => each !== clip && compareTime(endOfClip(each), clip.start) === 0) ?? null;
}

/** A transition no longer than what it joins. */
export function fitted(transition: Transition, clip: Clip, before: Clip | null): Transition {
  const own = earlierOf(transition.duration, clip.sourceRange.duration);
  return { ...transition, duration: before === null ? own : earlierOf(own, before.sourceRange.duration) };
}
