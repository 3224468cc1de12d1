import { Refused } from '../refused.ts';

/** The most credits of one grant or code: what 32 bits hold is then never reached by mistake. */
export const LARGEST_GRANT = 1_000_000;

/** Throws `invalid-body` unless `amount` is a whole number from `least` to 1,000,000. */
export function requireAmount(what: string, amount: number, least: number): void {
  if (!Number.isInteger(amount) || amount < least || amount > LARGEST_GRANT) {
    throw new Refused('invalid-body', `Expected ${what} to be a whole number from ${least} to ${LARGEST_GRANT}, got ${amount}.`);
  }
}
