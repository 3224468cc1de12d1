import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestServer, type TestServer } from '../../../test/http-fixture.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
});

afterAll(async () => server.close());

describe('the wire', () => {
  it('serves health, version and the way from a client id to a session state', async () => {
    expect(await (await server.ask('/health')).json()).toEqual({ status: 'ok' });
    const authorization = `Bearer ${await server.newToken()}`;
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
});
