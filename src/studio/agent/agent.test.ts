import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DATABASE_KINDS } from '../../../test/databases.ts';
import { openTestService, type TestService } from '../../../test/service-fixture.ts';
import type { WireDraft } from '../../contract/service/index.ts';
import { AdkEvent, summariseDraft } from '../../contract/service/index.ts';
import { generateHandler } from '../actions/generate/generate-job.ts';
import type { Caller } from '../actions/service-ports.ts';
import { readSessionState } from '../actions/sessions/read-session-state.ts';
import { createAudioRenderer } from '../audio-worker/index.ts';
import { cancelJob } from '../jobs/index.ts';
import { type TurnKeeper, turnKeeper } from '../jobs/turn-keeper.ts';
import { createMediaAnalyser, createMediaExporter } from '../media/index.ts';
import type { AudioRenderer } from '../ports/audio-renderer.ts';
import type { JobHandler } from '../ports/queue.ts';
import { nodeInstall } from '../store/node-install.ts';
import { readBalance } from '../store/records/credits.ts';
import { listEvents } from '../store/records/events.ts';
import { claimJob, failJob, listJobs } from '../store/records/jobs.ts';
import { saveMedia } from '../store/records/media.ts';
import { saveDraft } from '../store/records/revisions.ts';
import { deleteSession, findSession } from '../store/records/sessions.ts';
import { findRunningTurn, giveUpTurn } from '../store/records/turns.ts';
import { StudioError } from '../../engine/kernel/index.ts';
import { answerTo, eventsOf, messageTo, textOf } from './agent-fixture.ts';
import { type Agent, createAgent, tellOfLostTurn } from './index.ts';

const audioRenderer: AudioRenderer = createAudioRenderer({ workers: 2 });
const mediaExporter = createMediaExporter();
const mediaAnalyser = createMediaAnalyser();
afterAll(async () => {
  await Promise.all([audioRenderer.close(), mediaExporter.close()]);
});

const noExports: JobHandler = async () => Promise.reject(new StudioError('test.no-exports', 'Nothing is exported here.'));

describe.each(DATABASE_KINDS)('a turn on %s', (kind) => {
  let service: TestService;
  let turns: TurnKeeper;
  let agent: Agent;
  const problems: unknown[] = [];

  beforeAll(async () => {
    service = await openTestService(kind);
    const { database } = service.ports;
    turns = turnKeeper({ database, processId: 'prc_test', onProblem: (problem) => problems.push(problem) });
  });
  beforeEach(() => {
    agent = createAgent({
      ports: service.ports,
      processId: 'prc_test',
      turnKeeper: turns,
      onProblem: (problem) => problems.push(problem),
    });
  });
  afterEach(async () => {
    await agent.close();
    expect(problems.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await turns.close();
    await service.close();
  });

  const stored = async (sessionId: string): Promise<readonly AdkEvent[]> =>
    (await listEvents(service.ports.database, { sessionId })).map(({ event }) => AdkEvent.parse(event));
  const draftOf = async (caller: Caller, sessionId: string): Promise<WireDraft> =>
    (await readSessionState(service.ports, caller, sessionId)).state.draft;

  it('answers questions in words, keeps them in the chat, and charges nothing', async () => {
    const { caller, sessionId } = await service.newCaller(60);
    expect(await answerTo(agent, caller, messageTo(sessionId, 'how many credits do I have?'))).toContain('60 credits');
    expect(await answerTo(agent, caller, messageTo(sessionId, '时间线上有什么'))).toContain('Timeline (0 tracks): empty');
    expect(await answerTo(agent, caller, messageTo(sessionId, ''))).toMatch(/\?/);
    const events = await stored(sessionId);
    expect(events.map(({ author }) => author)).toEqual(['user', 'nemo_agent', 'user', 'nemo_agent', 'user', 'nemo_agent']);
    expect(events.filter(({ author }) => author !== 'user').every(({ turnComplete }) => turnComplete === true)).toBe(true);
    expect(await readBalance(service.ports.database, caller.account.id)).toMatchObject({ available: 60, frozen: 0 });
  });

  it('sends the words in pieces to who asks for it, and then whole', async () => {
    const { caller, sessionId } = await service.newCaller();
    const events = await eventsOf(await agent.begin(caller, messageTo(sessionId, 'hello', { streaming: true })));
    const partial = events.filter((event) => event.partial === true);
    expect(partial.length).toBeGreaterThan(2);
    expect(
      partial
        .flatMap(({ content }) => content?.parts ?? [])
        .map(({ text }) => text)
        .join(''),
    ).toBe(textOf(events));
    expect((await stored(sessionId)).some((event) => event.partial === true)).toBe(false);
  });

  it('changes the timeline, says from what to what, and takes it back', async () => {
    const { caller, sessionId } = await service.newCaller();
    await saveDraft(service.ports.database, {
      sessionId,
      after: 0,
      draft: { d: 10_000, t: [{ tt: 1, m: { name: 'BGM' }, sg: [{ s: 0, d: 10_000, m: { name: 'Lo-fi', volume: 1 } }] }] },
      edit: null,
      inverse: null,
      label: 'Add music',
      turnId: null,
      now: new Date(),
    });
    const events = await eventsOf(await agent.begin(caller, messageTo(sessionId, 'music at 35%')));
    expect(textOf(events)).toContain('Music level: 100% → 35%. Timeline (1 track): 1. BGM: Lo-fi (0-10s, 35%)');
    const [call, response] = events.flatMap(({ content }) => content?.parts ?? []);
    expect(call?.functionCall).toMatchObject({
      name: 'edit_multitrack',
      args: { requests: [{ kind: 'set-level', isRelative: false, fromMs: null, toMs: null }] },
    });
    expect(response?.functionResponse).toMatchObject({ id: call?.functionCall?.id, response: { status: 'ok' } });
    expect(events[1]?.actions.stateDelta).toEqual({ draft: await draftOf(caller, sessionId) });

    expect(await answerTo(agent, caller, messageTo(sessionId, 'title "Urban Dreams"'))).toContain('none → "Urban Dreams"');
    expect(await answerTo(agent, caller, messageTo(sessionId, 'make it vertical'))).toContain('1920×1080 → 1080×1920');
    expect(await answerTo(agent, caller, messageTo(sessionId, 'undo'))).toContain('Undone: set the shape of the picture.');
    expect(await answerTo(agent, caller, messageTo(sessionId, '撤销'))).toContain('已撤销：添加文字');
    expect(summariseDraft(await draftOf(caller, sessionId))).toBe('Timeline (1 track): 1. BGM: Lo-fi (0-10s, 35%)');
    expect(await answerTo(agent, caller, messageTo(sessionId, 'undo'))).toContain('100%');
    expect(await answerTo(agent, caller, messageTo(sessionId, 'undo'))).toContain('Timeline (0 tracks): empty');
    expect(await answerTo(agent, caller, messageTo(sessionId, 'undo'))).toContain('nothing to undo');
    expect(await answerTo(agent, caller, messageTo(sessionId, 'mute'))).toContain('no music');
  });

  it('refuses before anything begins: no session of theirs, no credits, or a turn that runs', async () => {
    const { caller, sessionId } = await service.newCaller(0);
    const other = await service.newCaller();
    const refusal = async (request: ReturnType<typeof messageTo>): Promise<unknown> =>
      agent.begin(caller, request).then(
        () => 'begun',
        (problem: unknown) => (problem instanceof Error && 'refusal' in problem ? problem.refusal : problem),
      );
    expect(await refusal(messageTo(other.sessionId, 'hello'))).toBe('session-not-found');
    expect(await refusal(messageTo(sessionId, 'hello', { user_id: other.caller.account.userId }))).toBe('session-not-found');
    expect(await refusal(messageTo(sessionId, 'hello', { app_name: 'other' }))).toBe('not-found');
    expect(await refusal(messageTo(sessionId, 'a lo-fi beat'))).toBe('out-of-credits');
    expect((await stored(sessionId)).map(({ errorCode }) => errorCode)).toEqual([undefined, undefined, '2001']);
    expect(await findRunningTurn(service.ports.database, sessionId)).toBeNull();

    const running = await agent.begin(other.caller, messageTo(other.sessionId, 'a lo-fi beat'));
    await expect(agent.begin(other.caller, messageTo(other.sessionId, 'hello'))).rejects.toMatchObject({ refusal: 'conflict' });
    await agent.close();
    expect(textOf(await eventsOf(running))).toContain('goes on being made');
    await cancelAll(other.caller, other.sessionId);
    await expect(agent.begin(caller, messageTo(sessionId, 'hello'))).rejects.toMatchObject({ refusal: 'unavailable' });
  });

  it('takes up the state that comes with a message, and says what cannot be taken with it', async () => {
    const { caller, sessionId } = await service.newCaller();
    const parts = [{ text: 'status' }, { inline_data: { mime_type: 'image/png', data: 'AAAA' } }];
    const request = messageTo(sessionId, '', { new_message: { parts }, state_delta: { colour: 'red' } });
    expect(await answerTo(agent, caller, request)).toContain('cannot take files in a message');
    const session = await findSession(service.ports.database, { id: sessionId, accountId: caller.account.id });
    expect(session?.state).toEqual({ colour: 'red' });
    expect(JSON.stringify(await stored(sessionId))).not.toContain('AAAA');
  });

  it('says what no music can be, and charges nothing', async () => {
    const { caller, sessionId } = await service.newCaller(60);
    expect(await answerTo(agent, caller, messageTo(sessionId, 'make a two hour song'))).toContain('Nothing was charged');
    expect(await listJobs(service.ports.database, { accountId: caller.account.id, sessionId, limit: 9 })).toEqual([]);
  });

  it('says so when a turn is ended from outside with its session', async () => {
    const { caller, sessionId } = await service.newCaller();
    const running = await agent.begin(caller, messageTo(sessionId, 'a lo-fi beat'));
    await deleteSession(service.ports.database, { id: sessionId, accountId: caller.account.id, now: new Date() });
    expect((await eventsOf(running)).at(-1)).toMatchObject({ interrupted: true });
  });

  it('says so when the making is cancelled', async () => {
    const { caller, sessionId } = await service.newCaller(60);
    const running = await agent.begin(caller, messageTo(sessionId, '来一段轻快的音乐'));
    await cancelAll(caller, sessionId);
    const events = await eventsOf(running);
    expect(events.at(-1)).toMatchObject({ errorCode: 'job.cancelled', turnComplete: true });
    expect(textOf(events)).toContain('已取消');
    expect(await readBalance(service.ports.database, caller.account.id)).toMatchObject({ available: 60, frozen: 0 });
  });

  it('says what became of music that could not be made, also when its turn was gone', async () => {
    const { database } = service.ports;
    const { caller, sessionId } = await service.newCaller(60);
    const running = await agent.begin(caller, messageTo(sessionId, 'a lo-fi beat'));
    const [job] = await listJobs(database, { accountId: caller.account.id, sessionId, limit: 1 });
    const claimed = await claimJob(database, { id: job?.id ?? '', processId: 'prc_other', now: new Date() });
    const error = { code: 'audio.no-bank', message: 'The sound bank is missing.' };
    await failJob(database, { id: job?.id ?? '', attempt: claimed?.attempt ?? 0, error, now: new Date() });
    const events = await eventsOf(running);
    expect(events.at(-1)).toMatchObject({ errorCode: 'audio.no-bank', turnComplete: true });
    expect(events.at(-1)).not.toHaveProperty('content');
    expect(textOf(events)).toContain('The sound bank is missing. Nothing was charged.');
    expect(await answerTo(agent, caller, messageTo(sessionId, 'status'))).toContain('The sound bank is missing.');
  });

  describe('that makes music', () => {
    let caller: Caller;
    let sessionId: string;

    beforeAll(async () => {
      const install = await nodeInstall();
      await service.ports.queue.work({
        generate: generateHandler({ ...service.ports, audioRenderer, mediaAnalyser, mediaExporter, install }),
        export: noExports,
      });
      ({ caller, sessionId } = await service.newCaller(100));
    });

    it('puts it on the timeline under footage, says so, and charges once', async () => {
      const { database } = service.ports;
      await saveMedia(database, footage(caller, sessionId));
      const running = await agent.begin(caller, messageTo(sessionId, 'calm piano for my film, titled "Morning"'));
      const events = await eventsOf(running);
      const parts = events.flatMap(({ content }) => content?.parts ?? []);
      expect(parts.map((part) => Object.keys(part)[0])).toEqual(['text', 'functionCall', 'functionResponse', 'text']);
      expect(parts[0]?.text).toMatch(/^I'm making 5 s of calm/);
      expect(events[1]?.longRunningToolIds).toEqual([parts[1]?.functionCall?.id]);
      expect(parts[2]?.functionResponse?.response).toMatchObject({ status: 'ok', duration_ms: 5000 });
      const mediaId = String(parts[2]?.functionResponse?.response?.['media_id']);
      expect(events[3]?.content).toBeUndefined();
      expect(events[3]?.actions.artifactDelta).toEqual({ [`${mediaId}.flac`]: 0, [`${mediaId}.score.json`]: 0 });
      expect(events.at(-1)).toMatchObject({ turnComplete: true });

      const { state, version } = await readSessionState(service.ports, caller, sessionId);
      expect(summariseDraft(state.draft)).toMatch(
        /^Timeline \(3 tracks\): 1\. Video: dawn \(0-5s\) 2\. BGM: [A-Z][a-z ]+ \(0-5s, 100%\) 3\. Title: "Morning" \(0\.5-/,
      );
      expect(events[2]?.actions.stateDelta).toEqual({ draft: state.draft });
      expect(state.draft.m).toMatchObject({ width: 1080, height: 1920 });
      expect(version).toBe(1);
      expect(state.generated_media).toMatchObject([{ id: mediaId, type: 'music', duration: 5, license: 'royalty-free' }]);
      expect(state.video_infos).toHaveLength(1);
      expect(await readBalance(database, caller.account.id)).toMatchObject({ available: 80, frozen: 0 });
      expect(await stored(sessionId)).toEqual([expect.objectContaining({ author: 'user' }), ...events]);
    });

    it('makes a new take of it, and tells a client that comes back when the turn was lost meanwhile', async () => {
      const { database } = service.ports;
      const running = await agent.begin(caller, messageTo(sessionId, 'another one'));
      const turn = await findRunningTurn(database, sessionId);
      expect(turn?.id).toBe(running.turnId);
      await giveUpTurn(database, { turn: turn!, now: new Date(), also: tellOfLostTurn(service.ports) });
      await eventsOf(running);
      for await (const jobs of jobsUntilDone(caller, sessionId)) {
        expect(jobs.length).toBeLessThanOrEqual(2);
      }

      const said = textOf((await stored(sessionId)).slice(-5));
      expect(said).toContain('still being made');
      expect(said).toMatch(/"Morning" is finished and on the timeline\. Timeline \(3 tracks\)/);
      const { state } = await readSessionState(service.ports, caller, sessionId);
      expect(state.generated_media).toHaveLength(2);
      expect(
        state.draft.t?.flatMap(({ sg }) => sg ?? []).filter(({ m }) => m?.src === state.generated_media[1]?.id),
      ).toHaveLength(1);
      expect(await readBalance(database, caller.account.id)).toMatchObject({ available: 60, frozen: 0 });
    });
  });

  async function cancelAll(caller: Caller, sessionId: string): Promise<void> {
    for (const { id } of await listJobs(service.ports.database, { accountId: caller.account.id, sessionId, limit: 9 })) {
      await cancelJob(service.ports, { id, accountId: caller.account.id });
    }
  }

  async function* jobsUntilDone(caller: Caller, sessionId: string): AsyncGenerator<readonly unknown[]> {
    for (;;) {
      const jobs = await listJobs(service.ports.database, { accountId: caller.account.id, sessionId, limit: 9 });
      yield jobs;
      if (jobs.every(({ finishedAt }) => finishedAt !== null)) {
        return;
      }

      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
});

function footage(caller: Caller, sessionId: string): Parameters<typeof saveMedia>[1] {
  return {
    id: `med_${sessionId}`,
    accountId: caller.account.id,
    sessionId,
    origin: 'uploaded',
    kind: 'video',
    blobHash: 'a'.repeat(64),
    bytes: 1,
    contentType: 'video/mp4',
    filename: 'dawn.mp4',
    title: 'dawn',
    prompt: null,
    durationMs: 5000,
    width: 720,
    height: 1280,
    framesPerSecond: 30,
    thumbnailHash: null,
    peaksHash: null,
    details: {},
    createdAt: new Date(),
  };
}
