import { deleteExpiredClaims } from '../../store/records/claims.ts';
import { forgetBuckets } from '../../store/records/limits.ts';
import { deleteExpiredTokens } from '../../store/records/tokens.ts';
import type { ServicePorts } from '../service-ports.ts';

const DAY_MS = 86_400_000;
/** Expired tokens stay this long in the list of their account. */
const KEPT_DAYS = 30;

/** Forgets what nobody needs any more: tokens and claims that expired 30 days ago, and limits that are full again. Says how many. */
export async function housekeep(
  ports: Pick<ServicePorts, 'database' | 'settings' | 'wallClock'>,
): Promise<{ readonly tokens: number; readonly claims: number; readonly buckets: number }> {
  const { database, settings, wallClock } = ports;
  const daysAgo = (days: number): Date => new Date(wallClock.now().getTime() - days * DAY_MS);
  // The slowest bucket, of new accounts, takes `tokenDays` to fill; all others an hour.
  return {
    tokens: await deleteExpiredTokens(database, daysAgo(KEPT_DAYS)),
    claims: await deleteExpiredClaims(database, daysAgo(KEPT_DAYS)),
    buckets: await forgetBuckets(database, daysAgo(settings.tokenDays + 1)),
  };
}
