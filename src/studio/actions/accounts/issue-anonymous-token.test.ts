import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnonymousTokenAnswer } from '../../../contract/service/index.ts';
import { DATABASE_KINDS } from '../../../../test/databases.ts';
import { handClock, openTestService, type HandClock, type TestService } from '../../../../test/service-fixture.ts';
import { freezeCredits, listCreditEntries } from '../../store/records/credits.ts';
import type { ServicePorts } from '../service-ports.ts';
import { authenticate } from './authenticate.ts';
import { issueAnonymousToken } from './issue-anonymous-token.ts';
import { readCredits } from './read-credits.ts';
import { registerAccount } from './register-account.ts';

const DAY_MS = 86_400_000;

describe.each(DATABASE_KINDS)('anonymous tokens on %s', (kind) => {
  let service: TestService;
  let ports: ServicePorts;
  let clock: HandClock;
  let addresses = 0;
  beforeAll(async () => {
    clock = handClock();
    service = await openTestService(kind, { clock });
    ports = service.ports;
  });
  afterAll(async () => service.close());

  /** A network where nobody has made an account yet. */
  const newAddress = (): string => `198.51.100.${(addresses += 1)}`;
  const issue = async (clientId: string | null, address = newAddress()): Promise<AnonymousTokenAnswer['data']> =>
    issueAnonymousToken(ports, { clientId, address });

  it('gives a new client an account with credits and a token of seven days', async () => {
    const issued = await issue('a5a1f0f4-3a5c-4f3c-9a53-0d9d6f6f2f11');
    expect(AnonymousTokenAnswer.parse({ code: 0, message: 'success', data: issued }).data).toEqual(issued);
    expect(issued).toMatchObject({ credits: 100, bind_id: issued.user_id });
    expect(issued.token).toMatch(/^nmv_usr_/);
    expect(issued.user_id).toMatch(/^anon_[0-9a-f]+$/);
    expect(Date.parse(issued.expires_at) - clock.now().getTime()).toBe(7 * DAY_MS);
  });

  it.each([[null], [''], ['   '], ['x'.repeat(65)], ['a\tb'], ['é'], ['a\u0000b'], ['a\r\nX-Evil: 1']])(
    'asks for a client id when it gets %j',
    async (clientId) => {
      await expect(issue(clientId)).rejects.toMatchObject({ refusal: 'client-id-missing', number: 400 });
    },
  );

  it('takes any other client id of up to 64 visible characters as it is', async () => {
    const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
    const names = fc.string({ unit: visible, minLength: 1, maxLength: 64 });
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const first = await issue(name);
        expect((await issue(` ${name} `)).user_id).toBe(first.user_id);
      }),
      { numRuns: 15 },
    );
  });

  it('gives a client it knows the same account with what is left, also after the token expired', async () => {
    const first = await issue('known-client');
    const caller = await authenticate(ports, { authorization: `Bearer ${first.token}`, isOwnersMachine: false });
    const now = clock.now();
    await freezeCredits(ports.database, {
      holdId: ports.ids.make('hold'),
      accountId: caller.account.id,
      amount: 40,
      reason: 'work',
      now,
    });
    const second = await issue('known-client');
    expect(second).toMatchObject({ user_id: first.user_id, credits: 60 });
    expect(second.token).not.toBe(first.token);
    clock.advance(8 * DAY_MS);
    await expect(authenticate(ports, { authorization: `Bearer ${first.token}`, isOwnersMachine: false })).rejects.toThrow(
      /expired/,
    );
    const third = await issue('known-client');
    expect(third).toMatchObject({ user_id: first.user_id, credits: 60 });
    expect(await readCredits(ports, caller)).toEqual({ available: 60, frozen: 40, total: 100 });
  });

  it('makes one account with one welcome, however many requests come at once', async () => {
    const address = newAddress();
    const issued = await Promise.all(Array.from({ length: 12 }, async () => issue('all-at-once', address)));
    expect(new Set(issued.map(({ user_id }) => user_id)).size).toBe(1);
    expect(new Set(issued.map(({ token }) => token)).size).toBe(12);
    expect(issued.map(({ credits }) => credits)).toEqual(issued.map(() => 100));
    const caller = await authenticate(ports, { authorization: `Bearer ${issued[0]?.token}`, isOwnersMachine: false });
    expect(await listCreditEntries(ports.database, { accountId: caller.account.id, limit: 10 })).toHaveLength(1);
    // Nine more, since the twelve were one client.
    const more = await Promise.allSettled(Array.from({ length: 12 }, async (_, place) => issue(`at-once-${place}`, address)));
    expect(more.filter(({ status }) => status === 'fulfilled')).toHaveLength(9);
  });

  it('makes ten accounts for an address, counts none that was there, and says when to come back', async () => {
    const network = '2001:db8:0:7';
    for (let place = 0; place < 10; place++) {
      await issue(`counted-${place}`, `${network}::${place}`);
    }

    const refusal = await issue('counted-10', `${network}:ffff::1`).catch((problem: unknown) => problem);
    expect(refusal).toMatchObject({ refusal: 'rate-limited', number: 429, retryAfterSeconds: 60_480 });
    expect((await issue('counted-3', `${network}::3`)).credits).toBe(100);
    // The refused client left nothing behind: elsewhere it is new, and counts there.
    expect((await issue('counted-10')).credits).toBe(100);
    clock.advance(60_480_000);
    expect((await issue('counted-11', `${network}::1`)).credits).toBe(100);
  });

  it('makes none where the operator wants none', async () => {
    const closed = { ...ports, settings: { ...ports.settings, accountsPerAddress: 0, starterCredits: 0 } };
    const ask = { clientId: 'uninvited', address: newAddress() };
    await expect(issueAnonymousToken(closed, ask)).rejects.toMatchObject({ refusal: 'rate-limited' });
    const poor = { ...ports, settings: { ...ports.settings, starterCredits: 0 } };
    expect((await issueAnonymousToken(poor, ask)).credits).toBe(0);
  });

  it('opens a registered account to nobody who merely names its client id', async () => {
    const issued = await issue('registered-since');
    await registerAccount(ports, {
      bind: issued.bind_id,
      email: 'since@example.org',
      password: 'long enough',
      address: newAddress(),
    });
    await expect(issue('registered-since')).rejects.toMatchObject({
      refusal: 'conflict',
      message: expect.stringContaining('http://127.0.0.1:8787/account'),
    });
    // The token from before stays the account's.
    const caller = await authenticate(ports, { authorization: `Bearer ${issued.token}`, isOwnersMachine: false });
    expect(caller.account).toMatchObject({ kind: 'registered', bindId: issued.user_id });
  });
});
