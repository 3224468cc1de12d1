import { assert } from '../../../engine/kernel/index.ts';
import { ensureOwner, findOwner } from '../../store/records/accounts.ts';
import { findLiveToken } from '../../store/records/tokens.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';

const BEARER = /^Bearer +(nmv_usr_[A-Za-z0-9_-]{1,128}) *$/i;

/** One text for every token that does not work: whoever guesses learns nothing. */
const TOKEN_INVALID =
  'Token expired or invalid: expected "Authorization: Bearer nmv_usr_…" with a live token. Get one from POST /api/auth/anonymous-token with your X-Client-Id.';

/**
 * Who asks. Without a header it is the owner, if the service is open and the request comes from its own machine; a header must carry a
 * live token. Else `token-invalid`.
 */
export async function authenticate(
  ports: ServicePorts,
  request: {
    /** The `Authorization` header; null when there was none. */
    readonly authorization: string | null;
    readonly isOwnersMachine: boolean;
  },
): Promise<Caller> {
  const { database, ids, secrets, settings, wallClock } = ports;
  const now = wallClock.now();
  if (request.authorization === null && settings.isOpen && request.isOwnersMachine) {
    // Looked up first: writing a row for each request would make them wait for one another.
    const account =
      (await findOwner(database)) ??
      (await ensureOwner(database, { id: ids.make('account'), userId: ids.make('registered-user'), now }));
    assert(account !== null, 'An upsert returns its row');
    return { account, scopes: ['*'], tokenId: null };
  }

  const secret = BEARER.exec(request.authorization ?? '')?.[1] ?? null;
  const caller = secret === null ? null : await findLiveToken(database, { digest: secrets.digest(secret), now });
  if (caller === null) {
    throw new Refused('token-invalid', TOKEN_INVALID);
  }

  return caller;
}
