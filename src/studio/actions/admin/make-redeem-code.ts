import type { Plan } from '../../store/records/accounts.ts';
import { saveRedeemCode } from '../../store/records/redeem-codes.ts';
import { canonicalCode } from '../accounts/canonical-code.ts';
import { Refused } from '../refused.ts';
import type { ServicePorts } from '../service-ports.ts';
import { requireAmount } from './require-amount.ts';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 3650;

/**
 * Makes a redeem code, which is shown here and kept nowhere: `credits` (0 to 1,000,000), a plan or null, `uses` by as many accounts
 * (1 to 1,000,000), and 1 to 3650 days or null for ever. Throws `invalid-body`.
 */
export async function makeRedeemCode(
  ports: Pick<ServicePorts, 'database' | 'ids' | 'secrets' | 'wallClock'>,
  wish: {
    readonly credits: number;
    readonly plan: Exclude<Plan, 'free'> | null;
    readonly uses: number;
    readonly expiresInDays: number | null;
  },
): Promise<{ readonly code: string; readonly expiresAt: Date | null }> {
  requireAmount('the credits', wish.credits, 0);
  requireAmount('the uses', wish.uses, 1);
  if (wish.credits === 0 && wish.plan === null) {
    throw new Refused('invalid-body', 'Expected a code that brings credits, a plan, or both; this one would bring nothing.');
  }

  const days = wish.expiresInDays;
  if (days !== null && !(days >= 1 && days <= LONGEST_DAYS)) {
    throw new Refused('invalid-body', `Expected the code to expire in 1 to ${LONGEST_DAYS} days, got ${days}.`);
  }

  const now = ports.wallClock.now();
  const code = ports.ids.make('redeem-code');
  const expiresAt = days === null ? null : new Date(now.getTime() + days * DAY_MS);
  await saveRedeemCode(ports.database, {
    digest: ports.secrets.digest(canonicalCode(code)),
    credits: wish.credits,
    plan: wish.plan,
    uses: wish.uses,
    expiresAt,
    now,
  });
  return { code, expiresAt };
}
