import { inOrder } from '../find-clip.ts';
import { addTime, compareTime, laterOf, scaleTime, secondsOf, subtractTime, type RationalTime } from '../rational-time.ts';
import type { Clip, Timeline, Track } from '../timeline.ts';
import { keepStretch } from './keep-stretch.ts';
import { msOf, endOfClip, fromMs, sayClip, sayMoment } from './moments.ts';
import { impossible, type EditContext } from './planner.ts';

const ZERO = fromMs(0);
/** A title that begins so early opens the whole, whatever is put before the first picture. */
const OPENING = fromMs(1000);

/** The timeline with a track's clips replaced, put in order of their start. */
export function withClips(timeline: Timeline, trackId: string, clips: readonly Clip[]): Timeline {
  return {
    ...timeline,
    tracks: timeline.tracks.map((track) => (track.id === trackId ? { ...track, clips: inOrder(clips) } : track)),
  };
}

/** The timeline with one clip replaced by others (none: it is taken away). */
export function replaceClip(timeline: Timeline, clipId: string, clips: readonly Clip[]): Timeline {
  const track = timeline.tracks.find((each) => each.clips.some(({ id }) => id === clipId));
  return track === undefined
    ? timeline
    : withClips(
        timeline,
        track.id,
        track.clips.flatMap((clip) => (clip.id === clipId ? clips : [clip])),
      );
}

/** A clip so much later (negative: earlier). The picture of music shows what plays at its moment, so it goes on in step. */
export function shiftClip(clip: Clip, by: RationalTime): Clip {
  if (by.value === 0) {
    return clip;
  }

  const start = addTime(clip.start, by);
  const isDrawn = clip.media.kind === 'generated-visual' || (clip.media.kind === 'media' && clip.media.shows === 'music-picture');
  if (!isDrawn) {
    return { ...clip, start };
  }

  const source = laterOf(ZERO, addTime(clip.sourceRange.start, by));
  return { ...clip, start, sourceRange: { ...clip.sourceRange, start: source } };
}

/** The timeline without a track that nothing is on any more; one that others wrote something on stays. */
export function withoutEmpty(timeline: Timeline, trackId: string): Timeline {
  const isLeft = ({ id, clips, metadata }: Track): boolean =>
    id !== trackId || clips.length > 0 || Object.keys(metadata).length > 0;
  return { ...timeline, tracks: timeline.tracks.filter(isLeft) };
}

/** A track whose clips that begin at a moment or later are shifted. */
export function rippleFrom(track: Track, from: RationalTime, by: RationalTime): Track {
  return { ...track, clips: track.clips.map((clip) => (compareTime(clip.start, from) >= 0 ? shiftClip(clip, by) : clip)) };
}

/** Refuses where a clip lies over another of its track, naming both. */
export function refuseOverlap(track: Track, moved: Clip): void {
  const other = track.clips.find(
    (each) =>
      each.id !== moved.id && compareTime(each.start, endOfClip(moved)) < 0 && compareTime(moved.start, endOfClip(each)) < 0,
  );
  if (other !== undefined) {
    throw impossible(
      `There is no room for ${sayClip(moved)} from ${sayMoment(moved.start)} to ${sayMoment(endOfClip(moved))}: ${sayClip(other)} is there from ${sayMoment(other.start)} to ${sayMoment(endOfClip(other))}. Name another time, or move that first.`,
      { reason: 'no-room', name: other.name, ms: msOf(other.start) },
    );
  }
}

/** Whether nothing of a track lies in a stretch. */
export function isFree(track: Track, from: RationalTime, until: RationalTime): boolean {
  return track.clips.every((clip) => compareTime(endOfClip(clip), from) <= 0 || compareTime(clip.start, until) >= 0);
}

/** The track of the main picture: the lowest video track. */
export function mainPicture(timeline: Timeline): Track | null {
  return timeline.tracks.find(({ kind }) => kind === 'video') ?? null;
}

/** Whether a clip is footage or a still, or a file that is not there: not what is drawn from music. */
export function isFootage(clip: Clip): boolean {
  return clip.media.kind === 'missing' || (clip.media.kind === 'media' && clip.media.shows !== 'music-picture');
}

/** Whether what a clip plays is music that accompanies the whole: it is fitted anew where the rest is cut. */
export function isMusic(clip: Clip, track: Track, media: EditContext['media']): boolean {
  if (track.kind !== 'audio') {
    return false;
  }

  const isMade = clip.media.kind === 'media' && media.get(clip.media.mediaId)?.kind === 'music';
  return track.role === 'music' || clip.media.kind === 'music' || isMade;
}

/** Takes a stretch out of the pictures that are drawn from music on a track: footage comes there. */
export function carvePictures(
  track: Track,
  stretch: { readonly from: RationalTime; readonly until: RationalTime },
  makeId: EditContext['makeId'],
): Track {
  return {
    ...track,
    clips: track.clips.flatMap((clip): readonly Clip[] => {
      const end = endOfClip(clip);
      if (isFootage(clip) || compareTime(end, stretch.from) <= 0 || compareTime(clip.start, stretch.until) >= 0) {
        return [clip];
      }

      const before =
        compareTime(clip.start, stretch.from) < 0 ? [keepStretch(clip, clip.start, stretch.from, { isSplit: true })] : [];
      const after = compareTime(end, stretch.until) > 0 ? [keepStretch(clip, stretch.until, end, { isSplit: true })] : [];
      return [...before, ...after.map((part) => (before.length === 0 ? part : { ...part, id: makeId('clip') }))];
    }),
  };
}

/** How the picture's time changed: what was from `from` to `until` now ends at `now`, and what came after it moved along. */
export type PictureChange = {
  readonly from: RationalTime;
  readonly until: RationalTime;
  readonly now: RationalTime;
  /** What was inside is played faster or slower; else what was inside beyond `now` is gone. */
  readonly isScaled: boolean;
};

/**
 * Lets words keep to the picture they belong to when clips of the main picture move up or back: titles that begin behind the change and all
 * captions behind or inside it; and markers. Captions and markers of what is gone go with it. No text is pushed over another.
 */
export function followPicture(timeline: Timeline, pictureTrackId: string, change: PictureChange): Timeline {
  if (mainPicture(timeline)?.id !== pictureTrackId || compareTime(change.until, change.now) === 0) {
    return timeline;
  }

  return {
    ...timeline,
    tracks: timeline.tracks.map((track) => {
      if (track.kind !== 'text') {
        return track;
      }

      const follow = track.role === 'caption' ? followCaption : followTitle;
      return { ...track, clips: pushApart(track.clips.flatMap((clip) => follow(clip, change) ?? [])) };
    }),
    markers: timeline.markers.flatMap((marker) => {
      const isGone = !change.isScaled && compareTime(marker.at, change.now) >= 0 && compareTime(marker.at, change.until) < 0;
      return isGone ? [] : [{ ...marker, at: mapMoment(marker.at, change) }];
    }),
  };
}

/** Clips in order, each begun no earlier than the one before it has ended. */
export function pushApart(clips: readonly Clip[]): readonly Clip[] {
  let reached = ZERO;
  return clips.map((clip) => {
    const placed = { ...clip, start: laterOf(clip.start, reached) };
    reached = endOfClip(placed);
    return placed;
  });
}

function followTitle(clip: Clip, change: PictureChange): Clip {
  const isOpening = compareTime(clip.start, OPENING) <= 0 && compareTime(change.now, change.until) > 0;
  return isOpening || compareTime(clip.start, change.until) < 0 ? clip : { ...clip, start: mapMoment(clip.start, change) };
}

function followCaption(clip: Clip, change: PictureChange): Clip | null {
  const start = mapMoment(clip.start, change);
  const duration = subtractTime(mapMoment(endOfClip(clip), change), start);
  return duration.value <= 0 ? null : { ...clip, start, sourceRange: { ...clip.sourceRange, duration } };
}

function mapMoment(moment: RationalTime, { from, until, now, isScaled }: PictureChange): RationalTime {
  if (compareTime(moment, until) >= 0) {
    return addTime(moment, subtractTime(now, until));
  }

  if (compareTime(moment, from) <= 0) {
    return moment;
  }

  if (!isScaled) {
    return compareTime(moment, now) > 0 ? now : moment;
  }

  const factor = secondsOf(subtractTime(now, from)) / secondsOf(subtractTime(until, from));
  return addTime(from, scaleTime(subtractTime(moment, from), factor));
}
