import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AnonymousTokenAnswer, BalanceAnswer } from '../../src/contract/service/index.js';
import { linkTo } from '../../src/studio/actions/sessions/wire-media.js';
import { submitJob } from '../../src/studio/jobs/index.js';
import { LeaseWatch } from '../../src/studio/jobs/lease-watch.js';
import { turnKeeper } from '../../src/studio/jobs/turn-keeper.js';
import { findJob } from '../../src/studio/store/records/jobs.js';
import { findTurn, startTurn } from '../../src/studio/store/records/turns.js';
import { openTestServer } from '../http-fixture.js';
import { handClock, openTestService } from '../service-fixture.js';
import { until } from './fault-place.js';
const DAY_MS = 86_400_000;
/** Within the lease of 15 s, which three of them exceed. */
const LOOK_MS = 10_000;
/** A calendar that is set by hand beside a steady clock that runs on, as when somebody sets a machine's date. */
function jumpingCalendar() {
  const calendar = handClock();
  return { ...calendar, elapsedMs: () => performance.now() };
}
async function openJumpingServer() {
  const clock = jumpingCalendar();
  const server = await openTestServer({ clock });
  onTestFinished(server.close);
  return { clock, server };
}
async function newToken({ server }) {
  const headers = { 'X-Client-Id': 'somebody' };
  const response = await server.ask('/api/auth/anonymous-token', { method: 'POST', headers });
  return AnonymousTokenAnswer.parse(await response.json()).data;
}
describe('when the date jumps', () => {
  it('turns tokens away while they are out of date only, and never grants credits twice', async () => {
    const { clock, server } = await openJumpingServer();
    const { token, user_id: userId } = await newToken({ server });
    const ask = async (secret) => server.ask('/api/credits/balance/simple', { headers: { authorization: `Bearer ${secret}` } });
    const statuses = [];
    for (const jump of [-3 * DAY_MS, 9 * DAY_MS, 2 * DAY_MS, -8 * DAY_MS]) {
      clock.advance(jump);
      statuses.push((await ask(token)).status);
    }
    expect(statuses).toEqual([200, 200, 401, 200]);
    clock.advance(30 * DAY_MS);
    const again = await newToken({ server });
    expect(again.user_id).toBe(userId);
    clock.advance(-60 * DAY_MS);
    const early = await newToken({ server });
    expect(early.user_id).toBe(userId);
    expect(BalanceAnswer.parse(await (await ask(early.token)).json()).data.total).toBe(100);
  });
  it('does not let anybody make more accounts, and lets them make some again when the time has passed', async () => {
    const { clock, server } = await openJumpingServer();
    const make = async (name) =>
      (await server.ask('/api/auth/anonymous-token', { method: 'POST', headers: { 'X-Client-Id': name } })).status;
    const first = [];
    for (let count = 0; count < 11; count++) {
      first.push(await make(`person ${count}`));
    }
    expect(first).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
    clock.advance(-5 * DAY_MS);
    expect(await make('late')).toBe(429);
    clock.advance(5 * DAY_MS);
    expect(await make('late')).toBe(429);
    clock.advance(8 * DAY_MS);
    expect(await make('late')).toBe(200);
  });
  it('opens links until they expire, whichever way the date came there', async () => {
    const { clock, server } = await openJumpingServer();
    const { ports } = server.service;
    const { hash } = await ports.blobs.put(Readable.from([Buffer.from('music')]));
    const link = linkTo(ports, { hash, filename: 'music.flac', contentType: 'audio/flac' }).slice(
      ports.settings.publicUrl.length,
    );
    const statuses = [];
    for (const jump of [0, 3 * DAY_MS, -3 * DAY_MS, -30 * DAY_MS]) {
      clock.advance(jump);
      const response = await server.ask(link);
      await response.arrayBuffer();
      statuses.push(response.status);
    }
    expect(statuses[0]).toBe(200);
    expect(statuses[1]).toBeGreaterThanOrEqual(400);
    expect(statuses.slice(2)).toEqual([200, 200]);
  });
  it('takes neither a turn nor a job away from who has it in hand', async () => {
    const clock = jumpingCalendar();
    const service = await openTestService('pglite', { clock });
    onTestFinished(service.close);
    const { ports } = service;
    const { caller, sessionId } = await service.newCaller();
    const accountId = caller.account.id;
    const onProblem = (problem) => {
      throw problem;
    };
    const keeper = turnKeeper({ database: ports.database, processId: 'prc_other', onProblem });
    onTestFinished(keeper.close);
    const lost = [];
    const steady = handClock();
    const watch = new LeaseWatch({
      ...ports,
      clock: steady,
      processId: 'prc_watch',
      onTurnLost: async (_, turn) => void lost.push(turn.id),
      onProblem,
    });
    const started = await startTurn(ports.database, {
      id: 'turn_1',
      sessionId,
      accountId,
      invocationId: 'e-1',
      processId: 'prc_other',
      now: clock.now(),
    });
    expect(started).not.toBeNull();
    const kept = keeper.keep('turn_1');
    const [release, released] = gate();
    const work = async () => {
      await released;
      return { result: {}, blobHash: null, commit: null };
    };
    await ports.queue.work({ generate: work, export: work });
    const price = { holdId: ports.ids.make('hold'), amount: 20 };
    const wish = { id: 'job_1', kind: 'generate', accountId, sessionId, price, request: {} };
    await submitJob(ports, { ...wish, requestDigest: 'd', contentDigest: null });
    const job = async () => findJob(ports.database, { id: 'job_1', accountId });
    await until('the job is in hand', async () => (await job())?.status === 'processing');
    const beats = async () => [(await findTurn(ports.database, 'turn_1'))?.beat ?? 0, (await job())?.beat ?? 0];
    await watch.look();
    for (const jump of [2 * DAY_MS, -5 * DAY_MS, 400 * DAY_MS]) {
      const before = await beats();
      clock.advance(jump);
      await until('both have beaten', async () => (await beats()).every((beat, index) => beat > (before[index] ?? 0)));
      steady.advance(LOOK_MS);
      await watch.look();
    }
    expect(lost).toEqual([]);
    expect(kept.signal.aborted).toBe(false);
    expect(await job()).toMatchObject({ status: 'processing', attempt: 1 });
    release();
    await until('the job is done', async () => (await job())?.status !== 'processing');
    expect(await job()).toMatchObject({ status: 'completed', attempt: 1 });
    expect(service.problems).toEqual([]);
  });
});
function gate() {
  const { promise, resolve } = Promise.withResolvers();
  return [resolve, promise];
}
//# sourceMappingURL=clock.test.js.map
