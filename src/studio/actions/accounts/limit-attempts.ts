import { takeFromBucket, type Limit } from '../../store/records/limits.ts';
import { Refused } from '../refused.ts';
import type { ServicePorts } from '../service-ports.ts';
import { addressKey } from './address-key.ts';

const HOUR_SECONDS = 3600;
const BY_ADDRESS: Limit = { capacity: 20, perSeconds: HOUR_SECONDS };
/** More than one address can use up: otherwise one stranger could lock out anybody whose e-mail address is known. */
const BY_EMAIL: Limit = { capacity: 60, perSeconds: HOUR_SECONDS };

/**
 * Counts a try at a password: 20 an hour from one address, 60 an hour for one e-mail address from all of them. Throws `rate-limited`
 * beyond. Written at once, so that what the try leads to cannot undo it.
 */
export async function limitAttempts(
  ports: ServicePorts,
  attempt: { readonly email: string; readonly address: string },
): Promise<void> {
  const byAddress = { key: `password-from ${addressKey(attempt.address)}`, limit: BY_ADDRESS };
  // A digest: addresses of people who have no account here are none of ours to keep.
  const byEmail = { key: `password-for ${ports.secrets.digest(attempt.email.toLowerCase())}`, limit: BY_EMAIL };
  for (const bucket of [byAddress, byEmail]) {
    const taken = await takeFromBucket(ports.database, { ...bucket, now: ports.wallClock.now() });
    if (!taken.ok) {
      throw new Refused(
        'rate-limited',
        `Too many tries to sign in or register. Try again in ${taken.retryAfterSeconds} seconds.`,
        { retryAfterSeconds: taken.retryAfterSeconds },
      );
    }
  }
}
