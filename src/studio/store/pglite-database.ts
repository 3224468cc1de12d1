import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { assert, StudioError } from '../../engine/kernel/index.ts';
import type { Database } from '../ports/database.ts';
import { lockFolder } from './folder-lock.ts';
import { PgliteMachine } from './pglite-machine.ts';
import { sqlOver, type SqlDriver } from './sql-over.ts';
import { unpackTar } from './unpack-tar.ts';

/** Opens the embedded Postgres in `<folder>/postgres`, made now unless it is there; `null` keeps it in memory. One process at a time. */
export async function openPglite(folder: string | null): Promise<Database> {
  if (folder === null) {
    return pgliteDatabase(await PgliteMachine.open(null, await dataDir()), () => undefined);
  }

  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder);
  try {
    const path = join(folder, 'postgres');
    if (!existsSync(path)) {
      await layDown(path);
    }

    return pgliteDatabase(await PgliteMachine.open(path, null), lock.release);
  } catch (cause) {
    lock.release();
    throw cause;
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

function pgliteDatabase(machine: PgliteMachine, release: () => void): Database {
  // One connection: whoever asks waits for the one before. (PGlite's own queue lets others in between the statements of a script.)
  let last: Promise<unknown> = Promise.resolve();
  const within = new AsyncLocalStorage<{ isOpen: boolean }>();
  const inTurn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    assert(within.getStore()?.isOpen !== true, 'A transaction that asks the database itself would wait for its own end');
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
  // A statement that failed inside begin … commit leaves the only connection in a dead transaction.
  const rollBack = async (): Promise<void> => {
    if (machine.isStanding) {
      await machine.ask(false, async (pglite) => pglite.query('rollback'));
    }
  };

  const execute: SqlDriver['execute'] = async (text, values) =>
    machine.ask(!isReading(text), async (pglite) => {
      const { rows, affectedRows } = await pglite.query(text, [...values]);
      return { rows, touched: affectedRows ?? 0 };
    });
  const driver: SqlDriver = {
    execute,
    async script(text) {
      // Of one statement `query` is the safer way: `exec` never returns from a machine that falls over.
      return /;\s*\S/.test(text)
        ? machine.ask(true, async (pglite) => (await pglite.exec(text)).flatMap(({ rows }) => rows))
        : (await execute(text, [])).rows;
    },
  };
  return {
    kind: 'pglite',
    ...sqlOver({
      execute: async (text, values) => inTurn(async () => driver.execute(text, values)),
      script: async (text) =>
        inTurn(async () => {
          try {
            return await driver.script(text);
          } catch (cause) {
            await rollBack();
            throw cause;
          }
        }),
    }),

    async transaction(work) {
      return inTurn(async () => {
        const mine = { isOpen: true };
        try {
          await driver.execute('begin', []);
          const { falls } = machine;
          const inside = onlyWhile(() => machine.falls === falls, driver);
          const result = await within.run(mine, async () => work(sqlOver(inside)));
          await inside.execute('commit', []);
          return result;
        } catch (cause) {
          await rollBack();
          throw cause;
        } finally {
          mine.isOpen = false;
        }
      });
    },

    async close() {
      await inTurn(async () => machine.close());
      release();
    },
  };
}

/** A transaction ends with the machine it began on: on one that was set up again, its statements would stand alone. */
function onlyWhile(isSame: () => boolean, driver: SqlDriver): SqlDriver {
  const check = (): void => {
    if (!isSame()) {
      throw new StudioError('database.unreachable', 'The embedded database fell over within the transaction. Try again.');
    }
  };
  return {
    async execute(text, values) {
      check();
      return driver.execute(text, values);
    },
    async script(text) {
      check();
      return driver.script(text);
    },
  };
}

/** Whether a statement surely writes nothing: those go on when the disk is full. */
function isReading(text: string): boolean {
  return /^\s*(select\b|(begin|commit|rollback)\s*$)/i.test(text);
}
