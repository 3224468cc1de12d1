import { setTimeout } from 'node:timers/promises';
import type { Database } from '../ports/database.ts';
import { listJobStates } from '../store/records/jobs.ts';

/** How often watched jobs are looked at, in milliseconds. */
const LOOK_MS = 200;

type Watcher = {
  readonly id: string;
  readonly state: string;
  readonly resolve: () => void;
  readonly reject: (problem: unknown) => void;
};

const lookouts = new WeakMap<Database, JobLookout>();

/** The one lookout of this process over a database. */
export function lookoutOver(database: Database): JobLookout {
  const lookout = lookouts.get(database) ?? new JobLookout(database);
  lookouts.set(database, lookout);
  return lookout;
}

/** How far a job is, as a word to compare with. */
export function stateOf(job: { readonly status: string; readonly progress: number }): string {
  return `${job.status} ${job.progress}`;
}

/** Looks at all jobs that anybody watches with one question at a time: a thousand streams that wait cost little more than one. */
class JobLookout {
  readonly #database: Database;
  readonly #watchers = new Set<Watcher>();
  #isLooking = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Until a job is no more in `state`, or gone. Throws when `signal` aborts and when the database does not answer. */
  async untilChanged(job: { readonly id: string; readonly state: string; readonly signal: AbortSignal }): Promise<void> {
    const { id, state, signal } = job;
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const watcher = { id, state, resolve, reject };
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    this.#watchers.add(watcher);
    void this.#look();
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#watchers.delete(watcher);
    }
  }

  async #look(): Promise<void> {
    if (this.#isLooking) {
      return;
    }

    this.#isLooking = true;
    while (this.#watchers.size > 0) {
      await setTimeout(LOOK_MS);
      await this.#lookOnce();
    }

    this.#isLooking = false;
  }

  async #lookOnce(): Promise<void> {
    // Those who begin to wait meanwhile are looked at next time.
    const watchers = [...this.#watchers];
    try {
      const jobs = await listJobStates(this.#database, [...new Set(watchers.map(({ id }) => id))]);
      const states = new Map(jobs.map((job) => [job.id, stateOf(job)]));
      for (const { id, state, resolve } of watchers) {
        if (states.get(id) !== state) {
          resolve();
        }
      }
    } catch (problem) {
      for (const { reject } of watchers) {
        reject(problem);
      }
    }
  }
}
