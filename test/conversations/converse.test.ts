import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { generateHandler } from '../../src/studio/actions/generate/generate-job.ts';
import { openSessionTimeline } from '../../src/studio/actions/sessions/open-session-timeline.ts';
import type { Caller } from '../../src/studio/actions/service-ports.ts';
import { uploadFiles } from '../../src/studio/actions/uploads/upload-files.ts';
import { answerTo, messageTo } from '../../src/studio/agent/agent-fixture.ts';
import { type Agent, createAgent } from '../../src/studio/agent/index.ts';
import { createAudioRenderer } from '../../src/studio/audio-worker/index.ts';
import { turnKeeper, type TurnKeeper } from '../../src/studio/jobs/turn-keeper.ts';
import { createMediaAnalyser, createMediaExporter, createMediaProbe } from '../../src/studio/media/index.ts';
import { nodeInstall } from '../../src/studio/store/node-install.ts';
import { listMedia } from '../../src/studio/store/records/media.ts';
import { findSession } from '../../src/studio/store/records/sessions.ts';
import type { Timeline } from '../../src/engine/timeline/index.ts';
import { StudioError } from '../../src/engine/kernel/index.ts';
import { openTestService, type TestService } from '../service-fixture.ts';
import { chinese } from './chinese.ts';
import { english } from './english.ts';
import { makeUpload } from './make-upload.ts';
import type { Conversation, Message, MusicSeen } from './message.ts';
import { clipCalled, levelAt, seeTimeline } from './see-timeline.ts';

const Brief = z.looseObject({
  brief: z.looseObject({
    durationSeconds: z.number(),
    tempoBpm: z.number(),
    style: z.string(),
    key: z.object({ tonic: z.string(), mode: z.string() }),
    without: z.array(z.string()),
    instruments: z.array(z.string()),
    loop: z.boolean(),
  }),
});

const audioRenderer = createAudioRenderer({ workers: 2 });
const mediaExporter = createMediaExporter();
const mediaProbe = createMediaProbe();
const mediaAnalyser = createMediaAnalyser();
afterAll(async () => {
  await Promise.all([audioRenderer.close(), mediaExporter.close()]);
});

describe.each([english, chinese])('a conversation of 60 messages in $language', (conversation: Conversation) => {
  let service: TestService;
  let turns: TurnKeeper;
  let agent: Agent;
  let caller: Caller;
  let sessionId = '';
  const problems: unknown[] = [];
  /** What was seen after each message; the first is before any. */
  const seen: ReadonlyMap<string, string>[] = [];
  let before: Seen = { timeline: null, map: new Map(), music: null, files: 0 };

  beforeAll(async () => {
    service = await openTestService('pglite');
    const onProblem = (problem: unknown): void => void problems.push(problem);
    turns = turnKeeper({ database: service.ports.database, processId: 'prc_test', onProblem });
    agent = createAgent({ ports: service.ports, processId: 'prc_test', turnKeeper: turns, onProblem });
    await service.ports.queue.work({
      generate: generateHandler({ ...service.ports, audioRenderer, mediaAnalyser, mediaExporter, install: await nodeInstall() }),
      export: async () => Promise.reject(new StudioError('test.no-exports', 'Nothing is exported here.')),
    });
    ({ caller, sessionId } = await service.newCaller(5000));
    await uploadFiles({ ...service.ports, mediaProbe }, caller, {
      sessionId,
      files: files(conversation),
      signal: new AbortController().signal,
    });
    before = await look();
    seen.push(before.map);
  }, 60_000);

  afterAll(async () => {
    await agent.close();
    await turns.close();
    await service.close();
    expect(problems).toEqual([]);
  });

  it.each(conversation.messages.map((message, place) => ({ ...message, place: place + 1 })))(
    '$place: $says',
    async (message) => {
      const answer = await answerTo(agent, caller, messageTo(sessionId, message.says));
      const after = await look();
      seen.push(after.map);
      const former = before;
      before = after;
      for (const words of message.answer) {
        expect(answer).toContain(words);
      }

      if (conversation.language === 'zh') {
        // The summary of the timeline is one for all languages, as the clients print it.
        const spoken = answer.replace(/Timeline \(.*$/gmu, '').replace(/[“《][^”》]*[”》]/gu, '');
        expect(spoken.replace(/BPM|MP4|Lo-fi/gu, '')).not.toMatch(/[A-Za-z]{4,}/u);
      }

      expectChange(message, former.map, after.map);
      expect(after.files - former.files, 'pieces of music that were made').toBe(message.makes ?? 0);
      if (message.music !== undefined) {
        expect(after.music).not.toBeNull();
        expect(message.music(after.music!, former.music ?? after.music!), JSON.stringify([former.music, after.music])).toBe(true);
      }

      const shaped = message.levels;
      const clip = shaped === undefined || after.timeline === null ? null : clipCalled(after.timeline, shaped.clip);
      for (const [second, percent] of clip === null ? [] : (shaped?.at ?? [])) {
        expect(levelAt(clip!, second)).toBe(percent);
      }
    },
    60_000,
  );

  it('ends in the draft that it should', () => {
    expect(Object.fromEntries([...(seen.at(-1) ?? [])].map(named))).toEqual(conversation.ends);
  });

  function expectChange(message: Message, former: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): void {
    if (message.like !== undefined) {
      expect(Object.fromEntries(after)).toEqual(Object.fromEntries(seen[message.like] ?? []));
      return;
    }

    if (message.does === 'empty') {
      expect([...after.keys()].filter((name) => !name.startsWith('the '))).toEqual([]);
      return;
    }

    const keys = [...new Set([...former.keys(), ...after.keys()])].filter((name) => former.get(name) !== after.get(name));
    const changes = Object.fromEntries(keys.map((name) => named([name, after.get(name) ?? null])));
    expect(changes).toEqual(message.does ?? {});
  }

  /** A name that the conversation does not give is not what it is about. */
  function named([name, state]: readonly [string, string | null]): readonly [string, string | null] {
    const isGiven = conversation.messages.some(({ does }) => does !== 'empty' && Object.values(does ?? {}).includes(state));
    return [name, name === 'the project' && state !== null && !isGiven ? 'named' : state];
  }

  type Seen = {
    readonly timeline: Timeline | null;
    readonly map: ReadonlyMap<string, string>;
    readonly music: MusicSeen | null;
    readonly files: number;
  };

  async function look(): Promise<Seen> {
    const session = await findSession(service.ports.database, { id: sessionId, accountId: caller.account.id });
    const { timeline, draft } = await openSessionTimeline(service.ports.database, service.ports.ids, session!);
    const media = await listMedia(service.ports.database, sessionId);
    const made = media.filter(({ kind }) => kind === 'music');
    const sounding = timeline.tracks.flatMap(({ kind, clips }) => (kind === 'audio' ? clips : []));
    const playing = made.find(({ id }) => sounding.some((clip) => clip.media.kind === 'media' && clip.media.mediaId === id));
    const details = Brief.safeParse(playing?.details);
    return {
      timeline,
      map: seeTimeline(timeline, draft.m?.title !== undefined),
      music: details.success && playing !== undefined ? { ...details.data.brief, mediaId: playing.id } : null,
      files: made.length,
    };
  }

  async function* files({ uploads }: Conversation): AsyncGenerator<{ filename: string; content: AsyncIterable<Uint8Array> }> {
    for (const upload of uploads) {
      const bytes = await makeUpload(service.folder, upload);
      yield { filename: upload.filename, content: whole(bytes) };
    }
  }
});

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
