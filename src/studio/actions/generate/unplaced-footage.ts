import type { WireDraft } from '../../../contract/service/index.ts';
import type { EditRequest } from '../../../engine/timeline/index.ts';
import type { Sql } from '../../ports/database.ts';
import type { Media } from '../../store/records/media.ts';
import { listRevisions } from '../../store/records/revisions.ts';
import { readStoredEdit } from '../sessions/edit-record.ts';
import type { Footage } from './place-on-draft.ts';

/** Requests by which somebody takes the arrangement of footage in hand. */
const ARRANGING: ReadonlySet<EditRequest['kind']> = new Set(['place-media', 'remove-clip', 'cut-out']);
/** Revisions that are looked through. */
const MOST_REVISIONS = 200;

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

/**
 * Footage that new music brings onto the timeline with it: all that lies on no track, unless somebody arranges footage by hand, in this
 * message or before: then what is not there is meant not to be there.
 */
export async function footageToPlace(
  sql: Sql,
  wanted: {
    readonly sessionId: string;
    readonly draft: WireDraft;
    readonly media: readonly Media[];
    readonly requests: readonly EditRequest[];
  },
): Promise<readonly Footage[]> {
  const footage = unplacedFootage(wanted.draft, wanted.media);
  if (footage.length === 0 || wanted.requests.some(({ kind }) => ARRANGING.has(kind))) {
    return [];
  }

  const revisions = await listRevisions(sql, { sessionId: wanted.sessionId, limit: MOST_REVISIONS });
  const isArranged = revisions.some(
    ({ edit }) => readStoredEdit(edit)?.requests.some(({ kind }) => ARRANGING.has(kind)) === true,
  );
  return isArranged ? [] : footage;
}
