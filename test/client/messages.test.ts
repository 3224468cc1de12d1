import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/index.ts';
import { adk, openScriptedClient, sayTo, type ScriptedClient, text } from './scripted-client.ts';
import { openScriptedServer, refuse, type ScriptedServer, sendEvents } from './scripted-server.ts';

let server: ScriptedServer;
let client: ScriptedClient['client'];
let clock: ScriptedClient['clock'];
let notices: ScriptedClient['notices'];

beforeAll(async () => {
  server = await openScriptedServer();
});
afterAll(async () => server.close());
beforeEach(() => {
  server.reset();
  ({ client, clock, notices } = openScriptedClient(server));
});

describe('a message whose sender leaves', () => {
  /** Begins to stream and never ends; says when the client has gone. */
  function streamForever(): Promise<void> {
    return new Promise((resolve) => {
      server.script = ({ path }, response) => {
        if (path !== '/run_sse') {
          return false;
        }

        response.once('close', resolve);
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(adk({ parts: [{ text: 'I begin.' }] }));
        return true;
      };
    });
  }

  it('by a signal ends with the reason of it, and lets go of the stream', async () => {
    const gone = streamForever();
    const leave = new AbortController();
    const session = await client.openSession();
    const listen = async (): Promise<void> => {
      for await (const happening of session.send('hello', { signal: leave.signal })) {
        expect(happening).toEqual(text('I begin.'));
        leave.abort(new Error('enough'));
      }
    };
    await expect(listen()).rejects.toThrow('enough');
    await gone;
    expect(server.received.at(-1)?.path).toBe('/run_sse');
  });

  it('by leaving the loop lets go of the stream too', async () => {
    const gone = streamForever();
    const session = await client.openSession();
    for await (const happening of session.send('hello')) {
      expect(happening).toEqual(text('I begin.'));
      break;
    }

    await gone;
  });

  it('with the whole client ends with the reason of that', async () => {
    const gone = streamForever();
    const end = new AbortController();
    client = createClient({ baseUrl: server.url, clock, signal: end.signal });
    const session = await client.openSession();
    const listen = async (): Promise<void> => {
      for await (const happening of session.send('hello')) {
        end.abort(new Error(`over after ${happening.kind}`));
      }
    };
    await expect(listen()).rejects.toThrow('over after text');
    await gone;
  });
});

describe('a message that is refused', () => {
  it.each([
    [2001, 403, 'out-of-credits', 'register'],
    [4009, 409, 'conflict', 'wait'],
    [422, 422, 'invalid-body', 'change-request'],
    [5000, 500, 'fault', 'try-again'],
    [5003, 503, 'unavailable', 'try-again'],
  ])('with %d is a problem and sent once', async (code, status, kind, action) => {
    server.script = ({ path }, response) => path === '/run_sse' && refuse(response, code, status);
    const { happenings, done } = await sayTo(client);
    expect(happenings).toMatchObject([{ kind: 'problem', problem: { kind, action, code, status } }]);
    expect(done).toMatchObject({ outcome: 'failed', changes: [] });
    expect(server.count('/run_sse')).toBe(1);
  });

  it('with 1001 is sent again with another token of the same client, once', async () => {
    server.script = ({ path }, response, count) =>
      path === '/run_sse' &&
      (count === 1 ? refuse(response, 1001, 401) : sendEvents(response, [adk({ parts: [{ text: 'Hi' }] })]));
    expect((await sayTo(client)).happenings).toEqual([text('Hi')]);
    const asked = server.received.filter(({ path }) => path === '/api/auth/anonymous-token');
    expect(new Set(asked.map(({ headers }) => headers['x-client-id'])).size).toBe(1);
    expect(asked).toHaveLength(2);
    expect(server.received.filter(({ path }) => path === '/run_sse').map(({ headers }) => headers.authorization)).toEqual([
      'Bearer nmv_usr_1',
      'Bearer nmv_usr_2',
    ]);
    expect(notices).toContainEqual({ kind: 'token-renewed' });
  });

  it('with 1001 twice is a problem', async () => {
    server.script = ({ path }, response) => path === '/run_sse' && refuse(response, 1001, 401);
    expect((await sayTo(client)).happenings).toMatchObject([
      { kind: 'problem', problem: { kind: 'token-invalid', action: 'connect-again' } },
    ]);
    expect(server.count('/run_sse')).toBe(2);
  });

  it.each([
    ['with 1002', 1002, 404],
    ['with a bare 404, as ADK does', 404, 404],
  ])('%s goes to a new session, once', async (_, code, status) => {
    server.script = ({ path }, response, count) =>
      path === '/run_sse' &&
      (count === 1 ? refuse(response, code, status) : sendEvents(response, [adk({ parts: [{ text: 'Hi' }] })]));
    expect((await sayTo(client)).happenings).toEqual([text('Hi')]);
    expect(notices).toContainEqual({ kind: 'session-replaced', sessionId: '5529798706024415232' });
    expect(JSON.parse(server.received.findLast(({ path }) => path === '/run_sse')?.body ?? '')).toMatchObject({
      session_id: '5529798706024415232',
      new_message: { parts: [{ text: 'hello' }] },
    });
  });

  it('with 429 is sent again after the pause that the server says, once', async () => {
    server.script = ({ path }, response) => path === '/run_sse' && refuse(response, 429, 429, { 'retry-after': '7' });
    expect((await sayTo(client)).happenings).toMatchObject([
      { kind: 'problem', problem: { kind: 'rate-limited', waitSeconds: 7 } },
    ]);
    expect(clock.pauses).toEqual([7000]);
    expect(notices).toContainEqual({ kind: 'waiting', seconds: 7, why: 'rate-limited' });
    expect(server.count('/run_sse')).toBe(2);
  });
});
