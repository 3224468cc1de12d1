import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestServer, type TestServer } from '../../../test/http-fixture.ts';
import { AdkEvent, AdkSession } from '../../contract/service/index.ts';

let server: TestServer;
let authorization: string;

beforeAll(async () => {
  server = await openTestServer();
  authorization = `Bearer ${await server.newToken()}`;
});

afterAll(async () => server.close());

const SESSIONS = '/apps/nemo_agent/users/me/sessions';

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return server.ask(path, {
    method,
    headers: { authorization, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function newSession(body?: unknown): Promise<AdkSession> {
  const answer = await ask('POST', SESSIONS, body);
  expect(answer.status).toBe(200);
  return AdkSession.parse(await answer.json());
}

describe('sessions in ADK’s words', () => {
  it('are made, listed, read, changed and removed', async () => {
    const made = await newSession({ state: { mood: 'calm' } });
    expect(made).toMatchObject({ appName: 'nemo_agent', state: { mood: 'calm', draft: {} }, events: [] });
    const listed: unknown = await (await ask('GET', SESSIONS)).json();
    expect(listed).toEqual(expect.arrayContaining([expect.objectContaining({ id: made.id })]));
    const path = `/apps/nemo_agent/users/${made.userId}/sessions/${made.id}`;
    expect(await (await ask('GET', path)).json()).toEqual(made);
    const patched = AdkSession.parse(await (await ask('PATCH', path, { state_delta: { mood: 'dark', n: null } })).json());
    expect(patched.state).toMatchObject({ mood: 'dark', n: null });
    const removed = await ask('DELETE', path);
    expect([removed.status, await removed.text()]).toEqual([200, 'null']);
    expect((await ask('GET', path)).status).toBe(404);
  });

  it('refuse bodies of so many values that reading them would keep everybody else waiting', async () => {
    const { id } = await newSession();
    const body = `{"state_delta":{"a":[${'{},'.repeat(300_000)}1]}}`;
    const answer = await server.ask(`${SESSIONS}/${id}`, { method: 'PATCH', headers: { authorization }, body });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('values');
  });

  it('take the body of either ADK, or none', async () => {
    expect((await newSession()).state).toEqual({ draft: {} });
    expect((await newSession(null)).state).toEqual({ draft: {} });
    const named = async (id: string, body: unknown): Promise<unknown> => (await ask('POST', `${SESSIONS}/${id}`, body)).json();
    expect(await named('python-1', { colour: 'red' })).toMatchObject({ id: 'python-1', state: { colour: 'red' } });
    expect(await named('js-1', { state: { colour: 'blue' } })).toMatchObject({ id: 'js-1', state: { colour: 'blue' } });
    expect((await newSession({ session_id: 'chosen-1' })).id).toBe('chosen-1');
    const again = await ask('POST', `${SESSIONS}/js-1`, {});
    expect([again.status, await again.json()]).toEqual([409, expect.objectContaining({ error: 'Session already exists: js-1' })]);
  });

  it('hold the draft as state, which may be replaced and must be one', async () => {
    const { id } = await newSession({ state: { draft: { t: [{ tt: 1, sg: [{ d: 5 }] }] } } });
    const path = `${SESSIONS}/${id}`;
    expect((await ask('PATCH', path, { stateDelta: { draft: { t: 'nonsense' } } })).status).toBe(422);
    expect(await (await ask('PATCH', path, { stateDelta: { draft: { d: 7, zz: 1 } } })).json()).toMatchObject({
      state: { draft: { d: 7, zz: 1 } },
    });
    const state: unknown = await (await ask('GET', `/api/state/nemo_agent/me/${id}/latest`)).json();
    expect(state).toMatchObject({ data: { version: 2, state: { draft: { d: 7, zz: 1 } } } });
  });

  it('of other people are as good as absent', async () => {
    const { id } = await newSession();
    const stranger = { authorization: `Bearer ${await server.newToken()}` };
    for (const [method, path, body] of [
      ['GET', `${SESSIONS}/${id}`, undefined],
      ['PATCH', `${SESSIONS}/${id}`, { state_delta: {} }],
      ['DELETE', `${SESSIONS}/${id}`, undefined],
      ['GET', `${SESSIONS}/${id}/artifacts`, undefined],
      ['POST', '/run_sse', message(id, 'hello')],
    ] as const) {
      const answer = await ask(method, path, body, stranger);
      expect([method, path, answer.status, await answer.json()]).toEqual([
        method,
        path,
        404,
        expect.objectContaining({ code: 1002, data: null }),
      ]);
    }
  });
});

describe('artifacts', () => {
  it('keep every version of a file as the part it came as', async () => {
    const { id } = await newSession();
    const path = `${SESSIONS}/${id}/artifacts`;
    const data = Buffer.from('bytes').toString('base64');
    const first = await ask('POST', path, { filename: 'a/b.bin', artifact: { inline_data: { mime_type: 'x/y', data } } });
    expect(await first.json()).toMatchObject({ version: 0, mimeType: 'x/y', customMetadata: {} });
    await ask('POST', path, { filename: 'a/b.bin', artifact: { text: 'words' }, custom_metadata: { by: 'me' } });
    const name = `${path}/${encodeURIComponent('a/b.bin')}`;
    const read = async (suffix: string): Promise<unknown> => (await ask('GET', `${name}${suffix}`)).json();
    expect(await (await ask('GET', path)).json()).toEqual(['a/b.bin']);
    expect(await read('')).toEqual({ text: 'words' });
    expect(await read('?version=0')).toEqual({ inlineData: { mimeType: 'x/y', data } });
    expect(await read('/versions')).toEqual([0, 1]);
    expect(await read('/versions/latest')).toEqual({ text: 'words' });
    expect(await read('/versions/1/metadata')).toMatchObject({ version: 1, customMetadata: { by: 'me' } });
    expect((await ask('GET', `${name}/versions/7`)).status).toBe(404);
    expect(await (await ask('DELETE', name)).text()).toBe('null');
    expect((await ask('GET', name)).status).toBe(404);
    expect((await ask('POST', path, { filename: 'x', artifact: {} })).status).toBe(422);
    expect((await ask('POST', path, { filename: 'x', artifact: { inlineData: { mimeType: 'x/y', data: '!!' } } })).status).toBe(
      422,
    );
  });
});

describe('a turn over HTTP', () => {
  it('streams one line of JSON for each event, and nothing that an ADK client trips over', async () => {
    const { id } = await newSession();
    const answer = await ask('POST', '/run_sse', message(id, 'hello'));
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('x-accel-buffering')).toBe('no');
    const text = await answer.text();
    expect(text).toMatch(/^(?:data: \{[^\r\n]*\}\n\n)+$/);
    const events = text
      .split('\n\n')
      .filter((frame) => frame !== '')
      .map((frame) => AdkEvent.parse(JSON.parse(frame.replace('data: ', ''))));
    expect(events.at(-1)).toMatchObject({ author: 'nemo_agent', turnComplete: true });
    expect(events.every(({ timestamp }) => timestamp > 1e9 && timestamp < 1e10)).toBe(true);
    const { events: kept } = AdkSession.parse(await (await ask('GET', `${SESSIONS}/${id}`)).json());
    expect(kept.slice(1)).toEqual(events);
  });

  it('answers /run with all events, in either spelling', async () => {
    const { id } = await newSession();
    const body = {
      appName: 'nemo_agent',
      userId: 'me',
      sessionId: id,
      newMessage: { role: 'user', parts: [{ text: 'status' }] },
    };
    const answer: unknown = await (await ask('POST', '/run', body)).json();
    expect(answer).toMatchObject([{ content: { parts: [{ text: expect.stringContaining('Timeline (0 tracks): empty') }] } }]);
  });

  it('is refused before it begins with an envelope', async () => {
    const { id } = await newSession();
    for (const [body, status, code] of [
      [message('5529798706024415232', 'hello'), 404, 1002],
      [{ ...message(id, 'hello'), app_name: 'other' }, 404, 404],
      [{ session_id: id }, 422, 422],
      [{ ...message(id, 'hello'), new_message: { parts: [{ text: 7 }] } }, 422, 422],
    ] as const) {
      const answer = await ask('POST', '/run_sse', body);
      expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ code })]);
    }
  });

  it('goes on when its client leaves, and says 409 to a second one', async () => {
    const { id } = await newSession();
    const leaving = new AbortController();
    const answer = await server.ask('/run_sse', {
      method: 'POST',
      headers: { authorization },
      body: JSON.stringify(message(id, 'a 5 second lo-fi beat')),
      signal: leaving.signal,
    });
    await answer.body?.getReader().read();
    leaving.abort();
    const second = await ask('POST', '/run_sse', message(id, 'hello'));
    expect([second.status, await second.json()]).toEqual([409, expect.objectContaining({ code: 4009 })]);
    expect(server.host.agent.running()).toBe(1);
    await server.host.agent.close();
    const { events } = AdkSession.parse(await (await ask('GET', `${SESSIONS}/${id}`)).json());
    expect(events.at(-1)).toMatchObject({ interrupted: true, turnComplete: true });
  });
});

function message(sessionId: string, text: string): object {
  return { app_name: 'nemo_agent', user_id: 'me', session_id: sessionId, new_message: { parts: [{ text }] } };
}
