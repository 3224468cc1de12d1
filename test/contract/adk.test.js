import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isObject } from "./json-schema.js";
import { brokenEvent, skillTurn } from "./turn-stream.js";
import { at, textAt, Wire } from "./wire.js";
// contract.md §3 "Companion ADK endpoints (needed by AdkApiClient / adk-web), all under the same Bearer auth".
const SESSIONS = '/apps/nemo_agent/users/me/sessions';
let wire;
let person;
let stranger;
beforeAll(async () => {
    wire = await Wire.open();
    person = await wire.newPerson();
    stranger = await wire.newPerson();
});
afterAll(async () => wire.close());
const ask = async (method, path, json, as = person) => wire.ask(method, path, { as, json });
describe('§3 GET /list-apps, /version, /health', () => {
    it('/list-apps -> ["nemo_agent"]', async () => {
        expect((await ask('GET', '/list-apps')).json).toEqual(['nemo_agent']);
    });
    it('/version -> {version,language,language_version}', async () => {
        expect((await ask('GET', '/version')).json).toMatchObject({
            version: expect.stringMatching(/^\d+\.\d+\.\d+/),
            language: expect.any(String),
            language_version: expect.any(String),
        });
    });
    it('/health -> {"status":"ok"}, to anybody', async () => {
        const { status, json } = await wire.ask('GET', '/health');
        expect([status, json]).toEqual([200, { status: 'ok' }]);
    });
    it.each(['/list-apps', SESSIONS, `${SESSIONS}/1`, `${SESSIONS}/1/artifacts`])('%s asks for a token', async (path) => {
        const { status, json } = await wire.ask('GET', path);
        expect([status, at(json, 'code')]).toEqual([401, 1001]);
    });
});
describe('§3 sessions', () => {
    it('POST …/sessions {state?,session_id|sessionId?,events?} -> Session {"id","appName","userId","state","events","lastUpdateTime":<float s>}', async () => {
        const { status, json } = await ask('POST', SESSIONS, { state: { mood: 'calm' }, session_id: 'adk-1' });
        expect(status).toBe(200);
        expect(json).toEqual({
            id: 'adk-1',
            appName: 'nemo_agent',
            userId: person.userId,
            // The draft is in the state of ADK, as the stateDelta of turns has it.
            state: { mood: 'calm', draft: {} },
            events: [],
            lastUpdateTime: expect.any(Number),
        });
        expect(Math.abs(Number(at(json, 'lastUpdateTime')) - Date.now() / 1000)).toBeLessThan(600);
    });
    it.each([
        ['no body', undefined],
        ['an empty body', {}],
        ['camelCase', { sessionId: 'adk-camel' }],
        ['nulls', { state: null, session_id: null, events: null }],
    ])('POST …/sessions takes %s', async (_, json) => {
        const { status, json: session } = await ask('POST', SESSIONS, json);
        expect(status).toBe(200);
        expect(textAt(session, 'id')).toMatch(json === undefined || !('sessionId' in json) ? /^\d{19}$/ : /^adk-camel$/);
    });
    it('POST …/sessions/{id}: "ADK-Py: body IS the state object; ADK-JS: {state:{}} -> accept both"', async () => {
        const bare = await ask('POST', `${SESSIONS}/adk-py`, { mood: 'bright', count: 2 });
        expect(bare.json).toMatchObject({ id: 'adk-py', state: { mood: 'bright', count: 2 } });
        const wrapped = await ask('POST', `${SESSIONS}/adk-js`, { state: { mood: 'dark' } });
        expect(wrapped.json).toMatchObject({ id: 'adk-js', state: { mood: 'dark' } });
        expect((await ask('POST', `${SESSIONS}/adk-none`)).json).toMatchObject({ id: 'adk-none', state: {} });
    });
    it('"409 \\"Session already exists: id\\""', async () => {
        for (const [path, json] of [
            [SESSIONS, { session_id: 'adk-twice' }],
            [SESSIONS, { session_id: 'adk-twice' }],
            [`${SESSIONS}/adk-twice`, {}],
        ]) {
            const { status, json: answer } = await ask('POST', path, json);
            expect([200, 409]).toContain(status);
            if (status === 409) {
                expect(at(answer, 'code')).toBe(4009);
                expect(at(answer, 'message')).toContain('Session already exists: adk-twice');
            }
        }
        expect((await ask('POST', SESSIONS, { session_id: 'adk-twice' })).status).toBe(409);
    });
    it('an id that somebody else has chosen says nothing of their session', async () => {
        await ask('POST', SESSIONS, { session_id: 'adk-theirs', state: { secret: 'blue' } }, stranger);
        const { text } = await ask('POST', SESSIONS, { session_id: 'adk-theirs' });
        expect(text).not.toContain('blue');
        expect((await ask('GET', `${SESSIONS}/adk-theirs`)).text).not.toContain('blue');
        expect((await ask('GET', `${SESSIONS}/adk-theirs`, undefined, stranger)).json).toMatchObject({ state: { secret: 'blue' } });
    });
    it('GET …/sessions -> an array, with the sessions of §2 in it and nobody else’s', async () => {
        const { json } = await ask('GET', SESSIONS);
        const ids = Array.isArray(json) ? json.map((session) => at(session, 'id')) : [];
        expect(ids).toContain(person.sessionId);
        expect(ids).not.toContain(stranger.sessionId);
    });
    it('GET …/sessions/{id} -> Session | 404', async () => {
        expect((await ask('GET', `${SESSIONS}/${person.sessionId}`)).json).toMatchObject({ id: person.sessionId, events: [] });
        for (const path of [`${SESSIONS}/1`, `${SESSIONS}/${stranger.sessionId}`, `/apps/nemo_agent/users/x/sessions/1`]) {
            const { status, json } = await ask('GET', path);
            expect([status, at(json, 'code')]).toEqual([404, 1002]);
        }
        expect((await ask('GET', '/apps/other/users/me/sessions/1')).status).toBe(404);
    });
    it('PATCH …/sessions/{id} {state_delta} -> Session, in both spellings', async () => {
        await ask('POST', `${SESSIONS}/adk-patch`, { keep: 1 });
        const snake = await ask('PATCH', `${SESSIONS}/adk-patch`, { state_delta: { one: [1, null] } });
        expect(at(snake.json, 'state')).toMatchObject({ keep: 1, one: [1, null] });
        const camel = await ask('PATCH', `${SESSIONS}/adk-patch`, { stateDelta: { two: 2 } });
        expect(at(camel.json, 'state')).toMatchObject({ keep: 1, one: [1, null], two: 2 });
        expect((await ask('PATCH', `${SESSIONS}/adk-patch`, { state_delta: 7 })).status).toBe(422);
        expect((await ask('PATCH', `${SESSIONS}/1`, { state_delta: {} })).status).toBe(404);
    });
    it('DELETE …/sessions/{id}: "always 200 null"', async () => {
        await ask('POST', `${SESSIONS}/adk-gone`, {});
        const { status, text } = await ask('DELETE', `${SESSIONS}/adk-gone`);
        expect([status, text]).toEqual([200, 'null']);
        expect((await ask('GET', `${SESSIONS}/adk-gone`)).status).toBe(404);
    });
    it('DELETE leaves the sessions of others', async () => {
        await ask('DELETE', `${SESSIONS}/${stranger.sessionId}`);
        expect(await wire.state(stranger)).toMatchObject({ session_id: stranger.sessionId });
    });
});
describe('§3 artifacts', () => {
    const place = () => `${SESSIONS}/${person.sessionId}/artifacts`;
    const part = (text) => ({ inlineData: { mimeType: 'text/plain', data: Buffer.from(text).toString('base64') } });
    beforeAll(async () => {
        for (const text of ['first', 'second']) {
            const { status } = await ask('POST', place(), {
                filename: 'notes.txt',
                artifact: part(text),
                customMetadata: { by: 'me' },
            });
            expect(status).toBe(200);
        }
    });
    it('GET …/artifacts -> ["name"]', async () => {
        expect((await ask('GET', place())).json).toEqual(['notes.txt']);
    });
    it('GET …/artifacts/{name}[?version=] and …/versions/{n|latest} -> Part | 404', async () => {
        for (const [tail, text] of [
            ['', 'second'],
            ['?version=0', 'first'],
            ['/versions/0', 'first'],
            ['/versions/1', 'second'],
            ['/versions/latest', 'second'],
        ]) {
            expect((await ask('GET', `${place()}/notes.txt${tail}`)).json).toMatchObject(part(text));
        }
        for (const tail of ['/versions/2', '?version=9', '/versions/-1', '/versions/x']) {
            expect([404, 422]).toContain((await ask('GET', `${place()}/notes.txt${tail}`)).status);
        }
        expect((await ask('GET', `${place()}/nothing.txt`)).status).toBe(404);
    });
    it('GET …/versions -> [0,1]: "First version = 0"', async () => {
        expect((await ask('GET', `${place()}/notes.txt/versions`)).json).toEqual([0, 1]);
    });
    it('GET …/versions/{n}/metadata -> {version,canonicalUri,customMetadata,createTime,mimeType}', async () => {
        expect((await ask('GET', `${place()}/notes.txt/versions/1/metadata`)).json).toEqual({
            version: 1,
            canonicalUri: expect.any(String),
            customMetadata: { by: 'me' },
            createTime: expect.any(Number),
            mimeType: 'text/plain',
        });
    });
    it('DELETE -> 200 null', async () => {
        await ask('POST', place(), { filename: 'gone.txt', artifact: part('x') });
        const { status, text } = await ask('DELETE', `${place()}/gone.txt`);
        expect([status, text]).toEqual([200, 'null']);
        expect((await ask('GET', place())).json).toEqual(['notes.txt']);
    });
    it('are as good as absent to others', async () => {
        for (const path of [place(), `${place()}/notes.txt`, `${place()}/notes.txt/versions`]) {
            const { status, json } = await ask('GET', path, undefined, stranger);
            expect([status, at(json, 'code')]).toEqual([404, 1002]);
        }
    });
});
describe('§3 POST /run -> [Event] (non-stream)', () => {
    it('answers with the events of the turn as one array', async () => {
        const { status, json } = await ask('POST', '/run', skillTurn(await wire.newSession(person), 'help'));
        expect(status).toBe(200);
        const events = Array.isArray(json) ? json.filter(isObject) : [];
        expect(events.length).toBeGreaterThan(0);
        expect(events.flatMap(brokenEvent)).toEqual([]);
        expect(events.at(-1)).toMatchObject({ turnComplete: true });
        expect(events.some((event) => event['partial'] === true)).toBe(false);
    });
    it('refuses as /run_sse does', async () => {
        const { status, json } = await ask('POST', '/run', skillTurn(stranger, 'help'));
        expect([status, at(json, 'code')]).toEqual([404, 1002]);
    });
    it('"adk-web extras may 404/501": /dev/apps/… answers in the envelope', async () => {
        expect([404, 501]).toContain((await ask('GET', '/dev/apps/nemo_agent/build_graph')).status);
    });
});
//# sourceMappingURL=adk.test.js.map