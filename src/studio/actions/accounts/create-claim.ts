import type { ClaimTokenAnswer, ClaimTokenRequest } from '../../../contract/service/index.ts';
import { saveClaim } from '../../store/records/claims.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { requireScope } from './require-scope.ts';

const CLAIM_SECONDS = 604_800;

/** A link with which another account takes a session over, once, within 7 days. Throws `session-not-found`. */
export async function createClaim(
  ports: ServicePorts,
  caller: Caller,
  request: ClaimTokenRequest,
): Promise<ClaimTokenAnswer['data']> {
  requireScope(caller, 'write');
  const now = ports.wallClock.now();
  const secret = ports.ids.make('claim-secret');
  const isSaved = await saveClaim(ports.database, {
    digest: ports.secrets.digest(secret),
    accountId: caller.account.id,
    taskId: request.task_id,
    sessionId: request.session_id,
    now,
    expiresAt: new Date(now.getTime() + CLAIM_SECONDS * 1000),
  });
  if (!isSaved) {
    throw new Refused(
      'session-not-found',
      'Session not found: expected the task_id and session_id of one session of yours. Create a session, or take both ids from its answer.',
    );
  }

  return {
    claim_token: secret,
    expires_in: CLAIM_SECONDS,
    claim_url: `${ports.settings.publicUrl}/workspace/claim?ct=${secret}`,
  };
}
