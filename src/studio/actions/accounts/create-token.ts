import type { CreateTokenAnswer, CreateTokenRequest } from '../../../contract/service/index.ts';
import { assert } from '../../../engine/kernel/index.ts';
import { saveToken } from '../../store/records/tokens.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { requireScope } from './require-scope.ts';
import { shownToken } from './shown-token.ts';

const DAY_MS = 86_400_000;

/**
 * Makes a token for the caller's account; its secret is in this answer and nowhere else. Needs a token that allows everything: a limited
 * one could otherwise outlive its end, or its revoking, in another.
 */
export async function createToken(
  ports: ServicePorts,
  caller: Caller,
  request: CreateTokenRequest,
): Promise<CreateTokenAnswer['data']> {
  requireScope(caller, '*');
  const { database, ids, secrets, wallClock } = ports;
  const now = wallClock.now();
  const secret = ids.make('token-secret');
  const days = request.expires_in_days;
  const token = await saveToken(database, {
    id: ids.make('token'),
    accountId: caller.account.id,
    digest: secrets.digest(secret),
    name: request.name,
    scopes: [...new Set(request.scopes)],
    now,
    expiresAt: days === null ? null : new Date(now.getTime() + days * DAY_MS),
  });
  assert(token !== null, 'An insert returns its row');
  return { ...shownToken(token), token: secret };
}
