import { addressKey } from '../actions/accounts/address-key.ts';
import { Refused } from '../actions/refused.ts';
import type { Clock } from '../ports/clock.ts';
import type { LimitClass } from './route.ts';

/** Requests a minute of one token, all of which may come at once. A client that polls each second stays far below. */
const PER_MINUTE: { readonly [Class in Exclude<LimitClass, 'none'>]: number } = {
  auth: 60,
  read: 1200,
  write: 300,
  turn: 60,
  upload: 60,
  export: 120,
};
/** People behind one address: an office, a proxy. */
const TOKENS_PER_ADDRESS = 10;
/** Remembered budgets; beyond it the one that was used longest ago is forgotten (it is most likely full again). */
const MOST_REMEMBERED = 20_000;
const MINUTE_MS = 60_000;

/**
 * Budgets of this process, in memory: they keep one client from taking all there is. What must hold over restarts and machines (new
 * accounts, passwords) is counted in the database by its action.
 */
export class RateLimits {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #levels = new Map<string, { level: number; at: number }>();

  constructor(clock: Clock, options: { readonly mostRemembered?: number } = {}) {
    this.#clock = clock;
    this.#most = options.mostRemembered ?? MOST_REMEMBERED;
  }

  /** How many budgets are remembered. */
  get size(): number {
    return this.#levels.size;
  }

  /** Counts a request against its address; refuses with `rate-limited` when too many came from there. */
  takeForAddress(limit: LimitClass, address: string): void {
    if (limit !== 'none') {
      const people = limit === 'auth' ? 1 : TOKENS_PER_ADDRESS;
      this.#take(`${limit} address ${addressKey(address)}`, PER_MINUTE[limit] * people);
    }
  }

  /** Counts a request against its token (or whatever else names who asks). */
  takeForToken(limit: LimitClass, tokenId: string): void {
    if (limit !== 'none') {
      this.#take(`${limit} token ${tokenId}`, PER_MINUTE[limit]);
    }
  }

  #take(key: string, perMinute: number): void {
    const now = this.#clock.elapsedMs();
    const before = this.#levels.get(key);
    const filled = before === undefined ? perMinute : before.level + (Math.max(0, now - before.at) * perMinute) / MINUTE_MS;
    const level = Math.min(perMinute, filled);
    const isGranted = level >= 1;

    // Put at the end: the first key is always the one that was used longest ago.
    this.#levels.delete(key);
    this.#levels.set(key, { level: isGranted ? level - 1 : level, at: now });
    if (this.#levels.size > this.#most) {
      this.#levels.delete(this.#levels.keys().next().value ?? '');
    }

    if (!isGranted) {
      const seconds = Math.ceil(((1 - level) * MINUTE_MS) / perMinute / 1000);
      throw new Refused('rate-limited', `Too many requests: at most ${perMinute} a minute. Wait a moment and try again.`, {
        // Whoever ran dry is better off with a little more than the one request that is due next.
        retryAfterSeconds: Math.max(seconds, 5),
      });
    }
  }
}
