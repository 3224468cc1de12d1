import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Exporting, LAMBDA, titleDraft } from './exporting.ts';
import { type Answer, at, type Person, textAt, Wire } from './wire.ts';

// contract.md §7 up to the file, and the plan rule of §0. The file is held in exported-file.test.ts.
let wire: Wire;
let person: Person;
let stranger: Person;
let mine: Exporting;
let theirs: Exporting;
beforeAll(async () => {
  wire = await Wire.open();
  person = await wire.newPerson();
  stranger = await wire.newPerson();
  mine = new Exporting(wire, person);
  theirs = new Exporting(wire, stranger);
});
afterAll(async () => wire.close());

describe('§7 POST /api/render/proxy/lambda', () => {
  it('"200 (superset)": {"success":true,"id","taskId","status","progress","data":{"id","status","progress"}}', async () => {
    const { status, json } = await mine.start('render_1773423613616');
    expect(status).toBe(200);
    const facts = { status: expect.stringMatching(/^(pending|processing)$/), progress: expect.any(Number) };
    const id = 'render_1773423613616';
    expect(json).toEqual({ success: true, id, taskId: id, ...facts, data: { id, ...facts } });
    expect(at(json, 'data.status')).toBe(at(json, 'status'));
    expect((await mine.finish(id)).json).toMatchObject({ status: 'completed' });
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
    expect((await mine.start(id, { output })).status).toBe(200);
    expect(at((await mine.finish(id)).json, 'status')).toBe('completed');
  });

  it('"identical id+owner+body hash -> return existing job (idempotent), else 409"', async () => {
    const first = await mine.start('render_idem');
    await mine.finish('render_idem');
    const second = await mine.start('render_idem');
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(at(second.json, 'status')).toBe('completed');
    const other = await mine.start('render_idem', { draft: titleDraft('something else') });
    expect([other.status, at(other.json, 'code')]).toEqual([409, 4009]);
  });

  it('the id of another account says nothing of their export', async () => {
    await theirs.start('render_theirs');
    const { status, text } = await mine.start('render_theirs');
    expect([200, 409]).toContain(status);
    expect(text).not.toContain(stranger.sessionId);
    expect(at((await theirs.poll('render_theirs')).json, 'id')).toBe('render_theirs');
  });

  it('"exports are cached by content" (DESIGN §6): equal content under another id is there at once', async () => {
    const draft = titleDraft('the same');
    await mine.start('render_cache_1', { draft });
    const made = await mine.finish('render_cache_1');
    const again = await mine.start('render_cache_2', { draft });
    expect(at(again.json, 'status')).toBe('completed');
    expect(at((await mine.poll('render_cache_2')).json, 'output.size')).toBe(at(made.json, 'output.size'));
  });

  const refused: readonly (readonly [string, number, number, () => Promise<Answer>])[] = [
    ['1001', 401, 1001, async () => mine.start('render_e1', { token: null })],
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
      async () =>
        wire.ask('POST', LAMBDA, {
          as: person,
          json: { id: 'render_e3', sessionId: stranger.sessionId, draft: titleDraft('x') },
        }),
    ],
    ['422: draft not ready: {}', 422, 422, async () => mine.start('render_e4', { draft: {} })],
    [
      '422: draft not ready: tracks without segments',
      422,
      422,
      async () => mine.start('render_e5', { draft: { t: [{ tt: 0, sg: [] }] } }),
    ],
    [
      '422: "overlapping segments on one track -> 422 on render"',
      422,
      422,
      async () => mine.start('render_e6', { draft: overlapping() }),
    ],
    ['422: a source that is not there', 422, 422, async () => mine.start('render_e7', { draft: footage('med_000000000000') })],
    ['422: an id that is no id', 422, 422, async () => mine.start('../../etc/passwd')],
    ['422: a format that is not made', 422, 422, async () => mine.start('render_e8', { output: { format: 'exe' } })],
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
    expect((await mine.start('render_e4')).status).toBe(200);
  });

  it('"Server ignores unknown keys; unknown tt preserved but not rendered"', async () => {
    const draft = {
      ...titleDraft('keys'),
      zz: [1],
      t: [...tracksOf(titleDraft('keys')), { tt: 99, x: 1, sg: [{ d: 5, q: {} }] }],
    };
    expect((await mine.start('render_keys', { draft })).status).toBe(200);
    expect(at((await mine.finish('render_keys')).json, 'status')).toBe('completed');
  });
});

describe('§0 "plan==free AND any X-Skill-* header missing -> 402; with all three -> allowed"', () => {
  it.each(['X-Skill-Source', 'X-Skill-Version', 'X-Skill-Platform'])('402 without %s', async (name) => {
    const { status, json } = await mine.start('render_402', { headers: { [name]: null } });
    expect([status, at(json, 'code')]).toEqual([402, 402]);
  });

  it('allowed with all three', async () => {
    expect((await mine.start('render_402')).status).toBe(200);
  });
});

describe('§7 GET /api/render/proxy/lambda/{id}', () => {
  it('"status pending -> processing -> completed; progress 0..100 integer", never going back', async () => {
    await mine.start('render_progress', { draft: titleDraft('progress', 4000) });
    const answers = await mine.pollToEnd('render_progress');
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
    await mine.start('render_shape', { draft: titleDraft('shape', 1000) });
    const { json } = await mine.finish('render_shape');
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
      pollSeconds: null,
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
    const { status, json } = await mine.poll(id);
    expect([status, at(json, 'code')]).toSatisfy(([http, code]: readonly unknown[]) =>
      id === 'render_never' ? http === 404 && code === 1004 : [404, 422].includes(Number(http)),
    );
  });

  it('the export of another is as good as absent, in every place', async () => {
    await theirs.start('render_foreign');
    for (const [method, path] of [
      ['GET', `${LAMBDA}/render_foreign`],
      ['POST', `${LAMBDA}/render_foreign/cancel`],
      ['GET', '/api/render/proxy/render_foreign/download'],
      ['GET', '/api/render/proxy/render_foreign'],
    ] as const) {
      const { status, json } = await wire.ask(method, path, { as: person });
      expect([path, status, at(json, 'code')]).toEqual([path, 404, 1004]);
    }
  });

  it('"export is free": never 2001, and the balance stays', async () => {
    expect(await wire.balance(person)).toEqual({ available: 100, frozen: 0, total: 100 });
  });
});

describe('§7 POST /api/render/proxy/lambda/{id}/cancel', () => {
  it('-> {"success":true,"data":{"id","status":"cancelled"}}, and the poll says so too', async () => {
    await mine.start('render_cancel', { draft: titleDraft('cancel', 120_000), output: { format: 'mp4', fps: 60 } });
    const { status, json } = await wire.ask('POST', `${LAMBDA}/render_cancel/cancel`, { as: person });
    expect([status, json]).toEqual([200, { success: true, data: { id: 'render_cancel', status: 'cancelled' } }]);
    expect((await mine.finish('render_cancel')).json).toMatchObject({ status: 'cancelled', output: null });
    const download = await wire.ask('GET', '/api/render/proxy/render_cancel/download', { as: person });
    expect(download.status).toBeGreaterThanOrEqual(400);
  });

  it('leaves a finished export as it is', async () => {
    await mine.start('render_done');
    await mine.finish('render_done');
    const { json } = await wire.ask('POST', `${LAMBDA}/render_done/cancel`, { as: person });
    expect(at(json, 'data.status') ?? at(json, 'code')).toSatisfy((said: unknown) => said === 'completed' || said === 4009);
    expect((await mine.poll('render_done')).json).toMatchObject({ status: 'completed' });
  });
});

function tracksOf(draft: object): readonly unknown[] {
  const tracks = at(draft, 't');
  return Array.isArray(tracks) ? tracks : [];
}

function overlapping(): object {
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

function footage(src: string): object {
  return { t: [{ tt: 0, sg: [{ s: 0, d: 500, m: { src, kind: 'video' } }] }] };
}
