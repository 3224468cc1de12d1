import type { Sql } from '../../ports/database.ts';
import { listRevisions } from '../../store/records/revisions.ts';
import { readStoredEdit } from './edit-record.ts';

/** Revisions that are looked through. */
const MOST_REVISIONS = 20;

/** Ids of the clips that the last edits of a session named or made, the newest first; of one edit, the last first. */
export async function lastTouchedClips(sql: Sql, sessionId: string): Promise<readonly string[]> {
  const revisions = await listRevisions(sql, { sessionId, limit: MOST_REVISIONS });
  return [...new Set(revisions.flatMap(({ edit }) => readStoredEdit(edit)?.touched.toReversed() ?? []))];
}
