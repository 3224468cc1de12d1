import { endOf, type MediaFacts, placeOf, secondsOf, type Timeline } from '../../../engine/timeline/index.ts';
import { pictureEndMs } from '../analyse/cuts-of-picture.ts';

/** By how much music may miss the end of the picture and still lie under all of it, in milliseconds. */
const SLACK_MS = 250;
/** A picture that changes by less than this needs no new music. */
const SAME_MS = 40;
/** The lengths that music may have, in milliseconds. */
const [SHORTEST_MS, LONGEST_MS] = [1000, 600_000];

/** Music to be fitted anew, and how long it is to be. */
export type Refit = { readonly mediaId: string; readonly lengthMs: number };

/**
 * Whether a change of a timeline asks for its music to be fitted anew: one piece lay under the whole of the picture, and the picture has
 * another length now. Null: it does not.
 */
export function refitOf(before: Timeline, after: Timeline, media: ReadonlyMap<string, Pick<MediaFacts, 'kind'>>): Refit | null {
  const [was, lengthMs] = [pictureEndMs(before), pictureEndMs(after)];
  const [music, ...others] = musicOf(before, media);
  const isThere = musicOf(after, media).some(({ mediaId }) => mediaId === music?.mediaId);
  if (music === undefined || others.length > 0 || !isThere || was === 0 || Math.abs(lengthMs - was) < SAME_MS) {
    return null;
  }

  const liesUnderAll = music.startMs <= SLACK_MS && Math.abs(music.endMs - was) <= SLACK_MS && music.isFromStart;
  return liesUnderAll && lengthMs >= SHORTEST_MS && lengthMs <= LONGEST_MS
    ? { mediaId: music.mediaId, lengthMs: lengthMs - music.startMs }
    : null;
}

/** Clips of music that was made here. */
export function musicOf(
  timeline: Timeline,
  media: ReadonlyMap<string, Pick<MediaFacts, 'kind'>>,
): readonly {
  readonly id: string;
  readonly mediaId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly isFromStart: boolean;
  readonly isDucked: boolean;
}[] {
  return timeline.tracks
    .filter(({ kind }) => kind === 'audio')
    .flatMap(({ clips }) => clips)
    .flatMap((clip) =>
      clip.media.kind === 'media' && media.get(clip.media.mediaId)?.kind === 'music'
        ? [
            {
              id: clip.id,
              mediaId: clip.media.mediaId,
              startMs: Math.round(secondsOf(clip.start) * 1000),
              endMs: Math.round(secondsOf(endOf(placeOf(clip))) * 1000),
              isFromStart: clip.sourceRange.start.value === 0,
              isDucked: clip.ducking !== null,
            },
          ]
        : [],
    );
}
