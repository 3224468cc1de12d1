import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASE_KINDS } from '../../../../test/databases.ts';
import { openTestService, type TestService } from '../../../../test/service-fixture.ts';
import { assertNever, StudioError } from '../../../engine/kernel/index.ts';
import { cancelJob, retryJob, submitJob } from '../../jobs/index.ts';
import { listCreditEntries } from '../../store/records/credits.ts';
import { deleteSession } from '../../store/records/sessions.ts';
import { endTurn, findTurn, freezeForTurn, giveUpTurn, startTurn } from '../../store/records/turns.ts';
import { checkLedger } from '../admin/check-ledger.ts';
import { describeAccount } from '../admin/describe-account.ts';
import { grantTo } from '../admin/grant-to.ts';
import { makeRedeemCode } from '../admin/make-redeem-code.ts';
import { setPlanOf } from '../admin/set-plan-of.ts';
import type { ServicePorts } from '../service-ports.ts';
import { createToken } from './create-token.ts';
import { outOfCredits } from './out-of-credits.ts';
import { readCredits } from './read-credits.ts';
import { redeemCode } from './redeem-code.ts';
import { registerAccount } from './register-account.ts';
import { UNLIMITED_CREDITS } from './shown-credits.ts';

const amount = fc.integer({ min: 1, max: 60 });
const which = fc.nat(7);
const step = fc.oneof(
  fc.record({ kind: fc.constant('grant'), amount }),
  fc.record({ kind: fc.constant('redeem'), amount }),
  fc.record({ kind: fc.constant('submit'), amount }),
  fc.record({ kind: fc.constant('cancel'), which }),
  fc.record({ kind: fc.constant('retry'), which, amount }),
  fc.record({ kind: fc.constant('turn'), amount }),
  fc.record({ kind: fc.constant('end'), which, amount, status: fc.constantFrom('completed', 'failed', 'cancelled') }),
  fc.record({ kind: fc.constant('give-up'), which }),
  fc.record({ kind: fc.constant('delete-session') }),
);
/** The database refuses work in a session that was deleted meanwhile: then there is none. */
async function unlessDeleted<Value>(work: Promise<Value>): Promise<Value | null> {
  return work.catch((problem: unknown) => {
    if (problem instanceof StudioError && problem.code === 'database.refused') {
      return null;
    }

    throw problem;
  });
}

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

describe.each(DATABASE_KINDS)('credits on %s', (kind) => {
  let service: TestService;
  let ports: ServicePorts;
  beforeAll(async () => {
    service = await openTestService(kind);
    ports = service.ports;
  });
  afterAll(async () => service.close());

  it('always sum, whatever actions come in whatever order, one after another or at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), fc.boolean(), async (steps, isAtOnce) => {
        const { caller, sessionId } = await service.newCaller();
        const accountId = caller.account.id;
        const [jobs, turns]: [string[], string[]] = [[], []];
        let granted = 100;
        const take = async (one: Step): Promise<void> => {
          const now = ports.wallClock.now();
          const jobId = 'which' in one ? (jobs[one.which % jobs.length] ?? 'none') : ports.ids.make('job');
          const turnId = 'which' in one ? (turns[one.which % turns.length] ?? 'none') : ports.ids.make('turn');
          switch (one.kind) {
            case 'grant':
              await grantTo(ports, { user: caller.account.userId, amount: one.amount, reason: 'test' });
              granted += one.amount;
              break;
            case 'redeem': {
              const { code } = await makeRedeemCode(ports, { credits: one.amount, plan: null, uses: 1, expiresInDays: null });
              // Ten tries an hour: later ones bring nothing.
              const isRedeemed = await redeemCode(ports, caller, code).then(
                () => true,
                () => false,
              );
              granted += isRedeemed ? one.amount : 0;
              break;
            }
            case 'submit':
              jobs.push(jobId);
              await unlessDeleted(
                submitJob(ports, {
                  id: jobId,
                  kind: 'generate',
                  accountId,
                  sessionId,
                  request: {},
                  requestDigest: jobId,
                  contentDigest: null,
                  price: { holdId: ports.ids.make('hold'), amount: one.amount },
                }),
              );
              break;
            case 'cancel':
              await cancelJob(ports, { id: jobId, accountId });
              break;
            case 'retry':
              await retryJob(ports, { id: jobId, accountId, price: { holdId: ports.ids.make('hold'), amount: one.amount } });
              break;
            case 'turn': {
              const started = await unlessDeleted(
                startTurn(ports.database, {
                  id: turnId,
                  sessionId,
                  accountId,
                  invocationId: ports.ids.make('invocation'),
                  processId: 'prc_1',
                  now,
                }),
              );
              if (started !== null) {
                turns.push(turnId);
                await freezeForTurn(ports.database, { turn: started, holdId: ports.ids.make('hold'), amount: one.amount, now });
              }

              break;
            }
            case 'end':
              await endTurn(ports.database, { id: turnId, status: one.status, spent: one.amount, error: null, now });
              break;
            case 'give-up': {
              const turn = await findTurn(ports.database, turnId);
              if (turn !== null) {
                await giveUpTurn(ports.database, { turn, now });
              }

              break;
            }
            case 'delete-session':
              await deleteSession(ports.database, { id: sessionId, accountId, now });
              break;
            default:
              assertNever(one);
          }
        };

        if (isAtOnce) {
          await Promise.all(steps.map(take));
        } else {
          for (const one of steps) {
            await take(one);
          }
        }

        const { available, frozen, total } = await readCredits(ports, caller);
        const entries = await listCreditEntries(ports.database, { accountId, limit: 1000 });
        const spent = entries.filter(({ to }) => to === 'spent').reduce((sum, entry) => sum + entry.amount, 0);
        expect(total).toBe(available + frozen);
        expect(total).toBe(granted - spent);
        expect(await checkLedger(ports)).toEqual({ isSound: true, unbalanced: [], idleHolds: [] });
      }),
      { numRuns: 20 },
    );
  });

  it('look endless on the plan unlimited, and add up there too', async () => {
    const { caller } = await service.newCaller(30);
    const account = await setPlanOf(ports, { user: caller.account.userId, plan: 'unlimited' });
    expect(await readCredits(ports, { ...caller, account })).toEqual({
      available: UNLIMITED_CREDITS,
      frozen: 0,
      total: UNLIMITED_CREDITS,
    });
  });

  it('that do not suffice lead to registering, and then to the account’s page', async () => {
    const { caller } = await service.newCaller(3);
    const bind = caller.account.userId;
    const refusal = await outOfCredits(ports, caller.account, 20);
    expect(refusal).toMatchObject({
      refusal: 'out-of-credits',
      number: 2001,
      credits: { bind_id: bind, registration_url: `http://127.0.0.1:8787/register?bind=${bind}`, available: 3, required: 20 },
    });
    expect(refusal.message).toContain('needs 20, and 3 are available');
    await createToken(ports, caller, { name: 'test', scopes: ['*'], expires_in_days: null });
    await registerAccount(ports, { bind, email: 'poor@example.org', password: 'long enough', address: '192.0.2.9' });
    const { account } = await describeAccount(ports, { user: 'poor@example.org' });
    expect((await outOfCredits(ports, account, 20)).credits).toEqual({
      bind_id: bind,
      registration_url: 'http://127.0.0.1:8787/account',
      available: 3,
      required: 20,
    });
  });
});
