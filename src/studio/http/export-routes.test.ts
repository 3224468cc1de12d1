import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTestServer, type TestServer } from '../../../test/http-fixture.ts';
import { RenderStatusAnswer } from '../../contract/service/index.ts';
import { exportHandler } from '../actions/exports/export-job.ts';
import { keepMusic, musicDraft } from '../../../test/export-fixture.ts';
import { waitForJob } from '../jobs/index.ts';
import { createAudioRenderer } from '../audio-worker/index.ts';
import { createMediaExporter } from '../media/index.ts';
import { diskFiles } from '../store/disk-files.ts';
import { nodeInstall } from '../store/node-install.ts';
import { findSession } from '../store/records/sessions.ts';

const SKILL = { 'x-skill-source': 'demo', 'x-skill-version': '1.0.0', 'x-skill-platform': 'cursor' };
const mediaExporter = createMediaExporter();
const stemRenderer = createAudioRenderer({ workers: 1 });
let server: TestServer;
let token = '';
let accountId = '';
let sessionId = '';
let music = '';

beforeAll(async () => {
  server = await openTestServer();
  const { service } = server;
  token = await server.newToken();
  const made = await ask('POST', '/api/tasks/me/with-session/nemo_agent', { task_name: 'project' });
  const { data } = z.object({ data: z.object({ session_id: z.string(), user_id: z.string() }) }).parse(await made.json());
  sessionId = data.session_id;
  accountId = await accountOf(data.user_id);
  music = await keepMusic(service.ports, { accountId, sessionId, folder: service.folder, mediaExporter });
  expect(await findSession(service.ports.database, { id: sessionId, accountId })).not.toBeNull();
  await service.ports.queue.work({
    generate: async () => Promise.reject(new Error('Nothing is generated here')),
    export: exportHandler({ ...service.ports, mediaExporter, stemRenderer, files: diskFiles, install: await nodeInstall() }),
  });
});

afterAll(async () => {
  await server.close();
  await Promise.all([mediaExporter.close(), stemRenderer.close()]);
});

async function accountOf(userId: string): Promise<string> {
  const row = z.object({ id: z.string() });
  const found = await server.service.ports.database.row(row, 'select id from accounts where user_id = $1', [userId]);
  return found?.id ?? '';
}

async function ask(
  method: string,
  path: string,
  body: unknown = null,
  headers: Record<string, string> = SKILL,
): Promise<Response> {
  return server.ask(path, {
    method,
    headers: { ...headers, authorization: `Bearer ${token}` },
    ...(body === null ? {} : { body: JSON.stringify(body) }),
  });
}

function wish(id: string, more: object = {}): object {
  return { id, sessionId, draft: musicDraft(music, 1000), output: { format: 'mp4', resolution: '432x240', fps: 24, ...more } };
}

async function finish(id: string): Promise<void> {
  const { ports } = server.service;
  await waitForJob(ports, { id, accountId, signal: new AbortController().signal, onProgress: () => undefined });
}

describe('the wire of exports', { timeout: 30_000 }, () => {
  it('starts, tells and gives a file at both levels, in the words of the contract', async () => {
    const started: unknown = await (await ask('POST', '/api/render/proxy/lambda', wish('render_1'))).json();
    const brief = { id: 'render_1', status: 'pending', progress: 0 };
    expect(started).toEqual({ success: true, taskId: 'render_1', ...brief, data: brief });
    await finish('render_1');

    const status = RenderStatusAnswer.parse(await (await ask('GET', '/api/render/proxy/lambda/render_1')).json());
    expect(status).toMatchObject({
      success: true,
      taskId: 'render_1',
      status: 'completed',
      progress: 100,
      error: null,
      output: { duration: 1, width: 432, height: 240, format: 'mp4' },
      data: { id: 'render_1', status: 'completed', outputUrl: status.output?.url, createdAt: status.createdAt, error: null },
      lambda: { done: true, overallProgress: 1, outputFile: status.output?.url, fatalErrorEncountered: false, errors: [] },
    });
    expect(status.completedAt).toBeGreaterThanOrEqual(status.createdAt);
    expect(await (await ask('GET', '/api/render/proxy/render_1')).json()).toMatchObject({ id: 'render_1', status: 'completed' });

    // The link works without a token.
    const { pathname, search } = new URL(status.output?.url ?? '');
    const linked = await server.ask(`${pathname}${search}`);
    expect([linked.status, (await linked.arrayBuffer()).byteLength]).toEqual([200, status.output?.size]);
  });

  it('downloads with ranges, HEAD and a name', async () => {
    const path = '/api/render/proxy/render_1/download';
    const whole = await ask('GET', path);
    const bytes = new Uint8Array(await whole.arrayBuffer());
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(whole.headers.get('content-disposition')).toContain('attachment; filename="Urban Dreams.mp4"');
    expect(Buffer.from(bytes.subarray(4, 8)).toString('latin1')).toBe('ftyp');
    const part = await ask('GET', path, null, { range: 'bytes=4-7' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 4-7/${bytes.length}`]);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.subarray(4, 8));
    const head = await ask('HEAD', path);
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
  });

  it('knows the older address, sound formats, and an equal body under the same id', async () => {
    const body = wish('render_sound', { format: 'mp3' });
    await ask('POST', '/api/render/proxy/draft', body);
    await finish('render_sound');
    expect(await (await ask('POST', '/api/render/proxy/lambda', body)).json()).toMatchObject({ status: 'completed' });
    expect((await ask('GET', '/api/render/proxy/render_sound/download')).headers.get('content-type')).toBe('audio/mpeg');
    const other = await ask('POST', '/api/render/proxy/lambda', wish('render_sound', { format: 'wav' }));
    expect([other.status, await other.json()]).toMatchObject([409, { code: 4009 }]);
  });

  it('cancels and tries again', async () => {
    const id = 'render_again';
    await ask('POST', '/api/render/proxy/lambda', { ...wish(id), draft: musicDraft(music, 9000) });
    const cancelled: unknown = await (await ask('POST', `/api/render/proxy/lambda/${id}/cancel`)).json();
    expect(cancelled).toEqual({ success: true, data: { id, status: 'cancelled' } });
    expect(await (await ask('GET', `/api/render/proxy/lambda/${id}`)).json()).toMatchObject({
      status: 'cancelled',
      output: null,
    });
    expect(await (await ask('POST', `/api/render/proxy/lambda/${id}/retry`)).json()).toMatchObject({ id, status: 'pending' });
    await ask('POST', `/api/render/proxy/lambda/${id}/cancel`);
  });

  it('refuses by the table: 402 without attribution, 404 for what is not there, 422 with the place of the fault', async () => {
    const cases: readonly [Promise<Response>, number, number][] = [
      [ask('POST', '/api/render/proxy/lambda', wish('render_2'), { 'x-skill-source': 'demo' }), 402, 402],
      [ask('GET', '/api/render/proxy/lambda/render_none'), 404, 1004],
      [ask('GET', '/api/render/proxy/render_none/download'), 404, 1004],
      [ask('POST', '/api/render/proxy/lambda', { ...wish('render_3'), sessionId: '5529798706024415232' }), 404, 1002],
      [ask('POST', '/api/render/proxy/lambda', { ...wish('render_4'), draft: {} }), 422, 422],
      [ask('POST', '/api/render/proxy/lambda', wish('render_5', { resolution: '4000x3000' })), 422, 422],
      [ask('POST', '/api/render/proxy/lambda', wish('../etc')), 422, 422],
    ];
    for (const [asked, status, code] of cases) {
      const answer = await asked;
      expect([answer.status, await answer.json()]).toMatchObject([status, { code, data: null }]);
    }
  });
});
