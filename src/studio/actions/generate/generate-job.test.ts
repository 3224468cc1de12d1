import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASE_KINDS } from '../../../../test/databases.ts';
import { openTestService, type TestService } from '../../../../test/service-fixture.ts';
import { WireDraft } from '../../../contract/service/index.ts';
import { createAudioRenderer } from '../../audio-worker/index.ts';
import { createMediaAnalyser, createMediaExporter } from '../../media/index.ts';
import type { JobHandler, JobInHand } from '../../ports/queue.ts';
import { nodeInstall } from '../../store/node-install.ts';
import { listArtifactVersions } from '../../store/records/artifacts.ts';
import { findMedia } from '../../store/records/media.ts';
import { listRevisions, saveDraft } from '../../store/records/revisions.ts';
import { findSession } from '../../store/records/sessions.ts';
import type { Caller } from '../service-ports.ts';
import { generateHandler } from './generate-job.ts';
import { GenerateResult, MusicDetails } from './generate-request.ts';

const audioRenderer = createAudioRenderer({ workers: 1 });
const mediaExporter = createMediaExporter();
const mediaAnalyser = createMediaAnalyser();
afterAll(async () => {
  await Promise.all([audioRenderer.close(), mediaExporter.close()]);
});

describe.each(DATABASE_KINDS)('making music on %s', (kind) => {
  let service: TestService;
  let handler: JobHandler;

  beforeAll(async () => {
    service = await openTestService(kind);
    handler = generateHandler({ ...service.ports, audioRenderer, mediaAnalyser, mediaExporter, install: await nodeInstall() });
  });
  afterAll(async () => service.close());

  const jobFor = (caller: Caller, sessionId: string | null, mediaId: string): JobInHand => ({
    id: 'job_1',
    kind: 'generate',
    accountId: caller.account.id,
    sessionId,
    attempt: 1,
    request: {
      wish: { prompt: 'solo piano, 1 second', words: 'solo piano, 1 second', hints: {}, frame: null, keepsTitle: false },
      mediaId,
      turnId: null,
      invocationId: null,
      language: 'en',
    },
  });

  it('done twice makes the same file, and one of everything', async () => {
    const { database } = service.ports;
    const { caller, sessionId } = await service.newCaller();
    const mediaId = service.ports.ids.make('media');
    const progress: number[] = [];
    const run = { signal: new AbortController().signal, onProgress: (done: number) => progress.push(done) };
    const first = await handler(jobFor(caller, sessionId, mediaId), run);
    expect(progress.at(-1)).toBeGreaterThan(0.9);
    expect(Math.max(...progress)).toBeLessThanOrEqual(1);
    const second = await handler(jobFor(caller, sessionId, mediaId), run);
    expect(second.blobHash).toBe(first.blobHash);
    expect(GenerateResult.parse(second.result)).toEqual(GenerateResult.parse(first.result));

    // Somebody else moves the draft while the job is at work: what they wrote stays.
    await saveDraft(database, {
      sessionId,
      after: 0,
      draft: { zz: 'theirs', t: [{ tt: 7, sg: [{ s: 0, d: 500, m: { text: 'Hello' } }] }] },
      edit: null,
      inverse: null,
      label: 'Replace the draft',
      turnId: null,
      now: new Date(),
    });
    await database.transaction(async (sql) => second.commit?.(sql));
    const session = await findSession(database, { id: sessionId, accountId: caller.account.id });
    const draft = WireDraft.parse(session?.draft);
    expect(draft).toMatchObject({ zz: 'theirs', d: 1000 });
    expect(draft.t?.map(({ tt }) => tt)).toEqual([0, 7, 1]);
    expect((await listRevisions(database, { sessionId, limit: 9 })).map(({ revision, label }) => [revision, label])).toEqual([
      [2, 'Add music'],
      [1, 'Replace the draft'],
    ]);
    const media = await findMedia(database, { id: mediaId, accountId: caller.account.id });
    expect(media).toMatchObject({ kind: 'music', contentType: 'audio/flac', durationMs: 1000, blobHash: first.blobHash });
    expect(media?.details).toMatchObject({
      brief: { durationSeconds: 1 },
      loudness: {},
      wish: { words: 'solo piano, 1 second' },
    });
    for (const name of [`${mediaId}.flac`, `${mediaId}.score.json`]) {
      const versions = await listArtifactVersions(database, { sessionId, name });
      expect(versions).toHaveLength(1);
      expect(await service.ports.blobs.stat(versions[0]?.blobHash ?? '')).not.toBeNull();
    }
  });

  it('without a seed is unlike what was made before; with one it is what the seed says', async () => {
    const { database } = service.ports;
    const { caller, sessionId } = await service.newCaller();
    const run = { signal: new AbortController().signal, onProgress: () => undefined };
    const make = async (hints: { readonly seed?: number }): Promise<string> => {
      const mediaId = service.ports.ids.make('media');
      const job = jobFor(caller, sessionId, mediaId);
      const wish = { prompt: 'pop, 6 seconds', words: 'pop, 6 seconds', hints, frame: null, keepsTitle: false };
      const outcome = await handler(
        { ...job, request: { wish, mediaId, turnId: null, invocationId: null, language: 'en' } },
        run,
      );
      await database.transaction(async (sql) => outcome.commit?.(sql));
      const media = await findMedia(database, { id: mediaId, accountId: caller.account.id });
      return JSON.stringify(MusicDetails.parse(media?.details).brief.seed);
    };
    const first = await make({});
    const second = await make({});
    expect(second).not.toBe(first);
    expect(await make({ seed: Number(first) })).toBe(first);
  });

  it('leaves the title on the timeline alone where it is a new take', async () => {
    const { database } = service.ports;
    const { caller, sessionId } = await service.newCaller();
    const mediaId = service.ports.ids.make('media');
    const job = jobFor(caller, sessionId, mediaId);
    const wish = { prompt: 'solo piano, 1 second, titled "Night"', words: 'x', hints: {}, frame: null, keepsTitle: true };
    const title = { s: 0, d: 500, m: { text: 'Day' } };
    await saveDraft(database, {
      sessionId,
      after: 0,
      draft: { m: { title: 'Day' }, t: [{ tt: 7, sg: [title] }] },
      edit: null,
      inverse: null,
      label: 'Set the title',
      turnId: null,
      now: new Date(),
    });
    const run = { signal: new AbortController().signal, onProgress: () => undefined };
    const request = { wish, mediaId, turnId: null, invocationId: null, language: 'en' };
    const outcome = await handler({ ...job, request }, run);
    await database.transaction(async (sql) => outcome.commit?.(sql));
    const session = await findSession(database, { id: sessionId, accountId: caller.account.id });
    const draft = WireDraft.parse(session?.draft);
    expect(draft.m?.title).toBe('Day');
    expect(draft.t?.find(({ tt }) => tt === 7)?.sg).toEqual([title]);
  });

  it('of a session that is gone fails for good, so that it is not tried again', async () => {
    const { caller } = await service.newCaller();
    const run = { signal: new AbortController().signal, onProgress: () => undefined };
    await expect(handler(jobFor(caller, null, 'med_x'), run)).rejects.toMatchObject({ code: 'session.gone' });
  });

  it('stops when it is told to, and leaves nothing on the timeline', async () => {
    const { caller, sessionId } = await service.newCaller();
    const stop = new AbortController();
    const run = { signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) };
    await expect(handler(jobFor(caller, sessionId, 'med_y'), run)).rejects.toThrow();
    expect((await findSession(service.ports.database, { id: sessionId, accountId: caller.account.id }))?.draft).toEqual({});
  });
});
