import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, at, type Person, textAt, Wire } from './wire.ts';

// contract.md §2, §2b and §5; what a draft looks like after music was made is held in turns.test.ts.
const CREATE = '/api/tasks/me/with-session/nemo_agent';
let wire: Wire;
let person: Person;
let stranger: Person;
beforeAll(async () => {
  wire = await Wire.open();
  person = await wire.newPerson();
  stranger = await wire.newPerson();
});
afterAll(async () => wire.close());

describe('§2 POST /api/tasks/me/with-session/nemo_agent', () => {
  it('answers {"code":0,…,"data":{"task_id":"task_…","session_id":"55297…","user_id":"anon_…"}}', async () => {
    const { status, text, json } = await wire.ask('POST', CREATE, { as: person, json: { task_name: 'project', language: 'en' } });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      code: 0,
      message: 'success',
      data: { task_id: expect.stringMatching(/^task_\w+$/), user_id: person.userId },
    });
    // §0: "session_id is a 19-digit snowflake STRING; never emit as a JSON number".
    expect(text).toMatch(/"session_id":\s*"\d{19}"/);
  });

  it.each([
    ['"language optional (several vendor skills send only task_name)"', { task_name: 'project' }],
    ['an empty body', {}],
    ['a language with region', { task_name: 'p', language: 'zh-CN' }],
    ['keys that are not known', { task_name: 'p', workspace: 7 }],
  ])('takes %s', async (_, json) => {
    expect((await wire.ask('POST', CREATE, { as: person, json })).status).toBe(200);
  });

  it('makes another session with each call', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, async () => wire.newSession(person)));
    expect(new Set(made.map(({ sessionId }) => sessionId)).size).toBe(5);
    expect(new Set(made.map(({ taskId }) => taskId)).size).toBe(5);
  });

  it.each([
    ['a name that is no text', { task_name: 7 }, 'task_name'],
    ['a language that is no text', { task_name: 'p', language: ['en'] }, 'language'],
    ['a list', [], 'body'],
    ['a name with NUL', { task_name: 'a\u0000b' }, 'task_name'],
  ])('"Errors … 422": %s, naming the field', async (_, json, field) => {
    const { status, json: answer } = await wire.ask('POST', CREATE, { as: person, json });
    expect([status, at(answer, 'code')]).toEqual([422, 422]);
    expect(at(answer, 'message')).toContain(field);
  });

  it('"Errors 1001"', async () => {
    const { status, json } = await wire.ask('POST', CREATE, { json: { task_name: 'project' } });
    expect([status, at(json, 'code')]).toEqual([401, 1001]);
  });

  it('"Other app name than nemo_agent -> 404"', async () => {
    const { status } = await wire.ask('POST', '/api/tasks/me/with-session/other_agent', { as: person, json: {} });
    expect(status).toBe(404);
  });

  it('"Path user segment "me" resolves from the token; a literal own user id must work too; someone else\'s -> 1002" (§0)', async () => {
    const own = await wire.ask('POST', `/api/tasks/${person.userId}/with-session/nemo_agent`, { as: person, json: {} });
    expect(own.status).toBe(200);
    const others = await wire.ask('POST', `/api/tasks/${stranger.userId}/with-session/nemo_agent`, { as: person, json: {} });
    expect([others.status, at(others.json, 'code')]).toEqual([404, 1002]);
  });
});

describe('§2b POST /api/auth/claim-token', () => {
  it('answers {"claim_token":"clm_…","expires_in":604800}, and the link says where to go', async () => {
    const mine = await wire.newSession(person);
    const { status, json } = await wire.ask('POST', '/api/auth/claim-token', {
      as: mine,
      json: { task_id: mine.taskId, session_id: mine.sessionId },
    });
    expect(status).toBe(200);
    expect(json).toMatchObject({ code: 0, data: { claim_token: expect.stringMatching(/^clm_/), expires_in: 604800 } });
    const claim = textAt(json, 'data.claim_token');
    expect(at(json, 'data.claim_url')).toBe(`${wire.url}/workspace/claim?ct=${claim}`);
  });

  it('the link moves the session to whoever takes it, once, and is dead after 7 days', async () => {
    const taker = await wire.newPerson();
    const [given, late] = [await wire.newSession(person), await wire.newSession(person)];
    const claimOf = async (mine: Person): Promise<string> => {
      const json = { task_id: mine.taskId, session_id: mine.sessionId };
      return textAt((await wire.ask('POST', '/api/auth/claim-token', { as: mine, json })).json, 'data.claim_token');
    };
    const take = async (as: Person, claim: string): Promise<Answer> =>
      wire.ask('POST', '/api/auth/take-claim', { as, json: { claim_token: claim } });
    const claim = await claimOf(given);
    const lateClaim = await claimOf(late);

    expect((await take(taker, claim)).status).toBe(200);
    expect(await wire.state({ ...given, token: taker.token })).toMatchObject({
      session_id: given.sessionId,
      user_id: taker.userId,
    });
    const before = await wire.ask('GET', `/api/state/nemo_agent/me/${given.sessionId}/latest`, { as: given });
    expect([before.status, at(before.json, 'code')]).toEqual([404, 1002]);
    expect((await take(stranger, claim)).status).toBe(404);
    expect((await take(taker, 'clm_made-up')).status).toBe(404);

    await wire.restart(8);
    const headers = { 'X-Client-Id': taker.clientId };
    const fresh = textAt((await wire.ask('POST', '/api/auth/anonymous-token', { headers })).json, 'data.token');
    expect((await take({ ...taker, token: fresh }, lateClaim)).status).toBe(404);
    await wire.restart();
    expect(await wire.state(late)).toMatchObject({ user_id: person.userId });
  });

  it.each(['of somebody else', 'that do not belong together'])('refuses task and session %s with 1002', async (which) => {
    const [mine, other] = which === 'of somebody else' ? [stranger, stranger] : [person, await wire.newSession(person)];
    const { status, json } = await wire.ask('POST', '/api/auth/claim-token', {
      as: person,
      json: { task_id: mine.taskId, session_id: other.sessionId },
    });
    expect([status, at(json, 'code')]).toEqual([404, 1002]);
  });
});

describe('§5 GET /api/state/nemo_agent/me/{sid}/latest', () => {
  const path = (sessionId: string, user = 'me'): string => `/api/state/nemo_agent/${user}/${sessionId}/latest`;

  it('has data.state.draft, video_infos and generated_media [S], canvas_config and video_analyses, session_id, task_id, task_name, user_id', async () => {
    const { status, text, json } = await wire.ask('GET', path(person.sessionId), { as: person });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      code: 0,
      message: 'success',
      data: {
        session_id: person.sessionId,
        task_id: person.taskId,
        task_name: 'project',
        user_id: person.userId,
        state: {
          video_infos: [],
          canvas_config: { width: expect.any(Number), height: expect.any(Number), ratio: expect.stringMatching(/^\d+:\d+$/) },
          video_analyses: {},
          generated_media: [],
        },
      },
    });
    expect(text).toMatch(/"session_id":\s*"\d{19}"/);
  });

  it('"draft is {} or absent before anything is generated"', async () => {
    expect(at(await wire.state(person), 'state.draft') ?? {}).toEqual({});
  });

  it('takes a literal own user id', async () => {
    expect((await wire.ask('GET', path(person.sessionId, person.userId), { as: person })).status).toBe(200);
  });

  it.each([
    ['of another', () => path(stranger.sessionId)],
    ['of another, under their user id', () => path(stranger.sessionId, stranger.userId)],
    ['that is own, under the id of another', () => path(person.sessionId, stranger.userId)],
    ['that never was', () => path('1000000000000000000')],
    ['that is no id', () => path('%2e%2e')],
    ['of another app', () => `/api/state/other_agent/me/${person.sessionId}/latest`],
  ])('refuses a session %s with 404, and shows nothing of it', async (_, refusedPath) => {
    const { status, text, json } = await wire.ask('GET', refusedPath(), { as: person });
    expect(status).toBe(404);
    expect([1002, 404]).toContain(at(json, 'code'));
    expect(text).not.toContain(stranger.taskId);
  });

  it('"Errors 1001"', async () => {
    const { status, json } = await wire.ask('GET', path(person.sessionId));
    expect([status, at(json, 'code')]).toEqual([401, 1001]);
  });
});
