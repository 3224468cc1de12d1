import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { StudioError } from '../src/engine/kernel/index.ts';
import { diskBlobs } from '../src/studio/store/disk-blobs.ts';
import { openDatabase } from '../src/studio/store/open-database.ts';
import { PgliteMachine } from '../src/studio/store/pglite-machine.ts';

// Fills the small disk it is given in every way it can, and says what it was answered.
const folder = process.argv[2] ?? '';
const MIB = 1 << 20;
const said: Record<string, unknown> = {};

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (problem) {
    return problem instanceof StudioError ? problem.code : String(problem);
  }
}

async function* endless(): AsyncGenerator<Uint8Array> {
  for (let part = 0; ; part++) {
    yield new Uint8Array(MIB).fill(part);
  }
}

const database = await openDatabase({ url: null, folder });
await database.run('create table numbers (n integer)');
const blobs = diskBlobs(join(folder, 'blobs'), { keepFreeBytes: 64 * MIB });
said['upload'] = await codeOf(blobs.put(endless()));
said['write beside a refused upload'] = await codeOf(database.run('insert into numbers values (1)'));

const ballast = join(folder, 'ballast');
await codeOf(writeFile(ballast, endless()));
await setTimeout(600);
said['write on a full disk'] = await codeOf(database.run('insert into numbers values (2)'));
said['transaction on a full disk'] = await codeOf(database.transaction(async (sql) => sql.run('insert into numbers values (3)')));
said['read on a full disk'] = await codeOf(database.row(z.unknown(), 'select sum(n)::integer as sum from numbers'));
await rm(ballast);
await setTimeout(600);
said['write when there is room again'] = await codeOf(database.run('insert into numbers values (4)'));
await database.close();

// What happens when the room for the log runs out within one statement: it is told not to look.
const machine = await PgliteMachine.open(join(folder, 'postgres'), null);
await writeFile(ballast, new Uint8Array(60 * MIB));
let last: unknown = null;
for (let tries = 0; tries < 200 && last !== 'database.unreachable'; tries++) {
  last = await codeOf(
    machine.ask(false, async (pglite) => pglite.query(`select pg_logical_emit_message(false, '', repeat('log', 300000))`)),
  );
}

said['room that runs out'] = last;
said['asked while it lies'] = await codeOf(machine.ask(false, async (pglite) => pglite.exec('select 1')));
await rm(ballast);
await setTimeout(600);
said['set up again'] = await codeOf(
  machine.ask(true, async (pglite) => (await pglite.query('select sum(n)::integer as sum from numbers where n < 5')).rows),
);
process.stdout.write(JSON.stringify(said));
process.exit(0);
