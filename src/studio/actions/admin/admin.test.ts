import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASE_KINDS } from '../../../../test/databases.ts';
import { handClock, openTestService, type HandClock, type TestService } from '../../../../test/service-fixture.ts';
import { authenticate } from '../accounts/authenticate.ts';
import { createClaim } from '../accounts/create-claim.ts';
import { createToken } from '../accounts/create-token.ts';
import { issueAnonymousToken } from '../accounts/issue-anonymous-token.ts';
import { listTokens } from '../accounts/list-tokens.ts';
import { registerAccount } from '../accounts/register-account.ts';
import { freezeCredits } from '../../store/records/credits.ts';
import type { ServicePorts } from '../service-ports.ts';
import { checkLedger } from './check-ledger.ts';
import { describeAccount } from './describe-account.ts';
import { grantTo } from './grant-to.ts';
import { housekeep } from './housekeep.ts';
import { listAccounts } from './list-accounts.ts';
import { makeRedeemCode } from './make-redeem-code.ts';
import { setPlanOf } from './set-plan-of.ts';

const DAY_MS = 86_400_000;

describe.each(DATABASE_KINDS)('the operator on %s', (kind) => {
  let service: TestService;
  let ports: ServicePorts;
  let clock: HandClock;
  beforeAll(async () => {
    clock = handClock();
    service = await openTestService(kind, { clock });
    ports = service.ports;
  });
  afterAll(async () => service.close());

  it('finds an account by each of its names', async () => {
    const { caller } = await service.newCaller();
    await createToken(ports, caller, { name: 'test', scopes: ['*'], expires_in_days: null });
    const bind = caller.account.userId;
    const named = { email: 'Found@example.org', password: 'long enough', address: '192.0.2.1' };
    const { user_id } = await registerAccount(ports, { ...named, bind });
    for (const user of [bind, user_id, caller.account.id, 'found@example.org', ' FOUND@example.org ']) {
      expect((await describeAccount(ports, { user })).account.id).toBe(caller.account.id);
    }

    await expect(describeAccount(ports, { user: 'owner' })).rejects.toMatchObject({ refusal: 'not-found' });
    const open = { ...ports, settings: { ...ports.settings, isOpen: true } };
    await authenticate(open, { authorization: null, isOwnersMachine: true });
    expect((await describeAccount(ports, { user: 'owner' })).account.kind).toBe('owner');
    for (const user of ['', 'nobody', 'no@example.org', 'anon_%']) {
      await expect(grantTo(ports, { user, amount: 1, reason: 'x' })).rejects.toMatchObject({ refusal: 'not-found' });
    }
  });

  it('grants credits each time, and sees why the ledger moved', async () => {
    const { caller } = await service.newCaller(0);
    const user = caller.account.userId;
    await grantTo(ports, { user, amount: 30, reason: 'sorry' });
    const { balance } = await grantTo(ports, { user, amount: 30, reason: 'sorry' });
    expect(balance).toEqual({ available: 60, frozen: 0, total: 60 });
    const described = await describeAccount(ports, { user });
    expect(described).toMatchObject({ account: { plan: 'free' }, balance: { total: 60 }, sessions: 1 });
    expect(described.entries.map(({ kind: move, amount }) => [move, amount])).toEqual([
      ['grant', 30],
      ['grant', 30],
    ]);
    expect(described.entries[0]?.reason).toMatch(/^admin req_[0-9a-f]+: sorry$/);
    for (const amount of [0, -1, 1.5, Number.NaN, 1_000_001]) {
      await expect(grantTo(ports, { user, amount, reason: 'x' })).rejects.toMatchObject({ refusal: 'invalid-body' });
    }
  });

  it('sets plans, better and worse, but takes no freedom from the owner', async () => {
    const open = { ...ports, settings: { ...ports.settings, isOpen: true } };
    await authenticate(open, { authorization: null, isOwnersMachine: true });
    await expect(setPlanOf(ports, { user: 'owner', plan: 'paid' })).rejects.toMatchObject({ refusal: 'conflict' });
    expect(await setPlanOf(ports, { user: 'owner', plan: 'unlimited' })).toMatchObject({ kind: 'owner', plan: 'unlimited' });

    const { caller } = await service.newCaller();
    const user = caller.account.userId;
    for (const plan of ['unlimited', 'paid', 'free'] as const) {
      expect(await setPlanOf(ports, { user, plan })).toMatchObject({ id: caller.account.id, plan });
      expect((await describeAccount(ports, { user })).account.plan).toBe(plan);
    }
  });

  it.each([
    { credits: 0, plan: null, uses: 1, expiresInDays: null },
    { credits: -1, plan: 'paid', uses: 1, expiresInDays: null },
    { credits: 5, plan: null, uses: 0, expiresInDays: null },
    { credits: 5, plan: null, uses: 1, expiresInDays: 0 },
    { credits: 5, plan: null, uses: 1, expiresInDays: Number.NaN },
  ] as const)('makes no code of %j', async (wish) => {
    await expect(makeRedeemCode(ports, wish)).rejects.toMatchObject({ refusal: 'invalid-body' });
  });

  it('lists accounts, the newest first', async () => {
    clock.advance(1000);
    const older = await service.newCaller(1);
    clock.advance(1000);
    const newer = await service.newCaller(2);
    expect(await listAccounts(ports, { limit: 2 })).toEqual([
      { ...newer.caller.account, available: 2, frozen: 0 },
      { ...older.caller.account, available: 1, frozen: 0 },
    ]);
    expect((await listAccounts(ports)).length).toBeGreaterThan(2);
  });

  it('sees credits that are reserved for nothing, and balances that somebody changed by hand', async () => {
    const { caller } = await service.newCaller();
    const accountId = caller.account.id;
    expect(await checkLedger(ports)).toEqual({ isSound: true, unbalanced: [], idleHolds: [] });
    const holdId = ports.ids.make('hold');
    await freezeCredits(ports.database, { holdId, accountId, amount: 40, reason: 'nothing', now: clock.now() });
    expect(await checkLedger(ports)).toMatchObject({ isSound: false, idleHolds: [{ id: holdId, accountId, amount: 40 }] });
    await ports.database.run('update credit_balances set available = available + 1 where account_id = $1', [accountId]);
    expect(await checkLedger(ports)).toMatchObject({ isSound: false, unbalanced: [accountId] });
  });

  it('forgets what is long over, and nothing that lives', async () => {
    const issued = await issueAnonymousToken(ports, { clientId: 'old-client', address: '192.0.2.77' });
    const caller = await authenticate(ports, { authorization: `Bearer ${issued.token}`, isOwnersMachine: false });
    const other = await service.newCaller();
    const forever = await createToken(ports, caller, { name: 'for ever', scopes: ['*'], expires_in_days: null });
    await createClaim(ports, other.caller, { task_id: other.taskId, session_id: other.sessionId });
    expect(await housekeep(ports)).toEqual({ tokens: 0, claims: 0, buckets: 0 });
    clock.advance(38 * DAY_MS);
    const forgotten = await housekeep(ports);
    expect(forgotten.claims).toBe(1);
    expect(forgotten.tokens).toBeGreaterThan(0);
    expect(forgotten.buckets).toBeGreaterThan(0);
    expect((await listTokens(ports, caller)).tokens.map(({ id }) => id)).toEqual([forever.id]);
    const again = await issueAnonymousToken(ports, { clientId: 'old-client', address: '192.0.2.77' });
    expect(again).toMatchObject({ user_id: issued.user_id, credits: 100 });
  });
});
