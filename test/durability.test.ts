import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { Rng } from '../src/engine/kernel/index.ts';
import { bossQueue } from '../src/studio/jobs/boss-queue.ts';
import { LeaseWatch } from '../src/studio/jobs/lease-watch.ts';
import type { Database } from '../src/studio/ports/database.ts';
import { diskBlobs } from '../src/studio/store/disk-blobs.ts';
import { openDatabase } from '../src/studio/store/open-database.ts';
import { randomIds } from '../src/studio/store/random-ids.ts';
import { createAnonymousAccount } from '../src/studio/store/records/accounts.ts';
import { grantCredits, listUnbalancedAccounts, readBalance } from '../src/studio/store/records/credits.ts';
import { listJobs, listUnfinishedJobs } from '../src/studio/store/records/jobs.ts';
import { listMedia, listReferencedBlobs } from '../src/studio/store/records/media.ts';
import { createSession } from '../src/studio/store/records/sessions.ts';
import { listRunningTurns } from '../src/studio/store/records/turns.ts';
import { sweepBlobs } from '../src/studio/store/sweep-blobs.ts';
import { systemWallClock } from '../src/studio/store/system-wall-clock.ts';
import { DATABASE_KINDS, openTestDatabase, startCluster } from './databases.ts';

/** How often a process is killed; `CUESMITH_TEST_KILLS` asks for more. */
const KILLS = Number(process.env['CUESMITH_TEST_KILLS'] ?? 4);
const TIMEOUT_MS = 60_000 + KILLS * 20_000;
const SCRIPT = new URL('./durable-process.ts', import.meta.url);
const LIFE_MS = 1500;
const ids = randomIds(systemWallClock);
const accountId = 'acc_1';
const sessionId = '1000000000000000001';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuesmith-kill-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

async function openAccount(database: Database): Promise<void> {
  const now = new Date();
  await createAnonymousAccount(database, { id: accountId, userId: ids.make('anonymous-user'), clientDigest: 'c', now });
  await grantCredits(database, { accountId, amount: 10_000, reason: 'welcome', now });
  const session = { id: sessionId, taskId: 'task_1', taskName: 'project', accountId, appName: 'nemo_agent', language: null };
  await createSession(database, { ...session, state: {}, now });
}

async function startProcess(url: string): Promise<ChildProcess> {
  const child = fork(SCRIPT, [folder, url, accountId, sessionId]);
  onTestFinished(async () => kill(child));
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', () => reject(new Error('It ended before it was ready')));
  });
  child.removeAllListeners('exit');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }

  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** Lets what the dead left be done, and then checks that nothing was lost, doubled or left lying about. */
async function checkWhatIsLeft(database: Database): Promise<void> {
  const host = { database, wallClock: systemWallClock, clock: { elapsedMs: () => 0 }, onProblem: () => undefined };
  const queue = await bossQueue({ ...host, processId: 'prc_check' });
  const watch = new LeaseWatch({ ...host, queue, processId: 'prc_check', onTurnLost: async () => Promise.resolve() });
  const blobs = diskBlobs(join(folder, 'blobs'));
  await watch.look(0);
  expect(await listRunningTurns(database)).toEqual([]);
  const outcome = async (job: { readonly id: string }) => {
    const { hash } = await blobs.put(Readable.from([Buffer.from(job.id)]));
    return { result: {}, blobHash: hash, commit: null };
  };
  await queue.work({ generate: outcome, export: outcome }, { concurrency: 8 });
  while ((await listUnfinishedJobs(database)).length > 0) {
    await setTimeout(50);
  }

  await queue.close();
  const jobs = await listJobs(database, { accountId, sessionId: null, limit: 10_000 });
  expect(jobs.length).toBeGreaterThan(0);
  expect(jobs.filter(({ status }) => status !== 'completed')).toEqual([]);
  // Each completed job of the killed processes wrote its media once; those done just now write none.
  const titles = (await listMedia(database, sessionId)).map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
  for (const job of jobs.filter(({ processId }) => processId !== 'prc_check')) {
    expect(titles).toContain(job.id);
  }

  expect(await listUnbalancedAccounts(database)).toEqual([]);
  const balance = await readBalance(database, accountId);
  expect(balance).toEqual({ available: 10_000 - jobs.length, frozen: 0, total: 10_000 - jobs.length });
  expect(await database.rows(z.unknown(), 'select id from credit_holds where closed_at is null')).toEqual([]);

  await sweepBlobs({ sql: database, blobs }, new Date(Date.now() + 1000));
  const kept: string[] = [];
  for await (const { hash } of blobs.list()) {
    kept.push(hash);
  }

  expect((await listReferencedBlobs(database, kept)).size).toBe(kept.length);
  const needed = new Set(jobs.map(({ blobHash }) => blobHash));
  expect([...needed].filter((hash) => !kept.includes(hash ?? ''))).toEqual([]);
  expect(await readdir(join(folder, 'blobs', 'incoming'))).toEqual([]);
}

describe('when processes are killed', () => {
  it(
    'loses nothing of an embedded database, whenever it happens',
    async () => {
      const before = await openDatabase({ url: null, folder });
      await openAccount(before);
      await before.close();
      const rng = new Rng(1);
      for (let count = 0; count < KILLS; count++) {
        const child = await startProcess('');
        await setTimeout(rng.between(0, LIFE_MS));
        await kill(child);
      }

      const after = await openDatabase({ url: null, folder });
      await checkWhatIsLeft(after);
      await after.close();
    },
    TIMEOUT_MS,
  );

  it.runIf(DATABASE_KINDS.includes('postgres'))(
    'loses nothing of two processes on one Postgres',
    async () => {
      const place = await openTestDatabase('postgres');
      onTestFinished(place.close);
      await openAccount(place.database);
      const url = place.url ?? '';
      const other = await startProcess(url);
      const rng = new Rng(2);
      for (let count = 0; count < KILLS; count++) {
        const child = await startProcess(url);
        await setTimeout(rng.between(0, LIFE_MS));
        await kill(child);
      }

      await kill(other);
      await checkWhatIsLeft(place.database);
    },
    TIMEOUT_MS,
  );

  it('lets one process at a time have a data folder, and the next one as soon as it is dead', async () => {
    const before = await openDatabase({ url: null, folder });
    await expect(openDatabase({ url: null, folder })).rejects.toMatchObject({ code: 'database.in-use' });
    await before.close();
    const after = await openDatabase({ url: null, folder });
    await after.close();
  });
});

describe.runIf(DATABASE_KINDS.includes('postgres') && process.env['TEST_DATABASE_URL'] === undefined)(
  'when Postgres goes away',
  () => {
    it('says that it does not answer, and goes on when it is back, with the job that was in hand', async () => {
      const cluster = await startCluster();
      onTestFinished(cluster.stop);
      const database = await openDatabase({ url: cluster.url, folder: null });
      await openAccount(database);
      const problems: unknown[] = [];
      const host = {
        database,
        wallClock: systemWallClock,
        processId: 'prc_1',
        onProblem: (problem: unknown) => problems.push(problem),
      };
      const queue = await bossQueue(host);
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const started = new Promise<void>((resolve) => {
        const wait = async () => {
          resolve();
          await released;
          return { result: {}, blobHash: null, commit: null };
        };
        void queue.work({ generate: wait, export: wait });
      });
      await database.transaction(async (sql) => {
        await sql.run(
          `insert into jobs (id, kind, account_id, request, request_digest, status, created_at)
         values ('job_1', 'generate', $1, '{}', 'd', 'pending', now())`,
          [accountId],
        );
        await queue.enqueue(sql, { id: 'job_1', kind: 'generate' });
      });
      await started;
      await cluster.crash();
      await expect(listJobs(database, { accountId, sessionId: null, limit: 1 })).rejects.toMatchObject({
        code: 'database.unreachable',
      });
      release();
      await setTimeout(700);
      await cluster.start();
      let [job] = await listJobs(database, { accountId, sessionId: null, limit: 1 });
      while (job?.status !== 'completed') {
        await setTimeout(100);
        [job] = await listJobs(database, { accountId, sessionId: null, limit: 1 });
      }

      expect(job.attempt).toBe(1);
      expect(problems.length).toBeGreaterThan(0);
      await queue.close();
      await database.close();
    });
  },
);
