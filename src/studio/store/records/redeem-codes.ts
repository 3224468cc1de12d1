import { z } from 'zod';
import type { Database, Sql } from '../../ports/database.ts';
import { Plan, raisePlan } from './accounts.ts';
import { grantCredits } from './credits.ts';

const Gift = z.object({ credits: z.number(), plan: Plan.nullable() }).readonly();
/** What a redeem code brings: credits, a plan, or both. */
export type Gift = z.infer<typeof Gift>;

export async function saveRedeemCode(
  sql: Sql,
  code: {
    readonly digest: string;
    readonly credits: number;
    readonly plan: Plan | null;
    /** How many accounts may use it, each once. */
    readonly uses: number;
    readonly expiresAt: Date | null;
    readonly now: Date;
  },
): Promise<void> {
  await sql.run(
    `insert into redeem_codes (digest, credits, plan, uses_left, expires_at, created_at) values ($1, $2, $3, $4, $5, $6)`,
    [code.digest, code.credits, code.plan, code.uses, code.expiresAt, code.now],
  );
}

/** Uses a code up by one; null when it is unknown, expired, used up, or this account had it before. */
export async function takeRedeemCode(
  sql: Sql,
  use: { readonly digest: string; readonly accountId: string; readonly now: Date },
): Promise<Gift | null> {
  // The lock makes the last use of a code one account's: a second one waits and then finds none left.
  return sql.row(
    Gift,
    `with code as (
       select digest from redeem_codes
       where digest = $1 and uses_left > 0 and (expires_at is null or expires_at > $3)
       for update
     ), use as (
       insert into redemptions (digest, account_id, redeemed_at) select digest, $2, $3 from code on conflict do nothing
       returning digest
     )
     update redeem_codes set uses_left = uses_left - 1 from use where redeem_codes.digest = use.digest
     returning redeem_codes.credits, redeem_codes.plan`,
    [use.digest, use.accountId, use.now],
  );
}

/** Redeems a code: what it brought, or null when it brings this account nothing. */
export async function redeemCode(
  database: Pick<Database, 'transaction'>,
  use: { readonly digest: string; readonly accountId: string; readonly now: Date },
): Promise<Gift | null> {
  return database.transaction(async (sql) => {
    const gift = await takeRedeemCode(sql, use);
    if (gift === null) {
      return null;
    }

    if (gift.credits > 0) {
      await grantCredits(sql, { accountId: use.accountId, amount: gift.credits, reason: `code ${use.digest}`, now: use.now });
    }

    if (gift.plan !== null) {
      // Never lower: a code for `paid` must not end what is unlimited.
      await raisePlan(sql, use.accountId, gift.plan);
    }

    return gift;
  });
}
