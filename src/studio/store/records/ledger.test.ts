import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from '../../../../test/databases.ts';
import { assertNever } from '../../../engine/kernel/index.ts';
import type { Database } from '../../ports/database.ts';
import { randomIds } from '../random-ids.ts';
import { systemWallClock } from '../system-wall-clock.ts';
import { createAnonymousAccount, ensureOwner } from './accounts.ts';
import { closeHold, freezeCredits, grantCredits, listCreditEntries, listUnbalancedAccounts, readBalance } from './credits.ts';
import { redeemCode, saveRedeemCode } from './redeem-codes.ts';

const ids = randomIds(systemWallClock);
const now = new Date('2026-11-22T12:00:00Z');

type Step =
  | { readonly kind: 'grant'; readonly amount: number; readonly reason: string }
  | { readonly kind: 'freeze'; readonly amount: number }
  | { readonly kind: 'close'; readonly hold: number; readonly spent: number };
/** `crashes`: the process dies after the step and before the transaction around it commits. */
type Try = { readonly step: Step; readonly crashes: boolean };

const steps = fc.record({
  crashes: fc.integer({ min: 0, max: 4 }).map((chance) => chance === 0),
  step: fc.oneof(
    fc.record({ kind: fc.constant('grant'), amount: fc.integer({ min: 1, max: 100 }), reason: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ kind: fc.constant('freeze'), amount: fc.integer({ min: 0, max: 60 }) }),
    fc.record({ kind: fc.constant('close'), hold: fc.nat(5), spent: fc.integer({ min: 0, max: 80 }) }),
  ),
});

describe.each(DATABASE_KINDS)('the ledger on %s', (databaseKind) => {
  let place: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    place = await openTestDatabase(databaseKind);
    database = place.database;
  });
  afterAll(async () => place.close());

  const openAccount = async (): Promise<string> => {
    const made = await createAnonymousAccount(database, {
      id: ids.make('account'),
      userId: ids.make('anonymous-user'),
      clientDigest: ids.make('token-secret'),
      now,
    });
    return made?.id ?? '';
  };

  it('sums whatever happens in whatever order, crashes included', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 16 }), fc.boolean(), async (tries, atOnce) => {
        const accountId = await openAccount();
        const holds: string[] = [];
        const attempt = async ({ step, crashes }: Try): Promise<void> => {
          const crash = new Error('crash');
          try {
            await database.transaction(async (sql) => {
              switch (step.kind) {
                case 'grant':
                  await grantCredits(sql, { accountId, amount: step.amount, reason: step.reason, now });
                  break;
                case 'freeze': {
                  const holdId = ids.make('hold');
                  holds.push(holdId);
                  await freezeCredits(sql, { holdId, accountId, amount: step.amount, reason: 'work', now });
                  break;
                }
                case 'close':
                  await closeHold(sql, { id: holds[step.hold % holds.length] ?? 'none', spent: step.spent, reason: 'done', now });
                  break;
                default:
                  assertNever(step);
              }

              if (crashes) {
                throw crash;
              }
            });
          } catch (problem) {
            if (problem !== crash) {
              throw problem;
            }
          }
        };

        if (atOnce) {
          await Promise.all(tries.map(attempt));
        } else {
          for (const one of tries) {
            await attempt(one);
          }
        }

        const balance = await readBalance(database, accountId);
        const entries = await listCreditEntries(database, { accountId, limit: 1000 });
        const sum = (from: string, to: string): number =>
          entries.filter((entry) => entry.from === from && entry.to === to).reduce((total, entry) => total + entry.amount, 0);
        const granted = sum('granted', 'available');
        const spent = sum('frozen', 'spent');
        expect(await listUnbalancedAccounts(database)).toEqual([]);
        expect(balance?.total).toBe(granted - spent);
        expect(balance?.available).toBeGreaterThanOrEqual(0);
        expect(balance?.frozen).toBeGreaterThanOrEqual(0);
        // A hold is closed once, so at most one settling and one refund name it.
        const closings = entries.filter(({ kind }) => kind === 'settle').map(({ holdId }) => holdId);
        expect(new Set(closings).size).toBe(closings.length);
      }),
      { numRuns: 25 },
    );
  });

  it('grants once for a reason, and never again to the same account', async () => {
    const accountId = await openAccount();
    const welcome = { accountId, amount: 100, reason: 'welcome', now };
    expect(await Promise.all([grantCredits(database, welcome), grantCredits(database, welcome)])).toContain(true);
    expect(await grantCredits(database, welcome)).toBe(false);
    expect(await readBalance(database, accountId)).toEqual({ available: 100, frozen: 0, total: 100 });
  });

  it('freezes no more than there is, even when two turns begin at once', async () => {
    const accountId = await openAccount();
    await grantCredits(database, { accountId, amount: 100, reason: 'welcome', now });
    const freeze = async (): Promise<boolean> =>
      freezeCredits(database, { holdId: ids.make('hold'), accountId, amount: 60, reason: 'work', now });
    expect((await Promise.all([freeze(), freeze(), freeze()])).filter(Boolean)).toHaveLength(1);
    expect(await readBalance(database, accountId)).toEqual({ available: 40, frozen: 60, total: 100 });
  });

  it('closes a hold exactly once, settling what was spent and giving back the rest', async () => {
    const accountId = await openAccount();
    const holdId = ids.make('hold');
    await grantCredits(database, { accountId, amount: 100, reason: 'welcome', now });
    await freezeCredits(database, { holdId, accountId, amount: 40, reason: 'work', now });
    const close = async (spent: number): Promise<boolean> => closeHold(database, { id: holdId, spent, reason: 'done', now });
    expect((await Promise.all([close(30), close(30), close(0)])).filter(Boolean)).toHaveLength(1);
    expect(await close(0)).toBe(false);
    const balance = await readBalance(database, accountId);
    expect(balance?.frozen).toBe(0);
    expect([70, 100]).toContain(balance?.available);
  });

  it('never charges the owner', async () => {
    const owner = await ensureOwner(database, { id: ids.make('account'), userId: 'owner', now });
    const again = await ensureOwner(database, { id: ids.make('account'), userId: 'other', now });
    expect(again).toEqual(owner);
    const holdId = ids.make('hold');
    const accountId = owner?.id ?? '';
    expect(await freezeCredits(database, { holdId, accountId, amount: 1000, reason: 'work', now })).toBe(true);
    expect(await closeHold(database, { id: holdId, spent: 1000, reason: 'done', now })).toBe(true);
    expect(await readBalance(database, accountId)).toEqual({ available: 0, frozen: 0, total: 0 });
  });

  it('gives the last use of a code to one account', async () => {
    const digest = ids.make('redeem-code');
    await saveRedeemCode(database, { digest, credits: 500, plan: 'paid', uses: 1, expiresAt: null, now });
    const accounts = [await openAccount(), await openAccount(), await openAccount()];
    const gifts = await Promise.all(accounts.map(async (accountId) => redeemCode(database, { digest, accountId, now })));
    expect(gifts.filter((gift) => gift !== null)).toEqual([{ credits: 500, plan: 'paid' }]);
    const balances = await Promise.all(accounts.map(async (accountId) => readBalance(database, accountId)));
    expect(balances.map((balance) => balance?.total).sort()).toEqual([0, 0, 500]);
  });

  it('redeems a code once for an account, and not when it has expired', async () => {
    const accountId = await openAccount();
    const twice = ids.make('redeem-code');
    await saveRedeemCode(database, { digest: twice, credits: 5, plan: null, uses: 9, expiresAt: null, now });
    expect(await redeemCode(database, { digest: twice, accountId, now })).toEqual({ credits: 5, plan: null });
    expect(await redeemCode(database, { digest: twice, accountId, now })).toBeNull();
    const late = ids.make('redeem-code');
    await saveRedeemCode(database, { digest: late, credits: 5, plan: null, uses: 9, expiresAt: now, now });
    expect(await redeemCode(database, { digest: late, accountId, now })).toBeNull();
  });
});
