import { type Clip, secondsOf, type Timeline } from '../../../engine/timeline/index.ts';

/** The clip that plays a piece of music, the first of them; null when it is not on the timeline. */
export function clipOfMusic(timeline: Timeline, mediaId: string): Clip | null {
  const clips = timeline.tracks.filter(({ kind }) => kind === 'audio').flatMap((track) => track.clips);
  return clips.find(({ media }) => media.kind === 'media' && media.mediaId === mediaId) ?? null;
}

/** The moment of the timeline at which a piece begins or, trimmed, would begin, in milliseconds; 0 for one that is not on it. */
export function pieceStartMs(timeline: Timeline, mediaId: string | null): number {
  const clip = mediaId === null ? null : clipOfMusic(timeline, mediaId);
  return clip === null ? 0 : Math.round((secondsOf(clip.start) - secondsOf(clip.sourceRange.start)) * 1000);
}
