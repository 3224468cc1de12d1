import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { UploadAnswer, type WireFile } from '../src/contract/service/index.ts';
import { EditRequest } from '../src/engine/timeline/index.ts';
import { authenticate } from '../src/studio/actions/accounts/authenticate.ts';
import { exportHandler } from '../src/studio/actions/exports/export-job.ts';
import { startExport } from '../src/studio/actions/exports/start-export.ts';
import type { Caller } from '../src/studio/actions/service-ports.ts';
import { editTimeline } from '../src/studio/actions/sessions/edit-timeline.ts';
import { waitForJob } from '../src/studio/jobs/index.ts';
import { createAudioRenderer } from '../src/studio/audio-worker/index.ts';
import { diskFiles } from '../src/studio/store/disk-files.ts';
import { decodeFile, type Decoded } from '../src/studio/media/decode-fixture.ts';
import { createMediaAnalyser, createMediaExporter, createMediaProbe } from '../src/studio/media/index.ts';
import { joinFiles } from './fixtures/join-files.ts';
import type { Outcome, Shown, Surroundings } from './fixtures/corpus-file.ts';
import { CORPUS, makeCorpusFile } from './fixtures/make-corpus.ts';
import { paintFilm } from './fixtures/paint-film.ts';
import { openTestServer, type TestServer } from './http-fixture.ts';

const SECRET = 'canary-b41e72c0-must-not-be-seen';
const FRAME = { width: 432, height: 240, framesPerSecond: 24 } as const;
const signal = new AbortController().signal;
const Refusal = z.object({ code: z.int(), message: z.string(), data: z.null() });

type Taken = Extract<Outcome, { kind: 'taken' }>;

let server: TestServer;
let exporter: ReturnType<typeof createMediaExporter>;
let listener: Server;
let surroundings: Surroundings;
let authorization = '';
let caller: Caller;
let folder = '';
let scratch = '';
let calls = 0;
/** All that came back over the wire or was made. */
const seen: Buffer[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuesmith-test-'));
  scratch = join(folder, 'scratch');
  await mkdir(scratch);
  await mkdir(join(folder, 'corpus'));
  listener = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  const port = await new Promise<number>((resolve) => {
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const canaryPath = join(folder, 'corpus', 'canary.mp4');
  await paintFilm(`${canaryPath}.plain`);
  await joinFiles(canaryPath, { format: 'mp4', files: [`${canaryPath}.plain`], metadata: { title: SECRET } });
  await rm(`${canaryPath}.plain`);
  surroundings = { folder: join(folder, 'corpus'), canaryPath, canaryUrl: `http://127.0.0.1:${port}` };

  server = await openTestServer({ host: { mediaProbe: createMediaProbe({ scratchFolder: scratch }) } });
  authorization = `Bearer ${await server.newToken()}`;
  const { ports } = server.service;
  caller = await authenticate(ports, { authorization, isOwnersMachine: false });
  exporter = createMediaExporter({ scratchFolder: scratch });
  await ports.queue.work({
    generate: async () => Promise.reject(new Error('Nothing is generated here')),
    export: exportHandler({
      ...ports,
      mediaExporter: exporter,
      stemRenderer: createAudioRenderer({ workers: 1 }),
      files: diskFiles,
      install: {
        makeScratchFolder: async () => mkdtemp(join(scratch, 'export-')),
        removeScratchFolder: async (path) => rm(path, { recursive: true, force: true }),
      },
    }),
  });
});

afterAll(async () => {
  await server.close();
  await exporter.close();
  await new Promise((resolve) => listener.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

async function newSession(): Promise<string> {
  const answer = await server.ask('/api/tasks/me/with-session/nemo_agent', {
    method: 'POST',
    headers: { authorization },
    body: '{"task_name":"project"}',
  });
  return z.object({ data: z.object({ session_id: z.string() }) }).parse(await answer.json()).data.session_id;
}

/** Sends a file as a browser does; the server's blob of it gets the canary for a neighbour. */
async function upload(sessionId: string, path: string): Promise<{ readonly status: number; readonly body: unknown }> {
  const bytes = await readFile(path);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const neighbour = join(server.service.folder, 'blobs', hash.slice(0, 2), basename(surroundings.canaryPath));
  await mkdir(dirname(neighbour), { recursive: true });
  await copyFile(surroundings.canaryPath, neighbour);
  const form = new FormData();
  form.append('files', new Blob([bytes]), basename(path));
  const answer = await server.ask(`/api/upload-video/nemo_agent/me/${sessionId}`, {
    method: 'POST',
    headers: { authorization },
    body: form,
  });
  await rm(neighbour);
  const text = await answer.text();
  seen.push(Buffer.from(text));
  return { status: answer.status, body: JSON.parse(text) };
}

/** Puts the file on the session's timeline and exports that. */
async function exported(sessionId: string, file: WireFile, outcome: Taken): Promise<Decoded & { readonly corners: Corners }> {
  const { ports } = server.service;
  const { draft, outcomes } = await editTimeline(ports, caller, {
    sessionId,
    turnId: null,
    isSeparable: false,
    requests: [
      EditRequest.parse({
        kind: 'place-media',
        mediaId: file.id,
        on: outcome.is === 'audio' ? 'sound' : 'video',
        atMs: null,
        durationMs: outcome.is === 'image' ? 1000 : null,
      }),
    ],
  });
  expect(outcomes).toMatchObject([{ kind: 'done' }]);
  const output =
    outcome.is === 'audio'
      ? { format: 'flac' as const, quality: 'low' as const }
      : {
          format: 'mp4' as const,
          quality: 'low' as const,
          resolution: `${FRAME.width}x${FRAME.height}`,
          fps: FRAME.framesPerSecond,
        };
  const id = `render_${file.id}`;
  await startExport(ports, caller, { id, sessionId, draft, output }, { hasAttribution: true });
  const job = await waitForJob(ports, { id, accountId: caller.account.id, signal, onProgress: () => undefined });
  expect(job).toMatchObject({ status: 'completed', errorMessage: null });
  const local = await ports.blobs.local(job?.blobHash ?? '');
  seen.push(await readFile(local.path));
  const corners: Corners = new Map(PLACES.map(({ name }) => [name, []]));
  const [width, height] = outcome.size ?? [1, 1];
  // The picture stands whole in the middle of the frame.
  const scale = Math.min(FRAME.width / width, FRAME.height / height);
  const [halfWidth, halfHeight] = [(scale * width) / FRAME.width / 2, (scale * height) / FRAME.height / 2];
  const decoded = await decodeFile(local.path, (luma) => {
    for (const { name, across, down } of PLACES) {
      corners.get(name)?.push(luma(0.5 + across * halfWidth, 0.5 + down * halfHeight));
    }
  });
  await local.release();
  return { ...decoded, corners };
}

type Corners = ReadonlyMap<Shown['bright'], number[]>;
/** The middles of the four quarters of a picture, from its middle, in halves of it. */
const PLACES = [
  { name: 'upper left', across: -0.5, down: -0.5 },
  { name: 'upper right', across: 0.5, down: -0.5 },
  { name: 'lower left', across: -0.5, down: 0.5 },
  { name: 'lower right', across: 0.5, down: 0.5 },
] as const;

function expectPicture(corners: Corners, { bright, levels }: Shown): void {
  for (const [name, lumas] of corners) {
    const [level, slack] = name === bright ? levels.bright : levels.rest;
    expect(Math.max(...lumas.map((luma) => Math.abs(luma - level))), `${name}: ${lumas.join(' ')}`).toBeLessThanOrEqual(slack);
  }
}

/** The effective level of a stretch, its edges left out. */
function levelOf(left: Float32Array, fromMs: number, toMs: number): number {
  const [from, to] = [fromMs + 100, toMs - 100].map((ms) => 48 * ms);
  const part = left.subarray(from, to);
  return Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / part.length);
}

function expectSound(left: Float32Array, { tone, toneMs, durationMs }: Taken): void {
  const end = durationMs ?? 1000;
  const heard = toneMs ?? end;
  const level = levelOf(left, 0, heard) * Math.SQRT2;
  expect(level, `amplitude ${level}`).toBeGreaterThanOrEqual(0.9 * (tone ?? 0));
  expect(level, `amplitude ${level}`).toBeLessThanOrEqual(1.1 * (tone ?? 0.0001));
  if (heard < end) {
    expect(levelOf(left, heard, end)).toBeLessThan(0.001);
  }
}

describe('a file that is hard to take', () => {
  it.each(CORPUS)('comes to what it should: $name', async (file) => {
    const { outcome } = file;
    const path = await makeCorpusFile(file, surroundings);
    const sessionId = await newSession();
    const { status, body } = await upload(sessionId, path);
    if (outcome.kind === 'refused') {
      expect([status, body]).toEqual([outcome.status, expect.objectContaining({ message: expect.stringMatching(outcome.says) })]);
      expect(Refusal.parse(body).message).toContain(file.name);
      return;
    }

    expect([status, body]).toEqual([200, expect.anything()]);
    const [taken] = UploadAnswer.parse(body).data.files;
    expect(taken).toMatchObject({ filename: file.name, file_type: outcome.is });
    expect([taken?.width ?? null, taken?.height ?? null]).toEqual(outcome.size ?? [null, null]);
    expect(Math.abs(1000 * (taken?.duration ?? 0) - (outcome.durationMs ?? 0))).toBeLessThanOrEqual(60);

    const { video, audio, corners } = await exported(sessionId, taken!, outcome);
    const frames = ((outcome.durationMs ?? 1000) * FRAME.framesPerSecond) / 1000;
    if (outcome.shows === null) {
      expect(video).toBe(null);
      expect(Math.abs((audio?.samples ?? 0) - 48 * (outcome.durationMs ?? 0))).toBeLessThanOrEqual(48 * 60);
    } else {
      expect(Math.abs((video?.frames ?? 0) - frames)).toBeLessThanOrEqual(1);
      expectPicture(corners, outcome.shows);
    }

    expectSound(audio?.left ?? new Float32Array(0), outcome);
    if (outcome.is === 'video') {
      const looked = {
        path,
        contentType: new URL(taken!.cdn_url).searchParams.get('type') ?? '',
        durationMs: outcome.durationMs ?? 0,
      };
      expect(await createMediaAnalyser({ scratchFolder: scratch }).analyse(looked, { kind: 'cuts', signal })).toMatchObject({
        cuts: [],
      });
    }
  });

  it('leaves nothing behind, has asked nobody and told nothing of its neighbours, and the server goes on', async () => {
    expect(await readdir(scratch)).toEqual([]);
    expect(await readdir(join(server.service.folder, 'blobs', 'incoming'))).toEqual([]);
    expect(calls).toBe(0);
    for (const bytes of seen) {
      expect(bytes.includes(SECRET)).toBe(false);
      expect(bytes.includes(folder)).toBe(false);
      expect(bytes.includes(server.service.folder)).toBe(false);
    }

    expect(server.logged.filter(({ level }) => level === 'problem')).toEqual([]);
    expect((await server.ask('/health')).status).toBe(200);
  });
});
