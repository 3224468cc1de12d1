import { setTimeout } from 'node:timers/promises';
import type { Database } from '../ports/database.ts';
import type { Queue } from '../ports/queue.ts';
import type { WallClock } from '../ports/wall-clock.ts';
import { closeHold } from '../store/records/credits.ts';
import { completeFromCache, createExport, findFinishedExport, type ExportCreation } from '../store/records/exports.ts';
import { findJob, insertJob, markJobCancelled, reopenJob, type Job, type NewJob } from '../store/records/jobs.ts';

/** How often a watched job is looked at, in milliseconds. */
const LOOK_MS = 200;

export type JobPorts = { readonly database: Database; readonly queue: Queue; readonly wallClock: WallClock };

/** Queues a job under an id nobody has; null when somebody has it. */
export async function submitJob(ports: JobPorts, wish: Omit<NewJob, 'now'>): Promise<Job | null> {
  const job = await ports.database.transaction(async (sql) => {
    const made = await insertJob(sql, { ...wish, now: ports.wallClock.now() });
    if (made !== null) {
      await ports.queue.enqueue(sql, made);
    }

    return made;
  });
  ports.queue.wake();
  return job;
}

/**
 * Queues an export under the id the client chose. Asked again with the same body it gives the same job; an export of equal content
 * that is finished already makes the new one complete at once.
 */
export async function submitExport(ports: JobPorts, wish: Omit<NewJob, 'now' | 'kind'>): Promise<ExportCreation> {
  const now = ports.wallClock.now();
  const creation = await ports.database.transaction(async (sql): Promise<ExportCreation> => {
    const made = await createExport(sql, { ...wish, now });
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

    if (cancelled.holdId !== null) {
      await closeHold(sql, { id: cancelled.holdId, spent: 0, reason: `job ${cancelled.id} cancelled`, now });
    }

    return cancelled;
  });
}

/** Queues a failed or cancelled job again; null when there is none such. `holdId` is the hold that pays for it now, or null. */
export async function retryJob(
  ports: JobPorts,
  wanted: { readonly id: string; readonly accountId: string; readonly holdId: string | null },
): Promise<Job | null> {
  const job = await ports.database.transaction(async (sql) => {
    const reopened = await reopenJob(sql, wanted);
    if (reopened !== null) {
      await ports.queue.enqueue(sql, reopened);
    }

    return reopened;
  });
  ports.queue.wake();
  return job;
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

    const state = `${job.status} ${job.progress}`;
    if (state !== seen) {
      seen = state;
      yield job;
    }

    if (job.finishedAt !== null) {
      return;
    }

    await setTimeout(LOOK_MS, undefined, { signal: wanted.signal });
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
