import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RedeemAnswer } from '../../../contract/service/index.ts';
import { DATABASE_KINDS } from '../../../../test/databases.ts';
import { handClock, openTestService, type HandClock, type TestService } from '../../../../test/service-fixture.ts';
import { makeRedeemCode } from '../admin/make-redeem-code.ts';
import { setPlanOf } from '../admin/set-plan-of.ts';
import type { ServicePorts } from '../service-ports.ts';
import { readCredits } from './read-credits.ts';
import { redeemCode } from './redeem-code.ts';

const DAY_MS = 86_400_000;

describe.each(DATABASE_KINDS)('redeem codes on %s', (kind) => {
  let service: TestService;
  let ports: ServicePorts;
  let clock: HandClock;
  beforeAll(async () => {
    clock = handClock();
    service = await openTestService(kind, { clock });
    ports = service.ports;
  });
  afterAll(async () => service.close());

  const make = async (wish: Partial<Parameters<typeof makeRedeemCode>[1]> = {}): Promise<string> =>
    (await makeRedeemCode(ports, { credits: 50, plan: null, uses: 1, expiresInDays: null, ...wish })).code;

  it('bring what they were made for, however they are typed', async () => {
    const { caller } = await service.newCaller(10);
    const brought = await redeemCode(ports, caller, await make({ plan: 'paid' }));
    expect(RedeemAnswer.parse({ code: 0, message: 'success', data: brought }).data).toEqual(brought);
    expect(brought).toEqual({ credits: 50, plan: 'paid', available: 60, frozen: 0, total: 60 });
    const code = await make();
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')}`;
    expect((await redeemCode(ports, caller, typed)).total).toBe(110);
    expect(await readCredits(ports, caller)).toEqual({ available: 110, frozen: 0, total: 110 });
  });

  it('are refused in one text when unknown, used up, used before or expired', async () => {
    const [{ caller }, other] = [await service.newCaller(0), await service.newCaller(0)];
    const usedUp = await make();
    await redeemCode(ports, other.caller, usedUp);
    const twice = await make({ uses: 2 });
    await redeemCode(ports, caller, twice);
    const expired = await make({ expiresInDays: 1 });
    clock.advance(DAY_MS);
    const refusals = [];
    for (const code of [usedUp, twice, expired, 'AAAA-AAAA-AAAA-AAAA', '💥']) {
      refusals.push(await redeemCode(ports, caller, code).catch((problem: unknown) => problem));
    }

    expect(new Set(refusals.map(String)).size).toBe(1);
    expect(refusals[0]).toMatchObject({ refusal: 'not-found', number: 404 });
    expect((await readCredits(ports, caller)).total).toBe(50);
  });

  it('cannot be guessed at leisure', async () => {
    const { caller } = await service.newCaller(0);
    for (let tries = 0; tries < 10; tries++) {
      await expect(redeemCode(ports, caller, `AAAA-AAAA-AAAA-AAA${tries}`)).rejects.toMatchObject({ refusal: 'not-found' });
    }

    const code = await make();
    await expect(redeemCode(ports, caller, code)).rejects.toMatchObject({ refusal: 'rate-limited', retryAfterSeconds: 360 });
    clock.advance(360_000);
    expect((await redeemCode(ports, caller, code)).total).toBe(50);
  });

  it('bring their credits once, to one account, when many ask at once', async () => {
    const code = await make({ uses: 2 });
    const people = await Promise.all([service.newCaller(0), service.newCaller(0), service.newCaller(0)]);
    const asked = people.flatMap((person) => [person, person]);
    const answers = await Promise.allSettled(asked.map(async ({ caller }) => redeemCode(ports, caller, code)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    const totals = await Promise.all(people.map(async ({ caller }) => (await readCredits(ports, caller)).total));
    expect(totals.sort()).toEqual([0, 50, 50]);
  });

  it('never lower a plan', async () => {
    const { caller } = await service.newCaller(0);
    await setPlanOf(ports, { user: caller.account.userId, plan: 'unlimited' });
    const brought = await redeemCode(ports, caller, await make({ plan: 'paid' }));
    expect(brought).toMatchObject({ credits: 50, plan: 'unlimited' });
    await setPlanOf(ports, { user: caller.account.userId, plan: 'free' });
    expect(await redeemCode(ports, caller, await make({ credits: 0, plan: 'unlimited' }))).toMatchObject({
      credits: 0,
      plan: 'unlimited',
    });
  });
});
