import { PgBoss, type Db } from 'pg-boss';
import { z } from 'zod';
import type { Database, Sql, SqlValue } from '../ports/database.ts';
import type { JobKind, Queue } from '../ports/queue.ts';
import type { WallClock } from '../ports/wall-clock.ts';
import { doJob } from './do-job.ts';

const KINDS = ['generate', 'export'] as const satisfies readonly JobKind[];
const POLL_SECONDS = 0.5;
/** Longer than any job: who is alive is ours to judge (`lease-watch.ts`), not the queue's. */
const EXPIRE_SECONDS = 23 * 3600;
const KEEP_DONE_SECONDS = 3600;
/** Any number that nobody else locks in this database. */
const SET_UP_LOCK = 718_281_829;
/** How long jobs in hand may take to notice that the process stops. */
const STOP_MS = 8000;

const Message = z.object({ id: z.string() });

/** The queue in the database itself (pg-boss, schema `pgboss`, made now unless it is there). */
export async function bossQueue(host: {
  readonly database: Database;
  readonly wallClock: WallClock;
  /** Names this process in the jobs it has in hand. */
  readonly processId: string;
  /** Hears of failures that are ours, for the log. */
  readonly onProblem: (problem: unknown) => void;
}): Promise<Queue> {
  const boss = new PgBoss({
    db: driverOver(host.database),
    backend: host.database.kind,
    schedule: false,
    // Its care for very large tables costs questions that an install with few jobs never needs.
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', host.onProblem);
  await oneAtATime(host.database, async () => {
    await boss.start();
    for (const kind of KINDS) {
      // `short`: ringing twice for a job that still waits is one ring.
      await boss.createQueue(kind, {
        policy: 'short',
        retryLimit: 0,
        expireInSeconds: EXPIRE_SECONDS,
        deleteAfterSeconds: KEEP_DONE_SECONDS,
      });
      // Makes pg-boss look the queue up now and remember it: within a transaction of the embedded database's only connection it could not ask.
      await boss.findJobs(kind, { key: 'nothing' });
    }
  });

  const stop = new AbortController();
  const workers: string[] = [];
  const enqueue: Queue['enqueue'] = async (sql, { id, kind }) => {
    await boss.send(kind, { id }, { singletonKey: id, db: driverOver(sql) });
  };
  const wake = (): void => {
    for (const worker of workers) {
      boss.notifyWorker(worker);
    }
  };

  return {
    enqueue,
    wake,

    async work(handlers, { concurrency = 1 } = {}) {
      for (const kind of KINDS) {
        for (let place = 0; place < concurrency; place++) {
          const worker = await boss.work(kind, { pollingIntervalSeconds: POLL_SECONDS }, async (messages) => {
            for (const { data } of messages) {
              await doJob({ ...host, handlers, enqueue }, Message.parse(data).id, stop.signal);
            }
          });
          workers.push(worker);
        }
      }
    },

    async close() {
      stop.abort();
      await boss.stop({ graceful: true, timeout: STOP_MS });
    },
  };
}

/**
 * Sets the queue up in one process after the other. pg-boss takes a lock itself, but looks for its tables before it: whoever waited
 * then makes them again, and fails.
 */
async function oneAtATime(database: Database, setUp: () => Promise<void>): Promise<void> {
  if (database.kind === 'pglite') {
    await setUp();
    return;
  }

  // The lock is held by a transaction of its own; the work goes through other connections.
  await database.transaction(async (sql) => {
    await sql.rows(z.unknown(), 'select pg_advisory_xact_lock($1)', [SET_UP_LOCK]);
    await setUp();
  });
}

/** The queue speaks through our connection, so that a job and its message are written in one transaction. */
function driverOver(sql: Sql): Db {
  return {
    async executeSql(text, values = []) {
      const rows = values.length === 0 ? await sql.script(text) : await sql.rows(z.unknown(), text, values.map(passed));
      return { rows: [...rows] };
    },
  };
}

const Passed = z.custom<SqlValue>();

function passed(value: unknown): SqlValue {
  return Passed.parse(value);
}
