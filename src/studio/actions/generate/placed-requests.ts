import { writeDraft } from '../../../contract/service/index.ts';
import { applyEdit } from '../../../engine/timeline/index.ts';
import type { Sql } from '../../ports/database.ts';
import type { Ids } from '../../ports/ids.ts';
import { findRevision, listRevisions } from '../../store/records/revisions.ts';
import type { Session } from '../../store/records/sessions.ts';
import { applyRequests, type RequestOutcome } from '../sessions/apply-requests.ts';
import { readStoredEdit } from '../sessions/edit-record.ts';
import { openSessionTimeline } from '../sessions/open-session-timeline.ts';
import type { GenerateRequest } from './generate-request.ts';
import { laterRequests } from './later-requests.ts';

/** Revisions that are looked through for the one that placed the music. */
const MOST_REVISIONS = 50;

/**
 * What became of the requests that were done together with the placing of music, found from the drafts before and after it: the placing
 * itself happened in a job, on the draft as it was then. Empty when that revision is out of sight.
 */
export async function placedRequests(
  ports: { readonly database: Sql; readonly ids: Pick<Ids, 'make'> },
  { session, request }: { readonly session: Session; readonly request: GenerateRequest },
): Promise<readonly RequestOutcome[]> {
  const sql = ports.database;
  const revisions = await listRevisions(sql, { sessionId: session.id, limit: MOST_REVISIONS });
  const placing = revisions.find(({ edit }) => readStoredEdit(edit)?.mediaId === request.mediaId);
  if (placing === undefined) {
    return [];
  }

  const { edits } = request;
  const former = await findRevision(sql, { sessionId: session.id, revision: placing.revision - 1 });
  const before = await openSessionTimeline(sql, ports.ids, { ...session, draft: former?.draft ?? {} });
  const after = await openSessionTimeline(sql, ports.ids, { ...session, draft: placing.draft });
  const undoLater = readStoredEdit(placing.edit)?.undoLater ?? null;
  const middle = undoLater === null ? after.timeline : applyEdit(after.timeline, undoLater).timeline;
  const first = applyRequests(before.timeline, { ...edits, requests: edits.before, context: before.context });
  const isStopped = !edits.isSeparable && first.outcomes.some(({ kind }) => kind === 'refused');
  const requests = laterRequests(edits, writeDraft(middle), request.mediaId);
  const second = applyRequests(middle, { ...edits, requests, context: after.context });
  return [
    ...first.outcomes,
    ...second.outcomes.map((outcome): RequestOutcome =>
      isStopped && outcome.kind === 'done' ? { ...outcome, kind: 'held-back' } : outcome,
    ),
  ];
}
