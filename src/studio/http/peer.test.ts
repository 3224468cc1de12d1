import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestServer, type TestServer } from '../../../test/http-fixture.ts';

let open: TestServer;
let closed: TestServer;
let proxied: TestServer;

beforeAll(async () => {
  open = await openTestServer({ settings: { isOpen: true }, host: { origins: ['https://listed.example'] } });
  const { service } = open;
  closed = await openTestServer({ service, settings: { isOpen: false } });
  proxied = await openTestServer({ service, host: { trustsProxy: true }, settings: { accountsPerAddress: 1 } });
});

afterAll(async () => {
  await Promise.all([closed.close(), proxied.close()]);
  await open.close();
});

type Headers = { readonly [name: string]: string };

/** The status of a question for the balance, with headers that `fetch` would not let us set. */
async function balanceStatus(server: TestServer, headers: Headers): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        host: '127.0.0.1',
        port: server.port,
        path: '/api/credits/balance/simple',
        headers,
        setHost: headers['host'] === undefined,
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    asking.on('error', reject);
    asking.end();
  });
}

describe('open mode', () => {
  const own =
    (headers: (port: number) => Headers): (() => Promise<number>) =>
    async () =>
      balanceStatus(open, headers(open.port));

  it.each([
    ['a program', own(() => ({}))],
    ['localhost', own((port) => ({ host: `localhost:${port}` }))],
    ['the IPv6 name', own((port) => ({ host: `[::1]:${port}` }))],
    [
      'our own page',
      own((port) => ({ host: `localhost:${port}`, origin: `http://localhost:${port}`, 'sec-fetch-site': 'same-origin' })),
    ],
    ['the address bar', own(() => ({ 'sec-fetch-site': 'none' }))],
  ])('lets the owner in without a token: %s', async (_, ask) => {
    expect(await ask()).toBe(200);
  });

  it.each([
    ['a name that was pointed here', own((port) => ({ host: `evil.example:${port}` }))],
    ['a name without our port', own(() => ({ host: 'localhost' }))],
    ['another port', own(() => ({ host: 'localhost:1' }))],
    ['a foreign page', own(() => ({ origin: 'https://evil.example' }))],
    ['a page of another port of this machine', own(() => ({ origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' }))],
    ['a listed page', own(() => ({ origin: 'https://listed.example' }))],
    ['a page without an origin', own(() => ({ origin: 'null' }))],
    ['a picture in a foreign page', own(() => ({ 'sec-fetch-site': 'cross-site' }))],
    ['a proxy', own(() => ({ 'x-forwarded-for': '203.0.113.9' }))],
    ['a proxy by the standard', own(() => ({ forwarded: 'for=203.0.113.9' }))],
    ['a bad token', own(() => ({ authorization: 'Bearer nmv_usr_x' }))],
  ])('lets nobody else in: %s', async (_, ask) => {
    expect(await ask()).toBe(401);
  });

  it('is off unless it is on', async () => {
    expect(await balanceStatus(closed, {})).toBe(401);
  });
});

describe('the client’s address', () => {
  const newAccount = async (server: TestServer, forwarded: string): Promise<number> =>
    (
      await server.ask('/api/auth/anonymous-token', {
        method: 'POST',
        headers: { 'X-Client-Id': crypto.randomUUID(), 'X-Forwarded-For': forwarded },
      })
    ).status;

  it('is the last one a trusted proxy forwarded for, whatever the client put before it', async () => {
    expect(await newAccount(proxied, '9.9.9.9, 203.0.113.1')).toBe(200);
    expect(await newAccount(proxied, '8.8.8.8, 203.0.113.1')).toBe(429);
    expect(await newAccount(proxied, '203.0.113.2')).toBe(200);
  });
});

describe('pages of other origins', () => {
  it('may call with a token if they are listed', async () => {
    const headers = {
      origin: 'https://listed.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization, x-skill-source',
    };
    const preflight = await open.ask('/api/credits/redeem', { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://listed.example');
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('x-skill-source');
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();

    const authorization = `Bearer ${await open.newToken()}`;
    const call = await open.ask('/api/credits/balance/simple', { headers: { origin: 'https://listed.example', authorization } });
    expect([call.status, call.headers.get('access-control-allow-origin')]).toEqual([200, 'https://listed.example']);
    expect(call.headers.get('vary')).toContain('Origin');
  });

  it('get no permission otherwise, not even to read a refusal', async () => {
    for (const origin of ['https://evil.example', 'https://listed.example.evil.example', 'null']) {
      const preflight = await open.ask('/api/credits/redeem', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
      expect((await open.ask('/nothing', { headers: { origin } })).headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});
