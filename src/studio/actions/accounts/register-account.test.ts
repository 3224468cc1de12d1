import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SignInAnswer } from '../../../contract/service/index.ts';
import { DATABASE_KINDS } from '../../../../test/databases.ts';
import { handClock, openTestService, type HandClock, type TestService } from '../../../../test/service-fixture.ts';
import { registerAccount as saveRegistration } from '../../store/records/accounts.ts';
import { findSession } from '../../store/records/sessions.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { authenticate } from './authenticate.ts';
import { createToken } from './create-token.ts';
import { issueAnonymousToken } from './issue-anonymous-token.ts';
import { readCredits } from './read-credits.ts';
import { registerAccount } from './register-account.ts';
import { signIn } from './sign-in.ts';

const DAY_MS = 86_400_000;
const PASSWORD = 'correct horse battery staple';

describe.each(DATABASE_KINDS)('registering on %s', (kind) => {
  let service: TestService;
  let ports: ServicePorts;
  let clock: HandClock;
  let people = 0;
  beforeAll(async () => {
    clock = handClock();
    service = await openTestService(kind, { clock });
    // Real hashing is slow on purpose, and tested beside the adapter: here passwords are kept in memory as they are.
    const secrets = {
      ...service.ports.secrets,
      hashPassword: async (password: string) => Promise.resolve(`plain ${password}`),
      matchesPassword: async (password: string, hash: string | null) => Promise.resolve(hash === `plain ${password}`),
    };
    ports = { ...service.ports, secrets };
  });
  afterAll(async () => service.close());

  const newPerson = (): { email: string; address: string } => {
    people += 1;
    return { email: `person${people}@example.org`, address: `203.0.113.${people}` };
  };
  /** An anonymous caller with a token that lives. */
  const newAnonymous = async (): Promise<{ readonly caller: Caller; readonly bind: string; readonly sessionId: string }> => {
    const { caller, sessionId } = await service.newCaller();
    const { token } = await createToken(ports, caller, { name: 'test', scopes: ['*'], expires_in_days: 7 });
    return { caller: await who(token), bind: caller.account.userId, sessionId };
  };
  const who = async (token: string): Promise<Caller> =>
    authenticate(ports, { authorization: `Bearer ${token}`, isOwnersMachine: false });
  const register = async (wish: {
    bind: string;
    email: string;
    address: string;
    password?: string;
  }): Promise<SignInAnswer['data']> => registerAccount(ports, { password: PASSWORD, ...wish });

  it('keeps the account with its credits, sessions and tokens', async () => {
    const { caller, bind, sessionId } = await newAnonymous();
    const registered = await register({ bind, ...newPerson() });
    const signedIn = await who(registered.token);
    expect(registered.user_id).toMatch(/^user_/);
    expect(signedIn.account).toMatchObject({
      id: caller.account.id,
      kind: 'registered',
      bindId: bind,
      userId: registered.user_id,
    });
    expect(await readCredits(ports, signedIn)).toEqual({ available: 100, frozen: 0, total: 100 });
    expect(await findSession(ports.database, { id: sessionId, accountId: signedIn.account.id })).not.toBeNull();
  });

  it('signs in with the password, whatever the case of the address, and says nothing about what was wrong', async () => {
    const person = newPerson();
    const { bind } = await newAnonymous();
    const registered = await register({ bind, ...person });
    const again = await signIn(ports, { ...person, email: person.email.toUpperCase(), password: PASSWORD });
    expect(again.user_id).toBe(registered.user_id);
    expect((await who(again.token)).account.kind).toBe('registered');
    const wrong = await signIn(ports, { ...person, password: `${PASSWORD}!` }).catch((problem: unknown) => problem);
    const unknown = await signIn(ports, { ...newPerson(), password: PASSWORD }).catch((problem: unknown) => problem);
    expect(wrong).toMatchObject({ refusal: 'token-invalid', number: 1001 });
    expect(String(unknown)).toBe(String(wrong));
  });

  it('answers the same registration again, but nobody else’s', async () => {
    const person = newPerson();
    const { bind } = await newAnonymous();
    const both = await Promise.all([register({ bind, ...person }), register({ bind, ...person })]);
    expect(both[0].user_id).toBe(both[1].user_id);
    expect(both[0].token).not.toBe(both[1].token);
    await expect(register({ bind, ...person, password: 'another one' })).rejects.toMatchObject({ refusal: 'not-found' });
    await expect(register({ bind, ...newPerson() })).rejects.toMatchObject({ refusal: 'not-found' });
    const other = newPerson();
    await register({ bind: (await newAnonymous()).bind, ...other });
    await expect(register({ bind, ...other })).rejects.toMatchObject({ refusal: 'not-found' });
  });

  it('takes neither a link it does not know, nor the owner’s, nor one whose client is long gone', async () => {
    await expect(register({ bind: 'anon_000000000000000000000000', ...newPerson() })).rejects.toMatchObject({
      refusal: 'not-found',
    });
    const open = { ...ports, settings: { ...ports.settings, isOpen: true } };
    const owner = await authenticate(open, { authorization: null, isOwnersMachine: true });
    await expect(register({ bind: owner.account.userId, ...newPerson() })).rejects.toMatchObject({ refusal: 'not-found' });
    const issued = await issueAnonymousToken(ports, { clientId: 'long-gone', address: '192.0.2.1' });
    clock.advance(7 * DAY_MS);
    await expect(register({ bind: issued.bind_id, ...newPerson() })).rejects.toMatchObject({ refusal: 'not-found' });
    await issueAnonymousToken(ports, { clientId: 'long-gone', address: '192.0.2.1' });
    expect((await register({ bind: issued.bind_id, ...newPerson() })).user_id).toMatch(/^user_/);
  });

  it('gives an e-mail address to one account, also when several ask at once', async () => {
    const { email, address } = newPerson();
    const all = await Promise.all(Array.from({ length: 5 }, newAnonymous));
    const answers = await Promise.allSettled(all.map(async ({ bind }) => register({ bind, email, address })));
    const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(refusals).toHaveLength(4);
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ refusal: 'conflict', number: 4009 });
    }

    // Who was refused is anonymous as before and may register with another address.
    const losers = all.filter((_, place) => answers[place]?.status === 'rejected');
    expect((await register({ bind: losers[0]?.bind ?? '', ...newPerson() })).user_id).toMatch(/^user_/);
  });

  it('refuses an e-mail address that another account takes at the same moment', async () => {
    const [{ caller }, { bind }] = [await newAnonymous(), await newAnonymous()];
    const person = newPerson();
    const opened = Promise.withResolvers<null>();
    let isReady = kind === 'pglite';
    const other = opened.promise
      .then(async () => register({ bind, ...person }))
      .catch((problem: unknown) => {
        isReady = true;
        return problem;
      });
    await ports.database.transaction(async (sql) => {
      await saveRegistration(sql, {
        accountId: caller.account.id,
        userId: `user_${bind}`,
        email: person.email,
        passwordHash: 'x',
      });
      opened.resolve(null);
      // On a server the other one now runs into our row and waits; embedded, transactions come one after the other anyway.
      while (!isReady) {
        isReady ||= (await sql.rows(z.unknown(), 'select pid from pg_locks where not granted')).length > 0;
      }
    });
    expect(await other).toMatchObject({ refusal: 'conflict', number: 4009 });
  });

  it('lets twenty tries an hour through from one address', async () => {
    const { address } = newPerson();
    for (let tries = 0; tries < 20; tries++) {
      await expect(signIn(ports, { email: newPerson().email, password: 'guess', address })).rejects.toMatchObject({
        refusal: 'token-invalid',
      });
    }

    const guess = { email: newPerson().email, address };
    await expect(signIn(ports, { ...guess, password: 'guess' })).rejects.toMatchObject({
      refusal: 'rate-limited',
      retryAfterSeconds: 180,
    });
    await expect(register({ ...guess, bind: 'anon_0' })).rejects.toMatchObject({ refusal: 'rate-limited' });
    clock.advance(180_000);
    await expect(signIn(ports, { ...guess, password: 'guess' })).rejects.toMatchObject({ refusal: 'token-invalid' });
  });

  it('lets sixty tries an hour through for one e-mail address, more than one stranger has', async () => {
    const person = newPerson();
    await register({ bind: (await newAnonymous()).bind, ...person });
    const guess = async (place: number): Promise<unknown> =>
      signIn(ports, { email: person.email, password: 'guess', address: `2001:db8:1:${place}::1` }).catch(
        (problem: unknown) => problem,
      );
    for (let tries = 0; tries < 30; tries++) {
      await guess(0);
    }

    expect((await signIn(ports, { ...person, password: PASSWORD })).user_id).toMatch(/^user_/);
    const refusals: unknown[] = [];
    for (let tries = 0; tries < 40; tries++) {
      refusals.push(await guess(tries + 1));
    }

    expect(refusals.at(-1)).toMatchObject({ refusal: 'rate-limited' });
    clock.advance(3_600_000);
    expect((await signIn(ports, { ...person, password: PASSWORD })).user_id).toMatch(/^user_/);
  });
});

it('hashes real passwords', async () => {
  const service = await openTestService('pglite');
  try {
    const { caller } = await service.newCaller();
    await createToken(service.ports, caller, { name: 'test', scopes: ['*'], expires_in_days: null });
    const person = { email: 'real@example.org', password: PASSWORD, address: '192.0.2.1' };
    const registered = await registerAccount(service.ports, { ...person, bind: caller.account.userId });
    expect((await signIn(service.ports, person)).user_id).toBe(registered.user_id);
    await expect(signIn(service.ports, { ...person, password: 'wrong' })).rejects.toMatchObject({ refusal: 'token-invalid' });
  } finally {
    await service.close();
  }
});
