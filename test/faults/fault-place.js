import { mkdir, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { openDatabase } from '../../src/studio/store/open-database.js';
import { openTestDatabase } from '../databases.js';
import { startServer, startWorker } from '../serve-process.js';
/** A port that is free now. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
/** `databaseUrl`: a Postgres that the test has; default: a database of its own, or the embedded one. */
export async function makeFaultPlace(kind, options = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'cuesmith-fault-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  const [data, temporary] = [join(folder, 'data'), join(folder, 'temporary')];
  await mkdir(temporary);
  const databaseUrl = kind === 'pglite' ? null : (options.databaseUrl ?? (await ownDatabase()));
  const environment = {
    ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
    TMPDIR: temporary,
    CUESMITH_GENERATE_PRICE: '1',
    ...options.environment,
  };
  const port = await freePort();
  const guarded = (started) => {
    onTestFinished(started.kill);
    return started;
  };
  return {
    kind,
    data,
    temporary,
    url: `http://127.0.0.1:${port}`,
    async startServer({ port: other = port, words = [] } = {}) {
      return guarded(await startServer(data, environment, ['--port', String(other), ...words]));
    },
    async startWorker() {
      return guarded(await startWorker(data, environment));
    },
    async openDatabase() {
      const database = await openDatabase({ url: databaseUrl, folder: data });
      onTestFinished(async () => database.close().catch(() => undefined));
      return database;
    },
    async listProcesses() {
      const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
      const ours = await Promise.all(pids.map(async (pid) => pid !== process.pid && isOf(pid, folder)));
      return pids.filter((_, index) => ours[index]);
    },
  };
}
/** Waits until `question` holds, at most `patienceMs` (default 60 s); says what did not come true. */
export async function until(what, question, { patienceMs = 60_000, everyMs = 100 } = {}) {
  for (let waitedMs = 0; !(await question()); waitedMs += everyMs) {
    if (waitedMs >= patienceMs) {
      throw new Error(`Waited ${patienceMs / 1000} s in vain until ${what}.`);
    }
    await setTimeout(everyMs);
  }
}
async function ownDatabase() {
  const place = await openTestDatabase('postgres');
  onTestFinished(place.close);
  return place.url ?? '';
}
async function isOf(pid, folder) {
  const [environment, words, place] = await Promise.all([
    readFile(`/proc/${pid}/environ`, 'utf8').catch(() => ''),
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
  ]);
  return environment.includes(folder) || words.includes(folder) || place.startsWith(folder);
}
//# sourceMappingURL=fault-place.js.map
