import type { Clip } from '../../engine/timeline/index.ts';
import type { WireSegment } from './draft.ts';
import { atMs, usedUntilMs } from './read-segment.ts';

/** A file that a draft may name. */
export type DraftMedia = {
  readonly id: string;
  readonly kind: 'video' | 'image' | 'audio' | 'music';
  /** Null for a still. */
  readonly durationMs: number | null;
  /** Its MIME type; by default that of nothing special. An animation begins again when it is over, and so may last as long as anybody likes. */
  readonly contentType?: string;
};

// KEEP IN STEP with studio/media/job/footage-reader.ts.
const ENDLESS: ReadonlySet<string> = new Set(['image/gif', 'image/webp']);

/** What to read a draft with. */
export type DraftReading = {
  /** By `src` as the draft spells it: every file that its owner may use. */
  readonly media: ReadonlyMap<string, DraftMedia>;
  /** Of the title that the file gets when the draft has none. */
  readonly title: string;
};

/** The file that a segment names; a generated picture that names none is of the draft's music. Null when there is no such file. */
export function mediaNamed(
  segment: WireSegment,
  kind: 'video' | 'audio',
  { media, music }: { readonly media: DraftReading['media']; readonly music: DraftMedia | null },
): DraftMedia | null {
  const wish = segment.m?.src;
  const isDrawn = kind === 'video' && segment.m?.kind === 'generated';
  return wish === undefined ? (isDrawn ? music : null) : (media.get(wish) ?? null);
}

/** What of a file a segment shows or plays; null for a picture on an audio track, and for sound on a video track. */
export function mediaShown(
  segment: WireSegment,
  kind: 'video' | 'audio',
  file: DraftMedia,
): Extract<Clip['media'], { readonly kind: 'media' }> | null {
  const shows = kind === 'audio' ? 'sound' : file.kind === 'music' ? 'music-picture' : file.kind;
  if (shows === 'audio' || (kind === 'audio' && file.kind === 'image')) {
    return null;
  }

  const isEndless = shows === 'video' && ENDLESS.has(file.contentType ?? '');
  const hasEnd = (shows === 'sound' || shows === 'video') && file.durationMs !== null && !isEndless;
  const availableRange = hasEnd ? { start: atMs(0), duration: atMs(Math.max(usedUntilMs(segment), file.durationMs ?? 0)) } : null;
  return { kind: 'media', mediaId: file.id, shows, availableRange };
}
