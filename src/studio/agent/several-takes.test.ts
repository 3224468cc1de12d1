import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestService, type TestService } from '../../../test/service-fixture.ts';
import { Fingerprint, likenessOf } from '../../engine/score/index.ts';
import { generateHandler } from '../actions/generate/generate-job.ts';
import type { Caller } from '../actions/service-ports.ts';
import { readSessionState } from '../actions/sessions/read-session-state.ts';
import { createAudioRenderer } from '../audio-worker/index.ts';
import { turnKeeper } from '../jobs/turn-keeper.ts';
import { createMediaAnalyser, createMediaExporter } from '../media/index.ts';
import { nodeInstall } from '../store/node-install.ts';
import { readBalance } from '../store/records/credits.ts';
import { listMedia } from '../store/records/media.ts';
import { listRevisions } from '../store/records/revisions.ts';
import { answerTo, messageTo } from './agent-fixture.ts';
import { type Agent, createAgent } from './index.ts';

const audioRenderer = createAudioRenderer({ workers: 1 });
const mediaExporter = createMediaExporter();
const problems: unknown[] = [];
let service: TestService;
let agent: Agent;
let close = async (): Promise<void> => Promise.resolve();

beforeAll(async () => {
  service = await openTestService('pglite');
  const { ports } = service;
  const onProblem = (problem: unknown): void => void problems.push(problem);
  const turns = turnKeeper({ database: ports.database, processId: 'prc_test', onProblem });
  agent = createAgent({ ports, processId: 'prc_test', turnKeeper: turns, onProblem });
  const mediaAnalyser = createMediaAnalyser();
  await ports.queue.work({
    generate: generateHandler({ ...ports, audioRenderer, mediaAnalyser, mediaExporter, install: await nodeInstall() }),
    export: async () => Promise.reject(new Error('Nothing is exported here')),
  });
  close = async () => {
    await agent.close();
    await turns.close();
    await service.close();
  };
});
afterAll(async () => {
  await close();
  await Promise.all([audioRenderer.close(), mediaExporter.close()]);
  expect(problems).toEqual([]);
});

type Place = { readonly caller: Caller; readonly sessionId: string };

const musicOf = async ({ caller, sessionId }: Place): Promise<string | undefined> => {
  const { state } = await readSessionState(service.ports, caller, sessionId);
  return (state.draft.t ?? []).flatMap(({ tt, sg }) => (tt === 1 ? (sg ?? []) : []))[0]?.m?.src;
};

it('makes takes that differ, lays the first on the timeline, and puts another there when it is chosen', async () => {
  const place = await service.newCaller(100);
  const { caller, sessionId } = place;
  const said = await answerTo(agent, caller, messageTo(sessionId, 'give me three versions of solo piano, 5 seconds'));
  expect(said).toMatch(/Number 2 is kept[^]*Number 3 is kept[^]*use the second one/);

  const { state } = await readSessionState(service.ports, caller, sessionId);
  expect(state.generated_media).toMatchObject([{ duration: 5 }, { duration: 5 }, { duration: 5 }]);
  const [first, second, third] = state.generated_media.map(({ id }) => id);
  expect(await musicOf(place)).toBe(first);
  expect(await listRevisions(service.ports.database, { sessionId, limit: 10 })).toHaveLength(1);
  const charged = { available: 100 - 3 * service.ports.settings.generatePrice, frozen: 0 };
  expect(await readBalance(service.ports.database, caller.account.id)).toMatchObject(charged);

  const prints = (await listMedia(service.ports.database, sessionId)).map(({ details }) =>
    Fingerprint.parse(typeof details === 'object' && details !== null && 'fingerprint' in details ? details.fingerprint : null),
  );
  expect(prints).toHaveLength(3);
  for (const [at, print] of prints.entries()) {
    for (const other of prints.slice(0, at)) {
      expect(likenessOf(print, other).total).toBeLessThan(0.7);
    }
  }

  await answerTo(agent, caller, messageTo(sessionId, 'music at 50%'));
  expect(await answerTo(agent, caller, messageTo(sessionId, 'use the second one'))).toContain('50%');
  expect(await musicOf(place)).toBe(second);
  expect(await answerTo(agent, caller, messageTo(sessionId, '用第三个'))).toContain('完成');
  expect(await musicOf(place)).toBe(third);
  await answerTo(agent, caller, messageTo(sessionId, 'undo'));
  expect(await musicOf(place)).toBe(second);
  expect(await readBalance(service.ports.database, caller.account.id)).toMatchObject(charged);
});

it('makes cuts of what plays and keeps them beside it', async () => {
  const place = await service.newCaller(100);
  const { caller, sessionId } = place;
  await answerTo(agent, caller, messageTo(sessionId, 'solo piano, 8 seconds'));
  const playing = await musicOf(place);
  expect(await answerTo(agent, caller, messageTo(sessionId, '剪成3秒和5秒'))).toMatch(/第 1 个[^]*3 秒[^]*第 2 个[^]*5 秒/);
  const { state } = await readSessionState(service.ports, caller, sessionId);
  expect(state.generated_media.map(({ duration }) => duration)).toEqual([8, 3, 5]);
  expect(state.generated_media.every(({ cdn_url: url }) => url !== '')).toBe(true);
  expect(await musicOf(place)).toBe(playing);
  await answerTo(agent, caller, messageTo(sessionId, 'use the 5 second one'));
  expect(await musicOf(place)).toBe(state.generated_media[2]?.id);
});
