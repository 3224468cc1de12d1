import { assert } from '../../../engine/kernel/index.ts';
import type { Account } from '../../store/records/accounts.ts';
import { type Balance, grantCredits, readBalance } from '../../store/records/credits.ts';
import type { ServicePorts } from '../service-ports.ts';
import { findUser } from './find-user.ts';
import { requireAmount } from './require-amount.ts';

/** Adds credits to an account, 1 to 1,000,000 at a time; the ledger keeps why. Every call adds. Throws `not-found` and `invalid-body`. */
export async function grantTo(
  ports: Pick<ServicePorts, 'database' | 'ids' | 'wallClock'>,
  grant: { readonly user: string; readonly amount: number; readonly reason: string },
): Promise<{ readonly account: Account; readonly balance: Balance }> {
  requireAmount('the credits', grant.amount, 1);
  const account = await findUser(ports.database, grant.user);
  // The ledger grants once for a reason; a fresh id makes each call a reason of its own.
  const reason = `admin ${ports.ids.make('request')}: ${grant.reason}`;
  await grantCredits(ports.database, { accountId: account.id, amount: grant.amount, reason, now: ports.wallClock.now() });
  const balance = await readBalance(ports.database, account.id);
  assert(balance !== null, 'An account is made with its balance');
  return { account, balance };
}
