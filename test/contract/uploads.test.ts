import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { AV_LOG_QUIET } from 'node-av/constants';
import { Log } from 'node-av/lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remux, writeFilm } from '../../src/studio/media/film-fixture.ts';
import { type Answer, at, type Person, textAt, Wire } from './wire.ts';

// contract.md §4. What hostile files do is held beside the probe and the fetcher.
const FORMATS = ['mp4', 'mov', 'avi', 'webm', 'mkv', 'jpg', 'jpeg', 'png', 'gif', 'webp', 'mp3', 'wav', 'm4a', 'aac'] as const;
const FILMS: { readonly [format: string]: 'mp4' | 'mov' | 'avi' | 'webm' | 'matroska' | 'gif' } = {
  ...{ mp4: 'mp4', mov: 'mov', avi: 'avi', webm: 'webm', mkv: 'matroska', gif: 'gif' },
};
let folder: string;
let wire: Wire;
let person: Person;
let stranger: Person;
beforeAll(async () => {
  Log.setLevel(AV_LOG_QUIET);
  folder = await mkdtemp(join(tmpdir(), 'cuesmith-uploads-'));
  wire = await Wire.open();
  person = await wire.newPerson();
  stranger = await wire.newPerson();
});
afterAll(async () => {
  await wire.close();
  await rm(folder, { recursive: true });
});

const pathFor = (sessionId: string, user = 'me'): string => `/api/upload-video/nemo_agent/${user}/${sessionId}`;

async function send(files: readonly (readonly [string, Uint8Array<ArrayBuffer>])[], as: Person = person): Promise<Answer> {
  const body = new FormData();
  for (const [name, bytes] of files) {
    body.append('files', new Blob([bytes]), name);
  }

  return wire.ask('POST', pathFor(as.sessionId), { as, body });
}

async function sendUrls(json: unknown): Promise<Answer> {
  return wire.ask('POST', pathFor(person.sessionId), { as: person, json });
}

const canvas = createCanvas(64, 48);
canvas.getContext('2d').fillRect(0, 0, 32, 48);
const PNG = Uint8Array.from(canvas.toBuffer('image/png'));

/** A second of a tone: 16-bit PCM, one channel, 8 kHz. */
function wav(): Uint8Array<ArrayBuffer> {
  const samples = Int16Array.from({ length: 8000 }, (_, place) => 8000 * Math.sin(place * 0.3));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.byteLength, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(16000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.byteLength, 40);
  return Uint8Array.from(Buffer.concat([head, Buffer.from(samples.buffer)]));
}

/** The tone in another format, as the service's own export makes it of an upload. */
async function exported(format: string): Promise<Uint8Array<ArrayBuffer>> {
  const id = `render_${randomUUID()}`;
  const src = textAt((await send([['tone.wav', wav()]])).json, 'data.files.0.id');
  const draft = { t: [{ tt: 1, sg: [{ s: 0, d: 1000, m: { src, kind: 'audio' } }] }] };
  const json = { id, sessionId: person.sessionId, draft, output: { format } };
  expect((await wire.ask('POST', '/api/render/proxy/lambda', { as: person, json })).status).toBe(200);
  for (;;) {
    const { json: now } = await wire.ask('GET', `/api/render/proxy/lambda/${id}`, { as: person });
    if (at(now, 'status') === 'completed') {
      return new Uint8Array(await (await fetch(textAt(now, 'output.url'))).arrayBuffer());
    }

    expect(['pending', 'processing']).toContain(at(now, 'status'));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A small file of a format: films of 2 seconds, sounds of 1. */
async function fileOf(format: (typeof FORMATS)[number]): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(folder, `file.${format}`);
  const film = FILMS[format];
  if (film !== undefined) {
    await writeFilm(path, { format: film, width: 64, height: 48, frames: 20, lumaOf: (index) => 60 + 5 * index });
    return new Uint8Array(await readFile(path));
  }

  if (format === 'jpg' || format === 'jpeg') {
    return Uint8Array.from(canvas.toBuffer('image/jpeg'));
  }

  if (format === 'webp' || format === 'png') {
    return format === 'png' ? PNG : Uint8Array.from(canvas.toBuffer('image/webp'));
  }

  if (format !== 'aac') {
    return format === 'wav' ? wav() : exported(format);
  }

  await writeFile(`${path}.m4a`, await exported('m4a'));
  await remux(`${path}.m4a`, path, 'adts');
  return new Uint8Array(await readFile(path));
}

describe('§4 POST /api/upload-video/nemo_agent/me/{sid}', () => {
  it.each(FORMATS)('takes %s [S], and says what it is', async (format) => {
    const { status, json } = await send([[`my file.${format}`, await fileOf(format)]]);
    expect(status).toBe(200);
    expect(json).toMatchObject({ code: 0, message: 'success', data: { session_state_applied: true } });
    const file = at(json, 'data.files.0');
    const isSound = ['mp3', 'wav', 'm4a', 'aac'].includes(format);
    const isStill = ['jpg', 'jpeg', 'png', 'webp'].includes(format);
    expect(file).toMatchObject({
      filename: `my file.${format}`,
      hash: expect.any(String),
      cdn_url: expect.stringContaining(wire.url),
    });
    // "file_type video|image|audio"; a GIF that moves is one or the other.
    expect(at(file, 'file_type')).toSatisfy(
      (type: unknown) => type === (isSound ? 'audio' : isStill ? 'image' : 'video') || format === 'gif',
    );
    if (isSound) {
      // "audio has no width/height".
      expect(Object.keys(file ?? {})).not.toEqual(expect.arrayContaining(['width']));
    } else {
      expect(file).toMatchObject({ width: 64, height: 48 });
    }

    // "duration in SECONDS float here".
    if (!isStill) {
      expect(Math.abs(Number(at(file, 'duration')) - (isSound ? 1 : 2))).toBeLessThan(0.15);
    }
  });

  it('"field files, repeatable": several at once, in their order, and the state shows them', async () => {
    const session = await wire.newSession(person);
    const { json } = await send(
      [
        ['one.png', PNG],
        ['二.png', PNG],
      ],
      session,
    );
    expect(at(json, 'data.files')).toMatchObject([{ filename: 'one.png' }, { filename: '二.png' }]);
    const infos = at(await wire.state(session), 'state.video_infos');
    // "video_infos items = upload file objects"; links are signed anew.
    expect(infos).toMatchObject([{ filename: 'one.png', file_type: 'image', width: 64 }, { filename: '二.png' }]);
    const file = await fetch(textAt(infos, '0.cdn_url'));
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(PNG);
    expect(file.headers.get('content-type')).toBe('image/png');
  });

  it('takes a literal own user id', async () => {
    const body = new FormData();
    body.append('files', new Blob([PNG]), 'a.png');
    expect((await wire.ask('POST', pathFor(person.sessionId, person.userId), { as: person, body })).status).toBe(200);
  });

  it('"Mixed batch: any bad file rejects the whole request": 4001, naming file and formats, and nothing is taken', async () => {
    const session = await wire.newSession(person);
    const { status, json } = await send(
      [
        ['good.png', PNG],
        ['bad.mp3', new TextEncoder().encode('no sound at all')],
      ],
      session,
    );
    expect([status, at(json, 'code')]).toEqual([415, 4001]);
    expect(textAt(json, 'message')).toMatch(/bad\.mp3.*mp4.*aac/);
    expect(at(await wire.state(session), 'state.video_infos')).toEqual([]);
  });

  it('decides by content, not by name', async () => {
    const { json } = await send([['really a picture.mp4', PNG]]);
    expect(at(json, 'data.files.0')).toMatchObject({ file_type: 'image' });
  });

  it('"4002 (>200MB)": one byte more than 200 MB does not come in, and the message says the limit', async () => {
    const { status, json } = await send([['big.mp4', new Uint8Array((200 << 20) + 1)]]);
    expect([status, at(json, 'code')]).toEqual([413, 4002]);
    expect(textAt(json, 'message')).toContain('200 MB');
  });
});

describe('§4 errors', () => {
  it('1001', async () => {
    const body = new FormData();
    body.append('files', new Blob([PNG]), 'a.png');
    const { status, json } = await wire.ask('POST', pathFor(person.sessionId), { body });
    expect([status, at(json, 'code')]).toEqual([401, 1001]);
  });

  it.each([
    ['that never was', () => pathFor('1')],
    ['of another', () => pathFor(stranger.sessionId)],
    ['of another under their id', () => pathFor(stranger.sessionId, stranger.userId)],
  ])('1002: a session %s', async (_, path) => {
    const body = new FormData();
    body.append('files', new Blob([PNG]), 'a.png');
    const { status, json } = await wire.ask('POST', path(), { as: person, body });
    expect([status, at(json, 'code')]).toEqual([404, 1002]);
    expect(at(await wire.state(stranger), 'state.video_infos')).toEqual([]);
  });

  it.each([
    ['no files', { urls: [], source_type: 'url' }],
    ['no list', { urls: 'http://example.org/a.mp4', source_type: 'url' }],
    ['another source', { urls: ['http://example.org/a.mp4'], source_type: 'file' }],
    ['no urls', {}],
    ['more than 20', { urls: Array.from({ length: 21 }, () => 'http://example.org/a.mp4'), source_type: 'url' }],
  ])('422: %s', async (_, json) => {
    const { status, json: answer } = await sendUrls(json);
    expect([status, at(answer, 'code')]).toEqual([422, 422]);
  });

  it.each([
    'http://127.0.0.1/a.mp4',
    'http://localhost:1/a.mp4',
    'http://[::1]/a.mp4',
    'http://[::ffff:127.0.0.1]/a.mp4',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/a.mp4',
    'http://192.168.1.1/a.mp4',
    'http://172.16.0.1/a.mp4',
    'http://100.64.0.1/a.mp4',
    'http://0.0.0.0/a.mp4',
    'http://2130706433/a.mp4',
    'http://0x7f.1/a.mp4',
    'http://user:password@127.0.0.1/a.mp4',
    'file:///etc/passwd',
    'ftp://example.org/a.mp4',
    'data:video/mp4;base64,AAAA',
    'not an address',
    '',
  ])('422: "bad url / private-IP url [SSRF guard]": %s', async (url) => {
    const { status, json, text } = await sendUrls({ urls: [url], source_type: 'url' });
    expect([status, at(json, 'code')]).toEqual([422, 422]);
    expect(text).not.toMatch(/ECONNREFUSED|root:/);
  });

  it('422: the service’s own address, which would answer', async () => {
    expect((await sendUrls({ urls: [`${wire.url}/health`], source_type: 'url' })).status).toBe(422);
  });

  it.each([
    ['no file in the form', () => new FormData()],
    ['a file of no bytes', () => formWith('files', new Uint8Array())],
    ['another field', () => formWith('file', PNG)],
  ])('422: %s', async (_, body) => {
    const { status, json } = await wire.ask('POST', pathFor(person.sessionId), { as: person, body: body() });
    expect([status, at(json, 'code')]).toEqual([422, 422]);
  });

  it('429 with Retry-After when too many come', async () => {
    const own = await wire.newPerson();
    for (;;) {
      const { status, json, headers } = await wire.ask('POST', pathFor(own.sessionId), { as: own, json: {} });
      if (status !== 422) {
        expect([status, at(json, 'code')]).toEqual([429, 429]);
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
        return;
      }
    }
  });
});

function formWith(field: string, bytes: Uint8Array<ArrayBuffer>): FormData {
  const form = new FormData();
  form.append(field, new Blob([bytes]), 'a.png');
  return form;
}
