import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DATABASE_KINDS } from '../../../test/databases.ts';
import { openTestService, type TestService } from '../../../test/service-fixture.ts';
import { AdkEvent } from '../../contract/service/index.ts';
import { StudioError } from '../../engine/kernel/index.ts';
import { generateHandler } from '../actions/generate/generate-job.ts';
import { GenerateRequest } from '../actions/generate/generate-request.ts';
import type { Caller } from '../actions/service-ports.ts';
import { createAudioRenderer } from '../audio-worker/index.ts';
import { type TurnKeeper, turnKeeper } from '../jobs/turn-keeper.ts';
import { createMediaAnalyser, createMediaExporter } from '../media/index.ts';
import type { JobHandler } from '../ports/queue.ts';
import { nodeInstall } from '../store/node-install.ts';
import { closeHold } from '../store/records/credits.ts';
import { listEvents } from '../store/records/events.ts';
import { claimJob, completeJob, type Job, listJobs } from '../store/records/jobs.ts';
import { saveDraft } from '../store/records/revisions.ts';
import { findSession } from '../store/records/sessions.ts';
import { findTurn, giveUpTurn, startTurn, type Turn } from '../store/records/turns.ts';
import { eventsOf, messageTo, textOf } from './agent-fixture.ts';
import { EventFeed } from './event-feed.ts';
import { createAgent, tellOfLostTurn } from './index.ts';
import { findScene, knownOf } from './read-scene.ts';
import { beginUse, runPlan } from './run-plan.ts';
import type { Scene } from './tools/tool.ts';
import { TurnStage } from './turn-stage.ts';
import { understand } from './understand/understand.ts';
import { wordingOf } from './wording/wording-of.ts';

const WISH = 'solo piano, 1 second';
const audioRenderer = createAudioRenderer({ workers: 1 });
const mediaExporter = createMediaExporter();
const mediaAnalyser = createMediaAnalyser();
afterAll(async () => {
  await Promise.all([audioRenderer.close(), mediaExporter.close()]);
});

describe.each(DATABASE_KINDS)('music that a turn on %s asked for', (kind) => {
  let service: TestService;
  let handler: JobHandler;
  let turns: TurnKeeper;

  beforeAll(async () => {
    service = await openTestService(kind);
    handler = generateHandler({ ...service.ports, audioRenderer, mediaAnalyser, mediaExporter, install: await nodeInstall() });
    turns = turnKeeper({ database: service.ports.database, processId: 'prc_test', onProblem });
  });
  afterAll(async () => {
    await turns.close();
    await service.close();
  });

  const problems: unknown[] = [];
  const onProblem = (problem: unknown): void => void problems.push(problem);

  /** The ends that a turn can come to while it waits for its music. */
  const ENDS: readonly { readonly name: string; readonly end: (waiting: Waiting) => Promise<unknown> }[] = [
    { name: 'its server stops', end: async ({ agent }) => agent.close() },
    { name: 'it is given up, and its process goes on', end: async ({ turn }) => giveUp(turn) },
    {
      name: 'it fails',
      async end({ turn }) {
        const error = { code: '5000', message: 'A fault.' };
        const last = { turnComplete: true, errorCode: error.code };
        return stageOf(turn).close(() => ({ end: { status: 'failed', spent: null, error }, last }));
      },
    },
  ];

  describe.each(ENDS)('when $name', ({ end: endOf }) => {
    it.each(['before', 'while', 'after'])('%s the music is put on the timeline, is told of once', async (moment) => {
      const waiting = await beginToWait();
      const { job, caller, turn, agent, hears } = waiting;
      const end = async (): Promise<unknown> => endOf(waiting);
      await (moment === 'before' ? end() : null);
      // From within the transaction: the turn has heard nothing yet of what is about to be there.
      const { promise: midway, resolve: reachMidway } = Promise.withResolvers<void>();
      const ending = midway.then(async () => (moment === 'while' ? end() : null));
      await makeMusic(job, () => reachMidway());
      await (moment === 'after' ? end() : ending);
      await hears;
      await agent.close();
      await expectToldOnce({ caller, turn, job });
    });
  });

  it('is told of with the draft as it is by then', async () => {
    const { job, caller, turn, agent, hears } = await beginToWait();
    const theirs = { t: [{ tt: 7, m: { name: 'Theirs' }, sg: [{ s: 0, d: 500, m: { text: 'Hello' } }] }] };
    const save = { edit: null, inverse: null, turnId: null, label: 'Replace the draft', draft: theirs, now: new Date() };
    const { sessionId } = turn;
    expect(await saveDraft(service.ports.database, { ...save, sessionId, after: 0 })).not.toBeNull();
    let ending: Promise<unknown> = Promise.resolve();
    await makeMusic(job, (sql) => {
      ending = agent.close();
      return saveDraft(sql, { ...save, sessionId, after: 2 });
    });
    await ending;
    const shown = await hears;
    expect(textOf(shown)).toContain('your music was finished');
    expect(shown.at(-1)).toMatchObject({ turnComplete: true, interrupted: true });
    await expectToldOnce({ caller, turn, job });
    const drafts = (await stored(turn.sessionId)).map(({ actions }) => actions.stateDelta['draft']);
    expect(drafts.findLast((draft) => draft !== undefined)).toEqual(theirs);
    expect(await stored(turn.sessionId)).toEqual([expect.objectContaining({ author: 'user' }), ...shown]);
  });

  it('is told of once when the turn is lost between the answer of its tool and its own end', async () => {
    const { ports } = service;
    const { caller, sessionId } = await service.newCaller();
    const invocationId = ports.ids.make('invocation');
    const facts = { id: ports.ids.make('turn'), sessionId, accountId: caller.account.id, invocationId, processId: 'prc_dead' };
    const turn = await startTurn(ports.database, { ...facts, now: new Date() });
    const scene = await sceneOf(caller, turn!);
    const plan = understand(WISH, knownOf(await findScene(service.ports, caller, sessionId), false));
    const first = await beginUse(scene, plan.uses[0]!);
    const stage = stageOf(turn!);
    const job = await jobOf(caller, sessionId);
    await makeMusic(job);
    // Between two steps of its plan it stands still for longer than its lease, and then goes on.
    const lookAgain = async (): Promise<Scene> => {
      await giveUp(turn!);
      return sceneOf(caller, turn!);
    };
    const others = [{ tool: 'get_credits', args: {} }] as const;
    await runPlan(stage, { first, others, scene, lookAgain }).catch((problem: unknown) => {
      expect(problem).toMatchObject({ code: 'turn.ended' });
    });
    await expectToldOnce({ caller, turn: turn!, job });
    // Nothing is said any more in a turn that has ended.
    expect((await stored(sessionId)).at(-1)).toMatchObject({ interrupted: true, turnComplete: true });
  });

  type Waiting = {
    readonly caller: Caller;
    readonly turn: Turn;
    readonly job: Job;
    readonly agent: ReturnType<typeof createAgent>;
    readonly hears: Promise<readonly AdkEvent[]>;
  };

  /** A turn that waits for its music, which nobody makes yet. */
  async function beginToWait(): Promise<Waiting> {
    const { ports } = service;
    const { caller, sessionId } = await service.newCaller();
    const agent = createAgent({ ports, processId: 'prc_test', turnKeeper: turns, onProblem });
    const running = await agent.begin(caller, messageTo(sessionId, WISH));
    const turn = await findTurn(ports.database, running.turnId);
    return { caller, turn: turn!, job: await jobOf(caller, sessionId), agent, hears: eventsOf(running) };
  }

  async function jobOf(caller: Caller, sessionId: string): Promise<Job> {
    const [job] = await listJobs(service.ports.database, { accountId: caller.account.id, sessionId, limit: 1 });
    return job!;
  }

  /** Does a job as a worker does; `inside` happens in the transaction that completes it. */
  async function makeMusic(
    job: Job,
    inside: (sql: Parameters<NonNullable<Awaited<ReturnType<JobHandler>>['commit']>>[0]) => unknown = () => null,
  ): Promise<void> {
    const now = new Date();
    const run = { signal: new AbortController().signal, onProgress: () => undefined };
    const outcome = await handler({ ...job, attempt: 1 }, run);
    await service.ports.database.transaction(async (sql) => {
      const claimed = await claimJob(sql, { id: job.id, processId: 'prc_worker', now });
      const { result, blobHash } = outcome;
      expect(await completeJob(sql, { id: job.id, attempt: claimed?.attempt ?? 0, result, blobHash, now })).not.toBeNull();
      await outcome.commit?.(sql);
      await closeHold(sql, { id: job.holdId ?? '', spent: 20, reason: 'done', now });
      await inside(sql);
    });
  }

  async function giveUp(turn: Turn): Promise<void> {
    const now = await findTurn(service.ports.database, turn.id);
    await giveUpTurn(service.ports.database, { turn: now!, now: new Date(), also: tellOfLostTurn(service.ports) });
  }

  function stageOf(turn: Turn): TurnStage {
    return new TurnStage(service.ports, { turn, feed: new EventFeed(), isStreaming: false });
  }

  async function sceneOf(caller: Caller, turn: Turn): Promise<Scene> {
    const found = await findScene(service.ports, caller, turn.sessionId);
    const { signal } = new AbortController();
    return { ...found, ports: service.ports, caller, turn, wording: wordingOf('en'), signal };
  }

  async function stored(sessionId: string): Promise<readonly AdkEvent[]> {
    const events = await listEvents(service.ports.database, { sessionId });
    return events.map(({ event }) => AdkEvent.parse(event));
  }

  async function expectToldOnce(told: { readonly caller: Caller; readonly turn: Turn; readonly job: Job }): Promise<void> {
    const { caller, turn, job } = told;
    const { mediaId } = GenerateRequest.parse(job.request);
    const events = await stored(turn.sessionId);
    const tellings = events.filter(({ actions }) => Object.keys(actions.artifactDelta).length > 0);
    expect(tellings.map(({ actions }) => actions.artifactDelta)).toEqual([
      { [`${mediaId}.flac`]: 0, [`${mediaId}.score.json`]: 0 },
    ]);
    expect(tellings[0]).toMatchObject({ invocationId: turn.invocationId });
    expect(tellings[0]).not.toHaveProperty('content');
    const session = await findSession(service.ports.database, { id: turn.sessionId, accountId: caller.account.id });
    const drafts = events.flatMap(({ actions }) => actions.stateDelta['draft'] ?? []);
    expect(drafts.at(-1)).toEqual(session?.draft);
    expect(problems.splice(0).filter((problem) => !(problem instanceof StudioError && problem.code === 'turn.ended'))).toEqual(
      [],
    );
    expect(await service.ports.database.rows(z.unknown(), `select id from turns where status = 'running'`)).toEqual([]);
  }
});
