import type { WireDraft } from '../../../contract/service/index.ts';
import type { Media } from '../../store/records/media.ts';
import type { Footage } from './place-on-draft.ts';

/** Whether a segment's `src` is this file: its id, or a link of ours to its blob. */
export function isSourceOf(source: string, media: Pick<Media, 'id' | 'blobHash'>): boolean {
  return source === media.id || source.includes(`/files/${media.blobHash}/`);
}

/** Uploaded pictures and videos that lie on no track, in the order in which they came. */
export function unplacedFootage(draft: WireDraft, media: readonly Media[]): readonly Footage[] {
  const sources = (draft.t ?? []).flatMap(({ sg }) => sg ?? []).flatMap(({ m }) => (m?.src === undefined ? [] : [m.src]));
  return media.flatMap((file): readonly Footage[] => {
    const { kind } = file;
    const isShown = sources.some((source) => isSourceOf(source, file));
    if (file.origin !== 'uploaded' || isShown || (kind !== 'video' && kind !== 'image')) {
      return [];
    }

    const { id: mediaId, durationMs, width, height } = file;
    return [{ mediaId, kind, name: file.title, durationMs, width, height }];
  });
}
