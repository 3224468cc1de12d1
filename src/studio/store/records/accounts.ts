import { z } from 'zod';
import type { Sql } from '../../ports/database.ts';

export const Plan = z.enum(['free', 'paid', 'unlimited']);
/** What an account may do: `unlimited` is never charged. */
export type Plan = z.infer<typeof Plan>;

export const Account = z
  .object({
    id: z.string(),
    /** The name on the wire; starts with `anon_` exactly while the account is anonymous. */
    userId: z.string(),
    /** The anonymous name in the registration link; null if it never had one. */
    bindId: z.string().nullable(),
    kind: z.enum(['anonymous', 'registered', 'owner']),
    plan: Plan,
    email: z.string().nullable(),
    createdAt: z.date(),
  })
  .readonly();
/** Whoever tokens, sessions and credits belong to. `owner` is the person at this machine, of whom there is one. */
export type Account = z.infer<typeof Account>;

/** KEEP IN STEP with `Account`; for statements that name the table `accounts`. */
export const ACCOUNT_COLUMNS = `accounts.id, accounts.user_id as "userId", accounts.bind_id as "bindId", accounts.kind, accounts.plan,
  accounts.email, accounts.created_at as "createdAt"`;

/** Makes an anonymous account with an empty balance; null when the client has one already (made at the same moment). */
export async function createAnonymousAccount(
  sql: Sql,
  account: { readonly id: string; readonly userId: string; readonly clientDigest: string; readonly now: Date },
): Promise<Account | null> {
  return sql.row(
    Account,
    `with made as (
       insert into accounts (id, user_id, bind_id, kind, plan, client_digest, created_at)
       values ($1, $2, $2, 'anonymous', 'free', $3, $4)
       on conflict (client_digest) do nothing
       returning *
     ), balance as (
       insert into credit_balances (account_id) select id from made
     )
     select ${ACCOUNT_COLUMNS} from made as accounts`,
    [account.id, account.userId, account.clientDigest, account.now],
  );
}

/** The account of the person at this machine, made now unless it is there. */
export async function ensureOwner(
  sql: Sql,
  owner: { readonly id: string; readonly userId: string; readonly now: Date },
): Promise<Account | null> {
  return sql.row(
    Account,
    `with made as (
       insert into accounts (id, user_id, kind, plan, created_at)
       values ($1, $2, 'owner', 'unlimited', $3)
       on conflict (kind) where kind = 'owner' do update set plan = accounts.plan
       returning *
     ), balance as (
       insert into credit_balances (account_id) select id from made on conflict do nothing
     )
     select ${ACCOUNT_COLUMNS} from made as accounts`,
    [owner.id, owner.userId, owner.now],
  );
}

/** The account of the person at this machine; null before `ensureOwner`. */
export async function findOwner(sql: Sql): Promise<Account | null> {
  return sql.row(Account, `select ${ACCOUNT_COLUMNS} from accounts where kind = 'owner'`);
}

export async function findAccount(sql: Sql, accountId: string): Promise<Account | null> {
  return sql.row(Account, `select ${ACCOUNT_COLUMNS} from accounts where id = $1`, [accountId]);
}

/** Until the transaction ends, whoever else locks the account waits; whether it exists. */
export async function lockAccount(sql: Sql, accountId: string): Promise<boolean> {
  return (
    (await sql.row(z.object({ id: z.string() }), 'select id from accounts where id = $1 for no key update', [accountId])) !== null
  );
}

export async function findAccountByClient(sql: Sql, clientDigest: string): Promise<Account | null> {
  return sql.row(Account, `select ${ACCOUNT_COLUMNS} from accounts where client_digest = $1`, [clientDigest]);
}

/** Finds by the name on the wire: the present one, or the anonymous one of before. */
export async function findAccountByUserId(sql: Sql, userId: string): Promise<Account | null> {
  return sql.row(Account, `select ${ACCOUNT_COLUMNS} from accounts where user_id = $1 or bind_id = $1`, [userId]);
}

export async function findAccountByEmail(sql: Sql, email: string): Promise<Account | null> {
  return sql.row(Account, `select ${ACCOUNT_COLUMNS} from accounts where email = lower($1)`, [email]);
}

const AccountWithCredits = Account.unwrap().extend({ available: z.number(), frozen: z.number() }).readonly();
/** An account with its credits. */
export type AccountWithCredits = z.infer<typeof AccountWithCredits>;

const SignIn = Account.unwrap().extend({ passwordHash: z.string() }).readonly();
/** An account with the hash its password must match. */
export type SignIn = z.infer<typeof SignIn>;

/** The account that signs in with an address. */
export async function findSignIn(sql: Sql, email: string): Promise<SignIn | null> {
  return sql.row(
    SignIn,
    `select ${ACCOUNT_COLUMNS}, accounts.password_hash as "passwordHash" from accounts where email = lower($1)`,
    [email],
  );
}

/** Makes an anonymous account a registered one: null when it is not anonymous any more, or the address is taken. */
export async function registerAccount(
  sql: Sql,
  registration: {
    readonly accountId: string;
    readonly userId: string;
    readonly email: string;
    readonly passwordHash: string;
  },
): Promise<Account | null> {
  return sql.row(
    Account,
    `update accounts set kind = 'registered', user_id = $2, email = lower($3), password_hash = $4
     where id = $1 and kind = 'anonymous' and not exists (select from accounts as other where other.email = lower($3))
     returning ${ACCOUNT_COLUMNS}`,
    [registration.accountId, registration.userId, registration.email, registration.passwordHash],
  );
}

/** Whether there was such an account. */
export async function setPlan(sql: Sql, accountId: string, plan: Plan): Promise<boolean> {
  return (await sql.run('update accounts set plan = $2 where id = $1', [accountId, plan])) > 0;
}

/** Gives an account a plan unless it has that one or a better one (`free` < `paid` < `unlimited`); whether it did. */
export async function raisePlan(sql: Sql, accountId: string, plan: Plan): Promise<boolean> {
  const touched = await sql.run(
    `update accounts set plan = $2
     where id = $1 and array_position(array['free', 'paid', 'unlimited'], plan) < array_position(array['free', 'paid', 'unlimited'], $2)`,
    [accountId, plan],
  );
  return touched > 0;
}

/** Every account, newest first, with its credits. */
export async function listAccounts(sql: Sql, wanted: { readonly limit: number }): Promise<readonly AccountWithCredits[]> {
  return sql.rows(
    AccountWithCredits,
    `select ${ACCOUNT_COLUMNS}, balances.available, balances.frozen
     from accounts join credit_balances as balances on balances.account_id = accounts.id
     order by accounts.created_at desc, accounts.id limit $1`,
    [wanted.limit],
  );
}
