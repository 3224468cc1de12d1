import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from '../../../../test/databases.ts';
import { ids, later, now, openAccount, there } from '../../../../test/record-fixture.ts';
import type { Database } from '../../ports/database.ts';
import {
  createAnonymousAccount,
  findAccountByClient,
  findAccountByUserId,
  findSignIn,
  registerAccount,
  type Account,
} from './accounts.ts';
import { readBalance } from './credits.ts';
import { deleteExpiredTokens, findLiveToken, listTokens, revokeToken, saveToken } from './tokens.ts';

describe.each(DATABASE_KINDS)('accounts on %s', (databaseKind) => {
  let place: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    place = await openTestDatabase(databaseKind);
    database = place.database;
  });
  afterAll(async () => place.close());

  it('gives one client one account, even when it asks twice at once', async () => {
    const clientDigest = ids.make('token-secret');
    const make = async (): Promise<Account | null> =>
      createAnonymousAccount(database, { id: ids.make('account'), userId: ids.make('anonymous-user'), clientDigest, now });
    const made = (await Promise.all([make(), make(), make()])).filter((account) => account !== null);
    expect(made).toHaveLength(1);
    expect(await findAccountByClient(database, clientDigest)).toEqual(made[0]);
    expect(await readBalance(database, there(made[0]).id)).toEqual({ available: 0, frozen: 0, total: 0 });
  });

  it('registers an anonymous account once, under an address nobody has', async () => {
    const [first, second] = [await openAccount(database), await openAccount(database)];
    const email = `${first.id}@Example.org`;
    const register = async (accountId: string): Promise<Account | null> =>
      registerAccount(database, { accountId, userId: ids.make('registered-user'), email, passwordHash: 'h' });
    const registered = there(await register(first.id));
    expect(registered).toMatchObject({ id: first.id, kind: 'registered', bindId: first.userId, email: email.toLowerCase() });
    expect(registered.userId).toMatch(/^user_/);
    expect(await register(first.id)).toBeNull();
    expect(await register(second.id)).toBeNull();
    expect(await findAccountByUserId(database, first.userId)).toEqual(registered);
    expect(await findSignIn(database, email.toUpperCase())).toEqual({ ...registered, passwordHash: 'h' });
    expect(await findSignIn(database, 'nobody@example.org')).toBeNull();
  });

  it('honours a token until it expires and never after it was revoked', async () => {
    const { id: accountId } = await openAccount(database);
    await fc.assert(
      fc.asyncProperty(
        fc.option(fc.integer({ min: 1, max: 1000 }), { nil: null }),
        fc.option(fc.integer({ min: 0, max: 1000 }), { nil: null }),
        fc.array(fc.integer({ min: 0, max: 1200 }), { minLength: 1, maxLength: 4 }),
        async (expiresIn, revokedIn, moments) => {
          const id = ids.make('token');
          const digest = ids.make('token-secret');
          const expiresAt = expiresIn === null ? null : later(expiresIn);
          await saveToken(database, { id, accountId, digest, name: 'test', scopes: ['read', 'render'], now, expiresAt });
          let revoked = false;
          for (const moment of [...moments].sort((left, right) => left - right)) {
            if (revokedIn !== null && moment >= revokedIn && !revoked) {
              expect(await revokeToken(database, { id, accountId, now: later(moment) })).not.toBeNull();
              revoked = true;
            }

            const live = await findLiveToken(database, { digest, now: later(moment) });
            const shouldLive = !revoked && (expiresIn === null || moment < expiresIn);
            expect(live?.account.id ?? null).toBe(shouldLive ? accountId : null);
            if (live !== null) {
              expect(live).toMatchObject({ tokenId: id, scopes: ['read', 'render'] });
            }
          }
        },
      ),
      { numRuns: 20 },
    );
    const stranger = await openAccount(database);
    const [token] = await listTokens(database, accountId);
    expect(await revokeToken(database, { id: there(token).id, accountId: stranger.id, now })).toBeNull();
    expect(await listTokens(database, stranger.id)).toEqual([]);
    expect(await deleteExpiredTokens(database, later(2000))).toBeGreaterThan(0);
  });
});
