import { z } from 'zod';
import type { Sql } from '../../ports/database.ts';

const Pots = z.object({ available: z.number(), frozen: z.number() });

/** An account's credits: `total` is `available + frozen`, `frozen` is reserved for running work. */
export type Balance = { readonly available: number; readonly frozen: number; readonly total: number };

/** Null when there is no such account. */
export async function readBalance(sql: Sql, accountId: string): Promise<Balance | null> {
  const pots = await sql.row(Pots, 'select available, frozen from credit_balances where account_id = $1', [accountId]);
  return pots === null ? null : { ...pots, total: pots.available + pots.frozen };
}

/** Adds credits, once for each `reason` (`welcome`, `code <digest>`, `admin <id>`); whether it did now. `amount` is 1 to 1,000,000,000. */
export async function grantCredits(
  sql: Sql,
  grant: { readonly accountId: string; readonly amount: number; readonly reason: string; readonly now: Date },
): Promise<boolean> {
  const touched = await sql.run(
    `with entry as (
       insert into credit_entries (account_id, kind, from_pot, to_pot, amount, reason, created_at)
       values ($1, 'grant', 'granted', 'available', $2, $3, $4)
       on conflict (account_id, reason) where kind = 'grant' do nothing
       returning account_id, amount
     )
     update credit_balances set available = available + entry.amount from entry
     where credit_balances.account_id = entry.account_id`,
    [grant.accountId, grant.amount, grant.reason, grant.now],
  );
  return touched > 0;
}

/** Reserves credits for work that begins; false when there are not enough. Of an account on the plan `unlimited` it reserves 0 and always succeeds. */
export async function freezeCredits(
  sql: Sql,
  freeze: {
    readonly holdId: string;
    readonly accountId: string;
    readonly amount: number;
    readonly reason: string;
    readonly now: Date;
  },
): Promise<boolean> {
  const touched = await sql.run(
    `with wanted as (
       select id, case plan when 'unlimited' then 0 else $3::integer end as amount from accounts where id = $2
     ), balance as (
       update credit_balances set available = available - wanted.amount, frozen = frozen + wanted.amount from wanted
       where account_id = wanted.id and available >= wanted.amount
       returning account_id, wanted.amount
     ), entry as (
       insert into credit_entries (account_id, hold_id, kind, from_pot, to_pot, amount, reason, created_at)
       select account_id, $1, 'freeze', 'available', 'frozen', amount, $4, $5 from balance where amount > 0
     )
     insert into credit_holds (id, account_id, amount, created_at) select $1, account_id, amount, $5 from balance`,
    [freeze.holdId, freeze.accountId, freeze.amount, freeze.reason, freeze.now],
  );
  return touched > 0;
}

/**
 * Closes a hold: `spent` of it is gone (at most all), the rest is available again; `spent: 0` refunds. Whether it did now: a hold
 * closes once, so calling again, after a crash or from two processes, changes nothing.
 */
export async function closeHold(
  sql: Sql,
  close: { readonly id: string; readonly spent: number; readonly reason: string; readonly now: Date },
): Promise<boolean> {
  const touched = await sql.run(
    `with hold as (
       update credit_holds set spent = least(amount, $2), closed_at = $4 where id = $1 and closed_at is null
       returning id, account_id, amount, spent
     ), entry as (
       insert into credit_entries (account_id, hold_id, kind, from_pot, to_pot, amount, reason, created_at)
       select account_id, id, 'settle', 'frozen', 'spent', spent, $3, $4 from hold where spent > 0
       union all
       select account_id, id, 'refund', 'frozen', 'available', amount - spent, $3, $4 from hold where amount > spent
     )
     update credit_balances set frozen = frozen - hold.amount, available = available + hold.amount - hold.spent from hold
     where credit_balances.account_id = hold.account_id`,
    [close.id, close.spent, close.reason, close.now],
  );
  return touched > 0;
}

const Entry = z
  .object({
    kind: z.enum(['grant', 'freeze', 'settle', 'refund']),
    from: z.enum(['granted', 'available', 'frozen']),
    to: z.enum(['available', 'frozen', 'spent']),
    amount: z.number(),
    holdId: z.string().nullable(),
    reason: z.string(),
    createdAt: z.date(),
  })
  .readonly();
/** One move of credits from pot to pot. */
export type CreditEntry = z.infer<typeof Entry>;

/** An account's moves, newest first. */
export async function listCreditEntries(
  sql: Sql,
  wanted: { readonly accountId: string; readonly limit: number },
): Promise<readonly CreditEntry[]> {
  return sql.rows(
    Entry,
    `select kind, from_pot as "from", to_pot as "to", amount, hold_id as "holdId", reason, created_at as "createdAt"
     from credit_entries where account_id = $1 order by id desc limit $2`,
    [wanted.accountId, wanted.limit],
  );
}

/** Accounts whose balance is not the sum of their moves: always none, or something wrote past this file. */
export async function listUnbalancedAccounts(sql: Sql): Promise<readonly string[]> {
  const rows = await sql.rows(
    z.object({ accountId: z.string() }),
    `select balances.account_id as "accountId"
     from credit_balances as balances left join credit_entries as entries using (account_id)
     group by balances.account_id, balances.available, balances.frozen
     having balances.available <> coalesce(sum(amount) filter (where to_pot = 'available'), 0)
         - coalesce(sum(amount) filter (where from_pot = 'available'), 0)
       or balances.frozen <> coalesce(sum(amount) filter (where to_pot = 'frozen'), 0)
         - coalesce(sum(amount) filter (where from_pot = 'frozen'), 0)
       or balances.frozen <> (
         select coalesce(sum(amount), 0) from credit_holds as holds
         where holds.account_id = balances.account_id and closed_at is null
       )`,
  );
  return rows.map(({ accountId }) => accountId);
}

const IdleHold = z.object({ id: z.string(), accountId: z.string(), amount: z.number(), createdAt: z.date() }).readonly();
/** Credits reserved for nothing. */
export type IdleHold = z.infer<typeof IdleHold>;

/** Open holds of no running turn and no unfinished job, oldest first: they would stay reserved for ever. */
export async function listIdleHolds(sql: Sql): Promise<readonly IdleHold[]> {
  return sql.rows(
    IdleHold,
    `select id, account_id as "accountId", amount, created_at as "createdAt" from credit_holds as holds
     where closed_at is null
       and not exists (select from turns where turns.hold_id = holds.id and turns.status = 'running')
       and not exists (select from jobs where jobs.hold_id = holds.id and jobs.status in ('pending', 'processing'))
     order by created_at, id`,
  );
}
