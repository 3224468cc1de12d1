import { type OutOfCredits, REFUSALS, type Refusal } from '../../contract/service/index.ts';
import { StudioError } from '../../engine/kernel/index.ts';

/** A request that the service turns down: what every door tells its client, in its own words for codes. */
export class Refused extends StudioError {
  readonly refusal: Refusal;
  /** How an account without credits goes on; null for every other refusal. */
  readonly credits: OutOfCredits | null;
  /** After how many seconds to try again, for `rate-limited` and `unavailable`; else null. */
  readonly retryAfterSeconds: number | null;

  constructor(
    refusal: Refusal,
    message: string,
    more: { readonly credits?: OutOfCredits; readonly retryAfterSeconds?: number; readonly cause?: unknown } = {},
  ) {
    super(`refused.${refusal}`, message, { cause: more.cause });
    this.name = 'Refused';
    this.refusal = refusal;
    this.credits = more.credits ?? null;
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
  }

  /** The number that the wire and the skill's error table know it by. */
  get number(): number {
    return REFUSALS[this.refusal].code;
  }
}
