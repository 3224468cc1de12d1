import { createServer, type Server } from 'node:http';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASE_KINDS } from '../../../../test/databases.ts';
import { openTestService, type TestService } from '../../../../test/service-fixture.ts';
import { createMediaProbe } from '../../media/index.ts';
import type { UrlFetcher } from '../../ports/url-fetcher.ts';
import { GuardedFetcher, guardedFetcher } from '../../store/guarded-fetcher.ts';
import { listMedia } from '../../store/records/media.ts';
import { deleteSession } from '../../store/records/sessions.ts';
import { sweepBlobs } from '../../store/sweep-blobs.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServiceSettings } from '../service-ports.ts';
import { uploadFiles } from './upload-files.ts';
import { uploadUrls } from './upload-urls.ts';

const PNG = createCanvas(40, 30).toBuffer('image/png');
const mediaProbe = createMediaProbe();
const never = new AbortController().signal;
const refusal = (name: string): unknown => expect.objectContaining({ refusal: name });

type NamedFile = { readonly filename: string; readonly content: AsyncIterable<Uint8Array> };

function fileOf(filename: string, bytes: Uint8Array = PNG): NamedFile {
  return { filename, content: chunksOf(bytes) };
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 100) {
    yield bytes.subarray(at, at + 100);
  }
}

async function* batchOf(...files: readonly NamedFile[]): AsyncGenerator<NamedFile> {
  yield* files;
}

describe.each(DATABASE_KINDS)('uploads on %s', (kind) => {
  let service: TestService;
  let caller: Caller;
  let sessionId = '';

  beforeAll(async () => {
    service = await openTestService(kind);
    ({ caller, sessionId } = await service.newCaller());
  });

  afterAll(async () => service.close());

  async function upload(
    files: AsyncIterable<NamedFile>,
    options: { readonly settings?: Partial<ServiceSettings>; readonly signal?: AbortSignal; readonly caller?: Caller } = {},
  ): ReturnType<typeof uploadFiles> {
    const ports = { ...service.ports, mediaProbe, settings: { ...service.ports.settings, ...options.settings } };
    return uploadFiles(ports, options.caller ?? caller, { sessionId, files, signal: options.signal ?? never });
  }

  const saved = async (): Promise<readonly string[]> =>
    (await listMedia(service.ports.database, sessionId)).map(({ filename }) => filename);

  it('keep the order of a batch, its facts, and one blob of equal content', async () => {
    const files = await upload(batchOf(fileOf('b.png'), fileOf('a.png'), fileOf('c.png')));
    expect(files.map(({ filename }) => filename)).toEqual(['b.png', 'a.png', 'c.png']);
    expect(await saved()).toEqual(['b.png', 'a.png', 'c.png']);
    const [media] = await listMedia(service.ports.database, sessionId);
    expect(media).toMatchObject({ origin: 'uploaded', kind: 'image', title: 'b', width: 40, height: 30, bytes: PNG.length });
    expect(new Set(files.map(({ hash }) => hash)).size).toBe(1);
    expect(files[0]?.thumbnail_url).toMatch(/\/files\/[0-9a-f]{64}\/thumbnail\.jpg/);
  });

  it('take a file of exactly the largest size, and none of a byte more', async () => {
    const before = (await saved()).length;
    await upload(batchOf(fileOf('fits.png')), { settings: { uploadLimitBytes: PNG.length } });
    const tooLarge = upload(batchOf(fileOf('large.png')), { settings: { uploadLimitBytes: PNG.length - 1 } });
    await expect(tooLarge).rejects.toEqual(refusal('file-too-large'));
    expect(await saved()).toHaveLength(before + 1);
  });

  it('take all of a batch or nothing', async () => {
    const before = await saved();
    const bad = fileOf('bad.mp4', Buffer.from('no film'));
    await expect(upload(batchOf(fileOf('good.png'), bad, fileOf('good.png')))).rejects.toThrow(/"bad\.mp4": Expected mp4, mov/);
    await expect(upload(batchOf(fileOf('good.png'), fileOf('empty.png', new Uint8Array())))).rejects.toEqual(
      refusal('invalid-body'),
    );
    await expect(upload(batchOf())).rejects.toEqual(refusal('invalid-body'));
    expect(await saved()).toEqual(before);
  });

  it('end at the quota of the account, also when two come at once', async () => {
    const { caller: other, sessionId: own } = await service.newCaller();
    const ports = {
      ...service.ports,
      mediaProbe,
      settings: { ...service.ports.settings, uploadQuotaBytes: PNG.length * 2 },
    };
    const send = async (count: number): ReturnType<typeof uploadFiles> =>
      uploadFiles(ports, other, {
        sessionId: own,
        files: batchOf(...Array.from({ length: count }, () => fileOf('a.png'))),
        signal: never,
      });
    await expect(send(3)).rejects.toEqual(refusal('file-too-large'));
    const outcomes = await Promise.allSettled([send(2), send(2)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(send(1)).rejects.toThrow(/All uploads of an account together/);
    expect(await listMedia(service.ports.database, own)).toHaveLength(2);
  });

  it('leave neither row nor file when the client goes away', async () => {
    const before = await saved();
    const stop = new AbortController();
    const slow: NamedFile = {
      filename: 'slow.png',
      content: (async function* () {
        yield PNG.subarray(0, 50);
        stop.abort(new Error('gone'));
        yield PNG.subarray(50);
      })(),
    };
    const bytes = Buffer.from(PNG);
    bytes[bytes.length - 1] = 0;
    await expect(upload(batchOf(slow), { signal: stop.signal })).rejects.toThrow('gone');
    await expect(
      upload(batchOf(fileOf('odd.png', Buffer.concat([PNG, Buffer.from('odd')])), fileOf('bad', bytes.subarray(9)))),
    ).rejects.toEqual(refusal('file-unsupported'));
    expect(await saved()).toEqual(before);
    // What was stored on the way belongs to nobody, and the sweep takes it; what others have stays.
    await sweepBlobs({ sql: service.ports.database, blobs: service.ports.blobs }, new Date(Date.now() + 60_000));
    const hashes = new Set(
      (await listMedia(service.ports.database, sessionId)).flatMap((media) => [media.blobHash, media.thumbnailHash]),
    );
    for await (const blob of service.ports.blobs.list()) {
      expect(hashes).toContain(blob.hash);
    }
  });

  it('are refused before anything is read when the session is somebody else’s', async () => {
    const { caller: stranger } = await service.newCaller();
    let isRead = false;
    const files = (async function* () {
      isRead = true;
      yield fileOf('a.png');
    })();
    await expect(upload(files, { caller: stranger })).rejects.toEqual(refusal('session-not-found'));
    expect(isRead).toBe(false);
  });

  it('are refused when the session goes away meanwhile', async () => {
    const { caller: own, sessionId: gone } = await service.newCaller();
    const files = (async function* () {
      yield fileOf('a.png');
      await deleteSession(service.ports.database, { id: gone, accountId: own.account.id, now: new Date() });
    })();
    const sending = uploadFiles({ ...service.ports, mediaProbe }, own, { sessionId: gone, files, signal: never });
    await expect(sending).rejects.toEqual(refusal('session-not-found'));
  });
});

describe('uploads by address', () => {
  let service: TestService;
  let server: Server;
  let base = '';
  /** Like the real one, but for the test's own server. */
  const urlFetcher: UrlFetcher = new GuardedFetcher({
    isAllowed: (address) => address === '127.0.0.1',
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    limits: { connectMs: 10_000, idleMs: 10_000, totalMs: 60_000 },
  });

  beforeAll(async () => {
    service = await openTestService('pglite');
    server = createServer((incoming, outgoing) => {
      if (incoming.url === '/huge.png') {
        outgoing.writeHead(200, { 'content-length': 300 << 20 }).write(PNG);
      } else if (incoming.url === '/missing.png') {
        outgoing.writeHead(404).end();
      } else {
        outgoing.end(PNG);
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    base = `http://media.example.com:${typeof address === 'object' && address !== null ? address.port : 0}`;
  });

  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await service.close();
  });

  it('take what is there, and nothing when one of them is not, is too large, or may not be asked', async () => {
    const { caller, sessionId } = await service.newCaller();
    const ports = { ...service.ports, mediaProbe, urlFetcher };
    const send = async (fetcher: UrlFetcher, ...urls: readonly string[]): ReturnType<typeof uploadUrls> =>
      uploadUrls({ ...ports, urlFetcher: fetcher }, caller, { sessionId, urls, signal: never });
    const files = await send(urlFetcher, `${base}/x/cat.png?size=1`, `${base}/dog.png`);
    expect(files.map(({ filename }) => filename)).toEqual(['cat.png', 'dog.png']);
    await expect(send(urlFetcher, `${base}/a.png`, `${base}/missing.png`)).rejects.toEqual(refusal('invalid-body'));
    await expect(send(urlFetcher, `${base}/huge.png`)).rejects.toEqual(refusal('file-too-large'));
    await expect(send(urlFetcher, 'http://169.254.169.254/latest')).rejects.toBeInstanceOf(Refused);
    await expect(send(guardedFetcher(), 'http://localhost/a.png')).rejects.toEqual(refusal('invalid-body'));
    expect(await listMedia(service.ports.database, sessionId)).toHaveLength(2);
  });
});
