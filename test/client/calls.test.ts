import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Client, type ClientNotice, type ClientOptions, createClient, ServiceError } from '../../src/client/index.ts';
import { ACCEPTED_FORMATS } from '../../src/client/index.ts';
import { REFUSALS } from '../../src/contract/service/index.ts';
import { ACCEPTED_NAMES } from '../../src/studio/media/job/accepted-formats.ts';
import { EMPTY_STATE, openScriptedServer, refuse, type ScriptedServer, sendJson } from './scripted-server.ts';
import { SkippingClock } from './skipping-clock.ts';

let server: ScriptedServer;
let clock: SkippingClock;
let client: Client;
let notices: ClientNotice[];

beforeAll(async () => {
  server = await openScriptedServer();
});
afterAll(async () => server.close());
beforeEach(() => {
  server.reset();
  clock = new SkippingClock();
  notices = [];
  client = newClient();
});

function newClient(more: Partial<ClientOptions> = {}): Client {
  return createClient({ baseUrl: server.url, clock, random: () => 0.5, onNotice: (notice) => notices.push(notice), ...more });
}

async function problemOf(work: Promise<unknown>): Promise<ServiceError['problem']> {
  const caught: unknown = await work.then(
    () => null,
    (problem: unknown) => problem,
  );
  if (!(caught instanceof ServiceError)) {
    throw new Error(`Expected a ServiceError, got ${String(caught)}`);
  }

  return caught.problem;
}

const BALANCE = '/api/credits/balance/simple';
const UPLOAD = '/api/upload-video/';
const RENDER = '/api/render/proxy/lambda';
const DRAFT = { d: 1000, t: [{ tt: 7, sg: [{ d: 1000, m: { text: 'Hi' } }], odd: { kept: true } }] };
const fileNamed = (name: string, text = 'bytes') => ({ name, bytes: new TextEncoder().encode(text), type: 'video/mp4' });

describe('every request', () => {
  it('carries the token and the three attribution headers, the one for a token its client id instead', async () => {
    client = newClient({ source: 'music-generator-free-easy', version: '1.2.3', platform: 'cursor', clientId: 'me-1' });
    const session = await client.openSession({ language: 'zh', name: 'rain' });
    await session.state();
    const [first, ...others] = server.received;
    const attribution = {
      'x-skill-source': 'music-generator-free-easy',
      'x-skill-version': '1.2.3',
      'x-skill-platform': 'cursor',
    };
    expect(first?.headers).toMatchObject({ ...attribution, 'x-client-id': 'me-1' });
    expect(first?.headers.authorization).toBeUndefined();
    expect(others).toHaveLength(2);
    for (const { headers } of others) {
      expect(headers).toMatchObject({ ...attribution, authorization: 'Bearer nmv_usr_1' });
    }

    expect(JSON.parse(others[0]?.body ?? '')).toEqual({ task_name: 'rain', language: 'zh' });
  });

  it('says this version of the package', async () => {
    const { version }: { version: string } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    await client.connect();
    expect(server.received[0]?.headers['x-skill-version']).toBe(version);
  });

  it('uses the token that is given, and none where none is wanted', async () => {
    server.script = ({ path }, response) =>
      path === BALANCE && sendJson(response, { code: 0, data: { available: 60, frozen: 40 } });
    expect(await newClient({ token: 'nmv_usr_mine' }).credits()).toEqual({ available: 60, frozen: 40, total: 100 });
    await newClient({ token: null }).credits();
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual(['Bearer nmv_usr_mine', undefined]);
  });

  it('fails as it is when it cannot be made: a header that is none, a storage that does not read', async () => {
    await expect(newClient({ token: 'a\nb' }).credits()).rejects.toThrow(TypeError);
    const broken = (): never => {
      throw new RangeError('the disk is on fire');
    };
    await expect(newClient({ storage: { read: broken, write: broken } }).credits()).rejects.toThrow('the disk is on fire');
    expect(clock.pauses).toEqual([]);
  });

  it('refuses an address that is none', () => {
    expect(() => createClient({ baseUrl: 'ftp://somewhere' })).toThrow(TypeError);
    expect(createClient({ baseUrl: 'http://127.0.0.1:1/api//' }).baseUrl).toBe('http://127.0.0.1:1/api');
  });
});

describe('what a client remembers', () => {
  it('is read by the next one, for the same server alone', async () => {
    let kept: unknown = null;
    const storage = {
      read: () => kept,
      write: (remembered: unknown) => {
        kept = remembered;
      },
    };
    await newClient({ storage }).connect();
    expect(kept).toMatchObject({ baseUrl: server.url, token: 'nmv_usr_1', clientId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    await newClient({ storage }).openSession();
    expect(server.count('anonymous-token')).toBe(1);

    const other = await openScriptedServer();
    await newClient({ baseUrl: other.url, storage: { ...storage, write: () => undefined } }).openSession();
    const first = kept;
    expect(other.received.map(({ headers }) => headers['x-client-id'])).not.toContain(Reflect.get(Object(first), 'clientId'));
    await other.close();
  });

  it('is got anew before it ends, for the same client id', async () => {
    const remembered = { baseUrl: server.url, clientId: 'c-1', token: 'old', userId: null, expiresAt: '2026-11-22T12:00:30Z' };
    await newClient({ storage: { read: () => remembered, write: () => undefined } }).openSession();
    expect(server.received.map(({ headers }) => headers['x-client-id'] ?? headers.authorization)).toEqual([
      'c-1',
      'Bearer nmv_usr_1',
    ]);
  });

  it.each([null, 'nonsense', { token: 5 }])('counts as nothing when it is %j', async (read) => {
    await newClient({ storage: { read: () => read, write: () => undefined } }).connect();
    expect(server.count('anonymous-token')).toBe(1);
  });

  it('is got once for calls that come together', async () => {
    await Promise.all([client.openSession(), client.openSession(), client.connect()]);
    expect(server.count('anonymous-token')).toBe(1);
  });

  it('asks with another client id when the server cannot read it', async () => {
    server.script = ({ path }, response, count) => path.includes('anonymous') && count === 1 && refuse(response, 400, 400);
    await newClient({ clientId: 'weird' }).connect();
    expect(server.received.map(({ headers }) => headers['x-client-id'])).toEqual([
      'weird',
      expect.stringMatching(/^[0-9a-f-]{36}$/),
    ]);
  });
});

describe('a refusal', () => {
  it.each(Object.entries(REFUSALS))('%s of our service is known by its code', async (kind, { code, status }) => {
    server.script = ({ path }, response) => path === BALANCE && refuse(response, code, status, { 'retry-after': '1' });
    expect(await problemOf(client.credits())).toMatchObject({ kind, code, status, message: `refused with ${code}` });
  });

  it.each<[string, number, string, string, string]>([
    ['a code in a 200', 200, 'application/json', '{"code":2001,"message":"No credits"}', 'out-of-credits'],
    ['a code as text', 403, 'application/json', '{"code":"2001"}', 'out-of-credits'],
    ['a code that beats its status', 500, 'application/json', '{"code":402,"message":"x"}', 'export-blocked'],
    ['a code of the newer gateway', 401, 'application/json', '{"code":1010}', 'token-invalid'],
    ['a code inside an error', 400, 'application/json', '{"error":{"code":4001,"message":"x"}}', 'file-unsupported'],
    ['a body of FastAPI', 422, 'application/json', '{"detail":[{"loc":["body"]}]}', 'invalid-body'],
    ['a code that nobody knows', 403, 'application/json', '{"code":77777}', 'scope-missing'],
    ['success: false', 200, 'application/json', '{"success":false,"error":"no"}', 'fault'],
    ['a page of a proxy', 502, 'text/html', '<html><h1>Bad Gateway</h1></html>', 'unavailable'],
    ['a page with 200', 200, 'text/html', '<html>Welcome</html>', 'unreadable-answer'],
    ['half a JSON', 200, 'application/json', '{"code":0,"da', 'unreadable-answer'],
    ['JSON of something else', 200, 'application/json', '{"hello":"world"}', 'unreadable-answer'],
    ['nothing at all', 200, 'application/json', '', 'unreadable-answer'],
    ['nothing but a status', 404, 'text/plain', '', 'not-found'],
  ])('as %s is understood', async (_, status, type, body, kind) => {
    server.script = ({ path }, response) => {
      if (path !== BALANCE) {
        return false;
      }

      response.writeHead(status, { 'content-type': type }).end(body);
      return true;
    };
    const problem = await problemOf(client.credits());
    expect(problem.kind).toBe(kind);
    expect(problem.message).toMatch(/^\S.{0,200}$/);
    expect(problem.message).not.toMatch(/<|nmv_usr|at .*\.ts/);
  });

  it('of credits says where to go: an anonymous user to a link with its id, others to what the service says', async () => {
    const answers = [
      { data: { bind_id: 'anon_7', registration_url: 'https://x.example/register?bind=anon_7', available: 3, required: 20 } },
      {},
      { data: { bind_id: 'user_7', registration_url: 'https://x.example/account' } },
    ];
    const problems = [];
    for (const answer of answers) {
      server.script = ({ path }, response) => path === BALANCE && sendJson(response, { code: 2001, ...answer }, 403);
      problems.push(await problemOf(client.credits()));
    }

    expect(problems).toMatchObject([
      { action: 'register', registrationUrl: 'https://x.example/register?bind=anon_7', available: 3, required: 20 },
      { action: 'register', registrationUrl: `${server.url}/register?bind=anon_1` },
      { action: 'top-up', registrationUrl: null, topUpUrl: 'https://x.example/account' },
    ]);
  });

  it('by a limit is waited for once; a wait of days is left to people', async () => {
    const balance = { code: 0, data: { available: 1, frozen: 0, total: 1 } };
    server.script = ({ path }, response, count) =>
      path === BALANCE && (count === 1 ? refuse(response, 429, 429) : sendJson(response, balance));
    expect(await client.credits()).toMatchObject({ total: 1 });
    expect(clock.pauses).toEqual([30_000]);
    server.script = ({ path }, response) => path === BALANCE && refuse(response, 429, 429, { 'retry-after': '604800' });
    expect(await problemOf(client.credits())).toMatchObject({ kind: 'rate-limited', waitSeconds: 604_800 });
    expect(clock.pauses).toEqual([30_000]);
  });
});

describe('a connection that fails', () => {
  it('is tried again for what may be repeated, longer and longer', async () => {
    server.script = ({ path }, response, count) => {
      if (path === BALANCE && count <= 2) {
        response.destroy();
        return true;
      }

      return path === BALANCE && sendJson(response, { code: 0, data: { available: 1 } });
    };
    expect(await client.credits()).toEqual({ available: 1, frozen: 0, total: 1 });
    expect(clock.pauses).toEqual([500, 1000]);
  });

  it('is a problem after four tries', async () => {
    server.script = ({ path }, response) => {
      response.destroy();
      return path !== '';
    };
    expect(await problemOf(client.credits())).toMatchObject({ kind: 'unreachable', code: 0, status: null, action: 'try-again' });
    expect(server.count('anonymous-token')).toBe(4);
  });

  it('is not repeated for what must be done once', async () => {
    server.script = ({ path }, response) => {
      if (path === '/api/tokens') {
        response.destroy();
        return true;
      }

      return false;
    };
    expect(await problemOf(client.tokens.create({ name: 'x' }))).toMatchObject({ kind: 'unreachable' });
    expect(server.count('/api/tokens')).toBe(1);
  });

  it('and a server that never answers are left after a minute', async () => {
    server.script = ({ path }) => {
      if (path === BALANCE) {
        setImmediate(() => clock.advance(60_000));
      }

      return path === BALANCE;
    };
    expect(await problemOf(client.credits())).toMatchObject({ kind: 'timed-out' });
  });

  it('ends at once when the caller leaves, with the reason of the caller', async () => {
    const leave = new AbortController();
    server.script = ({ path }) => {
      if (path === BALANCE) {
        leave.abort(new Error('enough'));
      }

      return path === BALANCE;
    };
    await expect(client.credits({ signal: leave.signal })).rejects.toThrow('enough');
  });
});

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
