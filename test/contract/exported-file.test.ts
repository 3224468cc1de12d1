import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Exporting, LAMBDA, titleDraft } from './exporting.ts';
import { hearTurn } from './turn-stream.ts';
import { at, type Person, textAt, Wire } from './wire.ts';

// contract.md §7: the file that an export makes, its old names, and what survives.
let wire: Wire;
let person: Person;
let mine: Exporting;
beforeAll(async () => {
  wire = await Wire.open();
  person = await wire.newPerson();
  mine = new Exporting(wire, person);
});
afterAll(async () => wire.close());

describe('§7 the file', () => {
  const DOWNLOAD = '/api/render/proxy/render_file/download';
  let size = 0;
  let link = '';
  beforeAll(async () => {
    await mine.start('render_file', { draft: titleDraft('Urban Dreams'), output: null });
    const { json } = await mine.finish('render_file');
    size = Number(at(json, 'output.size'));
    link = textAt(json, 'output.url').replace(wire.url, '');
  });

  async function bytesOf(
    path: string,
    headers: { readonly [name: string]: string },
  ): Promise<{ readonly answer: Response; readonly bytes: Buffer }> {
    const answer = await fetch(`${wire.url}${path}`, { headers });
    return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
  }

  const bearer = (): { readonly Authorization: string } => ({ Authorization: `Bearer ${person.token}` });

  it('GET …/download: video/mp4, Content-Disposition, the whole file, H.264 of 1920×1080', async () => {
    const { answer, bytes } = await bytesOf(DOWNLOAD, bearer());
    expect([answer.status, bytes.length]).toEqual([200, size]);
    expect(answer.headers.get('content-type')).toBe('video/mp4');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;.*filename/);
    expect(bytes.subarray(4, 8).toString()).toBe('ftyp');
    expect(bytes.includes('avc1')).toBe(true);
    expect((await mine.poll('render_file')).json).toMatchObject({ output: { width: 1920, height: 1080 } });
  });

  it('the link of output.url needs no token, and dies when its end is changed', async () => {
    const { answer, bytes } = await bytesOf(link, {});
    expect([answer.status, bytes.length]).toEqual([200, size]);
    for (const other of [link.replace(/expires=\d/, 'expires=9'), link.slice(0, -2), link.replace(/\?.*/, '')]) {
      expect((await wire.ask('GET', other)).status).toBe(404);
    }
  });

  it.each([
    ['the first bytes', 'bytes=0-9', (all: Buffer) => all.subarray(0, 10)],
    ['the middle', 'bytes=100-199', (all: Buffer) => all.subarray(100, 200)],
    ['all behind', 'bytes=100-', (all: Buffer) => all.subarray(100)],
    ['the last bytes', 'bytes=-7', (all: Buffer) => all.subarray(-7)],
    ['more than there is', 'bytes=0-99999999999', (all: Buffer) => all],
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

  it.each(['bytes=', 'bytes=a-b', 'lines=1-2', 'bytes=9-1', 'bytes=0-1,4-5'])(
    'Range that is no range (%s) is not an error',
    async (range) => {
      const { answer } = await bytesOf(DOWNLOAD, { ...bearer(), Range: range });
      expect([200, 206, 416]).toContain(answer.status);
    },
  );

  it('HEAD says length and type without a body', async () => {
    for (const path of [DOWNLOAD, link]) {
      const answer = await wire.ask('HEAD', path, { as: person });
      expect([answer.status, answer.text]).toEqual([200, '']);
      expect(answer.headers.get('content-length')).toBe(String(size));
      expect(answer.headers.get('content-type')).toBe('video/mp4');
    }
  });

  it('before it is completed there is none: an answer that says so', async () => {
    await mine.start('render_early', { draft: titleDraft('early', 60_000) });
    const { status } = await wire.ask('GET', '/api/render/proxy/render_early/download', { as: person });
    expect([404, 409]).toContain(status);
    await wire.ask('POST', `${LAMBDA}/render_early/cancel`, { as: person });
  });
});

describe('§7 "legacy POST /api/render/proxy/draft + GET /api/render/proxy/{id}"', () => {
  it('are the same under other names', async () => {
    const json = { id: 'render_legacy', sessionId: person.sessionId, draft: titleDraft('legacy') };
    expect((await wire.ask('POST', '/api/render/proxy/draft', { as: person, json })).json).toMatchObject({ id: 'render_legacy' });
    await mine.finish('render_legacy');
    const legacy = await wire.ask('GET', '/api/render/proxy/render_legacy', { as: person });
    expect(legacy.json).toMatchObject({ status: 'completed', output: { format: 'mp4' } });
  });
});

describe('§7 a draft as turns make it', () => {
  it('is exported whole: "Export MP4 with music and picture"', async () => {
    const maker = await wire.newPerson();
    await hearTurn(wire, maker, 'calm piano with the title "Still Water", 2 seconds');
    const draft = at(await wire.state(maker), 'state.draft');
    const exports = new Exporting(wire, maker);
    await exports.start('render_turn', { draft });
    const { json } = await exports.finish('render_turn');
    expect(at(json, 'status')).toBe('completed');
    expect(Number(at(json, 'output.duration'))).toBeCloseTo(2, 1);
  });

  it('"Jobs survive": an export in hand when the server is killed is completed by the next one', async () => {
    await mine.start('render_survives', { draft: titleDraft('survives', 20_000) });
    await wire.crash();
    expect((await mine.finish('render_survives')).json).toMatchObject({ status: 'completed', progress: 100 });
  });
});
