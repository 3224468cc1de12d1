import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkUrl } from './check-url.ts';
import { fetchedFilename } from './fetched-filename.ts';
import { type FetcherRules, GuardedFetcher, guardedFetcher } from './guarded-fetcher.ts';
import { isPublicAddress } from './public-address.ts';

const signal = new AbortController().signal;
const code = (value: string): unknown => expect.objectContaining({ code: value });

describe('public addresses', () => {
  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '10.255.255.255',
    '100.64.0.1',
    '100.100.100.200',
    '100.127.255.255',
    '127.0.0.1',
    '127.8.9.10',
    '168.63.129.16',
    '169.254.0.1',
    '169.254.169.254',
    '169.254.170.2',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.0.192',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.0.1',
    '192.168.255.255',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '239.255.255.250',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    '::127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::808:808',
    '64:ff9b:1::a00:1',
    '100::1',
    '2001::1',
    '2001:2::1',
    '2001:10::1',
    '2001:20::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '2002:a9fe:a9fe::1',
    '3fff::1',
    '3fff:fff::1',
    '4000::1',
    '5f00::1',
    'fc00::1',
    'fd00:ec2::254',
    'fd12:3456:789a::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'ff0e::1',
    '',
    'localhost',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
  ])('does not count "%s"', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.63.0.1', '193.0.0.1', '2606:4700:4700::1111', '2a00:1450:4001::1'])(
    'counts %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});

describe('addresses that are not even asked', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://127.0.1/',
    'http://2130706433/',
    'http://017700000001/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://0x08080808/',
    'http://8.8.2056/',
    'http://127.0.0.1./',
    'http://localhost/',
    'http://LOCALHOST:8080/',
    'http://localhost./',
    'http://a.localhost/',
    'http://printer.local/',
    'http://db.internal/',
    'http://intranet/',
    'http://example.com./',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:7f00:1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[0:0:0:0:0:ffff:127.0.0.1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://[fe80::1]/',
    'http://[fe80::1%25eth0]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://①②⑦.⓪.⓪.①/',
    'http://１２７.０.０.１/',
    'http://127。0。0。1/',
    'http://ⓛocalhost/',
    'http://%31%32%37.0.0.1/',
    'http://8%2e8.8.8/',
    'http://user@example.com/',
    'http://user:secret@example.com/',
    'http://@example.com/',
    'http://example.com@127.0.0.1/',
    'http://127.0.0.1\\@example.com/',
    'http://example.com:22/',
    'http://example.com:25/',
    'http://example.com:1/',
    'https://example.com:0/',
    'ftp://example.com/a.mp4',
    'file:///etc/passwd',
    'gopher://example.com/',
    'data:video/mp4;base64,AAAA',
    'javascript:alert(1)',
    'blob:https://example.com/a',
    '//example.com/a.mp4',
    '/files/a',
    'example.com/a.mp4',
    'http://',
    'http:///a',
    '',
    `http://example.com/${'a'.repeat(5000)}`,
  ])('%s', async (url) => {
    await expect(guardedFetcher().fetch(url, { signal })).rejects.toEqual(code('url.refused'));
  });

  it.each(['https://example.com/a.mp4', 'http://example.com:8080/a?b#c', 'https://bücher.example/a', 'http://8.8.8.8/'])(
    'but %s may be',
    (url) => {
      expect(checkUrl(url).protocol).toMatch(/^https?:$/);
    },
  );

  it('keeps secrets of an address out of the refusal', async () => {
    await expect(guardedFetcher().fetch('http://joe:hunter2@example.com/a?token=hunter3', { signal })).rejects.toThrow(
      expect.not.stringMatching(/hunter/),
    );
  });
});

describe('a fetcher', () => {
  let server: Server;
  let port = 0;
  let asked: { readonly url: string; readonly headers: IncomingMessage['headers'] }[] = [];
  /** Names that only exist here; each look-up takes the next answer, as a name does that is bound anew. */
  const names = new Map<string, string[][]>();
  let answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void = () => undefined;

  beforeAll(async () => {
    server = createServer((incoming, outgoing) => {
      asked.push({ url: `${incoming.headers.host}${incoming.url}`, headers: incoming.headers });
      answer(incoming, outgoing);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  function fetcher(rules: Partial<FetcherRules> = {}): GuardedFetcher {
    asked = [];
    return new GuardedFetcher({
      // The address of the test's server alone; no other private one.
      isAllowed: (address) => address === '127.0.0.1' || isPublicAddress(address),
      resolve: async (hostname) => {
        const answers = names.get(hostname) ?? [];
        const next = (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
        return next.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      },
      limits: { connectMs: 2000, idleMs: 2000, totalMs: 10_000 },
      ...rules,
    });
  }

  async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of content) {
      chunks.push(chunk);
    }

    return Buffer.concat(chunks).toString();
  }

  it('gives the content, its length and its name, and sends nothing of ours', async () => {
    names.set('media.example.com', [['127.0.0.1']]);
    answer = (_, outgoing) =>
      outgoing.writeHead(200, { 'content-length': 5, 'content-disposition': 'attachment; filename="a b.mp4"' }).end('hello');
    const file = await fetcher().fetch(`http://media.example.com:${port}/x/y.bin?key=1`, { signal });
    expect([file.filename, file.bytes, await textOf(file.content)]).toEqual(['a b.mp4', 5, 'hello']);
    expect(Object.keys(asked[0]?.headers ?? {}).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    expect(asked[0]?.headers['accept-encoding']).toBe('identity');
  });

  it('refuses a name with any private address among its own, without connecting', async () => {
    names.set('mixed.example.com', [['127.0.0.1', '10.0.0.1']]);
    await expect(fetcher().fetch(`http://mixed.example.com:${port}/`, { signal })).rejects.toEqual(code('url.refused'));
    expect(asked).toEqual([]);
  });

  it('connects to the address that was checked, though the name leads elsewhere a moment later', async () => {
    names.set('rebound.example.com', [['127.0.0.1'], ['10.0.0.1']]);
    answer = (_, outgoing) => outgoing.end('first');
    const file = await fetcher().fetch(`http://rebound.example.com:${port}/`, { signal });
    expect(await textOf(file.content)).toBe('first');
    await expect(fetcher().fetch(`http://rebound.example.com:${port}/`, { signal })).rejects.toEqual(code('url.refused'));
  });

  it.each([
    ['http://10.0.0.1/', 'url.refused'],
    ['http://169.254.169.254/latest/meta-data', 'url.refused'],
    ['http://0x7f.1/', 'url.refused'],
    ['file:///etc/passwd', 'url.refused'],
    ['//localhost/', 'url.refused'],
    ['http://[', 'url.failed'],
  ])('looks at every place it is sent on to: %s', async (location, expected) => {
    names.set('media.example.com', [['127.0.0.1']]);
    answer = (_, outgoing) => outgoing.writeHead(302, { location }).end();
    await expect(fetcher().fetch(`http://media.example.com:${port}/`, { signal })).rejects.toEqual(code(expected));
    expect(asked).toHaveLength(1);
  });

  it('follows five redirects, and no sixth', async () => {
    names.set('media.example.com', [['127.0.0.1']]);
    answer = (incoming, outgoing) => {
      const left = Number(incoming.url?.slice(1));
      if (left === 0) {
        outgoing.end('there');
      } else {
        outgoing.writeHead(307, { location: `/${left - 1}` }).end();
      }
    };
    const file = await fetcher().fetch(`http://media.example.com:${port}/5`, { signal });
    expect([file.filename, await textOf(file.content)]).toEqual(['0', 'there']);
    await expect(fetcher().fetch(`http://media.example.com:${port}/6`, { signal })).rejects.toEqual(code('url.failed'));
  });

  it.each([
    ['an error', 404, {}],
    ['a redirect to nowhere', 302, {}],
    ['packed content', 200, { 'content-encoding': 'gzip' }],
    ['a piece of a file', 206, {}],
  ])('fails on %s', async (_what, status, headers) => {
    names.set('media.example.com', [['127.0.0.1']]);
    answer = (_, outgoing) => outgoing.writeHead(status, headers).end('x');
    await expect(fetcher().fetch(`http://media.example.com:${port}/`, { signal })).rejects.toEqual(code('url.failed'));
  });

  it('fails when the content breaks off', async () => {
    names.set('media.example.com', [['127.0.0.1']]);
    answer = (_, outgoing) => {
      outgoing.writeHead(200, { 'content-length': 100 }).write('half', () => outgoing.destroy());
    };
    const file = await fetcher().fetch(`http://media.example.com:${port}/`, { signal });
    await expect(textOf(file.content)).rejects.toEqual(code('url.failed'));
  });

  it('fails when nothing comes: no answer, no more content, no end', async () => {
    names.set('media.example.com', [['127.0.0.1']]);
    const url = `http://media.example.com:${port}/`;
    answer = () => undefined;
    const limits = { connectMs: 50, idleMs: 50, totalMs: 10_000 };
    await expect(fetcher({ limits }).fetch(url, { signal })).rejects.toEqual(code('url.failed'));
    answer = (_, outgoing) => outgoing.write('a');
    const idle = await fetcher({ limits: { ...limits, connectMs: 10_000 } }).fetch(url, { signal });
    await expect(textOf(idle.content)).rejects.toEqual(code('url.failed'));
    // On a busy machine the time may be up before the first byte: it fails the same way.
    const endless = fetcher({ limits: { connectMs: 2000, idleMs: 2000, totalMs: 50 } }).fetch(url, { signal });
    await expect(endless.then(async ({ content }) => textOf(content))).rejects.toEqual(code('url.failed'));
  });

  it('ends at once when it is told to, and closes the connection', async () => {
    names.set('media.example.com', [['127.0.0.1']]);
    const closed = Promise.withResolvers<void>();
    answer = (incoming, outgoing) => {
      incoming.socket.once('close', () => closed.resolve());
      outgoing.write('a');
    };
    const stop = new AbortController();
    const file = await fetcher().fetch(`http://media.example.com:${port}/`, { signal: stop.signal });
    const reading = textOf(file.content);
    stop.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
    await closed.promise;
  });

  it('fails on a name that leads nowhere', async () => {
    const resolve = async (): Promise<never> => {
      throw new Error('ENOTFOUND');
    };
    await expect(fetcher({ resolve }).fetch('http://media.example.com/', { signal })).rejects.toEqual(code('url.failed'));
    await expect(fetcher({ resolve: async () => [] }).fetch('http://media.example.com/', { signal })).rejects.toEqual(
      code('url.refused'),
    );
  });
});

describe('the name of a fetched file', () => {
  it.each([
    ['https://a.example/x/film.mp4?x=1', '', 'film.mp4'],
    ['https://a.example/x/%E7%8C%AB.mp4', '', '猫.mp4'],
    ['https://a.example/x/%ff.mp4', '', '%ff.mp4'],
    ['https://a.example/', '', 'file'],
    ['https://a.example/x', 'attachment; filename=film.mp4', 'film.mp4'],
    ['https://a.example/x', 'attachment; filename="a \\"b\\".mp4"', 'a "b".mp4'],
    ['https://a.example/x', 'attachment; filename="x.mp4"; filename*=UTF-8\'\'%E7%8C%AB.mp4', '猫.mp4'],
    ['https://a.example/x', 'inline', 'x'],
  ])('%s %s', (url, disposition, expected) => {
    expect(fetchedFilename(new URL(url), disposition)).toBe(expected);
  });
});
