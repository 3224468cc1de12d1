import type { Json } from '../../../engine/kernel/index.ts';
import type { Sql } from '../../ports/database.ts';
import { findAnyJob, insertJob, Job, JOB_COLUMNS, type NewJob } from './jobs.ts';

/** What became of a wish to export: a new job, the same wish's job of before, or an id that is taken by another. */
export type ExportCreation =
  | { readonly kind: 'created'; readonly job: Job }
  | { readonly kind: 'existing'; readonly job: Job }
  | { readonly kind: 'conflict' };

/** Makes an export job under the id the client chose. The same id, owner and body give the same job; anything else of that id is a conflict. */
export async function createExport(sql: Sql, wish: Omit<NewJob, 'kind'>): Promise<ExportCreation> {
  const job = await insertJob(sql, { ...wish, kind: 'export' });
  if (job !== null) {
    return { kind: 'created', job };
  }

  const existing = await findAnyJob(sql, wish.id);
  const isSame =
    existing?.kind === 'export' && existing.accountId === wish.accountId && existing.requestDigest === wish.requestDigest;
  return isSame ? { kind: 'existing', job: existing } : { kind: 'conflict' };
}

/** A finished export of equal content, the latest; null when there is none. */
export async function findFinishedExport(
  sql: Sql,
  wanted: { readonly accountId: string; readonly contentDigest: string },
): Promise<Job | null> {
  return sql.row(
    Job,
    `select ${JOB_COLUMNS} from jobs
     where account_id = $1 and content_digest = $2 and kind = 'export' and status = 'completed' and blob_hash is not null
     order by finished_at desc limit 1`,
    [wanted.accountId, wanted.contentDigest],
  );
}

/** Finished videos of an account with the same output that were made by the same version, those of the session first, the latest first. */
export async function listFormerVideos(
  sql: Sql,
  wanted: {
    readonly accountId: string;
    readonly sessionId: string | null;
    readonly version: string;
    readonly output: Json;
    readonly limit: number;
  },
): Promise<readonly Job[]> {
  return sql.rows(
    Job,
    `select ${JOB_COLUMNS} from jobs
     where account_id = $1 and kind = 'export' and status = 'completed' and blob_hash is not null
       and result -> 'made' ->> 'version' = $3 and (request -> 'output')::jsonb = $4::jsonb
     order by (session_id is not distinct from $2) desc, finished_at desc, id limit $5`,
    [wanted.accountId, wanted.sessionId, wanted.version, JSON.stringify(wanted.output), wanted.limit],
  );
}

/** Completes a new export at once with the file of an equal one; null when it is not pending any more. */
export async function completeFromCache(
  sql: Sql,
  copy: { readonly id: string; readonly source: Job; readonly now: Date },
): Promise<Job | null> {
  return sql.row(
    Job,
    `update jobs set status = 'completed', progress = 100, result = $2::json, blob_hash = $3, started_at = $4, finished_at = $4
     where id = $1 and status = 'pending'
     returning ${JOB_COLUMNS}`,
    [copy.id, JSON.stringify(copy.source.result), copy.source.blobHash, copy.now],
  );
}
