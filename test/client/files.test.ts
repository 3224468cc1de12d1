import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACCEPTED_FORMATS } from '../../src/client/index.ts';
import { ACCEPTED_NAMES } from '../../src/studio/media/job/accepted-formats.ts';
import { openScriptedClient, problemOf, type ScriptedClient } from './scripted-client.ts';
import { EMPTY_STATE, openScriptedServer, refuse, type ScriptedServer, sendJson } from './scripted-server.ts';

let server: ScriptedServer;
let client: ScriptedClient['client'];
let clock: ScriptedClient['clock'];

beforeAll(async () => {
  server = await openScriptedServer();
});
afterAll(async () => server.close());
beforeEach(() => {
  server.reset();
  ({ client, clock } = openScriptedClient(server));
});

const UPLOAD = '/api/upload-video/';
const RENDER = '/api/render/proxy/lambda';
const DRAFT = { d: 1000, t: [{ tt: 7, sg: [{ d: 1000, m: { text: 'Hi' } }], odd: { kept: true } }] };
const fileNamed = (name: string, text = 'bytes') => ({ name, bytes: new TextEncoder().encode(text), type: 'video/mp4' });

describe('an upload', () => {
  const answered = {
    code: 0,
    data: { files: [{ filename: 'a.mp4', file_type: 'video', cdn_url: 'https://x.example/a', duration: 1.5 }] },
  };

  it('sends files as a form, and tells its progress in bytes', async () => {
    server.script = ({ path }, response) => path.startsWith(UPLOAD) && sendJson(response, answered);
    const progress: unknown[] = [];
    const session = await client.openSession();
    const files = await session.upload([fileNamed('a "1".mp4', 'one'), new File(['four'], 'b.png', { type: 'image/png' })], {
      onProgress: (one) => progress.push(one),
    });
    expect(files).toMatchObject([{ name: 'a.mp4', type: 'video', durationSeconds: 1.5, width: null }]);
    const { headers, body } = server.received.at(-1) ?? { headers: {}, body: '' };
    const boundary = /boundary=(\S+)/.exec(headers['content-type'] ?? '')?.[1] ?? '';
    expect(body).toBe(
      [
        `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="a %221%22.mp4"\r\nContent-Type: video/mp4\r\n\r\none\r\n`,
        `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="b.png"\r\nContent-Type: image/png\r\n\r\nfour\r\n`,
        `--${boundary}--\r\n`,
      ].join(''),
    );
    expect(progress[0]).toEqual({ sentBytes: 0, totalBytes: 7 });
    expect(progress.at(-1)).toEqual({ sentBytes: 7, totalBytes: 7 });
  });

  it('sends addresses as JSON, streams as files, and the whole again with another token', async () => {
    server.script = ({ path }, response, count) =>
      path.startsWith(UPLOAD) && (count === 1 ? refuse(response, 1001, 401) : sendJson(response, answered));
    const session = await client.openSession();
    const stream = new Blob(['streamed']).stream();
    expect(await session.upload([{ name: 's.mp3', stream }, 'https://x.example/v.mp4'])).toHaveLength(2);
    const uploads = server.received.filter(({ path }) => path.startsWith(UPLOAD));
    expect(uploads.map(({ body }) => body.includes('streamed'))).toEqual([true, true, false]);
    expect(JSON.parse(uploads[2]?.body ?? '')).toEqual({ urls: ['https://x.example/v.mp4'], source_type: 'url' });
  });

  it.each([
    [4001, 415, { kind: 'file-unsupported', action: 'choose-other-format', acceptedFormats: ACCEPTED_FORMATS }],
    [4002, 413, { kind: 'file-too-large', action: 'shorten-file', limitBytes: 200 << 20 }],
  ])('that is refused with %d says what would do', async (code, status, expected) => {
    server.script = ({ path }, response) => path.startsWith(UPLOAD) && refuse(response, code, status);
    const session = await client.openSession();
    expect(await problemOf(session.upload([fileNamed('a.txt')]))).toMatchObject(expected);
  });

  it('of more than 200 MB is not begun', async () => {
    const piece = new Blob([new Uint8Array(1 << 20)]);
    const session = await client.openSession();
    const bytes = new Blob(Array.from({ length: 201 }, () => piece));
    expect(await problemOf(session.upload([{ name: 'a.mov', bytes }]))).toMatchObject({
      kind: 'file-too-large',
      code: 4002,
      message: '"a.mov" has 201 MB; a file may have 200 MB. Compress or trim it.',
    });
    expect(server.count(UPLOAD)).toBe(0);
  });

  it('names the formats that the service names', () => {
    expect(ACCEPTED_NAMES.replace(' or ', ', ').split(', ')).toEqual([...ACCEPTED_FORMATS]);
  });
});

describe('an export', () => {
  const url = 'https://cdn.example/x.mp4';
  const shapes: readonly (readonly [string, object])[] = [
    ['everything at the top', { success: true, status: 'completed', progress: 100, output: { url, duration: 30.5, size: 99 } }],
    ['everything inside data', { success: true, data: { status: 'completed', progress: 100, outputUrl: url } }],
    ['an envelope', { code: 0, message: 'success', data: { status: 'COMPLETED', output: { url } } }],
  ];

  /** Answers the looks in their order; the last again and again. */
  function answerLooks(looks: readonly object[], headers: { readonly [name: string]: string } = {}): void {
    server.state = { ...EMPTY_STATE, state: { ...EMPTY_STATE.state, draft: DRAFT } };
    server.script = ({ path, method }, response, count) => {
      if (path === RENDER && method === 'POST') {
        return sendJson(response, { success: true, status: 'pending', progress: 5, data: { status: 'pending' } });
      }

      return path.startsWith(RENDER) && sendJson(response, looks[Math.min(count, looks.length) - 1], 200, headers);
    };
  }

  it.each(shapes)('is understood with %s, and asked for every 30 seconds', async (_, completed) => {
    answerLooks([
      { success: true, data: { status: 'processing', progress: 40 } },
      { status: 'processing', progress: 70 },
      completed,
    ]);
    const progress: unknown[] = [];
    const session = await client.openSession();
    const file = await session.export(
      { format: 'mp4', resolution: '720p' },
      { onProgress: (one) => progress.push(one.progress) },
    );
    expect(file).toMatchObject({ url, id: expect.stringMatching(/^render_/) });
    expect(progress).toEqual([5, 40, 70, 100]);
    expect(clock.pauses).toEqual([30_000, 30_000]);
    const started = JSON.parse(server.received.find(({ path }) => path === RENDER)?.body ?? '');
    expect(started).toEqual({
      id: file.id,
      sessionId: session.id,
      draft: DRAFT,
      output: { format: 'mp4', quality: 'high', resolution: '720p' },
    });
  });

  it('is asked for sooner where the server says so', async () => {
    answerLooks([
      { status: 'processing', pollSeconds: 2 },
      { status: 'completed', output: { url: '/files/x' } },
    ]);
    const session = await client.openSession();
    expect(await session.export()).toMatchObject({ url: `${server.url}/files/x`, durationSeconds: null, bytes: null });
    answerLooks([{ status: 'processing' }, { status: 'completed', output: { url } }], { 'retry-after': '3' });
    await session.export();
    expect(clock.pauses).toEqual([2000, 3000]);
  });

  it.each<[string, object, object]>([
    ['fails', { status: 'failed', error: 'The film is damaged.' }, { kind: 'export-failed', message: 'The film is damaged.' }],
    [
      'fails in the old shape',
      { success: true, data: { status: 'failed', error: 'no' } },
      { kind: 'export-failed', message: 'no' },
    ],
    ['is cancelled', { status: 'cancelled' }, { kind: 'export-cancelled' }],
    ['has no file', { status: 'completed', output: {} }, { kind: 'export-failed', message: 'The export has no file.' }],
    ['never ends', { status: 'processing' }, { kind: 'timed-out' }],
  ])('that %s says so', async (_, answer, expected) => {
    answerLooks([answer]);
    expect(await problemOf((await client.openSession()).export())).toMatchObject(expected);
  });

  it('whose id is taken is started with another one, once', async () => {
    answerLooks([{ status: 'completed', output: { url } }]);
    const usual = server.script;
    let starts = 0;
    server.script = (received, response, count) => {
      starts += received.path === RENDER ? 1 : 0;
      return received.path === RENDER && starts === 1 ? refuse(response, 409, 409) : usual(received, response, count);
    };
    await (await client.openSession()).export();
    const ids = server.received.filter(({ path }) => path === RENDER).map(({ body }) => JSON.parse(body).id);
    expect(new Set(ids).size).toBe(2);
  });

  it('of a plan that may not is explained, and of nothing is not asked for', async () => {
    answerLooks([]);
    server.script = ({ path }, response) => path === RENDER && refuse(response, 402, 402);
    const session = await client.openSession();
    expect(await problemOf(session.export())).toMatchObject({ kind: 'export-blocked', action: 'change-plan' });
    server.state = EMPTY_STATE;
    expect(await problemOf(session.export())).toMatchObject({ kind: 'nothing-to-export', action: 'make-something' });
    expect(server.count(RENDER)).toBe(1);
  });

  it('is cancelled on the server when the caller leaves', async () => {
    answerLooks([{ status: 'processing' }]);
    const leave = new AbortController();
    const session = await client.openSession();
    const exported = session.export(
      {},
      { signal: leave.signal, onProgress: ({ status }) => status === 'processing' && leave.abort(new Error('left')) },
    );
    await expect(exported).rejects.toThrow('left');
    expect(server.count('/cancel')).toBe(1);
  });
});

describe('a download', () => {
  const bytes = new Uint8Array(300_000).map((_, place) => place % 251);
  const FILE = { 'accept-ranges': 'bytes', etag: '"e"', 'content-type': 'video/mp4' };
  const read = async (file: { readonly stream: ReadableStream<Uint8Array> }): Promise<Uint8Array> =>
    new Uint8Array(await new Response(file.stream).arrayBuffer());

  it('goes on where the connection broke', async () => {
    server.script = ({ path, headers }, response) => {
      if (path !== '/files/x') {
        return false;
      }

      const from = Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
      const range = from === 0 ? {} : { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
      response.writeHead(from === 0 ? 200 : 206, { ...FILE, ...range, 'content-length': String(bytes.length - from) });
      const part = bytes.subarray(from, from + 120_000);
      response.write(part, () => (from + part.length === bytes.length ? response.end() : response.destroy()));
      return true;
    };
    const file = await client.download('/files/x');
    expect(file).toMatchObject({ bytes: bytes.length, contentType: 'video/mp4' });
    expect(await read(file)).toEqual(bytes);
    expect(
      server.received
        .filter(({ path }) => path === '/files/x')
        .every(({ headers }) => headers.range === undefined || headers['if-range'] === '"e"'),
    ).toBe(true);
  });

  it('that cannot go on fails rather than ends short', async () => {
    server.script = ({ path }, response) => {
      if (path !== '/files/x') {
        return false;
      }

      response.writeHead(200, { 'content-length': '10' });
      response.write('12345', () => response.destroy());
      return true;
    };
    const file = await client.download('/files/x');
    expect(await problemOf(read(file))).toMatchObject({ kind: 'unreachable' });
  });

  it('gives the token to the service and to nobody else', async () => {
    const other = await openScriptedServer();
    other.script = ({ path }, response) => {
      response
        .writeHead(200, {
          'content-disposition': `attachment; filename="x.mp4"; filename*=UTF-8''${encodeURIComponent('晴 x.mp4')}`,
        })
        .end('file');
      return path !== '';
    };
    expect((await client.download(`${other.url}/x.mp4`)).filename).toBe('晴 x.mp4');
    const [{ headers }] = [other.received[0] ?? { headers: {} }];
    expect(Object.keys(headers).filter((name) => /authorization|x-skill/.test(name))).toEqual([]);
    await other.close();
  });

  it('of what is not there is a problem', async () => {
    expect(await problemOf(client.download({ exportId: 'render_1' }))).toMatchObject({ kind: 'not-found', status: 404 });
  });
});
