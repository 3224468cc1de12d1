import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, newAddress, textAt, Wire } from "./wire.js";
// contract.md §1.
let wire;
beforeAll(async () => {
    wire = await Wire.open();
});
afterAll(async () => wire.close());
async function askToken(clientId, address = newAddress()) {
    const headers = { 'X-Client-Id': clientId, 'X-Forwarded-For': address };
    return wire.ask('POST', '/api/auth/anonymous-token', { headers });
}
describe('§1 POST /api/auth/anonymous-token', () => {
    it('answers {"code":0,"message":"success","data":{"token","user_id","expires_at","credits":100}}', async () => {
        const before = Date.now();
        const { status, json } = await askToken(randomUUID());
        expect(status).toBe(200);
        expect(json).toMatchObject({
            code: 0,
            message: 'success',
            data: {
                token: expect.stringMatching(/^nmv_usr_[\w-]{20,}$/),
                user_id: expect.stringMatching(/^anon_[0-9a-f]+$/),
                expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
                credits: 100,
            },
        });
        // [S] "valid for 7 days".
        const days = (Date.parse(textAt(json, 'data.expires_at')) - before) / 86_400_000;
        expect(days).toBeGreaterThan(6.99);
        expect(days).toBeLessThan(7.01);
    });
    it('"bind id available from anonymous-token, create-session and state responses" (§0)', async () => {
        const person = await wire.newPerson();
        const again = await askToken(person.clientId);
        const made = await wire.ask('POST', '/api/tasks/me/with-session/nemo_agent', { as: person, json: { task_name: 'x' } });
        const state = await wire.state(person);
        expect([at(again.json, 'data.bind_id'), at(made.json, 'data.bind_id'), at(state, 'bind_id')]).toEqual(Array.from({ length: 3 }, () => person.userId));
    });
    it.each([
        ['absent', null],
        ['blank', ''],
        ['only spaces', '   '],
        ['longer than 64', 'x'.repeat(65)],
    ])('"400 code 400 when header absent/blank/>64": %s', async (_, clientId) => {
        const { status, json } = await askToken(clientId);
        expect([status, at(json, 'code')]).toEqual([400, 400]);
    });
    it('takes "a UUID or any stable string of at most 64"', async () => {
        for (const clientId of [randomUUID(), 'x'.repeat(64), 'y', `my laptop/${randomUUID()}`]) {
            expect((await askToken(clientId)).status).toBe(200);
        }
    });
    it('"no body": one that comes is not looked at', async () => {
        const headers = { 'X-Client-Id': randomUUID(), 'Content-Type': 'application/json' };
        expect((await wire.ask('POST', '/api/auth/anonymous-token', { headers, body: '{"not": json' })).status).toBe(200);
    });
    it('"only NEW client ids count against the per-IP budget, 429 beyond it", of 10 per 7 days', async () => {
        const address = newAddress();
        const clients = Array.from({ length: 10 }, () => randomUUID());
        for (const clientId of clients) {
            expect((await askToken(clientId, address)).status).toBe(200);
        }
        const { status, json, headers } = await askToken(randomUUID(), address);
        expect([status, at(json, 'code')]).toEqual([429, 429]);
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
        // "Vendor skill persists only the client id, so repeat calls must work", here and elsewhere, again and again.
        for (const clientId of [...clients, ...clients]) {
            expect((await askToken(clientId, address)).status).toBe(200);
        }
        expect((await askToken(randomUUID())).status).toBe(200);
    });
    it('gives simultaneous calls of one new client one account with one grant', async () => {
        const clientId = randomUUID();
        const address = newAddress();
        const answers = await Promise.all(Array.from({ length: 8 }, async () => askToken(clientId, address)));
        expect(new Set(answers.map(({ json }) => at(json, 'data.user_id'))).size).toBe(1);
        expect(answers.map(({ json }) => at(json, 'data.credits'))).toEqual(Array.from({ length: 8 }, () => 100));
    });
    it('"same client id while its account lives -> 200, same user_id, fresh token, credits = REMAINING", also when it has expired', async () => {
        const person = await wire.newPerson();
        const again = await askToken(person.clientId);
        expect(at(again.json, 'data.user_id')).toBe(person.userId);
        expect(at(again.json, 'data.token')).not.toBe(person.token);
        expect((await wire.ask('GET', '/api/credits/balance/simple', { as: person })).status).toBe(200);
        await wire.restart(8);
        const refused = await wire.ask('GET', '/api/credits/balance/simple', { as: person });
        expect([refused.status, at(refused.json, 'code')]).toEqual([401, 1001]);
        // §0 client action of 1001: "re-acquire via anonymous-token (same X-Client-Id), retry once".
        const fresh = await askToken(person.clientId);
        expect(at(fresh.json, 'data')).toMatchObject({ user_id: person.userId, credits: 100 });
        const back = { ...person, token: textAt(fresh.json, 'data.token') };
        expect(await wire.balance(back)).toEqual({ available: 100, frozen: 0, total: 100 });
        expect(await wire.state(back)).toMatchObject({ session_id: person.sessionId });
        await wire.restart();
    });
});
//# sourceMappingURL=anonymous-token.test.js.map