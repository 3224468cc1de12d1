import { z } from 'zod';
import type { Json } from '../../../engine/kernel/index.ts';
import type { Sql } from '../../ports/database.ts';
import { JsonColumn } from './json-column.ts';

export const Job = z
  .object({
    id: z.string(),
    kind: z.enum(['generate', 'export']),
    accountId: z.string(),
    sessionId: z.string().nullable(),
    /** Credits that its success spends and its failure gives back; null when it is free or paid for elsewhere. */
    holdId: z.string().nullable(),
    request: JsonColumn,
    requestDigest: z.string(),
    contentDigest: z.string().nullable(),
    status: z.enum(['pending', 'processing', 'completed', 'failed', 'cancelled']),
    /** 0 to 100; never goes back, 100 exactly when completed. */
    progress: z.number(),
    /** Counts up whenever a process takes the job: what an earlier one still says is ignored. */
    attempt: z.number(),
    /** How often it was tried since it was made or reopened. */
    tries: z.number(),
    processId: z.string().nullable(),
    beat: z.number(),
    /** What the handler found worth telling; null until completed. */
    result: JsonColumn.nullable(),
    blobHash: z.string().nullable(),
    errorCode: z.string().nullable(),
    errorMessage: z.string().nullable(),
    createdAt: z.date(),
    startedAt: z.date().nullable(),
    finishedAt: z.date().nullable(),
  })
  .readonly();
/** Durable work and how it stands. */
export type Job = z.infer<typeof Job>;

/** KEEP IN STEP with `Job`. */
export const JOB_COLUMNS = `id, kind, account_id as "accountId", session_id as "sessionId", hold_id as "holdId", request,
  request_digest as "requestDigest", content_digest as "contentDigest", status, progress, attempt, tries, process_id as "processId", beat,
  result, blob_hash as "blobHash", error_code as "errorCode", error_message as "errorMessage", created_at as "createdAt",
  started_at as "startedAt", finished_at as "finishedAt"`;

/** What a job is made of; the digests are SHA-256 of canonical JSON. */
export type NewJob = {
  readonly id: string;
  readonly kind: Job['kind'];
  readonly accountId: string;
  readonly sessionId: string | null;
  readonly holdId: string | null;
  readonly request: Json;
  readonly requestDigest: string;
  /** Of what the result depends on; null: never to be shared with another job. */
  readonly contentDigest: string | null;
  readonly now: Date;
};

/** Writes a pending job; null when the id is taken. */
export async function insertJob(sql: Sql, job: NewJob): Promise<Job | null> {
  return sql.row(
    Job,
    `insert into jobs (id, kind, account_id, session_id, hold_id, request, request_digest, content_digest, status, created_at)
     values ($1, $2, $3, $4, $5, $6::json, $7, $8, 'pending', $9)
     on conflict (id) do nothing
     returning ${JOB_COLUMNS}`,
    [
      job.id,
      job.kind,
      job.accountId,
      job.sessionId,
      job.holdId,
      JSON.stringify(job.request),
      job.requestDigest,
      job.contentDigest,
      job.now,
    ],
  );
}

/** Null when the account has no such job. */
export async function findJob(sql: Sql, wanted: { readonly id: string; readonly accountId: string }): Promise<Job | null> {
  return sql.row(Job, `select ${JOB_COLUMNS} from jobs where id = $1 and account_id = $2`, [wanted.id, wanted.accountId]);
}

/** The job of an id, whoever's it is. */
export async function findAnyJob(sql: Sql, id: string): Promise<Job | null> {
  return sql.row(Job, `select ${JOB_COLUMNS} from jobs where id = $1`, [id]);
}

/** An account's jobs, newest first. */
export async function listJobs(
  sql: Sql,
  wanted: { readonly accountId: string; readonly sessionId: string | null; readonly limit: number },
): Promise<readonly Job[]> {
  return sql.rows(
    Job,
    `select ${JOB_COLUMNS} from jobs where account_id = $1 and ($2::text is null or session_id = $2)
     order by created_at desc, id limit $3`,
    [wanted.accountId, wanted.sessionId, wanted.limit],
  );
}

/** The jobs that make music for a turn, oldest first. */
export async function listMusicOfTurn(
  sql: Sql,
  turn: { readonly id: string; readonly accountId: string; readonly sessionId: string },
): Promise<readonly Job[]> {
  return sql.rows(
    Job,
    `select ${JOB_COLUMNS} from jobs
     where account_id = $1 and session_id = $2 and kind = 'generate' and request ->> 'turnId' = $3 order by created_at, id`,
    [turn.accountId, turn.sessionId, turn.id],
  );
}

/** Every job that is not done, on all machines, oldest first. */
export async function listUnfinishedJobs(sql: Sql): Promise<readonly Job[]> {
  return sql.rows(
    Job,
    `select ${JOB_COLUMNS} from jobs where status in ('pending', 'processing') order by created_at, id limit 10000`,
  );
}

/** How many jobs of a kind an account has that are not done. */
export async function countUnfinishedJobs(
  sql: Sql,
  wanted: { readonly accountId: string; readonly kind: Job['kind'] },
): Promise<number> {
  const found = await sql.row(
    z.object({ jobs: z.number() }),
    `select count(*)::integer as jobs from jobs
     where account_id = $1 and kind = $2 and status in ('pending', 'processing')`,
    [wanted.accountId, wanted.kind],
  );
  return found?.jobs ?? 0;
}

/** How far these jobs are; those that are gone are left out. */
export async function listJobStates(
  sql: Sql,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly status: string; readonly progress: number }[]> {
  return sql.rows(
    z.object({ id: z.string(), status: z.string(), progress: z.number() }),
    'select id, status, progress from jobs where id = any ($1)',
    [ids],
  );
}

/** A process takes a pending job; null when it is not pending (any more). */
export async function claimJob(
  sql: Sql,
  claim: { readonly id: string; readonly processId: string; readonly now: Date },
): Promise<Job | null> {
  return sql.row(
    Job,
    `update jobs set status = 'processing', attempt = attempt + 1, tries = tries + 1, beat = beat + 1, process_id = $2,
       started_at = coalesce(started_at, $3)
     where id = $1 and status = 'pending'
     returning ${JOB_COLUMNS}`,
    [claim.id, claim.processId, claim.now],
  );
}

/** Whose hands a job is in: what an earlier attempt still says no longer counts. */
export type JobHands = { readonly id: string; readonly attempt: number };

/** Says that the attempt lives and how far it is (0 to 99; going back is ignored); false when the job is not in these hands any more. */
export async function beatJob(sql: Sql, beat: JobHands & { readonly progress: number }): Promise<boolean> {
  const touched = await sql.run(
    `update jobs set beat = beat + 1, progress = greatest(progress, least($3, 99))
     where id = $1 and attempt = $2 and status = 'processing'`,
    [beat.id, beat.attempt, beat.progress],
  );
  return touched > 0;
}

/** Null when the job is not in these hands any more: then nothing of the attempt counts. */
export async function completeJob(
  sql: Sql,
  end: JobHands & { readonly result: Json; readonly blobHash: string | null; readonly now: Date },
): Promise<Job | null> {
  return sql.row(
    Job,
    `update jobs set status = 'completed', progress = 100, result = $3::json, blob_hash = $4, finished_at = $5
     where id = $1 and attempt = $2 and status = 'processing'
     returning ${JOB_COLUMNS}`,
    [end.id, end.attempt, JSON.stringify(end.result), end.blobHash, end.now],
  );
}

/** Null when the job is not in these hands any more. */
export async function failJob(
  sql: Sql,
  end: JobHands & { readonly error: { readonly code: string; readonly message: string }; readonly now: Date },
): Promise<Job | null> {
  return sql.row(
    Job,
    `update jobs set status = 'failed', error_code = $3, error_message = $4, finished_at = $5
     where id = $1 and attempt = $2 and status = 'processing'
     returning ${JOB_COLUMNS}`,
    [end.id, end.attempt, end.error.code, end.error.message, end.now],
  );
}

/** Gives a job back, to be taken again; `counts` says whether that was a try. Whether it was in these hands. */
export async function releaseJob(sql: Sql, release: JobHands & { readonly counts: boolean }): Promise<boolean> {
  const touched = await sql.run(
    `update jobs set status = 'pending', process_id = null, tries = greatest(0, tries - $3)
     where id = $1 and attempt = $2 and status = 'processing'`,
    [release.id, release.attempt, release.counts ? 0 : 1],
  );
  return touched > 0;
}

/** Takes a job out of hands that have not beaten since `beat` was read; whether they had not. */
export async function releaseLostJob(sql: Sql, lost: JobHands & { readonly beat: number }): Promise<boolean> {
  const touched = await sql.run(
    `update jobs set status = 'pending', process_id = null
     where id = $1 and attempt = $2 and beat = $3 and status = 'processing'`,
    [lost.id, lost.attempt, lost.beat],
  );
  return touched > 0;
}

/** Stops a job that is not done, whoever has it in hand; null when it was done. */
export async function markJobCancelled(
  sql: Sql,
  cancel: { readonly id: string; readonly accountId: string; readonly now: Date },
): Promise<Job | null> {
  return sql.row(
    Job,
    `update jobs set status = 'cancelled', finished_at = $3
     where id = $1 and account_id = $2 and status in ('pending', 'processing')
     returning ${JOB_COLUMNS}`,
    [cancel.id, cancel.accountId, cancel.now],
  );
}

/** Makes a failed or cancelled job pending again, with a new hold (its old one was given back); null when it is neither. */
export async function reopenJob(
  sql: Sql,
  retry: { readonly id: string; readonly accountId: string; readonly holdId: string | null },
): Promise<Job | null> {
  return sql.row(
    Job,
    `update jobs set status = 'pending', hold_id = $3, process_id = null, tries = 0, error_code = null, error_message = null, finished_at = null
     where id = $1 and account_id = $2 and status in ('failed', 'cancelled')
     returning ${JOB_COLUMNS}`,
    [retry.id, retry.accountId, retry.holdId],
  );
}

/** Forgets jobs that were done before `before`; says how many. Their files go with the next sweep of blobs. */
export async function deleteFinishedJobs(sql: Sql, before: Date): Promise<number> {
  return sql.run('delete from jobs where finished_at < $1', [before]);
}
