import type { Json } from '../../engine/kernel/index.ts';
import type { Sql } from './database.ts';

/** `generate` makes music of a prompt; `export` makes a file of a timeline. */
export type JobKind = 'generate' | 'export';

/** A job as a handler gets it. */
export type JobInHand = {
  readonly id: string;
  readonly kind: JobKind;
  readonly accountId: string;
  readonly sessionId: string | null;
  readonly request: Json;
  /** 1 for the first try; more after a process died, or a failure that nobody can be blamed for. */
  readonly attempt: number;
};

/** What a handler hears and says while it works. */
export type JobRun = {
  /** Aborts when the job was cancelled, the process stops, or another process has taken the job over. */
  readonly signal: AbortSignal;
  /** 0 to 1. Going back is ignored. */
  readonly onProgress: (done: number) => void;
};

/** How a handler ends. */
export type JobOutcome = {
  /** What `Jobs` shows as the job's result. */
  readonly result: Json;
  /** The finished file, or null. */
  readonly blobHash: string | null;
  /** Writes what must be true if and only if the job is completed (a media row, a revision), in the same transaction. */
  readonly commit: ((sql: Sql) => Promise<void>) | null;
};

/**
 * Does one kind of job. It may be called again for the same job after a crash, so it changes nothing outside `commit`, except that it
 * may store blobs. A `StudioError` fails the job at once; any other error is tried again, three times in all.
 */
export type JobHandler = (job: JobInHand, run: JobRun) => Promise<JobOutcome>;

/** Hands jobs to workers, here or on other machines. The job itself is a row (`store/records/jobs.ts`); the queue rings the bell. */
export interface Queue {
  /** Call in the transaction that creates the job (or retries it): the job is queued if and only if that commits. */
  enqueue(sql: Sql, job: { readonly id: string; readonly kind: JobKind }): Promise<void>;
  /** Call after that commit: wakes the workers of this process at once; without it they look twice a second. */
  wake(): void;
  /** Begins to do jobs in this process, `concurrency` of a kind at a time (default 1). */
  work(handlers: { readonly [Kind in JobKind]: JobHandler }, options?: { readonly concurrency?: number }): Promise<void>;
  /** Stops taking jobs, aborts those in hand and gives them back, so that another process (or the next start) goes on at once. */
  close(): Promise<void>;
}
