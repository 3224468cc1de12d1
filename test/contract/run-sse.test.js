import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenFraming, hearTurn, partsOf, skillTurn, textOf, TurnStream } from "./turn-stream.js";
import { at, textAt, Wire } from "./wire.js";
// contract.md §3: bodies and bytes of /run_sse. What a turn does is held in turns.test.ts.
let wire;
let person;
let stranger;
beforeAll(async () => {
    wire = await Wire.open();
    person = await wire.newPerson();
    stranger = await wire.newPerson();
});
afterAll(async () => wire.close());
const QUESTION = "what's on the timeline?";
const ask = async (json, as = person) => wire.ask('POST', '/run_sse', { as, json });
async function hear(body, headers = {}) {
    const stream = await TurnStream.open(wire, body, { as: person, headers });
    await stream.until(() => false);
    return stream.heard();
}
describe('§3 request', () => {
    const message = { parts: [{ text: QUESTION }] };
    const bodies = [
        ['"Body, seed" [S]: snake_case, no role, no streaming', () => skillTurn(person, QUESTION)],
        [
            'camelCase, as "AdkApiClient 2.0.0 and the bundled adk-web send"',
            () => ({
                appName: 'nemo_agent',
                userId: 'me',
                sessionId: person.sessionId,
                newMessage: { role: 'user', ...message },
                streaming: false,
                stateDelta: null,
            }),
        ],
        [
            '"Full ADK model"',
            () => ({
                ...skillTurn(person, QUESTION),
                new_message: { role: 'user', ...message },
                streaming: false,
                state_delta: { mood: 'calm' },
                function_call_event_id: null,
                invocation_id: null,
                custom_metadata: { source: 'test' },
            }),
        ],
        ['a literal own user id', () => ({ ...skillTurn(person, QUESTION), user_id: person.userId })],
        [
            '"both spellings at every level", mixed',
            () => ({
                app_name: 'nemo_agent',
                userId: 'me',
                session_id: person.sessionId,
                newMessage: { parts: [{ text: QUESTION }, { file_data: { mime_type: 'video/mp4', file_uri: 'med_x' } }] },
            }),
        ],
    ];
    it.each(bodies)('takes %s', async (_, body) => {
        const heard = await hear(body());
        expect(heard.status).toBe(200);
        expect(brokenFraming(heard, { emptyData: true })).toEqual([]);
        expect(textOf(heard.events)).not.toBe('');
    });
    it.each([
        ['{inlineData:{mimeType,data(base64),displayName?}}', { inlineData: { mimeType: 'text/plain', data: 'aGk=' } }],
        ['{inline_data} in snake_case', { inline_data: { mime_type: 'image/png', data: 'AA==', display_name: 'a.png' } }],
        ['{fileData:{mimeType,fileUri}}', { fileData: { mimeType: 'audio/mpeg', fileUri: 'https://example.org/a.mp3' } }],
        ['{functionResponse:{id,name,response}}', { functionResponse: { id: 'adk-1', name: 'x', response: { ok: true } } }],
        ['empty text', { text: '' }],
        ['text in Chinese', { text: '时间线上有什么？' }],
    ])('takes the part %s and says something', async (_, part) => {
        const heard = await hear({ ...skillTurn(person, ''), new_message: { parts: [part] } });
        expect(heard.status).toBe(200);
        expect(brokenFraming(heard, { emptyData: true })).toEqual([]);
        expect(textOf(heard.events)).not.toBe('');
    });
    it('state_delta changes the state of the session', async () => {
        await hear({ ...skillTurn(person, QUESTION), state_delta: { 'user:mood': 'bright' } });
        const session = await wire.ask('GET', `/apps/nemo_agent/users/me/sessions/${person.sessionId}`, { as: person });
        expect(at(session.json, 'state')).toMatchObject({ 'user:mood': 'bright' });
    });
});
describe('§3 "Response 200, Content-Type: text/event-stream, Cache-Control: no-cache, Connection: keep-alive (+ X-Accel-Buffering: no)"', () => {
    it('has these headers, and "no compression" though asked for', async () => {
        const stream = await TurnStream.open(wire, skillTurn(person, QUESTION), {
            as: person,
            headers: { 'Accept-Encoding': 'gzip, deflate, br' },
        });
        const { exchange } = stream;
        expect(exchange.status).toBe(200);
        expect(exchange.header('content-type')).toMatch(/^text\/event-stream/);
        expect(exchange.header('cache-control')).toContain('no-cache');
        expect(exchange.header('connection')).toMatch(/keep-alive/i);
        expect(exchange.header('x-accel-buffering')).toBe('no');
        expect(exchange.header('content-encoding')).toBeNull();
        await stream.until(() => false);
        expect(brokenFraming(stream.heard(), { emptyData: true })).toEqual([]);
    });
});
describe('§3 "Framing data: <one-line JSON>\\n\\n; one res.write per event; stream close = end; no event: done"', () => {
    it('has bytes that every known client takes: LF only, no id, event or retry lines, no other key', async () => {
        const heard = await hearTurn(wire, person, QUESTION);
        expect(brokenFraming(heard, { emptyData: true })).toEqual([]);
        expect(heard.raw).not.toMatch(/^(id|event|retry):/m);
        expect(heard.raw).not.toContain('\r');
        expect(heard.raw).not.toMatch(/"error":/);
        expect(heard.chunks.filter((chunk) => chunk.startsWith('data: '))).toHaveLength(heard.events.length);
        expect(heard.events.at(-1)).toMatchObject({ author: 'nemo_agent', turnComplete: true });
        expect(new Set(heard.events.map(({ invocationId }) => invocationId)).size).toBe(1);
        expect(new Set(heard.events.map(({ id }) => id)).size).toBe(heard.events.length);
    });
    it('"data:\\n\\n only when the request carries X-Skill-Source": clients of ADK never see it', async () => {
        const heard = await hear(skillTurn(person, QUESTION), { 'X-Skill-Source': null, 'X-Skill-Version': null });
        expect(brokenFraming(heard, { emptyData: false })).toEqual([]);
    });
    it('keeps text on one line, whatever is in it', async () => {
        const heard = await hearTurn(wire, person, 'help\u2028me\r\nwith\u0000"quotes"\\ and\tübër 🎸');
        expect(brokenFraming(heard, { emptyData: true })).toEqual([]);
    });
    it('"streaming=false -> no partial events"', async () => {
        for (const body of [skillTurn(person, 'help'), { ...skillTurn(person, 'help'), streaming: false }]) {
            expect((await hear(body)).events.filter((event) => 'partial' in event)).toEqual([]);
        }
    });
    it('"streaming=true -> partial:true deltas, then one aggregated non-partial event with the full text"', async () => {
        const { events } = await hear({ ...skillTurn(person, 'help'), streaming: true });
        const whole = events.filter((event) => event['partial'] !== true && textOf([event]) !== '');
        const pieces = events.filter((event) => event['partial'] === true);
        expect(pieces.length).toBeGreaterThan(1);
        const heardText = pieces.flatMap((event) => partsOf(event)).map((part) => part['text']);
        expect(heardText.join('')).toBe(whole.map((event) => textOf([event])).join(''));
        expect(events.indexOf(whole[0] ?? {})).toBeGreaterThan(events.indexOf(pieces[0] ?? {}));
    });
    it('never ends silently ("Our own server always says what it did; silence is a fault")', async () => {
        for (const text of ['', '???', 'qwertz', 'hello', '导出', 'make it pop', 'credits', 'undo']) {
            const heard = await hearTurn(wire, person, text);
            expect(textOf(heard.events).trim()).not.toBe('');
            expect(heard.events.at(-1)).toMatchObject({ turnComplete: true });
        }
    });
});
describe('§3 "Errors before the stream: JSON error envelope"', () => {
    const cases = [
        ['a session that never was', 404, 1002, () => ({ ...skillTurn(person, 'x'), session_id: '1' })],
        ['the session of another', 404, 1002, () => skillTurn(stranger, 'x')],
        ['the user id of another', 404, 1002, () => ({ ...skillTurn(person, 'x'), user_id: stranger.userId })],
        ['another app', 404, 404, () => ({ ...skillTurn(person, 'x'), app_name: 'other_agent' })],
        ['no message', 422, 422, () => ({ app_name: 'nemo_agent', user_id: 'me', session_id: person.sessionId })],
        ['parts that are no list', 422, 422, () => ({ ...skillTurn(person, 'x'), new_message: { parts: 'x' } })],
        ['text that is no text', 422, 422, () => ({ ...skillTurn(person, 'x'), new_message: { parts: [{ text: 7 }] } })],
        ['streaming that is no boolean', 422, 422, () => ({ ...skillTurn(person, 'x'), streaming: 'yes' })],
    ];
    it.each(cases)('%s: %d with code %d', async (_, status, code, body) => {
        const answer = await ask(body());
        expect([answer.status, at(answer.json, 'code')]).toEqual([status, code]);
        expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    });
    it('1001 without a token', async () => {
        const { status, json } = await wire.ask('POST', '/run_sse', { json: skillTurn(person, 'x') });
        expect([status, at(json, 'code')]).toEqual([401, 1001]);
    });
    it('names the place of a wrong field', async () => {
        const { json } = await ask({ ...skillTurn(person, 'x'), new_message: { parts: [{ text: 7 }] } });
        expect(textAt(json, 'message')).toMatch(/new_?[mM]essage\.parts\[0\]\.text/);
    });
});
//# sourceMappingURL=run-sse.test.js.map