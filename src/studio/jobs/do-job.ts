import { setTimeout } from 'node:timers/promises';
import { StudioError } from '../../engine/kernel/index.ts';
import type { Database, Sql } from '../ports/database.ts';
import type { JobHandler, JobKind, JobOutcome } from '../ports/queue.ts';
import type { WallClock } from '../ports/wall-clock.ts';
import { closeHold } from '../store/records/credits.ts';
import { beatJob, claimJob, completeJob, failJob, releaseJob, type Job } from '../store/records/jobs.ts';

/** How often a job says that it lives and how far it is, in milliseconds; so soon it hears of being cancelled, too. */
const BEAT_MS = 500;
/** How long to wait for a database that does not answer, in milliseconds. */
const PATIENCE_MS = 1000;
/** Tries of a job that fails without a reason to give. */
const FAILED_TRIES = 3;
/** Tries of a job whose process keeps dying: the job may be what kills it. */
const CRASHED_TRIES = 12;
/** More than any hold: all of it. */
const ALL = 2_147_483_647;

/** What doing jobs needs. */
export type JobHost = {
  readonly database: Database;
  readonly wallClock: WallClock;
  readonly processId: string;
  readonly handlers: { readonly [Kind in JobKind]: JobHandler };
  /** Queues a job that was given back; see `Queue.enqueue`. */
  readonly enqueue: (sql: Sql, job: { readonly id: string; readonly kind: JobKind }) => Promise<void>;
  /** Hears of failures that are ours, for the log. */
  readonly onProblem: (problem: unknown) => void;
};

/** Does a job, unless another process has it or it is done; `stop` gives it back. Throws only while the database does not answer: then the job is found dead later. */
export async function doJob(host: JobHost, jobId: string, stop: AbortSignal): Promise<void> {
  const job = await claimJob(host.database, { id: jobId, processId: host.processId, now: host.wallClock.now() });
  if (job === null) {
    return;
  }

  if (job.tries > CRASHED_TRIES) {
    await fail(host, job, {
      code: 'job.crashed',
      message: 'This work kept stopping the program. Nothing was charged. Change it and try again.',
    });
    return;
  }

  const lost = new AbortController();
  const signal = AbortSignal.any([stop, lost.signal]);
  const progress = { percent: job.progress };
  const pulse = beatUntilDone(host, { job, lost, progress });
  try {
    const outcome = await host.handlers[job.kind](
      {
        id: job.id,
        kind: job.kind,
        accountId: job.accountId,
        sessionId: job.sessionId,
        request: job.request,
        attempt: job.attempt,
      },
      {
        signal,
        onProgress(done) {
          progress.percent = Math.max(progress.percent, Math.min(99, Math.floor(done * 100)));
        },
      },
    );
    lost.signal.throwIfAborted();
    await whenDatabaseAnswers(stop, async () => complete(host, job, outcome));
  } catch (problem) {
    if (!lost.signal.aborted) {
      await whenDatabaseAnswers(stop, async () => giveBackOrFail(host, { job, problem, isStopping: stop.aborted }));
    }
  } finally {
    pulse.end();
    await pulse.ended;
  }
}

/** Writes signs of life; aborts `lost` as soon as the job is not in these hands any more. */
function beatUntilDone(
  host: JobHost,
  work: { readonly job: Job; readonly lost: AbortController; readonly progress: { readonly percent: number } },
): { readonly end: () => void; readonly ended: Promise<void> } {
  const end = new AbortController();
  const beat = async (): Promise<void> => {
    while (!end.signal.aborted) {
      await setTimeout(BEAT_MS, undefined, { signal: end.signal }).catch(() => undefined);
      if (end.signal.aborted) {
        return;
      }

      try {
        if (!(await beatJob(host.database, { ...work.job, progress: work.progress.percent }))) {
          work.lost.abort(new StudioError('job.lost', 'The job was cancelled, or another process has taken it over.'));
          return;
        }
      } catch (problem) {
        // The database will answer again, or the job will be taken over: either way it is no reason to stop.
        host.onProblem(problem);
      }
    }
  };
  return { end: () => end.abort(), ended: beat() };
}

async function complete(host: JobHost, job: Job, outcome: JobOutcome): Promise<void> {
  const now = host.wallClock.now();
  await host.database.transaction(async (sql) => {
    const done = await completeJob(sql, { ...job, result: outcome.result, blobHash: outcome.blobHash, now });
    if (done === null) {
      return;
    }

    await outcome.commit?.(sql);
    if (job.holdId !== null) {
      await closeHold(sql, { id: job.holdId, spent: ALL, reason: `job ${job.id} completed`, now });
    }
  });
}

async function giveBackOrFail(
  host: JobHost,
  end: { readonly job: Job; readonly problem: unknown; readonly isStopping: boolean },
): Promise<void> {
  const { job, problem, isStopping } = end;
  const isOurs = !(problem instanceof StudioError) || problem.code.startsWith('database.');
  if (isStopping || (isOurs && job.tries < FAILED_TRIES)) {
    if (!isStopping) {
      host.onProblem(problem);
    }

    await host.database.transaction(async (sql) => {
      if (await releaseJob(sql, { ...job, counts: !isStopping })) {
        await host.enqueue(sql, job);
      }
    });
    return;
  }

  if (isOurs) {
    host.onProblem(problem);
  }

  await fail(
    host,
    job,
    isOurs
      ? { code: 'job.failed', message: 'Something went wrong in the program, three times. Nothing was charged. Try again later.' }
      : { code: problem.code, message: problem.message },
  );
}

async function fail(host: JobHost, job: Job, error: { readonly code: string; readonly message: string }): Promise<void> {
  const now = host.wallClock.now();
  await host.database.transaction(async (sql) => {
    const failed = await failJob(sql, { ...job, error, now });
    if (failed !== null && job.holdId !== null) {
      await closeHold(sql, { id: job.holdId, spent: 0, reason: `job ${job.id} failed`, now });
    }
  });
}

/** Does it once the database answers; gives up when the process stops meanwhile: then the job is found dead and done again. */
async function whenDatabaseAnswers(stop: AbortSignal, work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await work();
      return;
    } catch (problem) {
      const isUnreachable = problem instanceof StudioError && problem.code === 'database.unreachable';
      if (!isUnreachable || stop.aborted) {
        throw problem;
      }
    }

    await setTimeout(PATIENCE_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}
