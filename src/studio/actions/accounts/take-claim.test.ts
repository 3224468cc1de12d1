import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClaimTokenAnswer } from '../../../contract/service/index.ts';
import { DATABASE_KINDS } from '../../../../test/databases.ts';
import { handClock, openTestService, type HandClock, type TestService } from '../../../../test/service-fixture.ts';
import { cancelJob, submitJob } from '../../jobs/index.ts';
import { findSession } from '../../store/records/sessions.ts';
import { endTurn, startTurn } from '../../store/records/turns.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { createClaim } from './create-claim.ts';
import { takeClaim } from './take-claim.ts';

describe.each(DATABASE_KINDS)('claims on %s', (kind) => {
  let service: TestService;
  let ports: ServicePorts;
  let clock: HandClock;
  beforeAll(async () => {
    clock = handClock();
    service = await openTestService(kind, { clock });
    ports = service.ports;
  });
  afterAll(async () => service.close());

  const owns = async (caller: Caller, id: string): Promise<boolean> =>
    (await findSession(ports.database, { id, accountId: caller.account.id })) !== null;

  it('move a session to one of those who hold the link, once', async () => {
    const giver = await service.newCaller();
    const takers = await Promise.all([service.newCaller(), service.newCaller(), service.newCaller()]);
    const wanted = { task_id: giver.taskId, session_id: giver.sessionId };
    const claim = await createClaim(ports, giver.caller, wanted);
    expect(ClaimTokenAnswer.parse({ code: 0, message: 'success', data: claim }).data).toEqual(claim);
    expect(claim).toMatchObject({
      expires_in: 604_800,
      claim_url: `http://127.0.0.1:8787/workspace/claim?ct=${claim.claim_token}`,
    });
    const taken = await Promise.allSettled(takers.map(async ({ caller }) => takeClaim(ports, caller, claim.claim_token)));
    expect(taken.filter(({ status }) => status === 'fulfilled')).toEqual([{ status: 'fulfilled', value: wanted }]);
    const owned = await Promise.all(takers.map(async ({ caller }) => owns(caller, giver.sessionId)));
    expect(owned).toEqual(taken.map(({ status }) => status === 'fulfilled'));
    expect(await owns(giver.caller, giver.sessionId)).toBe(false);
  });

  it('are made for one’s own sessions only, and by a token that may write', async () => {
    const [{ caller, taskId, sessionId }, stranger] = [await service.newCaller(), await service.newCaller()];
    for (const wanted of [
      { task_id: taskId, session_id: stranger.sessionId },
      { task_id: stranger.taskId, session_id: sessionId },
      { task_id: stranger.taskId, session_id: stranger.sessionId },
    ]) {
      await expect(createClaim(ports, caller, wanted)).rejects.toMatchObject({ refusal: 'session-not-found', number: 1002 });
    }

    const reader: Caller = { ...caller, scopes: ['read'] };
    const wanted = { task_id: taskId, session_id: sessionId };
    await expect(createClaim(ports, reader, wanted)).rejects.toMatchObject({ refusal: 'scope-missing' });
    const claim = await createClaim(ports, caller, wanted);
    await expect(takeClaim(ports, { ...stranger.caller, scopes: ['read'] }, claim.claim_token)).rejects.toMatchObject({
      refusal: 'scope-missing',
    });
  });

  it('do not work when they are unknown, expired, or the session went to somebody else', async () => {
    const [giver, first, second] = [await service.newCaller(), await service.newCaller(), await service.newCaller()];
    const wanted = { task_id: giver.taskId, session_id: giver.sessionId };
    const [one, two] = [await createClaim(ports, giver.caller, wanted), await createClaim(ports, giver.caller, wanted)];
    await takeClaim(ports, first.caller, one.claim_token);
    const useless = async (token: string): Promise<void> =>
      expect(takeClaim(ports, second.caller, token)).rejects.toMatchObject({
        refusal: 'not-found',
        message: 'This claim link does not work: it is unknown, expired or used. Ask for a new one.',
      });
    await useless(two.claim_token);
    await useless(ports.ids.make('claim-secret'));
    await useless('');
    const own = await createClaim(ports, second.caller, { task_id: second.taskId, session_id: second.sessionId });
    clock.advance(604_800_000);
    await useless(own.claim_token);
    expect(await owns(first.caller, giver.sessionId)).toBe(true);
  });

  it('wait until the giver’s work in the session is done', async () => {
    const [giver, taker] = [await service.newCaller(), await service.newCaller()];
    const claim = await createClaim(ports, giver.caller, { task_id: giver.taskId, session_id: giver.sessionId });
    const accountId = giver.caller.account.id;
    const turnId = ports.ids.make('turn');
    await startTurn(ports.database, {
      id: turnId,
      sessionId: giver.sessionId,
      accountId,
      invocationId: ports.ids.make('invocation'),
      processId: 'prc_1',
      now: clock.now(),
    });
    const take = async (): Promise<unknown> => takeClaim(ports, taker.caller, claim.claim_token);
    await expect(take()).rejects.toMatchObject({ refusal: 'conflict', number: 4009 });
    await endTurn(ports.database, { id: turnId, status: 'completed', spent: null, error: null, now: clock.now() });
    const jobId = ports.ids.make('job');
    await submitJob(ports, {
      id: jobId,
      kind: 'generate',
      accountId,
      sessionId: giver.sessionId,
      request: {},
      requestDigest: 'x',
      contentDigest: null,
      price: null,
    });
    await expect(take()).rejects.toMatchObject({ refusal: 'conflict' });
    expect(await owns(giver.caller, giver.sessionId)).toBe(true);
    await cancelJob(ports, { id: jobId, accountId });
    await take();
    expect(await owns(taker.caller, giver.sessionId)).toBe(true);
  });
});
