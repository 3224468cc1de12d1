import type { TokenListAnswer } from '../../../contract/service/index.ts';
import { listTokens as readTokens } from '../../store/records/tokens.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { requireScope } from './require-scope.ts';
import { shownToken } from './shown-token.ts';

/** The tokens of the caller's account, newest first, dead ones too. */
export async function listTokens(ports: Pick<ServicePorts, 'database'>, caller: Caller): Promise<TokenListAnswer['data']> {
  requireScope(caller, 'read');
  const tokens = await readTokens(ports.database, caller.account.id);
  return { tokens: tokens.map(shownToken) };
}
