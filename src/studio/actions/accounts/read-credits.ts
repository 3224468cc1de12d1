import type { BalanceAnswer } from '../../../contract/service/index.ts';
import { assert } from '../../../engine/kernel/index.ts';
import { readBalance } from '../../store/records/credits.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { shownCredits } from './shown-credits.ts';

/** The caller's credits: `total` is `available + frozen`, and `frozen` is reserved for running work. */
export async function readCredits(ports: Pick<ServicePorts, 'database'>, caller: Caller): Promise<BalanceAnswer['data']> {
  const balance = await readBalance(ports.database, caller.account.id);
  assert(balance !== null, 'An account is made with its balance');
  return shownCredits(caller.account, balance);
}
