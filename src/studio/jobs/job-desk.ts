import type { Database, Sql } from '../ports/database.ts';
import type { Queue } from '../ports/queue.ts';
import type { WallClock } from '../ports/wall-clock.ts';
import { closeHold, freezeCredits } from '../store/records/credits.ts';
import { completeFromCache, createExport, findFinishedExport, type ExportCreation } from '../store/records/exports.ts';
import { findJob, insertJob, markJobCancelled, reopenJob, type Job, type NewJob } from '../store/records/jobs.ts';
import { lookoutOver, stateOf } from './job-lookout.ts';

export type JobPorts = { readonly database: Database; readonly queue: Queue; readonly wallClock: WallClock };

/** Credits that a job reserves when it is queued: spent when it succeeds, given back when it does not. */
export type JobPrice = { readonly holdId: string; readonly amount: number };

/** What became of a job: `taken` when somebody has its id, `short` when there are not enough credits. */
export type JobSubmission =
  { readonly kind: 'created'; readonly job: Job } | { readonly kind: 'taken' } | { readonly kind: 'short' };

/** Queues a job and reserves its price (null: free, or paid for by its turn), both or neither. */
export async function submitJob(
  ports: JobPorts,
  wish: Omit<NewJob, 'now' | 'holdId'> & { readonly price: JobPrice | null },
): Promise<JobSubmission> {
  const now = ports.wallClock.now();
  const submission = await ports.database.transaction(async (sql): Promise<JobSubmission> => {
    if (!(await freeze(sql, { ...wish, now }))) {
      return { kind: 'short' };
    }

    const holdId = wish.price?.holdId ?? null;
    const job = await insertJob(sql, { ...wish, holdId, now });
    if (job === null) {
      await giveBack(sql, { holdId, reason: `job ${wish.id} taken`, now });
      return { kind: 'taken' };
    }

    await ports.queue.enqueue(sql, job);
    return { kind: 'created', job };
  });
  ports.queue.wake();
  return submission;
}

/**
 * Queues an export under the id the client chose. Asked again with the same body it gives the same job; an export of equal content
 * that is finished already makes the new one complete at once.
 */
export async function submitExport(ports: JobPorts, wish: Omit<NewJob, 'now' | 'kind' | 'holdId'>): Promise<ExportCreation> {
  const now = ports.wallClock.now();
  const creation = await ports.database.transaction(async (sql): Promise<ExportCreation> => {
    const made = await createExport(sql, { ...wish, holdId: null, now });
    if (made.kind !== 'created') {
      return made;
    }

    const { accountId, contentDigest } = wish;
    const source = contentDigest === null ? null : await findFinishedExport(sql, { accountId, contentDigest });
    const completed = source === null ? null : await completeFromCache(sql, { id: wish.id, source, now });
    if (completed !== null) {
      return { kind: 'created', job: completed };
    }

    await ports.queue.enqueue(sql, made.job);
    return made;
  });
  ports.queue.wake();
  return creation;
}

/** Cancels a job and gives its credits back. The job as it is then: a job that was done before stays what it was; null when there is none. */
export async function cancelJob(
  ports: JobPorts,
  wanted: { readonly id: string; readonly accountId: string },
): Promise<Job | null> {
  const now = ports.wallClock.now();
  return ports.database.transaction(async (sql) => {
    const cancelled = await markJobCancelled(sql, { ...wanted, now });
    if (cancelled === null) {
      return findJob(sql, wanted);
    }

    await giveBack(sql, { holdId: cancelled.holdId, reason: `job ${cancelled.id} cancelled`, now });
    return cancelled;
  });
}

/** Queues a failed or cancelled job again and reserves its price anew; null when there is none such. */
export async function retryJob(
  ports: JobPorts,
  wanted: { readonly id: string; readonly accountId: string; readonly price: JobPrice | null },
): Promise<JobSubmission | null> {
  const now = ports.wallClock.now();
  const submission = await ports.database.transaction(async (sql): Promise<JobSubmission | null> => {
    if (!(await freeze(sql, { ...wanted, now }))) {
      return { kind: 'short' };
    }

    const holdId = wanted.price?.holdId ?? null;
    const job = await reopenJob(sql, { ...wanted, holdId });
    if (job === null) {
      await giveBack(sql, { holdId, reason: `job ${wanted.id} not reopened`, now });
      return null;
    }

    await ports.queue.enqueue(sql, job);
    return { kind: 'created', job };
  });
  ports.queue.wake();
  return submission;
}

async function freeze(
  sql: Sql,
  wish: { readonly id: string; readonly accountId: string; readonly price: JobPrice | null; readonly now: Date },
): Promise<boolean> {
  const { id, accountId, price, now } = wish;
  return price === null || freezeCredits(sql, { ...price, accountId, reason: `job ${id}`, now });
}

async function giveBack(
  sql: Sql,
  back: { readonly holdId: string | null; readonly reason: string; readonly now: Date },
): Promise<void> {
  if (back.holdId !== null) {
    await closeHold(sql, { id: back.holdId, spent: 0, reason: back.reason, now: back.now });
  }
}

/** A job whenever its status or progress has changed, first as it is now, last as it ended; ends at once when there is none. Throws when `signal` aborts. */
export async function* watchJob(
  ports: Pick<JobPorts, 'database'>,
  wanted: { readonly id: string; readonly accountId: string; readonly signal: AbortSignal },
): AsyncGenerator<Job> {
  let seen = '';
  for (;;) {
    wanted.signal.throwIfAborted();
    const job = await findJob(ports.database, wanted);
    if (job === null) {
      return;
    }

    const state = stateOf(job);
    if (state !== seen) {
      seen = state;
      yield job;
    }

    if (job.finishedAt !== null) {
      return;
    }

    await lookoutOver(ports.database).untilChanged({ id: job.id, state, signal: wanted.signal });
  }
}

/** The job when it has ended; null when there is none. `onProgress` hears 0 to 1. */
export async function waitForJob(
  ports: Pick<JobPorts, 'database'>,
  wanted: {
    readonly id: string;
    readonly accountId: string;
    readonly signal: AbortSignal;
    readonly onProgress: (done: number) => void;
  },
): Promise<Job | null> {
  let last: Job | null = null;
  for await (const job of watchJob(ports, wanted)) {
    last = job;
    wanted.onProgress(job.progress / 100);
  }

  return last;
}
