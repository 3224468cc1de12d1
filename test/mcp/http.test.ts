import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServeProcess, startServer } from '../serve-process.ts';
import { ServiceClient } from '../service-client.ts';
import { McpSession } from './mcp-session.ts';

const CLIENTS = fileURLToPath(new URL('../clients/node_modules/.bin/', import.meta.url));
const run = promisify(execFile);
const ACCEPTED = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' };
const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};

let root: string;
let server: ServeProcess;
let url: string;
let owner: McpSession;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cuesmith-mcp-'));
  server = await startServer(root);
  url = `${server.url}/mcp`;
  owner = await McpSession.overHttp(url);
});
afterAll(async () => {
  await owner.close();
  await server.kill();
  await rm(root, { recursive: true, force: true });
});

const send = async (body: unknown, headers: { readonly [name: string]: string } = {}): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { ...ACCEPTED, ...headers }, body: JSON.stringify(body) });

describe('the person at this machine', () => {
  it('makes music without a token and gets a link that works', async () => {
    const heard: number[] = [];
    const made = await owner.call(
      'make_music',
      { prompt: 'calm piano', duration_seconds: 3, format: 'mp3' },
      { onProgress: ({ progress }) => heard.push(progress) },
    );
    expect(made.isError, made.text).toBe(false);
    expect(made.data).toMatchObject({ status: 'completed', files: [{ format: 'mp3', mime_type: 'audio/mpeg' }] });
    const file = await fetch(made.links[0] ?? '');
    expect([file.status, (await file.arrayBuffer()).byteLength > 10_000]).toEqual([200, true]);
    expect([heard.length > 1, heard.at(-1)]).toEqual([true, 1]);
    const { tools } = await owner.client.listTools();
    expect(tools.map(({ name }) => name)).not.toContain('get_credits');
  });

  it('may not have files of the server’s disk read', async () => {
    const { isError, code, text } = await owner.call('score_video', { video: '/etc/passwd', prompt: 'folk' });
    expect([isError, code]).toEqual([true, 'usage.no-local-files']);
    expect(text).not.toContain('root:');
    expect((await owner.call('upload_asset', { file: 'file:///etc/passwd' })).code).toBe('usage.no-local-files');
  });
});

describe('an account', () => {
  it('pays for music once, sees its credits, and nobody else’s projects', async () => {
    const { token } = await ServiceClient.connect(server.url);
    const session = await McpSession.overHttp(url, token);
    expect((await session.call('get_credits')).data).toMatchObject({ available: 100, price_of_music: 20 });
    const wish = { prompt: 'calm piano', duration_seconds: 2, wait_seconds: 60, idempotency_key: 'once' };
    const made = await session.call('make_music', wish);
    expect(made.data, made.text).toMatchObject({ status: 'completed' });
    await session.call('make_music', wish);
    expect((await session.call('get_credits')).data).toMatchObject({ available: 80, frozen: 0 });
    expect(JSON.stringify((await owner.call('list_projects')).data)).not.toContain(JSON.stringify(made.data['project']));
    expect((await owner.call('get_status', { job_id: made.data['job_id'] })).code).toBe('usage.no-job');
    for (let piece = 0; piece < 4; piece++) {
      await session.call('make_music', { ...wish, duration_seconds: 1, wait_seconds: 0, idempotency_key: `more ${piece}` });
    }

    const refused = await session.call('make_music', { ...wish, idempotency_key: 'too much' });
    expect([refused.isError, refused.code]).toEqual([true, 'refused.out-of-credits, 2001']);
    expect(refused.text).toContain('/register?bind=');
    await session.close();
  });

  it('is asked for the scopes that a tool needs', async () => {
    const client = await ServiceClient.connect(server.url);
    const made: unknown = await (await client.send('POST', '/api/tokens', { name: 'reader', scopes: ['read'] })).json();
    const token = /nmv_usr_[\w-]+/.exec(JSON.stringify(made))?.[0] ?? '';
    const session = await McpSession.overHttp(url, token);
    expect((await session.call('list_projects')).isError).toBe(false);
    expect((await session.call('make_music', { prompt: 'folk' })).code).toBe('refused.scope-missing, 1003');
    expect((await session.call('explain_prompt', { prompt: 'folk' })).isError).toBe(false);
    await session.close();
  });
});

describe('sessions', () => {
  it('belong to the token that began them, and end when their client says so', async () => {
    const begun = await send(INITIALIZE);
    const id = begun.headers.get('mcp-session-id') ?? '';
    await begun.text();
    const ask = { jsonrpc: '2.0', id: 2, method: 'tools/list' };
    const own = await send(ask, { 'Mcp-Session-Id': id });
    expect([own.status, await own.text()]).toEqual([200, expect.stringContaining('make_music')]);
    const { token } = await ServiceClient.connect(server.url);
    const other = await send(ask, { 'Mcp-Session-Id': id, Authorization: `Bearer ${token}` });
    expect([other.status, await other.json()]).toEqual([404, expect.objectContaining({ jsonrpc: '2.0' })]);
    expect((await send(ask)).status).toBe(400);

    const ended = await fetch(url, { method: 'DELETE', headers: { ...ACCEPTED, 'Mcp-Session-Id': id } });
    expect(ended.status).toBe(200);
    expect((await send(ask, { 'Mcp-Session-Id': id })).status).toBe(404);
  });

  it('are not needed by the newer protocol, which says in each request who asks', async () => {
    const meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    const params = { name: 'list_styles', arguments: { kind: 'moods' }, _meta: meta };
    const answer = await send(
      { jsonrpc: '2.0', id: 1, method: 'tools/call', params },
      { 'Mcp-Protocol-Version': '2026-07-28', 'Mcp-Method': 'tools/call', 'Mcp-Name': 'list_styles' },
    );
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('"kind":"moods"')]);
  });

  it('are closed to pages of others, to wrong tokens and to what is no message', async () => {
    const page = await send(INITIALIZE, { Origin: 'https://evil.example' });
    expect([401, 403]).toContain(page.status);
    const { token } = await ServiceClient.connect(server.url);
    const withToken = await send(INITIALIZE, { Origin: 'https://evil.example', Authorization: `Bearer ${token}` });
    expect(withToken.status).toBe(403);
    expect((await send(INITIALIZE, { Authorization: 'Bearer nmv_usr_x' })).status).toBe(401);
    const broken = await fetch(url, { method: 'POST', headers: ACCEPTED, body: '{"jsonrpc":' });
    expect([broken.status, await broken.json()]).toEqual([422, expect.objectContaining({ code: 422 })]);
  });
});

describe('tools of others', () => {
  it.each([
    'server-initialize',
    'ping',
    'tools-list',
    'resources-list',
    'prompts-list',
    'dns-rebinding-protection',
    'server-sse-multiple-streams',
    'resources-subscribe',
    'resources-unsubscribe',
  ])('the conformance suite’s scenario %s passes', async (scenario) => {
    const { stdout } = await run(process.execPath, [
      join(CLIENTS, 'conformance'),
      'server',
      '--url',
      url,
      '--scenario',
      scenario,
    ]);
    expect(stdout).toMatch(/Passed: (\d+)\/\1, 0 failed, 0 warnings/);
  });

  it('MCP Inspector lists and calls every tool', async () => {
    const inspect = async (...words: readonly string[]): Promise<{ readonly [key: string]: unknown }> => {
      const { stdout } = await run(process.execPath, [
        join(CLIENTS, 'mcp-inspector'),
        '--cli',
        url,
        '--transport',
        'http',
        ...words,
      ]);
      return JSON.parse(stdout);
    };
    const call = async (name: string, ...given: readonly string[]): Promise<{ readonly [key: string]: unknown }> =>
      inspect('--method', 'tools/call', '--tool-name', name, ...given.flatMap((word) => ['--tool-arg', word]));
    const { tools } = await inspect('--method', 'tools/list');
    const listed = Array.isArray(tools) ? tools.map(({ name }) => String(name)) : [];
    const calls: readonly (readonly [tool: string, ...given: string[]])[] = [
      ['make_music', 'prompt=calm piano', 'duration_seconds=2', 'project=Inspected'],
      ['edit_timeline', 'project=Inspected', 'words=music at 50%'],
      ['undo', 'project=Inspected'],
      ['redo', 'project=Inspected'],
      ['get_timeline', 'project=Inspected'],
      ['export_video', 'project=Inspected', 'format=mid'],
      ['list_projects'],
      ['explain_prompt', 'prompt=folk'],
      ['list_styles', 'kind=uses'],
    ];
    for (const [tool, ...given] of calls) {
      const answer = await call(tool, ...given);
      expect([tool, answer['isError'] ?? false, typeof answer['structuredContent']]).toEqual([tool, false, 'object']);
    }

    // These need what a test without a network has not: a film at an address, a job of this moment. They say so.
    const refused: readonly (readonly [tool: string, given: string[]])[] = [
      ['score_video', ['video=http://127.0.0.1/x.mp4', 'prompt=folk']],
      ['upload_asset', ['file=http://127.0.0.1/x.mp4']],
      ['get_status', ['job_id=job_none']],
      ['cancel', ['job_id=job_none']],
    ];
    for (const [tool, given] of refused) {
      const answer = await call(tool, ...given).catch((problem: unknown) => JSON.parse(stdoutOf(problem)));
      expect([tool, answer['isError']]).toEqual([tool, true]);
    }

    expect([...calls.map(([tool]) => tool), ...refused.map(([tool]) => tool)].sort()).toEqual([...listed].sort());
  });
});

/** What a program wrote that ended with another code than 0: the Inspector does for an answer that is an error. */
function stdoutOf(problem: unknown): string {
  return typeof problem === 'object' && problem !== null && 'stdout' in problem ? String(problem.stdout) : '';
}
