import { takeClaim as useClaim } from '../../store/records/claims.ts';
import { hasUnfinishedWork, moveSession } from '../../store/records/sessions.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { requireScope } from './require-scope.ts';

/**
 * Moves the session of a claim token to the caller's account, with its files and exports. Throws `not-found` for a claim token that does not
 * work (any more), and `conflict` while work runs in the session: that work is the giver's, and is charged to the giver.
 */
export async function takeClaim(
  ports: ServicePorts,
  caller: Caller,
  claimToken: string,
): Promise<{ readonly task_id: string; readonly session_id: string }> {
  requireScope(caller, 'write');
  const use = { digest: ports.secrets.digest(claimToken), accountId: caller.account.id, now: ports.wallClock.now() };
  return ports.database.transaction(async (sql) => {
    const claim = await useClaim(sql, use);
    const isMoved =
      claim !== null && (await moveSession(sql, { id: claim.sessionId, from: claim.accountId, to: caller.account.id }));
    if (claim === null || !isMoved) {
      throw new Refused('not-found', 'This claim link does not work: it is unknown, expired or used. Ask for a new one.');
    }

    if (await hasUnfinishedWork(sql, claim.sessionId)) {
      throw new Refused('conflict', 'Work is running in this session. Open the link again when it is done.');
    }

    return { task_id: claim.taskId, session_id: claim.sessionId };
  });
}
