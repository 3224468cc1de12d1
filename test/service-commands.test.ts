import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdminAnswer } from '../src/contract/service/index.ts';
import { openWorkplace, type Workplace } from './cuesmith-process.ts';
import { type ServeProcess, startServer } from './serve-process.ts';

let folder: string;
let place: Workplace;
let server: ServeProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuesmith-serve-'));
  place = await openWorkplace();
  server = await startServer(folder);
});

afterAll(async () => {
  await server.kill();
  await place.remove();
  await rm(folder, { recursive: true, force: true });
});

const admin = async (...words: readonly string[]): Promise<AdminAnswer> => {
  const { code, stdout, stderr } = await place.run(['admin', ...words, '--data', folder, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  return AdminAnswer.parse(JSON.parse(stdout));
};

describe('cuesmith serve', () => {
  it('is open to programs of this machine, and says where it is', async () => {
    const balance = await fetch(`${server.url}/api/credits/balance/simple`);
    expect(balance.status).toBe(200);
    expect(server.log()).toContain(`${server.url}/docs`);
    expect(server.log()).toContain(folder);
  });

  it('leaves its operator’s door to this user alone', async () => {
    expect((await stat(join(folder, 'server.json'))).mode & 0o777).toBe(0o600);
    const call = { method: 'POST', body: '{"call":"check"}' };
    const without = await fetch(`${server.url}/admin/call`, call);
    const wrong = await fetch(`${server.url}/admin/call`, { ...call, headers: { authorization: 'Bearer guess' } });
    expect([without.status, wrong.status]).toEqual([404, 404]);
  });

  it('says what to do when its port or its folder is taken', async () => {
    const { port } = new URL(server.url);
    const busy = await place.run(['serve', '--port', port, '--data', join(folder, 'other')]);
    expect([busy.code, busy.stderr]).toEqual([1, expect.stringContaining('--port')]);
    const held = await place.run(['serve', '--port', '0', '--data', folder]);
    expect([held.code, held.stderr]).toEqual([1, expect.stringContaining('--data')]);
  });

  it.each([
    [['serve', '--port', 'many'], 2, 'port'],
    [['serve', '--host', '192.0.2.1', '--port', '0'], 1, '--host'],
    [['worker'], 1, 'DATABASE_URL'],
    [['admin', 'plan', 'someone', 'gold'], 2, 'unlimited'],
  ])('refuses what cannot be: %j', async (words, code, said) => {
    const ended = await place.run(words, { environment: { CUESMITH_DATA: join(folder, 'unused') } });
    expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(said)]);
  });

  it('names a variable of the environment that makes no sense', async () => {
    const ended = await place.run(['serve', '--port', '0'], { environment: { CUESMITH_OPEN: 'maybe' } });
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining('CUESMITH_OPEN')]);
  });
});

describe('cuesmith admin', () => {
  it('works while a server holds the folder, and without one', async () => {
    const client = await fetch(`${server.url}/api/auth/anonymous-token`, {
      method: 'POST',
      headers: { 'X-Client-Id': 'client-1' },
    });
    const { user_id: user } = JSON.parse(await client.text()).data;
    expect(await admin('credits', user, '50')).toMatchObject({ call: 'credits', user_id: user, available: 150 });
    expect(await admin('plan', user, 'paid')).toMatchObject({ plan: 'paid' });
    const unknown = await place.run(['admin', 'account', 'nobody', '--data', folder]);
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('nobody')]);

    expect(await server.stop()).toBe(0);
    expect(await admin('account', user)).toMatchObject({ account: { plan: 'paid', available: 150 } });
    expect(await admin('accounts')).toMatchObject({
      accounts: expect.arrayContaining([expect.objectContaining({ user_id: user })]),
    });
    expect(await admin('check')).toMatchObject({ is_sound: true });
    const code = await place.run(['admin', 'code', '--credits', '20', '--data', folder]);
    expect([code.code, code.stdout]).toEqual([0, expect.stringMatching(/^(\w{4}-){3}\w{4}\n$/)]);
  });
});
