import { assert } from '../../../engine/kernel/index.ts';
import type { Account } from '../../store/records/accounts.ts';
import { type Balance, type CreditEntry, listCreditEntries, readBalance } from '../../store/records/credits.ts';
import { countSessions } from '../../store/records/sessions.ts';
import type { ServicePorts } from '../service-ports.ts';
import { findUser } from './find-user.ts';

const SHOWN_ENTRIES = 20;

/** An account as an operator sees it: who it is, its plan, its credits with their last 20 moves, and how many sessions it has. Throws `not-found`. */
export async function describeAccount(
  ports: Pick<ServicePorts, 'database'>,
  wanted: { readonly user: string },
): Promise<{
  readonly account: Account;
  readonly balance: Balance;
  readonly entries: readonly CreditEntry[];
  readonly sessions: number;
}> {
  const { database } = ports;
  const account = await findUser(database, wanted.user);
  const balance = await readBalance(database, account.id);
  assert(balance !== null, 'An account is made with its balance');
  const entries = await listCreditEntries(database, { accountId: account.id, limit: SHOWN_ENTRIES });
  return { account, balance, entries, sessions: await countSessions(database, account.id) };
}
