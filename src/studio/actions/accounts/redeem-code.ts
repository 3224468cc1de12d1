import type { RedeemAnswer } from '../../../contract/service/index.ts';
import { assert } from '../../../engine/kernel/index.ts';
import { findAccount } from '../../store/records/accounts.ts';
import { readBalance } from '../../store/records/credits.ts';
import { takeFromBucket } from '../../store/records/limits.ts';
import { redeemCode as useCode } from '../../store/records/redeem-codes.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { canonicalCode } from './canonical-code.ts';
import { shownCredits } from './shown-credits.ts';

const TRIES = { capacity: 10, perSeconds: 3600 } as const;

/**
 * Gives the caller what a code brings: credits, a better plan, or both. A code works once for an account; a plan is never lowered.
 * Throws `not-found` with one text for every code that brings nothing, and `rate-limited` after 10 tries in an hour.
 */
export async function redeemCode(ports: ServicePorts, caller: Caller, code: string): Promise<RedeemAnswer['data']> {
  const { database, secrets, wallClock } = ports;
  const accountId = caller.account.id;
  const now = wallClock.now();
  const taken = await takeFromBucket(database, { key: `codes-of ${accountId}`, limit: TRIES, now });
  if (!taken.ok) {
    throw new Refused('rate-limited', `Too many codes tried. Try again in ${taken.retryAfterSeconds} seconds.`, {
      retryAfterSeconds: taken.retryAfterSeconds,
    });
  }

  const gift = await useCode(database, { digest: secrets.digest(canonicalCode(code)), accountId, now });
  if (gift === null) {
    throw new Refused(
      'not-found',
      'This code brings nothing: it is unknown, expired or used up, or this account has used it before. Check its 16 letters and digits.',
    );
  }

  const [account, balance] = [await findAccount(database, accountId), await readBalance(database, accountId)];
  assert(account !== null && balance !== null, 'An account that redeems exists');
  return { credits: gift.credits, plan: account.plan, ...shownCredits(account, balance) };
}
