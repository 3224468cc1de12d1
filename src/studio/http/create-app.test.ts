import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RefusalAnswer } from '../../contract/service/index.ts';
import { StudioError } from '../../engine/kernel/index.ts';
import { openTestServer, type TestServer } from '../../../test/http-fixture.ts';
import { openRoute, route, type Route } from './route.ts';

const SECRET = 'relation "accounts" of /home/someone';
const facts = { tag: 'server', summary: 'For this test.', limit: 'none' } as const;
const Answer = z.object({ text: z.string() });

/** Routes that do what handlers of the service should not. */
const oddRoutes: readonly Route[] = [
  openRoute({
    ...facts,
    method: 'GET',
    path: '/odd/fault',
    id: 'oddFault',
    handle: async () => Promise.reject(new Error(SECRET)),
  }),
  openRoute({
    ...facts,
    method: 'GET',
    path: '/odd/full',
    id: 'oddFull',
    handle: async () => Promise.reject(new StudioError('blobs.full', SECRET)),
  }),
  openRoute({
    ...facts,
    method: 'GET',
    path: '/odd/breach',
    id: 'oddBreach',
    answer: Answer,
    handle: async () => Promise.resolve(JSON.parse('{"text":1}')),
  }),
  openRoute({
    ...facts,
    method: 'GET',
    path: '/odd/broken',
    id: 'oddBroken',
    async handle() {
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.enqueue(new Uint8Array(10));
          controller.error(new Error(SECRET));
        },
      });
      return Promise.resolve(new Response(body, { headers: { 'content-length': '1000' } }));
    },
  }),
  route({
    ...facts,
    method: 'POST',
    path: '/odd/echo/:name',
    id: 'oddEcho',
    scope: 'any',
    limit: 'read',
    params: z.object({ name: z.string() }),
    query: z.object({ times: z.coerce.number().max(3).default(1) }),
    body: z.object({ deep: z.array(z.object({ text: z.string() })).default([]) }),
    answer: Answer,
    handle: async ({ params, query, body }) =>
      Promise.resolve({ text: `${params.name} ${body.deep.map(({ text }) => text).join()}`.repeat(query.times) }),
  }),
];

let server: TestServer;
let authorization: string;

beforeAll(async () => {
  server = await openTestServer({ routes: oddRoutes });
  authorization = `Bearer ${await server.newToken()}`;
});

afterAll(async () => server.close());

async function refusal(response: Response): Promise<RefusalAnswer> {
  const answer = RefusalAnswer.parse(await response.json());
  expect(answer.error).toBe(answer.message);
  expect(answer.detail).toBe(answer.message);
  expect(response.headers.get('x-request-id')).toBe(answer.request_id);
  expect(JSON.stringify(answer)).not.toContain('someone');
  return answer;
}

const echo = async (
  body: RequestInit['body'],
  path = '/odd/echo/x',
  headers: { [name: string]: string } = {},
): Promise<Response> => server.ask(path, { method: 'POST', headers: { authorization, ...headers }, body: body ?? null });

describe('every answer', () => {
  it('leads from a client id to the state of a session', async () => {
    expect(await (await server.ask('/health')).json()).toEqual({ status: 'ok' });
    const made = await server.ask('/api/tasks/me/with-session/nemo_agent', {
      method: 'POST',
      headers: { authorization },
      body: JSON.stringify({ task_name: 'project', language: 'en' }),
    });
    const { data } = JSON.parse(await made.text());
    const state = await server.ask(`/api/state/nemo_agent/me/${data.session_id}/latest`, { headers: { authorization } });
    expect(JSON.parse(await state.text())).toMatchObject({
      code: 0,
      data: { session_id: data.session_id, state: { draft: {} } },
    });
  });

  it('is safe to show in a browser, whatever it is', async () => {
    for (const path of ['/health', '/nothing', '/docs', '/', '/openapi.json', '/odd/fault']) {
      const { headers } = await server.ask(path);
      expect({ path, nosniff: headers.get('x-content-type-options') }).toEqual({ path, nosniff: 'nosniff' });
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{24}$/);
    }
  });

  it('tells ADK clients what runs here', async () => {
    const version = z.looseObject({ version: z.string(), language: z.string(), language_version: z.string() });
    version.parse(await (await server.ask('/version')).json());
    expect(await (await server.ask('/list-apps', { headers: { authorization } })).json()).toEqual(['nemo_agent']);
  });
});

describe('a refusal', () => {
  it('meets unknown paths, and names the methods of known ones', async () => {
    const unknown = await server.ask('/api/nothing');
    expect([unknown.status, (await refusal(unknown)).code]).toEqual([404, 404]);
    const wrong = await server.ask('/api/auth/anonymous-token');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
    expect((await refusal(wrong)).message).toContain('POST');
    const head = await server.ask('/version', { method: 'DELETE' });
    expect(head.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
  });

  it.each([
    ['no JSON', '{"deep":', /should be JSON/],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), /UTF-8/],
    ['UTF-8 that is cut off', new Uint8Array([0x22, 0xe2, 0x82]), /UTF-8/],
    ['another kind of value', '[]', /the body: expected object, received array/],
    ['a wrong field', '{"deep":[{"text":"a"},{"text":7}]}', /deep\[1\]\.text: expected string, received number/],
    ['nesting without end', '['.repeat(100_000), /100 levels/],
  ])('names what is wrong: %s', async (_, body, message) => {
    const response = await echo(body);
    expect(response.status).toBe(422);
    const { code, message: said } = await refusal(response);
    expect(code).toBe(422);
    expect(said).toMatch(message);
  });

  it('names what is wrong with a query', async () => {
    const response = await echo('{}', '/odd/echo/x?times=9');
    expect((await refusal(response)).message).toMatch(/query.*times: too big/i);
    expect(await (await echo(null, '/odd/echo/x?times=2')).json()).toEqual({ text: 'x x ' });
  });

  it('meets a body that is too large, before it came and while it comes', async () => {
    const declared = await echo(new Uint8Array(3 << 20));
    expect([declared.status, (await refusal(declared)).code]).toEqual([413, 4002]);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1 << 16;
        controller.enqueue(new Uint8Array(1 << 16).fill(0x20));
      },
    });
    const request: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: { authorization },
      body: endless,
      duplex: 'half',
    };
    const growing = await server.ask('/odd/echo/x', request).catch((cause: unknown) => cause);
    if (growing instanceof Response) {
      expect(growing.status).toBe(413);
    }

    expect(sent).toBeLessThan(64 << 20);
  });

  it('meets addresses that are too long, or no UTF-8', async () => {
    expect((await server.ask(`/${'a'.repeat(9000)}`)).status).toBe(422);
    expect((await refusal(await server.ask('/files/%ff/x'))).message).toContain('UTF-8');
    expect((await server.ask('/docs/%2e%2e%2fpackage.json')).status).toBe(404);
  });

  it('never shows the inside of the service, and logs it under the request’s id', async () => {
    const fault = await server.ask('/odd/fault');
    const { code, request_id } = await refusal(fault);
    expect([fault.status, code]).toEqual([500, 5000]);
    const line = server.logged.find(({ request }) => request === request_id);
    expect(JSON.stringify(line)).toContain('someone');

    const full = await server.ask('/odd/full');
    expect([full.status, (await refusal(full)).code, full.headers.get('retry-after')]).toEqual([503, 5003, '30']);
  });

  it('stands for an answer that breaks its promise', async () => {
    expect((await server.ask('/odd/breach')).status).toBe(500);
  });

  it('shows a body that breaks off as one that is not whole', async () => {
    await expect(server.ask('/odd/broken').then(async (response) => response.arrayBuffer())).rejects.toThrow();
    expect(server.logged.some(({ msg }) => msg === 'answer broke off')).toBe(true);
  });
});

describe('a token', () => {
  it.each([
    ['none', {}],
    ['nonsense', { authorization: 'Basic abc' }],
    ['an unknown one', { authorization: `Bearer nmv_usr_${'a'.repeat(43)}` }],
  ])('must be there and live: %s', async (_, headers) => {
    const response = await server.ask('/api/credits/balance/simple', { headers });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect((await refusal(response)).code).toBe(1001);
  });

  it('must allow what is asked', async () => {
    const made = await server.ask('/api/tokens', {
      method: 'POST',
      headers: { authorization },
      body: JSON.stringify({ name: 'reader', scopes: ['read'] }),
    });
    const { data } = JSON.parse(await made.text());
    const reader = { authorization: `Bearer ${data.token}` };
    expect((await server.ask('/api/credits/balance/simple', { headers: reader })).status).toBe(200);
    const write = await server.ask('/api/tasks/me/with-session/nemo_agent', { method: 'POST', headers: reader, body: '{}' });
    expect([write.status, (await refusal(write)).code]).toEqual([403, 1003]);
    const revoked = await server.ask(`/api/tokens/${data.id}/revoke`, { method: 'POST', headers: reader });
    expect(revoked.status).toBe(200);
    expect((await server.ask('/api/credits/balance/simple', { headers: reader })).status).toBe(401);
  });

  it('is in no line of the log, nor is what a link is signed with', async () => {
    await server.ask('/files/abc/x?signature=hidden-signature');
    const log = JSON.stringify(server.logged);
    expect(log).toContain('"route":"/files/:hash/:filename"');
    expect(log).not.toContain(authorization.slice('Bearer '.length));
    expect(log).not.toContain('hidden-signature');
  });
});

describe('the numbers', () => {
  it('count requests by route, for programs of this machine', async () => {
    const text = await (await server.ask('/metrics')).text();
    expect(text).toMatch(/cuesmith_http_requests_total\{method="GET",route="\/health",status="200"\} [1-9]/);
    expect(text).toContain('cuesmith_turns_running 0');
    expect(text).toContain('cuesmith_jobs_unfinished{kind="export",status="pending"} 0');
    expect((await server.ask('/metrics', { headers: { 'x-forwarded-for': '1.2.3.4' } })).status).toBe(404);
  });
});
