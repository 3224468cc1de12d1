import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from '../../../test/databases.ts';
import { StudioError } from '../../engine/kernel/index.ts';
import type { Database } from '../ports/database.ts';
import type { JobHandler, Queue } from '../ports/queue.ts';
import { randomIds } from '../store/random-ids.ts';
import { createAnonymousAccount } from '../store/records/accounts.ts';
import { freezeCredits, grantCredits, listUnbalancedAccounts, readBalance } from '../store/records/credits.ts';
import { appendEvents, listEvents } from '../store/records/events.ts';
import { beatJob, claimJob, completeJob, findAnyJob, insertJob, type Job, type NewJob } from '../store/records/jobs.ts';
import { createSession } from '../store/records/sessions.ts';
import { findTurn, freezeForTurn, startTurn } from '../store/records/turns.ts';
import { systemWallClock } from '../store/system-wall-clock.ts';
import { bossQueue } from './boss-queue.ts';
import { cancelJob, retryJob, submitExport, submitJob, waitForJob, watchJob, type JobPorts, type JobPrice } from './index.ts';
import { LeaseWatch } from './lease-watch.ts';
import { turnKeeper } from './turn-keeper.ts';

const ids = randomIds(systemWallClock);
const never = new AbortController().signal;
const now = new Date('2026-11-22T12:00:00Z');

/** A handler that is told from outside how to end. */
function idle(): JobHandler {
  return async (_, { signal }) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
}

const done: JobHandler = async (job) => Promise.resolve({ result: { attempt: job.attempt }, blobHash: null, commit: null });

describe.each(DATABASE_KINDS)('jobs on %s', (databaseKind) => {
  let place: TestDatabase;
  let database: Database;
  let accountId = '';
  const problems: unknown[] = [];
  const queues: Queue[] = [];
  beforeAll(async () => {
    place = await openTestDatabase(databaseKind);
    database = place.database;
    accountId = ids.make('account');
    await createAnonymousAccount(database, { id: accountId, userId: ids.make('anonymous-user'), clientDigest: accountId, now });
    await grantCredits(database, { accountId, amount: 100, reason: 'welcome', now });
  });
  afterEach(async () => {
    await Promise.all(queues.splice(0).map(async (queue) => queue.close()));
    expect(problems.splice(0)).toEqual([]);
    expect(await listUnbalancedAccounts(database)).toEqual([]);
    expect(await readBalance(database, accountId)).toMatchObject({ frozen: 0 });
    await database.run('delete from jobs');
  });
  afterAll(async () => place.close());

  const openQueue = async (processId: string): Promise<Queue> => {
    const queue = await bossQueue({
      database,
      wallClock: systemWallClock,
      processId,
      onProblem: (problem) => problems.push(problem),
    });
    queues.push(queue);
    return queue;
  };
  const portsOf = (queue: Queue): JobPorts => ({ database, queue, wallClock: systemWallClock });
  type Wish = Omit<NewJob, 'now' | 'holdId'> & { readonly price: JobPrice | null };
  const wish = (changes: Partial<Wish> = {}): Wish => ({
    id: ids.make('job'),
    kind: 'generate',
    accountId,
    sessionId: null,
    price: null,
    request: { prompt: 'lo-fi' },
    requestDigest: 'a',
    contentDigest: null,
    ...changes,
  });
  const openSession = async (): Promise<string> => {
    const id = ids.make('session');
    await createSession(database, {
      id,
      taskId: ids.make('task'),
      taskName: 'project',
      accountId,
      appName: 'nemo_agent',
      language: null,
      state: {},
      now,
    });
    return id;
  };
  const finished = async (id: string): Promise<Job | null> =>
    waitForJob({ database }, { id, accountId, signal: never, onProgress: () => undefined });
  const submit = async (queue: Queue, changes: Partial<Wish> = {}): Promise<Job> => {
    const submission = await submitJob(portsOf(queue), wish(changes));
    if (submission.kind !== 'created') {
      throw new Error(submission.kind);
    }

    return submission.job;
  };
  /** A job that no queue knows of. */
  const insert = async (holdId: string | null = null): Promise<Job> => {
    const job = await insertJob(database, { ...wish(), holdId, now });
    if (job === null) {
      throw new Error('taken');
    }

    return job;
  };
  const priceOf = (amount: number): JobPrice => ({ holdId: ids.make('hold'), amount });
  const balance = async (): Promise<number | undefined> => (await readBalance(database, accountId))?.available;
  const watchOver = (queue: Queue, time: { ms: number }): LeaseWatch =>
    new LeaseWatch({
      database,
      queue,
      clock: { elapsedMs: () => time.ms },
      wallClock: systemWallClock,
      processId: 'watching',
      onTurnLost: async (sql, turn) => {
        await appendEvents(sql, { sessionId: turn.sessionId, events: [{ lost: turn.id }], now });
      },
      onProblem: (problem) => problems.push(problem),
    });

  it('does every job once, whichever of several processes takes it', async () => {
    const [first, second] = [await openQueue('prc_1'), await openQueue('prc_2')];
    const sessionId = await openSession();
    const handler: JobHandler = async (job) => {
      await setTimeout(5);
      return {
        result: { of: job.id },
        blobHash: null,
        commit: async (sql) => {
          await appendEvents(sql, { sessionId, events: [job.id], now });
        },
      };
    };
    const submitted: string[] = [];
    for (let count = 0; count < 8; count++) {
      const job = await submit(first, { kind: count % 2 === 0 ? 'generate' : 'export' });
      submitted.push(job.id);
    }

    await first.work({ generate: handler, export: handler });
    await second.work({ generate: handler, export: handler });
    const ended = await Promise.all(submitted.map(finished));
    expect(ended.map((job) => [job?.status, job?.progress])).toEqual(ended.map(() => ['completed', 100]));
    const written = (await listEvents(database, { sessionId })).map(({ event }) => event);
    expect([...written].sort()).toEqual([...submitted].sort());
  });

  it('queues nothing when the transaction that wanted it fails', async () => {
    const queue = await openQueue('prc_1');
    await queue.work({ generate: done, export: done });
    const { id } = wish();
    const failing = database.transaction(async (sql) => {
      const job = await insertJob(sql, { ...wish({ id }), holdId: null, now });
      await queue.enqueue(sql, { id, kind: 'generate' });
      expect(job).not.toBeNull();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await findAnyJob(database, id)).toBeNull();
    expect(await database.rows(z.unknown(), 'select id from pgboss.job where singleton_key = $1', [id])).toEqual([]);
  });

  it('spends the credits of what succeeds and gives back those of what fails, saying why', async () => {
    const queue = await openQueue('prc_1');
    const refuse: JobHandler = async () => Promise.reject(new StudioError('export.font-missing', 'Expected a font.'));
    await queue.work({ generate: done, export: refuse });
    const before = (await balance()) ?? 0;
    const good = await submit(queue, { price: priceOf(10) });
    expect(await finished(good.id)).toMatchObject({ status: 'completed', result: { attempt: 1 } });
    expect(await balance()).toBe(before - 10);
    const bad = await submit(queue, { kind: 'export', price: priceOf(10) });
    expect(await finished(bad.id)).toMatchObject({
      status: 'failed',
      errorCode: 'export.font-missing',
      errorMessage: 'Expected a font.',
      tries: 1,
    });
    expect(await balance()).toBe(before - 10);
  });

  it('queues nothing that cannot be paid for, or whose id is taken, and keeps no credits for it', async () => {
    const queue = await openQueue('prc_1');
    const before = await balance();
    expect(await submitJob(portsOf(queue), wish({ price: priceOf(1000) }))).toEqual({ kind: 'short' });
    const { id } = await submit(queue);
    expect(await submitJob(portsOf(queue), wish({ id, price: priceOf(10) }))).toEqual({ kind: 'taken' });
    expect(await retryJob(portsOf(queue), { id, accountId, price: priceOf(10) })).toBeNull();
    expect(await balance()).toBe(before);
  });

  it('tries again what failed without a reason, three times, and then says so', async () => {
    const queue = await openQueue('prc_1');
    let tries = 0;
    const moody: JobHandler = async (job, run) => {
      tries += 1;
      return tries < 3 ? Promise.reject(new Error('bug')) : done(job, run);
    };
    await queue.work({ generate: moody, export: async () => Promise.reject(new Error('bug')) });
    const lucky = await submit(queue);
    expect(await finished(lucky.id)).toMatchObject({ status: 'completed', tries: 3 });
    const doomed = await submit(queue, { kind: 'export' });
    expect(await finished(doomed.id)).toMatchObject({ status: 'failed', errorCode: 'job.failed', tries: 3 });
    expect(problems.splice(0)).toHaveLength(5);
    await queue.close();
    const again = await retryJob(portsOf(await openQueue('prc_2')), { id: doomed.id, accountId, price: null });
    expect(again).toMatchObject({ kind: 'created', job: { status: 'pending', tries: 0, errorCode: null } });
  });

  it('never shows progress going back, whatever is reported, and 100 only when done', async () => {
    const queue = await openQueue('prc_1');
    const wobbly: JobHandler = async (job, run) => {
      for (const part of [0.1, 0.6, 0.3, 0.9, 0.2, 5]) {
        run.onProgress(part);
        await setTimeout(250);
      }

      return done(job, run);
    };
    await queue.work({ generate: wobbly, export: done });
    const job = await submit(queue);
    const seen: (readonly [string, number])[] = [];
    for await (const state of watchJob({ database }, { id: job.id, accountId, signal: never })) {
      seen.push([state.status, state.progress]);
    }

    const percents = seen.map(([, percent]) => percent);
    expect([...percents].sort((left, right) => left - right)).toEqual(percents);
    expect(percents.length).toBeGreaterThan(2);
    expect(seen.filter(([, percent]) => percent === 100)).toEqual([['completed', 100]]);
    await database.run('update jobs set progress = 3 where id = $1', [job.id]);
    expect((await findAnyJob(database, job.id))?.progress).toBe(100);
  });

  it('cancels what waits and what runs, and gives its credits back', async () => {
    const queue = await openQueue('prc_1');
    const waiting = await submit(queue, { price: priceOf(10) });
    expect(await cancelJob(portsOf(queue), { id: waiting.id, accountId })).toMatchObject({ status: 'cancelled' });
    await queue.work({ generate: idle(), export: done });
    const running = await submit(queue, { price: priceOf(10) });
    for await (const job of watchJob({ database }, { id: running.id, accountId, signal: never })) {
      if (job.status === 'processing') {
        expect(await cancelJob(portsOf(queue), { id: job.id, accountId: 'acc_stranger' })).toBeNull();
        expect(await cancelJob(portsOf(queue), { id: job.id, accountId })).toMatchObject({ status: 'cancelled' });
      }
    }

    // The one place of this process is free again: the handler has heard of it.
    await retryJob(portsOf(queue), { id: waiting.id, accountId, price: priceOf(10) });
    for await (const job of watchJob({ database }, { id: waiting.id, accountId, signal: never })) {
      if (job.status === 'processing') {
        await cancelJob(portsOf(queue), { id: job.id, accountId });
      }
    }

    const ended = await submit(queue, { kind: 'export' });
    await finished(ended.id);
    expect(await cancelJob(portsOf(queue), { id: ended.id, accountId })).toMatchObject({ status: 'completed' });
  });

  it('gives the same export for the same wish, and refuses another one under its id', async () => {
    const queue = await openQueue('prc_1');
    const first = wish({ id: 'render_1773423613616', kind: 'export', contentDigest: 'same', requestDigest: 'body' });
    const created = await Promise.all(Array.from({ length: 4 }, async () => submitExport(portsOf(queue), first)));
    expect(created.map(({ kind }) => kind).sort()).toEqual(['created', 'existing', 'existing', 'existing']);
    expect(await submitExport(portsOf(queue), { ...first, requestDigest: 'other' })).toEqual({ kind: 'conflict' });
    const stranger = ids.make('account');
    await createAnonymousAccount(database, { id: stranger, userId: ids.make('anonymous-user'), clientDigest: stranger, now });
    expect(await submitExport(portsOf(queue), { ...first, accountId: stranger })).toEqual({ kind: 'conflict' });

    let made = 0;
    const make: JobHandler = async () => {
      made += 1;
      return Promise.resolve({ result: { size: 1 }, blobHash: 'e'.repeat(64), commit: null });
    };
    await queue.work({ generate: done, export: make });
    await finished(first.id);
    const second = await submitExport(portsOf(queue), { ...first, id: 'render_2' });
    expect(second).toMatchObject({ kind: 'created', job: { status: 'completed', progress: 100, blobHash: 'e'.repeat(64) } });
    const third = await submitExport(portsOf(queue), { ...first, id: 'render_3', contentDigest: 'changed' });
    expect(third).toMatchObject({ kind: 'created', job: { status: 'pending' } });
    await finished('render_3');
    expect(made).toBe(2);
  });

  it('gives its jobs back when it closes, so that the next process goes on at once', async () => {
    const [first, second] = [await openQueue('prc_1'), await openQueue('prc_2')];
    await first.work({ generate: idle(), export: idle() });
    const job = await submit(first);
    for await (const { status } of watchJob({ database }, { id: job.id, accountId, signal: never })) {
      if (status === 'processing') {
        break;
      }
    }

    await first.close();
    expect(await findAnyJob(database, job.id)).toMatchObject({ status: 'pending', tries: 0, processId: null });
    await second.work({ generate: done, export: done });
    expect(await finished(job.id)).toMatchObject({ status: 'completed', attempt: 2, processId: 'prc_2' });
  });

  it('hands the job of a dead process on, and does not listen to it should it wake up', async () => {
    const queue = await openQueue('prc_2');
    const time = { ms: 0 };
    const watch = watchOver(queue, time);
    const job = await insert();
    const dead = await claimJob(database, { id: job.id, processId: 'prc_dead', now });
    const hands = { id: dead?.id ?? '', attempt: dead?.attempt ?? 0 };
    await watch.look();
    time.ms += 14_000;
    expect(await beatJob(database, { ...hands, progress: 40 })).toBe(true);
    await watch.look();
    time.ms += 14_000;
    await watch.look();
    expect(await findAnyJob(database, hands.id)).toMatchObject({ status: 'processing', progress: 40 });
    time.ms += 1000;
    await watch.look();
    expect(await findAnyJob(database, hands.id)).toMatchObject({ status: 'pending', progress: 40 });
    await queue.work({ generate: done, export: done });
    expect(await finished(hands.id)).toMatchObject({ status: 'completed', attempt: 2, result: { attempt: 2 } });
    expect(await beatJob(database, { ...hands, progress: 99 })).toBe(false);
    expect(await completeJob(database, { ...hands, result: 'late', blobHash: null, now })).toBeNull();
  });

  it('takes nobody for dead because it slept itself', async () => {
    const queue = await openQueue('prc_2');
    const time = { ms: 0 };
    const watch = watchOver(queue, time);
    const job = await insert();
    await claimJob(database, { id: job.id, processId: 'prc_alive', now });
    await watch.look();
    time.ms += 3_600_000;
    await watch.look();
    expect(await findAnyJob(database, job.id)).toMatchObject({ status: 'processing' });
  });

  it('gives up a job that kills every process that takes it', async () => {
    const queue = await openQueue('prc_2');
    const watch = watchOver(queue, { ms: 0 });
    const holdId = ids.make('hold');
    await freezeCredits(database, { holdId, accountId, amount: 10, reason: 'job', now });
    const job = await insert(holdId);
    const id = job.id;
    for (let crash = 0; crash < 12; crash++) {
      await claimJob(database, { id, processId: 'prc_dead', now });
      await watch.look(0);
    }

    await queue.work({ generate: done, export: done });
    expect(await finished(id)).toMatchObject({ status: 'failed', errorCode: 'job.crashed' });
  });

  it('gives up the turn of a dead process and tells its session, but keeps those that beat', async () => {
    const queue = await openQueue('prc_2');
    const time = { ms: 0 };
    const watch = watchOver(queue, time);
    const keeper = turnKeeper({ database, processId: 'prc_1', onProblem: (problem) => problems.push(problem) });
    const begin = async (processId: string): Promise<readonly [string, string]> => {
      const sessionId = await openSession();
      const id = ids.make('turn');
      const turn = await startTurn(database, { id, sessionId, accountId, invocationId: 'e-1', processId, now });
      expect(turn && (await freezeForTurn(database, { turn, holdId: ids.make('hold'), amount: 5, now }))).toBe('frozen');
      return [id, sessionId];
    };
    const [kept] = await begin('prc_1');
    const [lost, itsSession] = await begin('prc_dead');
    const { signal, release } = keeper.keep(kept);
    await watch.look();
    while ((await findTurn(database, kept))?.beat === 0) {
      await setTimeout(50);
    }

    time.ms += 15_000;
    await watch.look();
    expect(await findTurn(database, lost)).toMatchObject({ status: 'failed', errorCode: 'turn.interrupted' });
    expect((await listEvents(database, { sessionId: itsSession })).map(({ event }) => event)).toEqual([{ lost }]);
    expect(await findTurn(database, kept)).toMatchObject({ status: 'running' });
    expect(signal.aborted).toBe(false);
    await watch.look(0);
    expect(await findTurn(database, kept)).toMatchObject({ status: 'failed' });
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    release();
    await keeper.close();
  });
});
