import { TRACK_TYPES, type WireSegment, type WireTrack } from '../../../contract/service/index.ts';

/** By how much music that plays whole may seem shorter than its file, milliseconds. */
const SLACK_MS = 150;

/** What a revision of music takes the place of. */
export type RevisedPlace = {
  /** Whether a segment's `src` is the music of before. */
  readonly isFormer: (source: string) => boolean;
  /** Length of the music of before, in milliseconds. */
  readonly formerMs: number;
  /** Whether the revision was made to have another length: then it plays whole. */
  readonly isFitted: boolean;
};

/**
 * The tracks with music in the place of the music of before: at its level, with its fades and its name, trimmed and split as that was. What
 * played whole plays whole, however long it is now, as far as there is room. Null when the music of before is not there. Segments have starts.
 */
export function swapMusic(
  tracks: readonly WireTrack[],
  swap: {
    readonly music: { readonly mediaId: string; readonly style: string | null; readonly durationMs: number };
    readonly revises: RevisedPlace;
  },
): readonly WireTrack[] | null {
  const { music, revises } = swap;
  const isFormer = ({ m }: WireSegment): boolean => m?.src !== undefined && revises.isFormer(m.src);
  const sounds = tracks.filter(({ tt }) => tt === TRACK_TYPES.audio).flatMap(({ sg }) => (sg ?? []).filter(isFormer));
  if (sounds.length === 0) {
    return null;
  }

  const lengthOf = (segment: WireSegment, others: readonly WireSegment[]): number => {
    const from = segment.m?.source_start ?? 0;
    const isWhole = sounds.length === 1 && (revises.isFitted || (from === 0 && segment.d >= revises.formerMs - SLACK_MS));
    const start = segment.s ?? 0;
    const room = Math.min(...others.map((other) => other.s ?? 0).filter((other) => other > start)) - start;
    return Math.min(isWhole ? music.durationMs : Math.min(segment.d, music.durationMs - from), room);
  };
  const named = music.style === null ? {} : { name: music.style };
  return tracks.map((track) => {
    const segments = track.sg ?? [];
    const swapped = segments.map((segment): WireSegment => {
      if (!isFormer(segment)) {
        return segment;
      }

      // A picture that is drawn from it stays where it is.
      return track.tt === TRACK_TYPES.audio
        ? {
            ...segment,
            d: lengthOf(segment, segments),
            m: {
              ...segment.m,
              ...named,
              src: music.mediaId,
              ...(revises.isFitted && sounds.length === 1 ? { source_start: 0 } : {}),
            },
          }
        : { ...segment, m: { ...segment.m, src: music.mediaId } };
    });
    return { ...track, sg: swapped.filter(({ d }, place) => d > 0 || segments[place]?.d === 0) };
  });
}
