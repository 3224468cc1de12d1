import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storageOf } from '../server-storage.ts';
import { hearTurn, skillTurn, textOf } from './turn-stream.ts';
import { type Answer, at, newAddress, type Person, textAt, Wire } from './wire.ts';

// contract.md §6, the 2001 of §0, and how an account without credits goes on: registration by its link, and redeem codes.
const MAIN = new URL('../../src/studio/main.ts', import.meta.url).pathname;
const PRICE = 60;
let wire: Wire;
beforeAll(async () => {
  wire = await Wire.open({ CUESMITH_GENERATE_PRICE: String(PRICE) });
});
afterAll(async () => wire.close());

/** `cuesmith admin …` beside the running server. */
async function admin(...words: readonly string[]): Promise<string> {
  const env = { ...process.env, ...(await storageOf(wire.folder)) };
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, 'admin', ...words, '--data', wire.folder], { env });
  return stdout;
}

async function poorPerson(): Promise<Person> {
  const person = await wire.newPerson();
  await hearTurn(wire, person, 'calm piano, 1 second');
  return person;
}

describe('§6 GET /api/credits/balance/simple', () => {
  it('{"code":0,"message":"success","data":{"available","frozen","total"}}; 100 to begin with [S]', async () => {
    const { status, json } = await wire.ask('GET', '/api/credits/balance/simple', { as: await wire.newPerson() });
    expect(status).toBe(200);
    expect(json).toEqual({ code: 0, message: 'success', data: { available: 100, frozen: 0, total: 100 } });
  });

  it('"Errors" 1001', async () => {
    const { status, json } = await wire.ask('GET', '/api/credits/balance/simple');
    expect([status, at(json, 'code')]).toEqual([401, 1001]);
  });

  it('"freeze at turn start, settle … at end": made music is charged once, questions are free', async () => {
    const person = await wire.newPerson();
    await hearTurn(wire, person, 'hello');
    await hearTurn(wire, person, 'how many credits do I have?');
    expect(await wire.balance(person)).toEqual({ available: 100, frozen: 0, total: 100 });
    await hearTurn(wire, person, 'calm piano, 1 second');
    expect(await wire.balance(person)).toEqual({ available: 40, frozen: 0, total: 40 });
  });
});

describe('§0 "2001 403 out of credits"', () => {
  it('"2001 body": data:{"bind_id":"anon_…","registration_url":"<WEB>/register?bind=anon_…","available","required"}, before the stream begins', async () => {
    const person = await poorPerson();
    const { status, json } = await wire.ask('POST', '/run_sse', { as: person, json: skillTurn(person, 'calm piano, 1 second') });
    expect([status, at(json, 'code')]).toEqual([403, 2001]);
    expect(at(json, 'data')).toEqual({
      bind_id: person.userId,
      registration_url: `${wire.url}/register?bind=${person.userId}`,
      available: 40,
      required: PRICE,
    });
    expect(await wire.balance(person)).toEqual({ available: 40, frozen: 0, total: 40 });
    expect(textOf((await hearTurn(wire, person, 'hello')).events)).not.toBe('');
  });
});

describe('§0 "anonymous: registration link ?bind=<id>; registered: top up"', () => {
  const register = async (json: unknown): Promise<Answer> =>
    wire.ask('POST', '/api/auth/register', { json, headers: { 'X-Forwarded-For': newAddress() } });
  const signIn = async (json: unknown): Promise<Answer> =>
    wire.ask('POST', '/api/auth/sign-in', { json, headers: { 'X-Forwarded-For': newAddress() } });
  const email = (person: Person): string => `${person.userId}@example.org`;

  it('the link is a page', async () => {
    const { status, headers } = await wire.ask('GET', `/register?bind=${(await wire.newPerson()).userId}`);
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/html/)]);
  });

  it('registering keeps credits, sessions and tokens; "user_id starts with anon_ iff anonymous"; 2001 then says top up', async () => {
    const person = await poorPerson();
    const { status, json } = await register({ bind: person.userId, email: email(person), password: 'correct horse' });
    expect(status).toBe(200);
    const userId = textAt(json, 'data.user_id');
    expect(userId).not.toMatch(/^anon_/);

    for (const token of [person.token, textAt(json, 'data.token')]) {
      const now = { ...person, token };
      expect(await wire.balance(now)).toEqual({ available: 40, frozen: 0, total: 40 });
      expect(await wire.state(now)).toMatchObject({ session_id: person.sessionId, user_id: userId });
    }

    const refused = await wire.ask('POST', '/run_sse', { as: person, json: skillTurn(person, 'calm piano, 1 second') });
    expect([refused.status, at(refused.json, 'code')]).toEqual([403, 2001]);
    expect(textAt(refused.json, 'data.registration_url')).not.toContain('?bind=');
  });

  it('signing in gives a token; a wrong password and an unknown address get the same answer', async () => {
    const person = await wire.newPerson();
    await register({ bind: person.userId, email: email(person), password: 'correct horse' });
    const { status, json } = await signIn({ email: email(person).toUpperCase(), password: 'correct horse' });
    expect(status).toBe(200);
    expect(await wire.state({ ...person, token: textAt(json, 'data.token') })).toMatchObject({ session_id: person.sessionId });

    const wrong = await signIn({ email: email(person), password: 'wrong horse' });
    const unknown = await signIn({ email: 'nobody@example.org', password: 'wrong horse' });
    expect([wrong.status, at(wrong.json, 'code')]).toEqual([401, 1001]);
    expect(at(unknown.json, 'message')).toBe(at(wrong.json, 'message'));
  });

  it('an e-mail address belongs to one account, and the client id alone opens it no more', async () => {
    const [first, second] = [await wire.newPerson(), await wire.newPerson()];
    await register({ bind: first.userId, email: email(first), password: 'correct horse' });
    const taken = await register({ bind: second.userId, email: email(first), password: 'correct horse' });
    expect([taken.status, at(taken.json, 'code')]).toEqual([409, 4009]);
    const named = await wire.ask('POST', '/api/auth/anonymous-token', { headers: { 'X-Client-Id': first.clientId } });
    expect([named.status, at(named.json, 'code')]).toEqual([409, 4009]);
  });

  it.each([
    ['a link that is not known', { bind: 'anon_000000', email: 'a@example.org', password: 'long enough' }, 404],
    ['a short password', { bind: 'anon_000000', email: 'a@example.org', password: 'short' }, 422],
    ['no address', { bind: 'anon_000000', email: 'a', password: 'long enough' }, 422],
  ])('refuses %s', async (_, json, status) => {
    expect((await register(json)).status).toBe(status);
  });

  it('a redeem code tops up once an account; used, made-up and mistyped ones are one answer', async () => {
    const person = await poorPerson();
    const code = /\b[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3}\b/.exec(await admin('code', '--credits', '500'))?.[0] ?? '';
    expect(code).not.toBe('');
    const redeem = async (as: Person): Promise<Answer> => wire.ask('POST', '/api/credits/redeem', { as, json: { code } });
    const redeemed = await redeem(person);
    expect(redeemed.status).toBe(200);
    expect(at(redeemed.json, 'data')).toMatchObject({ credits: 500, available: 540, frozen: 0, total: 540 });
    expect(await wire.balance(person)).toEqual({ available: 540, frozen: 0, total: 540 });

    const again = await redeem(await wire.newPerson());
    const made = await wire.ask('POST', '/api/credits/redeem', { as: person, json: { code: 'AAAA-BBBB-CCCC-DDDD' } });
    expect([again.status, made.status]).toEqual([404, 404]);
    expect(at(again.json, 'message')).toBe(at(made.json, 'message'));
    expect(await wire.balance(person)).toEqual({ available: 540, frozen: 0, total: 540 });
  });
});
