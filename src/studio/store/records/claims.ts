import { z } from 'zod';
import type { Sql } from '../../ports/database.ts';

const Claim = z.object({ accountId: z.string(), taskId: z.string(), sessionId: z.string() }).readonly();
/** A session that whoever holds the claim token may take over. */
export type Claim = z.infer<typeof Claim>;

/** Keeps the digest of a claim token; whether the account has such a task with such a session. */
export async function saveClaim(
  sql: Sql,
  claim: {
    readonly digest: string;
    readonly accountId: string;
    readonly taskId: string;
    readonly sessionId: string;
    readonly now: Date;
    readonly expiresAt: Date;
  },
): Promise<boolean> {
  const touched = await sql.run(
    `insert into claims (digest, account_id, task_id, session_id, created_at, expires_at)
     select $1, account_id, task_id, id, $5, $6 from sessions where id = $4 and task_id = $3 and account_id = $2`,
    [claim.digest, claim.accountId, claim.taskId, claim.sessionId, claim.now, claim.expiresAt],
  );
  return touched > 0;
}

/** Uses a claim token, which works once; null when it is unknown, expired or used. */
export async function takeClaim(
  sql: Sql,
  use: { readonly digest: string; readonly accountId: string; readonly now: Date },
): Promise<Claim | null> {
  return sql.row(
    Claim,
    `update claims set claimed_at = $3, claimed_by = $2
     where digest = $1 and claimed_at is null and expires_at > $3
     returning account_id as "accountId", task_id as "taskId", session_id as "sessionId"`,
    [use.digest, use.accountId, use.now],
  );
}

/** Forgets claim tokens that expired before `before`, used or not; says how many. */
export async function deleteExpiredClaims(sql: Sql, before: Date): Promise<number> {
  return sql.run('delete from claims where expires_at < $1', [before]);
}
