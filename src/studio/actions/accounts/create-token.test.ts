import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CreateTokenAnswer, CreateTokenRequest, TokenListAnswer } from '../../../contract/service/index.ts';
import { handClock, openTestService, type TestService } from '../../../../test/service-fixture.ts';
import { Scope } from '../../store/records/tokens.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { authenticate } from './authenticate.ts';
import { createToken } from './create-token.ts';
import { listTokens } from './list-tokens.ts';
import { revokeToken } from './revoke-token.ts';

describe('the tokens of an account', () => {
  let service: TestService;
  let ports: ServicePorts;
  beforeAll(async () => {
    service = await openTestService('pglite', { clock: handClock() });
    ports = service.ports;
  });
  afterAll(async () => service.close());

  const who = async (token: string): Promise<Caller> =>
    authenticate(ports, { authorization: `Bearer ${token}`, isOwnersMachine: false });

  it('are made with what they allow and for how long, and show their secret once', async () => {
    const { caller } = await service.newCaller();
    const made = await createToken(ports, caller, { name: 'ci', scopes: ['read', 'read', 'render'], expires_in_days: 90 });
    expect(CreateTokenAnswer.parse({ code: 0, message: 'success', data: made }).data).toEqual(made);
    expect(made).toMatchObject({
      name: 'ci',
      scopes: ['read', 'render'],
      expires_at: '2027-02-20T12:00:00.000Z',
      revoked_at: null,
    });
    expect(await who(made.token)).toMatchObject({ account: caller.account, scopes: ['read', 'render'], tokenId: made.id });
    const forever = await createToken(ports, caller, { ...CreateTokenRequest.parse({ name: 'x' }), expires_in_days: null });
    expect(forever).toMatchObject({ scopes: ['*'], expires_at: null });
    const listed = await listTokens(ports, caller);
    expect(TokenListAnswer.parse({ code: 0, message: 'success', data: listed }).data).toEqual(listed);
    expect(listed.tokens.map(({ id }) => id).sort()).toEqual([made.id, forever.id].sort());
    expect(JSON.stringify(listed)).not.toContain('nmv_usr_');
  });

  it('are made by a token that allows everything only, so that none outlives the one it came from', async () => {
    const { caller } = await service.newCaller();
    for (const scope of Scope.options.filter((option) => option !== '*')) {
      const limited = await who((await createToken(ports, caller, { name: scope, scopes: [scope], expires_in_days: 1 })).token);
      for (const wanted of Scope.options) {
        const making = createToken(ports, limited, { name: 'more', scopes: [wanted], expires_in_days: null });
        await expect(making).rejects.toMatchObject({ refusal: 'scope-missing', number: 1003 });
      }
    }

    const uploader: Caller = { ...caller, scopes: ['upload'] };
    await expect(listTokens(ports, uploader)).rejects.toMatchObject({ refusal: 'scope-missing' });
  });

  it('end for good when revoked: by their account, or by themselves', async () => {
    const { caller } = await service.newCaller();
    const [one, two] = [
      await createToken(ports, caller, { name: 'one', scopes: ['read'], expires_in_days: null }),
      await createToken(ports, caller, { name: 'two', scopes: ['read'], expires_in_days: null }),
    ];
    const holder = await who(one.token);
    await expect(revokeToken(ports, holder, two.id)).rejects.toMatchObject({ refusal: 'scope-missing' });
    expect(await revokeToken(ports, holder, one.id)).toMatchObject({ id: one.id, revoked_at: '2026-11-22T12:00:00.000Z' });
    await expect(who(one.token)).rejects.toMatchObject({ refusal: 'token-invalid' });
    const ended = await revokeToken(ports, caller, two.id);
    expect(await revokeToken(ports, caller, two.id)).toEqual(ended);
    await expect(who(two.token)).rejects.toMatchObject({ refusal: 'token-invalid' });
  });

  it('are as good as absent for everybody else', async () => {
    const [{ caller }, stranger] = [await service.newCaller(), await service.newCaller()];
    const mine = await createToken(ports, caller, { name: 'mine', scopes: ['*'], expires_in_days: null });
    await expect(revokeToken(ports, stranger.caller, mine.id)).rejects.toMatchObject({ refusal: 'not-found', number: 404 });
    await expect(revokeToken(ports, caller, 'tok_none')).rejects.toMatchObject({ refusal: 'not-found', number: 404 });
    expect((await who(mine.token)).tokenId).toBe(mine.id);
    expect(await listTokens(ports, stranger.caller)).toEqual({ tokens: [] });
  });
});
