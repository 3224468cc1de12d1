import type { Balance } from '../../store/records/credits.ts';
import type { Account } from '../../store/records/accounts.ts';

/**
 * What an account without limits is said to have. Clients compare the number with a price before they begin, and keep it in 32 bits at
 * times; nothing is ever taken from it.
 */
export const UNLIMITED_CREDITS = 999_999_999;

/** A balance as clients are told it: the ledger's, except for the plan `unlimited`, which is never charged. */
export function shownCredits(account: Account, balance: Balance): Balance {
  const available = account.plan === 'unlimited' ? UNLIMITED_CREDITS : balance.available;
  return { available, frozen: balance.frozen, total: available + balance.frozen };
}
