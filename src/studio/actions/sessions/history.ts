import { z } from 'zod';
import { WireDraft } from '../../../contract/service/index.ts';
import type { Sql } from '../../ports/database.ts';
import { findRevision, type Revision } from '../../store/records/revisions.ts';

/** The edit of a revision that went back, or forth again, to the draft of another one (0: the empty draft). */
const Return = z.object({
  kind: z.enum(['undo', 'redo']),
  to: z.int().min(0),
  /** What was taken back and can be done again, the next first. */
  redo: z.array(z.int()).default([]),
});

/** The revision whose draft stands at `revision`: one that went back stands for the one it went to. Null for the empty draft. */
export async function standingRevision(sql: Sql, sessionId: string, revision: number): Promise<Revision | null> {
  const found = revision === 0 ? null : await findRevision(sql, { sessionId, revision });
  const back = Return.safeParse(found?.edit);
  return back.success ? standingRevision(sql, sessionId, back.data.to) : found;
}

/** What can be done again at `revision`, the next first: nothing, once something else was changed. */
export async function redoableRevisions(sql: Sql, sessionId: string, revision: number): Promise<readonly number[]> {
  const found = revision === 0 ? null : await findRevision(sql, { sessionId, revision });
  return Return.safeParse(found?.edit).data?.redo ?? [];
}

/** The draft that a revision left; empty for none. */
export function draftOf(revision: Revision | null): WireDraft {
  return WireDraft.parse(revision?.draft ?? {});
}
