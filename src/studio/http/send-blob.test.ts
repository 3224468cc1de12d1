import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestServer, type TestServer } from '../../../test/http-fixture.ts';
import { handClock } from '../../../test/service-fixture.ts';
import { readRange } from './send-blob.ts';

const content = Uint8Array.from({ length: 1000 }, (_, place) => place % 251);
const clock = handClock();
let server: TestServer;
let hash: string;
let link: string;

beforeAll(async () => {
  server = await openTestServer({ clock });
  const { blobs, blobLinks } = server.service.ports;
  hash = (await blobs.put(bytesOf(content))).hash;
  link = blobLinks.sign({
    hash,
    filename: '夜/"song".flac',
    contentType: 'audio/flac',
    expiresAt: new Date(clock.now().getTime() + 3_600_000),
  });
});

afterAll(async () => server.close());

async function* bytesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

const get = async (headers: { [name: string]: string } = {}, path = link, method = 'GET'): Promise<Response> =>
  server.ask(path, { method, headers });

describe('a file by its link', () => {
  it('comes whole, with its type, its name and its hash', async () => {
    const response = await get();
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(content);
    expect(response.headers.get('content-type')).toBe('audio/flac');
    expect(response.headers.get('content-length')).toBe('1000');
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(response.headers.get('etag')).toBe(`"${hash}"`);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(response.headers.get('content-disposition')).toBe(
      `inline; filename="___song_.flac"; filename*=UTF-8''${encodeURIComponent('夜_"song".flac')}`,
    );
    expect((await get({}, `${link}&download=1`)).headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('is bytes to save unless it is of a kind that only shows or plays', async () => {
    const { blobLinks } = server.service.ports;
    const expiresAt = new Date(clock.now().getTime() + 3_600_000);
    const sent = async (contentType: string): Promise<readonly (string | null | undefined)[]> => {
      const response = await get({}, blobLinks.sign({ hash, filename: 'a', contentType, expiresAt }));
      const { headers } = response;
      return [String(response.status), headers.get('content-type'), headers.get('content-disposition')?.split(';')[0]];
    };
    for (const hostile of [
      'text/html',
      'text/javascript',
      'image/svg+xml',
      '図/png',
      'a\r\nx: y',
      '',
      'text/plain; charset=utf-7',
    ]) {
      expect(await sent(hostile)).toEqual(['200', 'application/octet-stream', 'attachment']);
    }

    for (const harmless of ['video/mp4', 'image/png', 'application/json', 'text/plain; charset=utf-8']) {
      expect(await sent(harmless)).toEqual(['200', harmless, 'inline']);
    }
  });

  it('comes in parts', async () => {
    const ranges: readonly (readonly [string, number, number])[] = [
      ['bytes=0-0', 0, 1],
      ['bytes=10-19', 10, 20],
      ['bytes=990-', 990, 1000],
      ['bytes=-7', 993, 1000],
      ['bytes=-5000', 0, 1000],
      ['bytes=900-99999', 900, 1000],
    ];
    for (const [range, from, to] of ranges) {
      const response = await get({ range });
      expect([range, response.status, response.headers.get('content-range')]).toEqual([
        range,
        206,
        `bytes ${from}-${to - 1}/1000`,
      ]);
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(content.slice(from, to));
    }
  });

  it.each(['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])('has nothing outside itself: %s', async (range) => {
    const response = await get({ range });
    expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */1000']);
  });

  it.each(['bytes=0-1,5-6', 'bytes=9-3', 'bytes=a-b', 'lines=0-1', 'bytes=-'])(
    'comes whole where a range is not one: %s',
    async (range) => {
      const response = await get({ range });
      expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([200, 1000]);
    },
  );

  it('comes in parts only of what the client has', async () => {
    expect((await get({ range: 'bytes=0-1', 'if-range': `"${hash}"` })).status).toBe(206);
    expect((await get({ range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200);
    expect((await get({ range: 'bytes=0-1', 'if-range': 'Sun, 22 Nov 2026 12:00:00 GMT' })).status).toBe(200);
  });

  it('does not come again to whoever has it', async () => {
    const response = await get({ 'if-none-match': `"other", W/"${hash}"`, range: 'bytes=0-1' });
    expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([304, 0]);
  });

  it('shows its head alone', async () => {
    const response = await get({ range: 'bytes=0-1' }, link, 'HEAD');
    expect([response.status, response.headers.get('content-length'), (await response.arrayBuffer()).byteLength]).toEqual([
      200,
      '1000',
      0,
    ]);
  });

  it('is nobody’s without the link as it was signed', async () => {
    for (const changed of [
      link.replace(/signature=./, 'signature=~'),
      link.replace('audio%2Fflac', 'text%2Fhtml'),
      link.replace(
        hash,
        hash.replace(/^./, (letter) => (letter === '0' ? '1' : '0')),
      ),
      link.replace(/expires=\d+/, 'expires=9999999999'),
      `/files/${hash}/song.flac`,
    ]) {
      expect((await get({}, changed)).status).toBe(404);
    }
  });

  it('is nobody’s once the link has expired', async () => {
    clock.advance(3_600_001);
    expect((await get()).status).toBe(404);
    clock.advance(-3_600_001);
  });

  it('is not there when its blob is gone', async () => {
    const { blobs, blobLinks } = server.service.ports;
    const gone = await blobs.put(bytesOf(Uint8Array.of(1)));
    await blobs.delete(gone.hash);
    const expiresAt = new Date(clock.now().getTime() + 1000);
    expect((await get({}, blobLinks.sign({ hash: gone.hash, filename: 'x', contentType: 'image/png', expiresAt }))).status).toBe(
      404,
    );
  });
});

it('reads any range header as a part of the file, as none, or as outside', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(2000), fc.nat(2000), fc.integer({ min: 1, max: 1000 }), (text, first, last, bytes) => {
      for (const header of [text, `bytes=${text}`, `bytes=${first}-${last}`, `bytes=${first}-`, `bytes=-${last}`]) {
        const range = readRange(header, bytes);
        if (range !== null && range !== 'outside') {
          expect(range.from).toBeGreaterThanOrEqual(0);
          expect(range.from).toBeLessThan(range.to);
          expect(range.to).toBeLessThanOrEqual(bytes);
        }
      }
    }),
  );
});
