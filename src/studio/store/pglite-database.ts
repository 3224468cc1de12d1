import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { assert, StudioError } from '../../engine/kernel/index.ts';
import type { Database, SqlValue } from '../ports/database.ts';
import { lockFolder } from './folder-lock.ts';
import { sqlOver, type SqlDriver } from './sql-over.ts';
import { sqlProblem, sqlStateOf } from './sql-problem.ts';
import { unpackTar } from './unpack-tar.ts';

/** Opens the embedded Postgres in `<folder>/postgres`, made now unless it is there; `null` keeps it in memory. One process at a time. */
export async function openPglite(folder: string | null): Promise<Database> {
  if (folder === null) {
    return pgliteDatabase(await PGlite.create({ loadDataDir: await dataDir() }), () => undefined);
  }

  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder);
  try {
    const path = join(folder, 'postgres');
    if (!existsSync(path)) {
      await layDown(path);
    }

    return pgliteDatabase(await PGlite.create(path), lock.release);
  } catch (cause) {
    lock.release();
    throw sqlProblem(cause);
  }
}

/** Makes an empty cluster from the one that PGlite ships: initdb itself would take ten times as long. Whole or not at all. */
async function layDown(path: string): Promise<void> {
  const unfinished = `${path}.part`;
  await rm(unfinished, { recursive: true, force: true });
  const packed = Buffer.from(await (await dataDir()).arrayBuffer());
  await unpackTar(await promisify(gunzip)(packed), unfinished);
  await rename(unfinished, path);
}

function pgliteDatabase(pglite: PGlite, release: () => void): Database {
  // One connection: whoever asks waits for the one before. (PGlite's own queue lets others in between the statements of a script.)
  let last: Promise<unknown> = Promise.resolve();
  const within = new AsyncLocalStorage<{ isOpen: boolean }>();
  const inTurn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    assert(within.getStore()?.isOpen !== true, 'A transaction that asks the database itself would wait for its own end');
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };

  const driver: SqlDriver = {
    execute: async (text, values) => inTurn(async () => execute(pglite, text, values)),
    script: async (text) =>
      inTurn(async () => {
        try {
          return (await pglite.exec(text)).flatMap(({ rows }) => rows);
        } catch (cause) {
          // A statement that failed inside begin … commit leaves the only connection in a dead transaction.
          await pglite.exec('rollback');
          throw explain(cause);
        }
      }),
  };
  return {
    kind: 'pglite',
    ...sqlOver(driver),

    async transaction(work) {
      return inTurn(async () => {
        const mine = { isOpen: true };
        try {
          return await pglite.transaction(async (transaction) => {
            const sql = sqlOver({
              execute: async (text, values) => execute(transaction, text, values),
              script: async (text) => (await transaction.exec(text)).flatMap(({ rows }) => rows),
            });
            return within.run(mine, async () => work(sql));
          });
        } catch (cause) {
          throw explain(cause);
        } finally {
          mine.isOpen = false;
        }
      });
    },

    async close() {
      await inTurn(async () => pglite.close());
      release();
    },
  };
}

async function execute(
  connection: PGlite | Transaction,
  text: string,
  values: readonly SqlValue[],
): Promise<{ readonly rows: readonly unknown[]; readonly touched: number }> {
  try {
    const { rows, affectedRows } = await connection.query(text, [...values]);
    return { rows, touched: affectedRows ?? 0 };
  } catch (cause) {
    throw explain(cause);
  }
}

/** How the embedded machine falls over, as it does when the disk is full: neither Postgres' answer nor our own. */
const FALLS = ['RuntimeError', 'ExitStatus'];

function explain(cause: unknown): unknown {
  if (sqlStateOf(cause) !== null || !(cause instanceof Error && FALLS.includes(cause.name))) {
    return sqlProblem(cause);
  }

  return new StudioError(
    'database.unreachable',
    'The embedded database has stopped. Look for room on the disk of the data folder and start again.',
    { cause },
  );
}
