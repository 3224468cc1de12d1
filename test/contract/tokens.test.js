import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, textAt, Wire } from "./wire.js";
// contract.md §8 and the scopes of §0.
let wire;
let person;
let stranger;
beforeAll(async () => {
    wire = await Wire.open();
    person = await wire.newPerson();
    stranger = await wire.newPerson();
});
afterAll(async () => wire.close());
async function create(json, as = person) {
    return wire.ask('POST', '/api/tokens', { as, json });
}
async function tokenWith(scopes) {
    const { json } = await create({ name: scopes.join(), scopes });
    return { id: textAt(json, 'data.id'), as: { ...person, token: textAt(json, 'data.token') } };
}
describe('§8 tokens', () => {
    it('POST /api/tokens {"name","scopes":["*"],"expires_in_days":90} gives a token that works', async () => {
        const { status, json } = await create({ name: 'laptop', scopes: ['*'], expires_in_days: 90 });
        expect(status).toBe(200);
        expect(json).toMatchObject({ code: 0, data: { name: 'laptop', scopes: ['*'], token: expect.stringMatching(/^nmv_usr_/) } });
        const days = (Date.parse(textAt(json, 'data.expires_at')) - Date.now()) / 86_400_000;
        expect(days).toBeGreaterThan(89.9);
        expect(days).toBeLessThan(90.1);
        expect(await wire.state({ ...person, token: textAt(json, 'data.token') })).toMatchObject({ session_id: person.sessionId });
    });
    it('GET /api/tokens lists them without their secrets, and only the own ones', async () => {
        const made = await create({ name: 'listed' });
        const { text, json } = await wire.ask('GET', '/api/tokens', { as: person });
        const tokens = at(json, 'data.tokens');
        const ids = Array.isArray(tokens) ? tokens.map((token) => at(token, 'id')) : [];
        expect(ids).toContain(at(made.json, 'data.id'));
        expect(text).not.toContain('nmv_usr_');
        const others = await wire.ask('GET', '/api/tokens', { as: stranger });
        expect(others.text).not.toContain(textAt(made.json, 'data.id'));
    });
    it('POST /api/tokens/{id}/revoke ends a token at once, and a second time too', async () => {
        const { id, as } = await tokenWith(['*']);
        const revoked = await wire.ask('POST', `/api/tokens/${id}/revoke`, { as: person });
        expect(revoked.status).toBe(200);
        expect(at(revoked.json, 'data')).toMatchObject({ id, revoked_at: expect.any(String) });
        const refused = await wire.ask('GET', '/api/credits/balance/simple', { as });
        expect([refused.status, at(refused.json, 'code')]).toEqual([401, 1001]);
        expect((await wire.ask('POST', `/api/tokens/${id}/revoke`, { as: person })).status).toBe(200);
    });
    it('refuses to revoke the token of another, which works on', async () => {
        const made = await create({ name: 'theirs' }, stranger);
        const { status } = await wire.ask('POST', `/api/tokens/${textAt(made.json, 'data.id')}/revoke`, { as: person });
        expect(status).toBe(404);
        expect((await wire.ask('GET', '/api/tokens', { token: textAt(made.json, 'data.token') })).status).toBe(200);
    });
    it.each([
        ['no name', {}],
        ['an empty name', { name: '' }],
        ['a scope that is not known', { name: 'x', scopes: ['admin'] }],
        ['no scopes', { name: 'x', scopes: [] }],
        ['no days', { name: 'x', expires_in_days: 0 }],
        ['half a day', { name: 'x', expires_in_days: 0.5 }],
    ])('refuses %s with 422', async (_, json) => {
        const { status, json: answer } = await create(json);
        expect([status, at(answer, 'code')]).toEqual([422, 422]);
    });
});
describe('§0 "Scopes: read|write|upload|render|*"', () => {
    const steps = {
        read: async (as) => wire.ask('GET', `/api/state/nemo_agent/me/${as.sessionId}/latest`, { as }),
        write: async (as) => wire.ask('POST', '/api/tasks/me/with-session/nemo_agent', { as, json: {} }),
        upload: async (as) => wire.ask('POST', `/api/upload-video/nemo_agent/me/${as.sessionId}`, { as, json: { urls: [], source_type: 'url' } }),
        render: async (as) => wire.ask('POST', '/api/render/proxy/lambda', { as, json: { id: 'render_scope', sessionId: as.sessionId, draft: {} } }),
    };
    it.each(Object.keys(steps))('"403/1003 token lacks scope": only a token with %s may do what needs it', async (scope) => {
        for (const owned of [...Object.keys(steps), '*']) {
            const { as } = await tokenWith([owned]);
            const answer = await steps[scope]?.(as);
            if (owned === scope || owned === '*') {
                // Upload and render go on to complain of their empty bodies.
                expect([200, 422]).toContain(answer?.status);
            }
            else {
                expect([answer?.status, at(answer?.json, 'code')]).toEqual([403, 1003]);
                expect(at(answer?.json, 'message')).toContain(scope);
            }
        }
    });
    it('gives an anonymous token all of them ("Ours: grant render too")', async () => {
        for (const step of Object.values(steps)) {
            expect([200, 422]).toContain((await step(person)).status);
        }
    });
    it('never makes a token that may do more than the one it was made with', async () => {
        const { as } = await tokenWith(['read', 'write']);
        for (const scopes of [['*'], ['render'], ['read', 'upload']]) {
            const { status, json } = await create({ name: 'more', scopes }, as);
            expect([status, at(json, 'code')]).toEqual([403, 1003]);
        }
    });
    it('"expires_in_days": a token past its days is refused with 1001, one without an end is not', async () => {
        const short = await create({ name: 'short', expires_in_days: 1 });
        const long = await create({ name: 'long', expires_in_days: null });
        await wire.restart(2);
        const refused = await wire.ask('GET', '/api/tokens', { token: textAt(short.json, 'data.token') });
        expect([refused.status, at(refused.json, 'code')]).toEqual([401, 1001]);
        expect((await wire.ask('GET', '/api/tokens', { token: textAt(long.json, 'data.token') })).status).toBe(200);
        await wire.restart();
    });
});
//# sourceMappingURL=tokens.test.js.map