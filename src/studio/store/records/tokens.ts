import { z } from 'zod';
import type { Sql } from '../../ports/database.ts';
import { Account, ACCOUNT_COLUMNS } from './accounts.ts';

export const Scope = z.enum(['*', 'read', 'write', 'upload', 'render']);
/** What a token allows; `*` is everything. */
export type Scope = z.infer<typeof Scope>;

export const Token = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(Scope).readonly(),
    createdAt: z.date(),
    /** Null: never. */
    expiresAt: z.date().nullable(),
    revokedAt: z.date().nullable(),
  })
  .readonly();
/** A token as its owner may see it: without the secret, of which only a digest is kept. */
export type Token = z.infer<typeof Token>;

const TOKEN_COLUMNS = 'id, name, scopes, created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt"';

const LiveToken = Account.unwrap()
  .extend({ tokenId: z.string(), scopes: z.array(Scope).readonly() })
  .readonly();

export async function saveToken(
  sql: Sql,
  token: {
    readonly id: string;
    readonly accountId: string;
    readonly digest: string;
    readonly name: string;
    readonly scopes: readonly Scope[];
    readonly now: Date;
    readonly expiresAt: Date | null;
  },
): Promise<Token | null> {
  return sql.row(
    Token,
    `insert into tokens (id, account_id, digest, name, scopes, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     returning ${TOKEN_COLUMNS}`,
    [token.id, token.accountId, token.digest, token.name, token.scopes, token.now, token.expiresAt],
  );
}

/** Whose token it is and what it allows; null when it is unknown, expired or revoked. */
export async function findLiveToken(
  sql: Sql,
  token: { readonly digest: string; readonly now: Date },
): Promise<{ readonly account: Account; readonly tokenId: string; readonly scopes: readonly Scope[] } | null> {
  const row = await sql.row(
    LiveToken,
    `select ${ACCOUNT_COLUMNS}, tokens.id as "tokenId", tokens.scopes
     from tokens join accounts on accounts.id = tokens.account_id
     where tokens.digest = $1 and tokens.revoked_at is null and (tokens.expires_at is null or tokens.expires_at > $2)`,
    [token.digest, token.now],
  );
  if (row === null) {
    return null;
  }

  const { tokenId, scopes, ...account } = row;
  return { account, tokenId, scopes };
}

/** Whether any token of an account works. */
export async function hasLiveToken(sql: Sql, account: { readonly accountId: string; readonly now: Date }): Promise<boolean> {
  const live = await sql.rows(
    z.object({ id: z.string() }),
    'select id from tokens where account_id = $1 and revoked_at is null and (expires_at is null or expires_at > $2) limit 1',
    [account.accountId, account.now],
  );
  return live.length > 0;
}

/** An account's tokens, newest first, dead ones too. */
export async function listTokens(sql: Sql, accountId: string): Promise<readonly Token[]> {
  return sql.rows(Token, `select ${TOKEN_COLUMNS} from tokens where account_id = $1 order by created_at desc, id`, [accountId]);
}

/** Ends a token for good; null when the account has no such token. Revoking again changes nothing. */
export async function revokeToken(
  sql: Sql,
  token: { readonly id: string; readonly accountId: string; readonly now: Date },
): Promise<Token | null> {
  return sql.row(
    Token,
    `update tokens set revoked_at = coalesce(revoked_at, $3) where id = $1 and account_id = $2 returning ${TOKEN_COLUMNS}`,
    [token.id, token.accountId, token.now],
  );
}

/** Forgets tokens that expired before `before`; says how many. */
export async function deleteExpiredTokens(sql: Sql, before: Date): Promise<number> {
  return sql.run('delete from tokens where expires_at < $1', [before]);
}
