import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hearTurn, skillTurn, TurnStream } from './turn-stream.ts';
import { type Answer, at, ATTRIBUTION, newAddress, type Person, textAt, Wire } from './wire.ts';

// contract.md §0: each line of the error table, provoked for real. The envelope itself is checked of every answer, by `Wire.ask`.
let wire: Wire;
let person: Person;
let stranger: Person;
beforeAll(async () => {
  wire = await Wire.open({ CUESMITH_GENERATE_PRICE: '101' });
  person = await wire.newPerson();
  stranger = await wire.newPerson();
});
afterAll(async () => wire.close());

const STATE = (sessionId: string): string => `/api/state/nemo_agent/me/${sessionId}/latest`;
/** A title and nothing else: the smallest thing that can be exported. */
const DRAFT = { d: 500, t: [{ tt: 7, sg: [{ s: 0, d: 500, m: { text: 'x' } }] }] };

async function form(name: string, content: Uint8Array<ArrayBuffer> | string): Promise<Answer> {
  const body = new FormData();
  body.append('files', new Blob([content]), name);
  return wire.ask('POST', `/api/upload-video/nemo_agent/me/${person.sessionId}`, { as: person, body });
}

async function limited(scopes: readonly string[]): Promise<Person> {
  const { json } = await wire.ask('POST', '/api/tokens', { as: person, json: { name: 'limited', scopes } });
  return { ...person, token: textAt(json, 'data.token') };
}

async function revoked(): Promise<string> {
  const { json } = await wire.ask('POST', '/api/tokens', { as: person, json: { name: 'short-lived' } });
  await wire.ask('POST', `/api/tokens/${textAt(json, 'data.id')}/revoke`, { as: person });
  return textAt(json, 'data.token');
}

const balance = async (authorization: string | null): Promise<Answer> =>
  wire.ask('GET', '/api/credits/balance/simple', { headers: { Authorization: authorization } });

describe('§0 error table', () => {
  const table: readonly (readonly [string, number, number, () => Promise<Answer>])[] = [
    ['0 success', 200, 0, async () => wire.ask('GET', STATE(person.sessionId), { as: person })],
    ['1001 missing token', 401, 1001, async () => balance(null)],
    ['1001 bad token', 401, 1001, async () => balance('Bearer nmv_usr_nobody')],
    ['1001 another scheme', 401, 1001, async () => balance('Basic bmVtbzpuZW1v')],
    ['1001 revoked token', 401, 1001, async () => balance(`Bearer ${await revoked()}`)],
    ['1002 session not found', 404, 1002, async () => wire.ask('GET', STATE('1'), { as: person })],
    ['1002 session not yours', 404, 1002, async () => wire.ask('GET', STATE(stranger.sessionId), { as: person })],
    [
      '1003 token lacks scope',
      403,
      1003,
      async () => wire.ask('GET', STATE(person.sessionId), { as: await limited(['upload']) }),
    ],
    ['1004 unknown render id', 404, 1004, async () => wire.ask('GET', '/api/render/proxy/lambda/render_0', { as: person })],
    [
      '2001 out of credits',
      403,
      2001,
      async () => wire.ask('POST', '/run_sse', { as: person, json: skillTurn(person, 'lo-fi, 1 second') }),
    ],
    ['4001 unsupported file type', 415, 4001, async () => form('notes.mp4', 'these are no moving pictures')],
    ['4002 file too large (>200 MB)', 413, 4002, async () => form('big.mp4', new Uint8Array((200 << 20) + 1))],
    ['400 X-Client-Id missing', 400, 400, async () => wire.ask('POST', '/api/auth/anonymous-token')],
    ['402 free-plan export blocked', 402, 402, async () => render('render_402', { 'X-Skill-Version': null })],
    ['422 invalid body', 422, 422, async () => wire.ask('POST', '/api/tokens', { as: person, json: { name: 7 } })],
    [
      '4009 duplicate render id',
      409,
      4009,
      async () => {
        await render('render_twice');
        return render('render_twice', {}, { ...DRAFT, d: 501 });
      },
    ],
    [
      '429 rate limited',
      429,
      429,
      async () => {
        const headers = { 'X-Client-Id': person.clientId, 'X-Forwarded-For': newAddress() };
        for (;;) {
          const answer = await wire.ask('POST', '/api/auth/anonymous-token', { headers });
          if (answer.status !== 200) {
            return answer;
          }
        }
      },
    ],
  ];

  it.each(table)('%s: HTTP %d, code %d', async (_, status, code, provoke) => {
    const answer = await provoke();
    expect([answer.status, at(answer.json, 'code')]).toEqual([status, code]);
    expect(at(answer.json, 'message')).not.toBe('');
  });

  it('one text for every 1001: nobody learns whether a token ever was one', async () => {
    const texts = [await balance('Bearer nmv_usr_nobody'), await balance(`Bearer ${await revoked()}`), await balance('Bearer')];
    expect(new Set(texts.map(({ json }) => at(json, 'message'))).size).toBe(1);
  });

  it('4001 shows the accepted formats ("show accepted formats")', async () => {
    const { json } = await form('notes.txt', 'words');
    for (const format of ['mp4', 'mov', 'avi', 'webm', 'mkv', 'jpg', 'png', 'gif', 'webp', 'mp3', 'wav', 'm4a', 'aac']) {
      expect(textAt(json, 'message').toLowerCase()).toContain(format);
    }
  });

  it('402 is worded as a matter of the plan ("explain: plan tier, not credits")', async () => {
    expect(textAt((await render('render_402', { 'X-Skill-Source': null })).json, 'message')).toMatch(/plan/i);
  });
});

async function render(
  id: string,
  headers: { readonly [name: string]: string | null } = {},
  draft: object = DRAFT,
): Promise<Answer> {
  return wire.ask('POST', '/api/render/proxy/lambda', { as: person, headers, json: { id, sessionId: person.sessionId, draft } });
}

describe('§0 error envelope', () => {
  it.each([
    ['a path that is not there', 'GET', '/api/nothing', 404],
    ['a path of ADK that is not there', 'GET', '/apps/nemo_agent/nothing', 404],
    ['a method that is not there', 'PUT', '/api/credits/balance/simple', 405],
    ['a path outside the API', 'GET', '/nothing.html', 404],
  ])('comes with %s', async (_, method, path, status) => {
    expect((await wire.ask(method, path, { as: person })).status).toBe(status);
  });

  it.each([
    ['no JSON', '{"name":'],
    ['no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['nested without end', '['.repeat(100_000)],
    ['a number', '7'],
    ['null', 'null'],
  ])('comes with a body that is %s', async (_, body) => {
    const { status, json } = await wire.ask('POST', '/api/tokens', {
      as: person,
      body,
      headers: { 'Content-Type': 'application/json' },
    });
    expect([status, at(json, 'code')]).toEqual([422, 422]);
  });

  it('says in every answer which request it was, the same in body and header', async () => {
    const answers = [await balance(null), await wire.ask('GET', '/health'), await balance(`Bearer ${person.token}`)];
    expect(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size).toBe(3);
  });
});

describe('§0 request headers', () => {
  it('"server must accept ANY platform string"', async () => {
    for (const platform of ['clawhub', 'cursor', 'unknown', 'claude_code', 'terminal', 'my own thing/2', 'ü'.repeat(3)]) {
      const headers = { ...ATTRIBUTION, 'X-Skill-Platform': platform };
      expect((await wire.ask('GET', '/api/credits/balance/simple', { as: person, headers })).status).toBe(200);
      const started = await render(`render_platform_${platform.length}`, headers);
      expect(started.status).toBe(200);
    }
  });

  it('Authorization: the scheme in any case, one space or more', async () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      expect((await balance(`${scheme} ${person.token}`)).status).toBe(200);
    }
  });

  it('Accept: text/event-stream is not asked for', async () => {
    const stream = await TurnStream.open(wire, skillTurn(person, 'help'), { as: person, headers: { Accept: '*/*' } });
    expect(stream.exchange.status).toBe(200);
    await stream.until(() => false);
    expect((await hearTurn(wire, person, 'help')).events.length).toBeGreaterThan(0);
  });
});
