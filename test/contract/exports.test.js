import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hearTurn } from "./turn-stream.js";
import { at, textAt, Wire } from "./wire.js";
// contract.md §7, and the plan rule of §0.
const LAMBDA = '/api/render/proxy/lambda';
let wire;
let person;
let stranger;
beforeAll(async () => {
    wire = await Wire.open();
    person = await wire.newPerson();
    stranger = await wire.newPerson();
});
afterAll(async () => wire.close());
/** A title over nothing: what is exported fastest. */
function titleDraft(text, durationMs = 500) {
    return {
        d: durationMs,
        m: { title: text, width: 1920, height: 1080, fps: 24, schema: 1 },
        t: [{ id: 'trk_t', tt: 7, m: { name: 'Title' }, sg: [{ id: 'seg_1', s: 0, d: durationMs, m: { text } }] }],
    };
}
const SMALL = { format: 'mp4', quality: 'low', resolution: '720p', fps: 24 };
async function start(id, more = {}) {
    const { draft = titleDraft(id), output = SMALL, ...ask } = more;
    const json = { id, sessionId: (ask.as ?? person).sessionId, draft, ...(output !== null && { output }) };
    return wire.ask('POST', LAMBDA, { as: person, json, ...ask });
}
const poll = async (id, as = person) => wire.ask('GET', `${LAMBDA}/${id}`, { as });
/** Polls to the end; gives every answer. */
async function pollToEnd(id) {
    const answers = [];
    for (;;) {
        const answer = await poll(id);
        answers.push(answer);
        if (!['pending', 'processing'].includes(textAt(answer.json, 'status'))) {
            return answers;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
async function finish(id) {
    const answer = (await pollToEnd(id)).at(-1);
    if (answer === undefined) {
        throw new Error('Expected an answer');
    }
    return answer;
}
describe('§7 POST /api/render/proxy/lambda', () => {
    it('"200 (superset)": {"success":true,"id","taskId","status","progress","data":{"id","status","progress"}}', async () => {
        const { status, json } = await start('render_1773423613616');
        expect(status).toBe(200);
        const facts = { status: expect.stringMatching(/^(pending|processing)$/), progress: expect.any(Number) };
        const id = 'render_1773423613616';
        expect(json).toEqual({ success: true, id, taskId: id, ...facts, data: { id, ...facts } });
        expect(at(json, 'data.status')).toBe(at(json, 'status'));
        expect((await finish(id)).json).toMatchObject({ status: 'completed' });
    });
    it.each([
        ['"output optional"', 'render_no_output', null],
        ['"may carry resolution/fps"', 'render_resolution', { format: 'mp4', quality: 'high', resolution: '1080p', fps: 30 }],
        [
            '"NT sends {format,codec,crf} and ids draft-cli-<ts>"',
            'draft-cli-1773423613616',
            { format: 'mp4', codec: 'h264', crf: 23 },
        ],
    ])('takes %s', async (_, id, output) => {
        expect((await start(id, { output })).status).toBe(200);
        expect(at((await finish(id)).json, 'status')).toBe('completed');
    });
    it('"identical id+owner+body hash -> return existing job (idempotent), else 409"', async () => {
        const first = await start('render_idem');
        await finish('render_idem');
        const second = await start('render_idem');
        expect([first.status, second.status]).toEqual([200, 200]);
        expect(at(second.json, 'status')).toBe('completed');
        const other = await start('render_idem', { draft: titleDraft('something else') });
        expect([other.status, at(other.json, 'code')]).toEqual([409, 4009]);
    });
    it('the id of another account says nothing of their export', async () => {
        await start('render_theirs', { as: stranger });
        const { status, text } = await start('render_theirs');
        expect([200, 409]).toContain(status);
        expect(text).not.toContain(stranger.sessionId);
        expect(at((await poll('render_theirs', stranger)).json, 'id')).toBe('render_theirs');
    });
    it('"exports are cached by content" (DESIGN §6): equal content under another id is there at once', async () => {
        const draft = titleDraft('the same');
        await start('render_cache_1', { draft });
        const made = await finish('render_cache_1');
        const again = await start('render_cache_2', { draft });
        expect(at(again.json, 'status')).toBe('completed');
        expect(at((await poll('render_cache_2')).json, 'output.size')).toBe(at(made.json, 'output.size'));
    });
    const refused = [
        ['1001', 401, 1001, async () => start('render_e1', { token: null })],
        [
            '1002: a session that is not there',
            404,
            1002,
            async () => wire.ask('POST', LAMBDA, { as: person, json: { id: 'render_e2', sessionId: '1', draft: titleDraft('x') } }),
        ],
        [
            '1002: the session of another',
            404,
            1002,
            async () => wire.ask('POST', LAMBDA, {
                as: person,
                json: { id: 'render_e3', sessionId: stranger.sessionId, draft: titleDraft('x') },
            }),
        ],
        ['422: draft not ready: {}', 422, 422, async () => start('render_e4', { draft: {} })],
        [
            '422: draft not ready: tracks without segments',
            422,
            422,
            async () => start('render_e5', { draft: { t: [{ tt: 0, sg: [] }] } }),
        ],
        [
            '422: "overlapping segments on one track -> 422 on render"',
            422,
            422,
            async () => start('render_e6', { draft: overlapping() }),
        ],
        ['422: a source that is not there', 422, 422, async () => start('render_e7', { draft: footage('med_000000000000') })],
        ['422: an id that is no id', 422, 422, async () => start('../../etc/passwd')],
        ['422: a format that is not made', 422, 422, async () => start('render_e8', { output: { format: 'exe' } })],
        [
            '422: no draft',
            422,
            422,
            async () => wire.ask('POST', LAMBDA, { as: person, json: { id: 'render_e9', sessionId: person.sessionId } }),
        ],
    ];
    it.each(refused)('"Errors" %s', async (_, status, code, ask) => {
        const answer = await ask();
        expect([answer.status, at(answer.json, 'code')]).toEqual([status, code]);
    });
    it('a refused id is free still', async () => {
        expect((await start('render_e4')).status).toBe(200);
    });
    it('"Server ignores unknown keys; unknown tt preserved but not rendered"', async () => {
        const draft = {
            ...titleDraft('keys'),
            zz: [1],
            t: [...tracksOf(titleDraft('keys')), { tt: 99, x: 1, sg: [{ d: 5, q: {} }] }],
        };
        expect((await start('render_keys', { draft })).status).toBe(200);
        expect(at((await finish('render_keys')).json, 'status')).toBe('completed');
    });
});
describe('§0 "plan==free AND any X-Skill-* header missing -> 402; with all three -> allowed"', () => {
    it.each(['X-Skill-Source', 'X-Skill-Version', 'X-Skill-Platform'])('402 without %s', async (name) => {
        const { status, json } = await start('render_402', { headers: { [name]: null } });
        expect([status, at(json, 'code')]).toEqual([402, 402]);
    });
    it('allowed with all three', async () => {
        expect((await start('render_402')).status).toBe(200);
    });
});
describe('§7 GET /api/render/proxy/lambda/{id}', () => {
    it('"status pending -> processing -> completed; progress 0..100 integer", never going back', async () => {
        await start('render_progress', { draft: titleDraft('progress', 4000) });
        const answers = await pollToEnd('render_progress');
        const order = ['pending', 'processing', 'completed'];
        const states = answers.map(({ json }) => order.indexOf(textAt(json, 'status')));
        expect(states).toEqual([...states].sort((left, right) => left - right));
        const progress = answers.map(({ json }) => Number(at(json, 'progress')));
        expect(progress).toEqual([...progress].sort((left, right) => left - right));
        expect(progress.every((value) => Number.isInteger(value) && value >= 0 && value <= 100)).toBe(true);
        expect(progress.at(-1)).toBe(100);
    });
    it('"200 (superset)" when completed, at both levels, with the extras of Remotion', async () => {
        const begun = Date.now();
        await start('render_shape', { draft: titleDraft('shape', 1000) });
        const { json } = await finish('render_shape');
        const id = 'render_shape';
        const url = textAt(json, 'output.url');
        const times = { createdAt: expect.any(Number), completedAt: expect.any(Number) };
        const facts = { status: 'completed', progress: 100, error: null, ...times };
        const size = Number(at(json, 'output.size'));
        expect(json).toEqual({
            success: true,
            id,
            taskId: id,
            ...facts,
            output: { url, duration: expect.any(Number), size, width: 1280, height: 720, format: 'mp4' },
            data: { id, outputUrl: url, ...facts },
            lambda: expect.objectContaining({
                renderId: id,
                done: true,
                overallProgress: 1,
                outputFile: url,
                outputSizeInBytes: size,
                fatalErrorEncountered: false,
                errors: [],
                type: 'success',
            }),
        });
        expect(Number(at(json, 'output.duration'))).toBeCloseTo(1, 1);
        expect(Number(at(json, 'createdAt'))).toBeGreaterThan(begun - 60_000);
        expect(Number(at(json, 'completedAt'))).toBeGreaterThanOrEqual(Number(at(json, 'createdAt')));
    });
    it.each(['render_never', '..%2f..%2fetc', 'x'.repeat(300)])('"Poll of unknown/foreign id -> 404": %s', async (id) => {
        const { status, json } = await poll(id);
        expect([status, at(json, 'code')]).toSatisfy(([http, code]) => id === 'render_never' ? http === 404 && code === 1004 : [404, 422].includes(Number(http)));
    });
    it('the export of another is as good as absent, in every place', async () => {
        await start('render_foreign', { as: stranger });
        for (const [method, path] of [
            ['GET', `${LAMBDA}/render_foreign`],
            ['POST', `${LAMBDA}/render_foreign/cancel`],
            ['GET', '/api/render/proxy/render_foreign/download'],
            ['GET', '/api/render/proxy/render_foreign'],
        ]) {
            const { status, json } = await wire.ask(method, path, { as: person });
            expect([path, status, at(json, 'code')]).toEqual([path, 404, 1004]);
        }
    });
    it('"failed: error string at both levels", and free to try again', async () => {
        const blobs = join(wire.folder, 'blobs');
        await rename(blobs, `${blobs}-away`);
        await writeFile(blobs, '');
        try {
            await start('render_fails', { draft: titleDraft('fails') });
            const { json, text } = await finish('render_fails');
            expect(json).toMatchObject({ success: true, status: 'failed', output: null, error: expect.any(String) });
            expect(at(json, 'data.error')).toBe(at(json, 'error'));
            expect(at(json, 'data.outputUrl')).toBeNull();
            expect(at(json, 'lambda')).toMatchObject({ fatalErrorEncountered: true, done: false });
            expect(text).not.toContain(wire.folder);
        }
        finally {
            await rm(blobs);
            await rename(`${blobs}-away`, blobs);
        }
    });
    it('"export is free": never 2001, and the balance stays', async () => {
        expect(await wire.balance(person)).toEqual({ available: 100, frozen: 0, total: 100 });
    });
});
describe('§7 POST /api/render/proxy/lambda/{id}/cancel', () => {
    it('-> {"success":true,"data":{"id","status":"cancelled"}}, and the poll says so too', async () => {
        await start('render_cancel', { draft: titleDraft('cancel', 120_000), output: { format: 'mp4', fps: 60 } });
        const { status, json } = await wire.ask('POST', `${LAMBDA}/render_cancel/cancel`, { as: person });
        expect([status, json]).toEqual([200, { success: true, data: { id: 'render_cancel', status: 'cancelled' } }]);
        expect((await finish('render_cancel')).json).toMatchObject({ status: 'cancelled', output: null });
        const download = await wire.ask('GET', '/api/render/proxy/render_cancel/download', { as: person });
        expect(download.status).toBeGreaterThanOrEqual(400);
    });
    it('leaves a finished export as it is', async () => {
        await start('render_done');
        await finish('render_done');
        const { json } = await wire.ask('POST', `${LAMBDA}/render_done/cancel`, { as: person });
        expect(at(json, 'data.status') ?? at(json, 'code')).toSatisfy((said) => said === 'completed' || said === 4009);
        expect((await poll('render_done')).json).toMatchObject({ status: 'completed' });
    });
});
describe('§7 the file', () => {
    const DOWNLOAD = '/api/render/proxy/render_file/download';
    let size = 0;
    let link = '';
    beforeAll(async () => {
        await start('render_file', { draft: titleDraft('Urban Dreams'), output: null });
        const { json } = await finish('render_file');
        size = Number(at(json, 'output.size'));
        link = textAt(json, 'output.url').replace(wire.url, '');
    });
    async function bytesOf(path, headers) {
        const answer = await fetch(`${wire.url}${path}`, { headers });
        return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
    }
    const bearer = () => ({ Authorization: `Bearer ${person.token}` });
    it('GET …/download: video/mp4, Content-Disposition, the whole file, H.264 of 1920×1080', async () => {
        const { answer, bytes } = await bytesOf(DOWNLOAD, bearer());
        expect([answer.status, bytes.length]).toEqual([200, size]);
        expect(answer.headers.get('content-type')).toBe('video/mp4');
        expect(answer.headers.get('content-disposition')).toMatch(/^attachment;.*filename/);
        expect(bytes.subarray(4, 8).toString()).toBe('ftyp');
        expect(bytes.includes('avc1')).toBe(true);
        expect((await poll('render_file')).json).toMatchObject({ output: { width: 1920, height: 1080 } });
    });
    it('the link of output.url needs no token, and dies when its end is changed', async () => {
        const { answer, bytes } = await bytesOf(link, {});
        expect([answer.status, bytes.length]).toEqual([200, size]);
        for (const other of [link.replace(/expires=\d/, 'expires=9'), link.slice(0, -2), link.replace(/\?.*/, '')]) {
            expect((await wire.ask('GET', other)).status).toBe(404);
        }
    });
    it.each([
        ['the first bytes', 'bytes=0-9', (all) => all.subarray(0, 10)],
        ['the middle', 'bytes=100-199', (all) => all.subarray(100, 200)],
        ['all behind', 'bytes=100-', (all) => all.subarray(100)],
        ['the last bytes', 'bytes=-7', (all) => all.subarray(-7)],
        ['more than there is', 'bytes=0-99999999999', (all) => all],
    ])('Range: %s', async (_, range, expected) => {
        const whole = (await bytesOf(DOWNLOAD, bearer())).bytes;
        for (const path of [DOWNLOAD, link]) {
            const { answer, bytes } = await bytesOf(path, { ...bearer(), Range: range });
            expect(answer.status).toBe(206);
            expect(answer.headers.get('content-range')).toMatch(new RegExp(`^bytes \\d+-\\d+/${whole.length}$`));
            expect(bytes.equals(expected(whole))).toBe(true);
        }
    });
    it('Range beyond the end: 416 with the size', async () => {
        for (const path of [DOWNLOAD, link]) {
            const answer = await wire.ask('GET', path, { as: person, headers: { Range: `bytes=${size}-` } });
            expect([answer.status, answer.headers.get('content-range')]).toEqual([416, `bytes */${size}`]);
        }
    });
    it.each(['bytes=', 'bytes=a-b', 'lines=1-2', 'bytes=9-1', 'bytes=0-1,4-5'])('Range that is no range (%s) is not an error', async (range) => {
        const { answer } = await bytesOf(DOWNLOAD, { ...bearer(), Range: range });
        expect([200, 206, 416]).toContain(answer.status);
    });
    it('HEAD says length and type without a body', async () => {
        for (const path of [DOWNLOAD, link]) {
            const answer = await wire.ask('HEAD', path, { as: person });
            expect([answer.status, answer.text]).toEqual([200, '']);
            expect(answer.headers.get('content-length')).toBe(String(size));
            expect(answer.headers.get('content-type')).toBe('video/mp4');
        }
    });
    it('before it is completed there is none: an answer that says so', async () => {
        await start('render_early', { draft: titleDraft('early', 60_000) });
        const { status } = await wire.ask('GET', '/api/render/proxy/render_early/download', { as: person });
        expect([404, 409]).toContain(status);
        await wire.ask('POST', `${LAMBDA}/render_early/cancel`, { as: person });
    });
});
describe('§7 "legacy POST /api/render/proxy/draft + GET /api/render/proxy/{id}"', () => {
    it('are the same under other names', async () => {
        const json = { id: 'render_legacy', sessionId: person.sessionId, draft: titleDraft('legacy'), output: SMALL };
        expect((await wire.ask('POST', '/api/render/proxy/draft', { as: person, json })).json).toMatchObject({ id: 'render_legacy' });
        await finish('render_legacy');
        const legacy = await wire.ask('GET', '/api/render/proxy/render_legacy', { as: person });
        expect(legacy.json).toMatchObject({ status: 'completed', output: { format: 'mp4' } });
    });
});
describe('§7 a draft as turns make it', () => {
    it('is exported whole: "Export MP4 with music and picture"', async () => {
        const maker = await wire.newPerson();
        await hearTurn(wire, maker, 'calm piano with the title "Still Water", 2 seconds');
        const draft = at(await wire.state(maker), 'state.draft');
        await start('render_turn', { as: maker, draft });
        for (;;) {
            const { json } = await poll('render_turn', maker);
            if (at(json, 'status') === 'completed') {
                expect(Number(at(json, 'output.duration'))).toBeCloseTo(2, 1);
                return;
            }
            expect(['pending', 'processing']).toContain(at(json, 'status'));
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
    });
    it('"Jobs survive": an export in hand when the server is killed is completed by the next one', async () => {
        await start('render_survives', { draft: titleDraft('survives', 20_000) });
        await wire.crash();
        expect((await finish('render_survives')).json).toMatchObject({ status: 'completed', progress: 100 });
    });
});
function tracksOf(draft) {
    const tracks = at(draft, 't');
    return Array.isArray(tracks) ? tracks : [];
}
function overlapping() {
    const segment = { d: 500, m: { text: 'x' } };
    return {
        t: [
            {
                tt: 7,
                sg: [
                    { ...segment, s: 0 },
                    { ...segment, s: 400 },
                ],
            },
        ],
    };
}
function footage(src) {
    return { t: [{ tt: 0, sg: [{ s: 0, d: 500, m: { src, kind: 'video' } }] }] };
}
//# sourceMappingURL=exports.test.js.map