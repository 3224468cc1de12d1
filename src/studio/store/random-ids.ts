import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { assertNever } from '../../engine/kernel/index.ts';
import type { Ids } from '../ports/ids.ts';
import type { WallClock } from '../ports/wall-clock.ts';

/** Milliseconds since 1970 at which session ids begin (as the first such ids did), so that they have 19 digits from 2018 to 2079. */
const EPOCH_MS = 1_288_834_974_657n;
/** Below the milliseconds; random, so that processes need not agree on numbers. */
const LOW_BITS = 22n;
/** No 0, O, 1, I, L or U: people read codes aloud and type them. */
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const EVENT_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Ids of chance; secrets have 256 bits of it. */
export function randomIds(wallClock: WallClock): Ids {
  let last = 0n;
  const session = (): string => {
    // Never below the last one, even when the clock goes back: they sort as they were made.
    const now = ((BigInt(wallClock.now().getTime()) - EPOCH_MS) << LOW_BITS) | BigInt(randomInt(1 << Number(LOW_BITS)));
    last = now > last ? now : last + 1n;
    return last.toString();
  };

  return {
    make(kind) {
      switch (kind) {
        case 'session':
          return session();
        case 'account':
          return `acc_${hex(12)}`;
        case 'anonymous-user':
          return `anon_${hex(12)}`;
        case 'registered-user':
          return `user_${hex(12)}`;
        case 'token':
          return `tok_${hex(12)}`;
        case 'token-secret':
          return `nmv_usr_${randomBytes(32).toString('base64url')}`;
        case 'claim-secret':
          return `clm_${randomBytes(32).toString('base64url')}`;
        case 'redeem-code':
          return [4, 4, 4, 4].map((count) => lettersOf(CODE_LETTERS, count)).join('-');
        case 'task':
          return `task_${hex(12)}`;
        case 'turn':
          return `turn_${hex(12)}`;
        case 'invocation':
          return `e-${randomUUID()}`;
        case 'event':
          return lettersOf(EVENT_LETTERS, 8);
        case 'track':
          return `trk_${hex(6)}`;
        case 'segment':
          return `seg_${hex(6)}`;
        case 'media':
          return `med_${hex(12)}`;
        case 'job':
          return `job_${hex(12)}`;
        case 'hold':
          return `hld_${hex(12)}`;
        case 'request':
          return `req_${hex(12)}`;
        case 'process':
          return `prc_${hex(8)}`;
        default:
          return assertNever(kind);
      }
    },
  };
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

function lettersOf(alphabet: string, count: number): string {
  return Array.from({ length: count }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}
