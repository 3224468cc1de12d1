import { z } from 'zod';
import { WireDraft, JsonValue } from '../../../contract/service/index.ts';
import type { Sql } from '../../ports/database.ts';
import { findRevision, type Revision, saveDraft } from '../../store/records/revisions.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { ownSession } from './own-session.ts';

/** The edit of a revision that took another one back: the draft is as `to` was (0: empty). */
const Undo = z.object({ kind: z.literal('undo'), to: z.int().min(0) });

/** The draft as it was before the last change that still stands, saved as the next revision; null when nothing is left to take back. */
export async function undoRevision(
  ports: Pick<ServicePorts, 'database' | 'wallClock'>,
  caller: Caller,
  wish: { readonly sessionId: string; readonly turnId: string | null },
): Promise<{ readonly draft: WireDraft; readonly label: string } | null> {
  const session = await ownSession(ports, caller, wish.sessionId);
  const standing = await standingRevision(ports.database, session.id, session.revision);
  if (standing === null) {
    return null;
  }

  const before = await standingRevision(ports.database, session.id, standing.revision - 1);
  const draft = WireDraft.parse(before?.draft ?? {});
  const saved = await saveDraft(ports.database, {
    sessionId: session.id,
    after: session.revision,
    draft: JsonValue.parse(draft),
    edit: { kind: 'undo', to: before?.revision ?? 0 },
    inverse: null,
    label: `Undo: ${standing.label}`,
    turnId: wish.turnId,
    now: ports.wallClock.now(),
  });
  if (saved === null) {
    throw new Refused('conflict', 'The timeline was changed meanwhile. Look at it and undo again.');
  }

  return { draft, label: standing.label };
}

/** The revision whose draft stands at `revision`: an undo stands for the one it went back to. Null for the empty draft. */
async function standingRevision(sql: Sql, sessionId: string, revision: number): Promise<Revision | null> {
  const found = revision === 0 ? null : await findRevision(sql, { sessionId, revision });
  const undo = Undo.safeParse(found?.edit);
  return undo.success ? standingRevision(sql, sessionId, undo.data.to) : found;
}
