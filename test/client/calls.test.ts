import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/index.ts';
import { REFUSALS } from '../../src/contract/service/index.ts';
import { openScriptedClient, problemOf, type ScriptedClient } from './scripted-client.ts';
import { openScriptedServer, refuse, type ScriptedServer, sendJson } from './scripted-server.ts';

let server: ScriptedServer;
let client: ScriptedClient['client'];
let clock: ScriptedClient['clock'];
let newClient: ScriptedClient['newClient'];

beforeAll(async () => {
  server = await openScriptedServer();
});
afterAll(async () => server.close());
beforeEach(() => {
  server.reset();
  ({ client, clock, newClient } = openScriptedClient(server));
});

const BALANCE = '/api/credits/balance/simple';

describe('every request', () => {
  it('carries the token and the three attribution headers, the one for a token its client id instead', async () => {
    client = newClient({ source: 'music-generator-free-easy', version: '1.2.3', platform: 'cursor', clientId: 'me-1' });
    const session = await client.openSession({ language: 'zh', name: 'rain' });
    await session.state();
    const [first, ...others] = server.received;
    const attribution = {
      'x-skill-source': 'music-generator-free-easy',
      'x-skill-version': '1.2.3',
      'x-skill-platform': 'cursor',
    };
    expect(first?.headers).toMatchObject({ ...attribution, 'x-client-id': 'me-1' });
    expect(first?.headers.authorization).toBeUndefined();
    expect(others).toHaveLength(2);
    for (const { headers } of others) {
      expect(headers).toMatchObject({ ...attribution, authorization: 'Bearer nmv_usr_1' });
    }

    expect(JSON.parse(others[0]?.body ?? '')).toEqual({ task_name: 'rain', language: 'zh' });
  });

  it('says this version of the package', async () => {
    const { version }: { version: string } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    await client.connect();
    expect(server.received[0]?.headers['x-skill-version']).toBe(version);
  });

  it('uses the token that is given, and none where none is wanted', async () => {
    server.script = ({ path }, response) =>
      path === BALANCE && sendJson(response, { code: 0, data: { available: 60, frozen: 40 } });
    expect(await newClient({ token: 'nmv_usr_mine' }).credits()).toEqual({ available: 60, frozen: 40, total: 100 });
    await newClient({ token: null }).credits();
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual(['Bearer nmv_usr_mine', undefined]);
  });

  it('fails as it is when it cannot be made: a header that is none, a storage that does not read', async () => {
    await expect(newClient({ token: 'a\nb' }).credits()).rejects.toThrow(TypeError);
    const broken = (): never => {
      throw new RangeError('the disk is on fire');
    };
    await expect(newClient({ storage: { read: broken, write: broken } }).credits()).rejects.toThrow('the disk is on fire');
    expect(clock.pauses).toEqual([]);
  });

  it('refuses an address that is none', () => {
    expect(() => createClient({ baseUrl: 'ftp://somewhere' })).toThrow(TypeError);
    expect(createClient({ baseUrl: 'http://127.0.0.1:1/api//' }).baseUrl).toBe('http://127.0.0.1:1/api');
  });
});

describe('what a client remembers', () => {
  it('is read by the next one, for the same server alone', async () => {
    let kept: unknown = null;
    const storage = {
      read: () => kept,
      write: (remembered: unknown) => {
        kept = remembered;
      },
    };
    await newClient({ storage }).connect();
    expect(kept).toMatchObject({ baseUrl: server.url, token: 'nmv_usr_1', clientId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    await newClient({ storage }).openSession();
    expect(server.count('anonymous-token')).toBe(1);

    const other = await openScriptedServer();
    await newClient({ baseUrl: other.url, storage: { ...storage, write: () => undefined } }).openSession();
    const first = kept;
    expect(other.received.map(({ headers }) => headers['x-client-id'])).not.toContain(Reflect.get(Object(first), 'clientId'));
    await other.close();
  });

  it('is got anew before it ends, for the same client id', async () => {
    const remembered = { baseUrl: server.url, clientId: 'c-1', token: 'old', userId: null, expiresAt: '2026-11-22T12:00:30Z' };
    await newClient({ storage: { read: () => remembered, write: () => undefined } }).openSession();
    expect(server.received.map(({ headers }) => headers['x-client-id'] ?? headers.authorization)).toEqual([
      'c-1',
      'Bearer nmv_usr_1',
    ]);
  });

  it.each([null, 'nonsense', { token: 5 }])('counts as nothing when it is %j', async (read) => {
    await newClient({ storage: { read: () => read, write: () => undefined } }).connect();
    expect(server.count('anonymous-token')).toBe(1);
  });

  it('is got once for calls that come together', async () => {
    await Promise.all([client.openSession(), client.openSession(), client.connect()]);
    expect(server.count('anonymous-token')).toBe(1);
  });

  it('asks with another client id when the server cannot read it', async () => {
    server.script = ({ path }, response, count) => path.includes('anonymous') && count === 1 && refuse(response, 400, 400);
    await newClient({ clientId: 'weird' }).connect();
    expect(server.received.map(({ headers }) => headers['x-client-id'])).toEqual([
      'weird',
      expect.stringMatching(/^[0-9a-f-]{36}$/),
    ]);
  });
});

describe('a refusal', () => {
  it.each(Object.entries(REFUSALS))('%s of our service is known by its code', async (kind, { code, status }) => {
    server.script = ({ path }, response) => path === BALANCE && refuse(response, code, status, { 'retry-after': '1' });
    expect(await problemOf(client.credits())).toMatchObject({ kind, code, status, message: `refused with ${code}` });
  });

  it.each<[string, number, string, string, string]>([
    ['a code in a 200', 200, 'application/json', '{"code":2001,"message":"No credits"}', 'out-of-credits'],
    ['a code as text', 403, 'application/json', '{"code":"2001"}', 'out-of-credits'],
    ['a code that beats its status', 500, 'application/json', '{"code":402,"message":"x"}', 'export-blocked'],
    ['a code of the newer gateway', 401, 'application/json', '{"code":1010}', 'token-invalid'],
    ['a code inside an error', 400, 'application/json', '{"error":{"code":4001,"message":"x"}}', 'file-unsupported'],
    ['a body of FastAPI', 422, 'application/json', '{"detail":[{"loc":["body"]}]}', 'invalid-body'],
    ['a code that nobody knows', 403, 'application/json', '{"code":77777}', 'scope-missing'],
    ['success: false', 200, 'application/json', '{"success":false,"error":"no"}', 'fault'],
    ['a page of a proxy', 502, 'text/html', '<html><h1>Bad Gateway</h1></html>', 'unavailable'],
    ['a page with 200', 200, 'text/html', '<html>Welcome</html>', 'unreadable-answer'],
    ['half a JSON', 200, 'application/json', '{"code":0,"da', 'unreadable-answer'],
    ['JSON of something else', 200, 'application/json', '{"hello":"world"}', 'unreadable-answer'],
    ['nothing at all', 200, 'application/json', '', 'unreadable-answer'],
    ['nothing but a status', 404, 'text/plain', '', 'not-found'],
  ])('as %s is understood', async (_, status, type, body, kind) => {
    server.script = ({ path }, response) => {
      if (path !== BALANCE) {
        return false;
      }

      response.writeHead(status, { 'content-type': type }).end(body);
      return true;
    };
    const problem = await problemOf(client.credits());
    expect(problem.kind).toBe(kind);
    expect(problem.message).toMatch(/^\S.{0,200}$/);
    expect(problem.message).not.toMatch(/<|nmv_usr|at .*\.ts/);
  });

  it('of credits says where to go: an anonymous user to a link with its id, others to what the service says', async () => {
    const answers = [
      { data: { bind_id: 'anon_7', registration_url: 'https://x.example/register?bind=anon_7', available: 3, required: 20 } },
      {},
      { data: { bind_id: 'user_7', registration_url: 'https://x.example/account' } },
    ];
    const problems = [];
    for (const answer of answers) {
      server.script = ({ path }, response) => path === BALANCE && sendJson(response, { code: 2001, ...answer }, 403);
      problems.push(await problemOf(client.credits()));
    }

    expect(problems).toMatchObject([
      { action: 'register', registrationUrl: 'https://x.example/register?bind=anon_7', available: 3, required: 20 },
      { action: 'register', registrationUrl: `${server.url}/register?bind=anon_1` },
      { action: 'top-up', registrationUrl: null, topUpUrl: 'https://x.example/account' },
    ]);
  });

  it('by a limit is waited for once; a wait of days is left to people', async () => {
    const balance = { code: 0, data: { available: 1, frozen: 0, total: 1 } };
    server.script = ({ path }, response, count) =>
      path === BALANCE && (count === 1 ? refuse(response, 429, 429) : sendJson(response, balance));
    expect(await client.credits()).toMatchObject({ total: 1 });
    expect(clock.pauses).toEqual([30_000]);
    server.script = ({ path }, response) => path === BALANCE && refuse(response, 429, 429, { 'retry-after': '604800' });
    expect(await problemOf(client.credits())).toMatchObject({ kind: 'rate-limited', waitSeconds: 604_800 });
    expect(clock.pauses).toEqual([30_000]);
  });
});

describe('a connection that fails', () => {
  it('is tried again for what may be repeated, longer and longer', async () => {
    server.script = ({ path }, response, count) => {
      if (path === BALANCE && count <= 2) {
        response.destroy();
        return true;
      }

      return path === BALANCE && sendJson(response, { code: 0, data: { available: 1 } });
    };
    expect(await client.credits()).toEqual({ available: 1, frozen: 0, total: 1 });
    expect(clock.pauses).toEqual([500, 1000]);
  });

  it('is a problem after four tries', async () => {
    server.script = ({ path }, response) => {
      response.destroy();
      return path !== '';
    };
    expect(await problemOf(client.credits())).toMatchObject({ kind: 'unreachable', code: 0, status: null, action: 'try-again' });
    expect(server.count('anonymous-token')).toBe(4);
  });

  it('is not repeated for what must be done once', async () => {
    server.script = ({ path }, response) => {
      if (path === '/api/tokens') {
        response.destroy();
        return true;
      }

      return false;
    };
    expect(await problemOf(client.tokens.create({ name: 'x' }))).toMatchObject({ kind: 'unreachable' });
    expect(server.count('/api/tokens')).toBe(1);
  });

  it('and a server that never answers are left after a minute', async () => {
    server.script = ({ path }) => {
      if (path === BALANCE) {
        setImmediate(() => clock.advance(60_000));
      }

      return path === BALANCE;
    };
    expect(await problemOf(client.credits())).toMatchObject({ kind: 'timed-out' });
  });

  it('ends at once when the caller leaves, with the reason of the caller', async () => {
    const leave = new AbortController();
    server.script = ({ path }) => {
      if (path === BALANCE) {
        leave.abort(new Error('enough'));
      }

      return path === BALANCE;
    };
    await expect(client.credits({ signal: leave.signal })).rejects.toThrow('enough');
  });
});
