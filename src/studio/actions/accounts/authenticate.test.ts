import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handClock, openTestService, type HandClock, type TestService } from '../../../../test/service-fixture.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { authenticate } from './authenticate.ts';
import { createToken } from './create-token.ts';
import { issueAnonymousToken } from './issue-anonymous-token.ts';
import { requireScope } from './require-scope.ts';
import { revokeToken } from './revoke-token.ts';

const DAY_MS = 86_400_000;

describe('who asks', () => {
  let service: TestService;
  let ports: ServicePorts;
  let clock: HandClock;
  beforeAll(async () => {
    clock = handClock();
    service = await openTestService('pglite', { clock });
    ports = service.ports;
  });
  afterAll(async () => service.close());

  const bearer = async (token: string, isOwnersMachine = false): Promise<Caller> =>
    authenticate(ports, { authorization: `Bearer ${token}`, isOwnersMachine });
  const refusalOf = async (authorization: string | null): Promise<unknown> =>
    authenticate({ ...ports, settings: { ...ports.settings, isOpen: true } }, { authorization, isOwnersMachine: false }).catch(
      (problem: unknown) => problem,
    );

  it('is the account of a live token, in any spelling of the scheme', async () => {
    const issued = await issueAnonymousToken(ports, { clientId: 'authenticate-live', address: '192.0.2.1' });
    const caller = await bearer(issued.token);
    expect(caller).toMatchObject({ account: { userId: issued.user_id, kind: 'anonymous' }, scopes: ['*'] });
    expect(caller.tokenId).toMatch(/^tok_/);
    expect(await authenticate(ports, { authorization: `bearer  ${issued.token}`, isOwnersMachine: true })).toEqual(caller);
  });

  it('says the same to every token that does not work, and to none', async () => {
    const issued = await issueAnonymousToken(ports, { clientId: 'authenticate-refused', address: '192.0.2.1' });
    const caller = await bearer(issued.token);
    const revoked = await createToken(ports, caller, { name: 'revoked', scopes: ['*'], expires_in_days: null });
    await revokeToken(ports, caller, revoked.id);
    const expired = await createToken(ports, caller, { name: 'expired', scopes: ['*'], expires_in_days: 1 });
    clock.advance(DAY_MS);
    const refusals = await Promise.all(
      [
        null,
        '',
        'Bearer',
        `Basic ${issued.token}`,
        issued.token,
        `Bearer ${issued.token}x`,
        `Bearer ${issued.token} ${issued.token}`,
        `Bearer nmv_usr_${'A'.repeat(10_000)}`,
        `Bearer ${ports.ids.make('token-secret')}`,
        `Bearer ${revoked.token}`,
        `Bearer ${expired.token}`,
        'Bearer nmv_usr_\u0000',
        "Bearer nmv_usr_' or 1=1 --",
      ].map(refusalOf),
    );
    const texts = refusals.map((refusal) => (refusal instanceof Error ? refusal.message : refusal));
    expect(new Set(texts).size).toBe(1);
    expect(refusals[0]).toMatchObject({ refusal: 'token-invalid', number: 1001 });
    expect(texts[0]).not.toContain(issued.token);
  });

  it('is the owner without a token on an open server’s own machine, and nowhere else', async () => {
    const open = { ...ports, settings: { ...ports.settings, isOpen: true } };
    const ask = async (on: ServicePorts, isOwnersMachine: boolean): Promise<Caller> =>
      authenticate(on, { authorization: null, isOwnersMachine });
    const [first, again] = await Promise.all([ask(open, true), ask(open, true)]);
    expect(first).toMatchObject({ account: { kind: 'owner', plan: 'unlimited' }, scopes: ['*'], tokenId: null });
    expect(again).toEqual(first);
    expect(await ask(open, true)).toEqual(first);
    await expect(ask(open, false)).rejects.toMatchObject({ refusal: 'token-invalid' });
    await expect(ask(ports, true)).rejects.toMatchObject({ refusal: 'token-invalid' });
    // A token that does not work is never taken for the owner.
    await expect(authenticate(open, { authorization: 'Bearer nmv_usr_no', isOwnersMachine: true })).rejects.toMatchObject({
      refusal: 'token-invalid',
    });
  });

  it('may do what the token allows', async () => {
    const { caller } = await service.newCaller();
    const limited: Caller = { ...caller, scopes: ['read', 'upload'] };
    expect(() => requireScope(caller, 'render')).not.toThrow();
    expect(() => requireScope(limited, 'read')).not.toThrow();
    expect(() => requireScope(limited, 'render')).toThrow(/the scope "render"; yours has "read", "upload"/);
    expect(() => requireScope(limited, '*')).toThrow(expect.objectContaining({ refusal: 'scope-missing', number: 1003 }));
  });
});
