import { z } from 'zod';
import { JsonValue } from '../../../contract/service/index.ts';
import type { Json } from '../../../engine/kernel/index.ts';
import { Edit, editBetween, EditRequest, type Timeline } from '../../../engine/timeline/index.ts';

const StoredEdit = z.object({
  kind: z.enum(['edits', 'place-music']),
  /** What was asked for. */
  requests: z.array(EditRequest).default([]),
  edit: Edit.nullable().default(null),
  /** Of music that was placed: what takes back the requests that came after it; null without any. */
  undoLater: Edit.nullable().default(null),
  mediaId: z.string().nullable().default(null),
  /** Clips that the requests named or made. */
  touched: z.array(z.string()).default([]),
});
/** The edit of a revision, as it is stored. */
export type StoredEdit = z.infer<typeof StoredEdit>;

/** Null for a draft that was replaced as a whole, and for an undo. */
export function readStoredEdit(edit: Json): StoredEdit | null {
  return StoredEdit.safeParse(edit).data ?? null;
}

/** The inverse of a revision's edit; null where there is none. */
export function readStoredInverse(inverse: Json): Edit | null {
  return Edit.safeParse(inverse).data ?? null;
}

/** What a revision keeps of the step from one timeline to the next: the edit with what was asked for, and its inverse. */
export function editRecord(
  step: { readonly before: Timeline; readonly after: Timeline; readonly requests: readonly EditRequest[] },
  more: Partial<Pick<StoredEdit, 'kind' | 'mediaId' | 'undoLater'>> = {},
): { readonly edit: Json; readonly inverse: Json } {
  const { before, after, requests } = step;
  const edit = editBetween(before, after);
  return {
    edit: JsonValue.parse({ kind: 'edits', ...more, requests, edit, touched: touchedBy(requests, edit) }),
    inverse: JsonValue.parse(editBetween(after, before)),
  };
}

function touchedBy(requests: readonly EditRequest[], { edits }: Edit): readonly string[] {
  const named = requests.flatMap((request) => [
    ...('clipId' in request && request.clipId !== null ? [request.clipId] : []),
    ...('clipIds' in request ? request.clipIds : []),
    ...('newId' in request && request.newId !== null ? [request.newId] : []),
  ]);
  const made = edits.flatMap((edit) =>
    edit.kind === 'insert-clip' ? [edit.clip.id] : edit.kind === 'insert-track' ? edit.track.clips.map(({ id }) => id) : [],
  );
  return [...new Set([...named, ...made])];
}
