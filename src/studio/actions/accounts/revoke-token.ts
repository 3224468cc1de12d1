import type { TokenAnswer } from '../../../contract/service/index.ts';
import { revokeToken as endToken } from '../../store/records/tokens.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { requireScope } from './require-scope.ts';
import { shownToken } from './shown-token.ts';

/** Ends a token of the caller's account for good; again changes nothing. A limited token may end itself only. Throws `not-found`. */
export async function revokeToken(
  ports: Pick<ServicePorts, 'database' | 'wallClock'>,
  caller: Caller,
  tokenId: string,
): Promise<TokenAnswer['data']> {
  if (tokenId !== caller.tokenId) {
    requireScope(caller, '*');
  }

  const token = await endToken(ports.database, { id: tokenId, accountId: caller.account.id, now: ports.wallClock.now() });
  if (token === null) {
    throw new Refused('not-found', 'There is no such token. List yours with GET /api/tokens.');
  }

  return shownToken(token);
}
