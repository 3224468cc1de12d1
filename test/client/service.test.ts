import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Client,
  type ClientNotice,
  createClient,
  type Fetch,
  type Happening,
  type TurnSummary,
} from '../../src/client/index.ts';
import { makeUpload } from '../conversations/make-upload.ts';
import { startServer, type ServeProcess } from '../serve-process.ts';

// The client against the service itself, as a process of its own with accounts.

let folder: string;
let server: ServeProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuesmith-test-'));
  server = await startServer(folder, { CUESMITH_OPEN: '0', CUESMITH_GENERATE_PRICE: '25' });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

async function listen(
  happenings: AsyncIterable<Happening>,
): Promise<{ readonly all: readonly Happening[]; readonly done: TurnSummary }> {
  const all: Happening[] = [];
  for await (const happening of happenings) {
    all.push(happening);
  }

  const last = all.at(-1);
  if (last?.kind !== 'done') {
    throw new Error(`Expected "done" at the end, got ${JSON.stringify(last)}`);
  }

  return { all, done: last.summary };
}

/** `fetch` with another stream in place of each turn's own. */
function fetchWith(change: (body: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>): Fetch {
  return async (url, init) => {
    const response = await fetch(url, init);
    return url.endsWith('/run_sse') && response.body !== null
      ? new Response(change(response.body), { status: response.status, headers: response.headers })
      : response;
  };
}

describe('from words to a file', () => {
  let client: Client;
  let session: Awaited<ReturnType<Client['openSession']>>;
  let kept: unknown = null;
  const storage = {
    read: () => kept,
    write: (remembered: unknown) => {
      kept = remembered;
    },
  };

  beforeAll(async () => {
    client = createClient({ baseUrl: server.url, storage, source: 'music-generator-free-easy', version: '1.0.0' });
    session = await client.openSession({ language: 'en', name: 'summer' });
  });

  it('connects by itself, with starter credits', async () => {
    expect(await client.credits()).toEqual({ available: 100, frozen: 0, total: 100 });
    expect(await session.state()).toMatchObject({ name: 'summer', version: 0, isTurnRunning: false, draft: {}, files: [] });
  });

  it('uploads a film and tells its progress', async () => {
    const bytes = await makeUpload(folder, { kind: 'film', filename: 'beach.mp4', seconds: 2, hasSound: false });
    const progress: number[] = [];
    const files = await session.upload([{ name: 'beach.mp4', bytes }], {
      onProgress: ({ sentBytes }) => progress.push(sentBytes),
    });
    expect(files).toMatchObject([{ name: 'beach.mp4', type: 'video', width: 320, height: 180 }]);
    expect(progress.at(-1)).toBe(bytes.length);
    expect((await session.state()).files).toMatchObject([{ name: 'beach.mp4' }]);
  });

  it('says what is wrong with a file that is none', async () => {
    for (const size of [7, 20 << 20]) {
      await expect(session.upload([{ name: 'a.mp4', bytes: new Uint8Array(size) }])).rejects.toMatchObject({
        code: 'service.file-unsupported',
        problem: { code: 4001, action: 'choose-other-format' },
      });
    }

    await expect(session.upload(['http://127.0.0.1:1/x.mp4'])).rejects.toMatchObject({ code: 'service.invalid-body' });
  });

  it('makes music and tells what came onto the timeline', async () => {
    const { all, done } = await listen(session.send('calm piano, 4 seconds', { isStreaming: true }));
    const pieces = all.flatMap((one) => (one.kind === 'text' ? [one] : []));
    expect(pieces.length).toBeGreaterThan(3);
    // Each word once: what was shown in pieces is what was said as wholes.
    expect(
      pieces
        .map(({ text }) => text)
        .join('')
        .replace(/\s/g, ''),
    ).toBe(done.text.replace(/\s/g, ''));
    expect(all.map(({ kind }) => kind)).toContain('tool-result');
    expect(done).toMatchObject({ outcome: 'answered', isResumed: false, state: { generated: [{ type: 'music' }] } });
    expect(done.changes.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['track-added', 'media-made']));
    expect((await client.credits()).available).toBe(75);
  });

  it('edits, and tells the values before and after', async () => {
    const { done } = await listen(session.send('music at 35%'));
    expect(done.changes).toMatchObject([
      { kind: 'clip-changed', track: { type: 1 }, fields: [{ field: 'volume', before: 1, after: 0.35 }] },
    ]);
  });

  it('refuses a second message while one is worked on', async () => {
    const [one, other] = await Promise.all([listen(session.send('make it calmer')), listen(session.send('make it faster'))]);
    const problems = [...one.all, ...other.all].flatMap((each) => (each.kind === 'problem' ? [each.problem] : []));
    expect(problems).toMatchObject([{ kind: 'conflict', code: 4009, action: 'wait' }]);
  });

  it('tells an edit in silence by what changed', async () => {
    const mute = fetchWith((body) =>
      body.pipeThrough(
        new TransformStream({
          transform: (_, controller) => controller.enqueue(new TextEncoder().encode('data:\n\n')),
        }),
      ),
    );
    const silent = createClient({ baseUrl: server.url, storage, fetch: mute }).resumeSession(session.id);
    const { done } = await listen(silent.send('music at 80%'));
    expect(done).toMatchObject({
      outcome: 'silent',
      text: '',
      changes: [{ kind: 'clip-changed', fields: [{ field: 'volume', before: 0.35, after: 0.8 }] }],
    });
  });

  it('follows a turn whose stream broke, to its words and its end, and sends nothing twice', async () => {
    let sent = 0;
    const broken = fetchWith((body) => {
      sent++;
      const reader = body.getReader();
      return new ReadableStream({
        async start(controller) {
          const { value } = await reader.read();
          controller.enqueue(value?.subarray(0, value.length - 40) ?? new Uint8Array());
        },
        async pull(controller) {
          await reader.cancel();
          controller.error(new TypeError('terminated'));
        },
      });
    });
    const torn = createClient({ baseUrl: server.url, storage, fetch: broken }).resumeSession(session.id);
    const { all, done } = await listen(torn.send('swap the piano for guitar'));
    expect(all.map(({ kind }) => kind)).toContain('stream-lost');
    expect(done).toMatchObject({ outcome: 'answered', isResumed: true });
    expect(done.text).toMatch(/guitar/i);
    expect(done.changes.length).toBeGreaterThan(0);
    expect(sent).toBe(1);
    expect((await listen(torn.watch())).all).toMatchObject([{ kind: 'done' }]);
  });

  it('exports and downloads', async () => {
    const seen: number[] = [];
    const file = await session.export(
      { format: 'mp4', quality: 'low', resolution: '426x240' },
      { onProgress: ({ progress }) => seen.push(progress) },
    );
    expect(file).toMatchObject({ format: 'mp4', width: 426, height: 240 });
    expect(seen.at(-1)).toBe(100);
    for (const place of [file.url, { exportId: file.id }]) {
      const { stream, bytes, contentType, filename } = await client.download(place);
      expect({ bytes, contentType }).toEqual({ bytes: file.bytes, contentType: 'video/mp4' });
      expect(filename).toMatch(/\.mp4$/);
      const content = new Uint8Array(await new Response(stream).arrayBuffer());
      expect(content.length).toBe(file.bytes);
      expect(new TextDecoder('latin1').decode(content.subarray(4, 8))).toBe('ftyp');
    }
  });

  it('cancels an export that nobody waits for any more', async () => {
    const leave = new AbortController();
    const ids: string[] = [];
    const exported = session.export(
      { format: 'mp4', quality: 'best' },
      {
        signal: leave.signal,
        onProgress: ({ id }) => {
          ids.push(id);
          leave.abort(new Error('left'));
        },
      },
    );
    await expect(exported).rejects.toThrow('left');
    expect((await client.exportState(ids[0] ?? '')).status).toBe('cancelled');
  });

  it('gives a link for another account, and tokens for other programs', async () => {
    expect(await session.claim()).toMatchObject({
      token: expect.stringMatching(/^clm_/),
      url: expect.stringContaining('ct=clm_'),
    });
    const made = await client.tokens.create({ name: 'reader', scopes: ['read'], expiresInDays: 1 });
    const reader = createClient({ baseUrl: server.url, token: made.secret });
    expect((await reader.resumeSession(session.id).state()).name).toBe('summer');
    await expect(reader.openSession()).rejects.toMatchObject({ code: 'service.scope-missing' });
    expect((await client.tokens.list()).map(({ name }) => name)).toContain('reader');
    expect((await client.tokens.revoke(made.id)).revokedAt).not.toBeNull();
  });

  it('goes on with another token, and a new session where the old one is not its own', async () => {
    const notices: ClientNotice['kind'][] = [];
    const lost = createClient({ baseUrl: server.url, token: 'nmv_usr_revoked', onNotice: ({ kind }) => notices.push(kind) });
    const other = lost.resumeSession(session.id, { language: 'zh' });
    const { all } = await listen(other.send('时间线上有什么？'));
    expect(all).toMatchObject([{ kind: 'text', text: expect.stringMatching(/\p{Script=Han}/u) }, { kind: 'done' }]);
    expect(notices).toEqual(['connecting', 'connected', 'token-renewed', 'session-replaced']);
    expect(other.id).not.toBe(session.id);
  });

  it('says where to register when the credits are gone', async () => {
    const poor = await client.openSession();
    for (let pieces = 0; pieces < 8; pieces++) {
      const { all } = await listen(poor.send('piano sting, 1 second'));
      const problem = all.find((one) => one.kind === 'problem');
      if (problem !== undefined) {
        expect(problem).toMatchObject({
          problem: {
            kind: 'out-of-credits',
            action: 'register',
            registrationUrl: expect.stringMatching(/\/register\?bind=anon_/),
          },
        });
        return;
      }
    }

    throw new Error('Expected the credits to end');
  });
});

describe('README', () => {
  it('shows a program that makes a video', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    const section = readme.slice(readme.indexOf('## Client library'));
    const sample = /```ts\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
    const program = sample
      .replace("'cuesmith/client'", `'${new URL('../../src/client/index.ts', import.meta.url).href}'`)
      .replace('http://127.0.0.1:8787', server.url);
    expect(program).not.toBe(sample);
    await writeFile(join(folder, 'program.mts'), program);
    const { stdout } = await promisify(execFile)(process.execPath, ['program.mts'], { cwd: folder });
    expect(stdout).toMatch(/is on the timeline/);
    expect((await stat(join(folder, 'rain.mp4'))).size).toBeGreaterThan(10_000);
  });
});
