import type { Clock } from '../ports/clock.ts';
import type { Database, Sql } from '../ports/database.ts';
import type { Queue } from '../ports/queue.ts';
import type { WallClock } from '../ports/wall-clock.ts';
import { listUnfinishedJobs, releaseLostJob, type Job } from '../store/records/jobs.ts';
import { giveUpTurn, listRunningTurns, type Turn } from '../store/records/turns.ts';

/** Work that showed no sign of life for so long is dead, in milliseconds. */
const LEASE_MS = 15_000;
const LOOK_MS = 3000;
/** Pending jobs that are rung for again in one look, the oldest first: those behind them wait for these anyway. */
const MOST_RUNG = 20;

export type LeaseHost = {
  readonly database: Database;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly wallClock: WallClock;
  readonly processId: string;
  /** Tells the session that its turn was given up, in the same transaction. */
  readonly onTurnLost: (sql: Sql, turn: Turn) => Promise<void>;
  readonly onProblem: (problem: unknown) => void;
};

/**
 * Finds turns and jobs whose process has died, on any machine, and gives them up or hands them on. It watches whether their beats go
 * on for `LEASE_MS` of its own steady clock: no dates are compared, so neither a clock that jumps nor one that differs matters.
 */
export class LeaseWatch {
  readonly #host: LeaseHost;
  readonly #seen = new Map<string, { readonly mark: string; readonly since: number }>();
  #lastLook: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();

  constructor(host: LeaseHost) {
    this.#host = host;
  }

  /** Looks every three seconds from now on. An embedded database is ours alone, so whatever runs in it is dead: that is dealt with first. */
  async start(): Promise<void> {
    if (this.#host.database.kind === 'pglite') {
      await this.look(0);
    }

    this.#timer = setInterval(() => {
      this.#looking = this.#looking.then(async () => this.look()).catch(this.#host.onProblem);
    }, LOOK_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer ?? undefined);
    await this.#looking;
  }

  /** Looks once; what has shown no sign of life for `leaseMs` is dead. */
  async look(leaseMs: number = LEASE_MS): Promise<void> {
    const now = this.#host.clock.elapsedMs();
    // After a pause of our own (the machine slept) the others had no chance to beat either: begin anew.
    if (this.#lastLook !== null && now - this.#lastLook > leaseMs) {
      this.#seen.clear();
    }

    this.#lastLook = now;
    const turns = await listRunningTurns(this.#host.database);
    const jobs = await listUnfinishedJobs(this.#host.database);
    const present = new Set<string>();
    const isStill = (key: string, mark: string): boolean => {
      present.add(key);
      const before = this.#seen.get(key);
      if (before?.mark !== mark) {
        this.#seen.set(key, { mark, since: now });
      }

      return now - (before?.mark === mark ? before.since : now) >= leaseMs;
    };

    for (const turn of turns) {
      if (turn.processId !== this.#host.processId && isStill(turn.id, `${turn.beat}`)) {
        await giveUpTurn(this.#host.database, { turn, now: this.#host.wallClock.now(), also: this.#host.onTurnLost });
      }
    }

    let rung = 0;
    for (const job of jobs) {
      if (job.processId === this.#host.processId || !isStill(job.id, `${job.status} ${job.attempt} ${job.beat}`)) {
        continue;
      }

      rung += job.status === 'pending' ? 1 : 0;
      if (job.status !== 'pending' || rung <= MOST_RUNG) {
        await this.#handOn(job);
        // It has another lease's time to be taken up.
        this.#seen.delete(job.id);
      }
    }

    for (const key of this.#seen.keys()) {
      if (!present.has(key)) {
        this.#seen.delete(key);
      }
    }
  }

  /** Makes a dead process's job pending, and rings for it, as for a pending one that nobody has come for. */
  async #handOn(job: Job): Promise<void> {
    await this.#host.database.transaction(async (sql) => {
      if (job.status === 'pending' || (await releaseLostJob(sql, job))) {
        await this.#host.queue.enqueue(sql, job);
      }
    });
    this.#host.queue.wake();
  }
}
