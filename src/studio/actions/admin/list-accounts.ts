import { type AccountWithCredits, listAccounts as readAccounts } from '../../store/records/accounts.ts';
import type { ServicePorts } from '../service-ports.ts';

/** Accounts with their credits, newest first, at most `limit` (default 50). */
export async function listAccounts(
  ports: Pick<ServicePorts, 'database'>,
  wanted: { readonly limit?: number } = {},
): Promise<readonly AccountWithCredits[]> {
  return readAccounts(ports.database, { limit: wanted.limit ?? 50 });
}
