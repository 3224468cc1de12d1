import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RawExchange } from './raw-exchange.ts';
import { type Person, Wire } from './wire.ts';

// What no client sends, byte for byte: the server answers in HTTP or closes, and lives.
let wire: Wire;
let person: Person;
beforeAll(async () => {
  wire = await Wire.open();
  person = await wire.newPerson();
});
afterAll(async () => {
  expect(wire.log()).not.toMatch(/"level":(?:50|60)|\n\s+at /);
  await wire.close();
});

describe('requests', () => {
  it.each([
    ['a line break in a value', 'X-Skill-Source: a\rb\r\n'],
    ['a header folded over lines', 'X-Skill-Source: a\r\n b\r\n'],
    ['no colon', 'nonsense\r\n'],
    ['a space before the colon', 'X-Skill-Source : a\r\n'],
    ['NUL', 'X-Skill-Source: a\u0000b\r\n'],
    ['bytes above ASCII', 'X-Skill-Source: \u00ff\u00fe\r\n'],
    ['a very long value', `X-Skill-Source: ${'x'.repeat(60_000)}\r\n`],
    ['very many headers', Array.from({ length: 3000 }, (_, place) => `X-${place}: 1\r\n`).join('')],
    ['Authorization twice', 'Authorization: Bearer nmv_usr_x\r\n'],
    ['Host twice', 'Host: example.org\r\n'],
    ['two lengths', 'Content-Length: 0\r\nContent-Length: 5\r\n'],
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n'],
    ['a negative length', 'Content-Length: -5\r\n'],
    ['an unknown transfer encoding', 'Transfer-Encoding: gzip, chunked\r\n'],
    ['an unknown content encoding', 'Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}'],
    ['an unknown expectation', 'Expect: the-unexpected\r\n'],
    ['an upgrade', 'Connection: Upgrade\r\nUpgrade: websocket\r\n'],
  ])('with %s are answered or closed, never a fault, never two answers', async (_, header) => {
    const { token } = person;
    for (const [method, path] of [
      ['GET', '/api/credits/balance/simple'],
      ['POST', '/api/tokens'],
      ['POST', '/run_sse'],
    ] as const) {
      const request = `${method} ${path} HTTP/1.1\r\nHost: ${new URL(wire.url).host}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n${header}\r\n`;
      const exchange = await RawExchange.open(wire.url, request);
      const text = (await exchange?.text().catch(() => '')) ?? '';
      expect(exchange?.status ?? 400).toBeLessThan(500);
      expect(text).not.toContain(token);
      expect(text).not.toMatch(/HTTP\/1\.1/);
      exchange?.close();
    }
  });

  it.each([
    ['no HTTP', '\u0016\u0003\u0001\u0002\u0000\u0001'],
    ['an old protocol', 'GET /api/credits/balance/simple\r\n\r\n'],
    ['HTTP/1.0 without a host', 'GET /health HTTP/1.0\r\n\r\n'],
    ['an absolute target', 'GET http://example.org/health HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n'],
    ['a target that is a star', 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    ['a tunnel', 'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n'],
    ['a target that is no address', 'GET //[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    ['a host that is no host', 'GET /health HTTP/1.1\r\nHost: a b<>\r\nConnection: close\r\n\r\n'],
    ['an endless address', `GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
  ])('that are %s end the connection, not the server', async (_, request) => {
    const exchange = await RawExchange.open(wire.url, request);
    expect(exchange?.status ?? 400).toBeLessThan(500);
    exchange?.close();
    expect((await wire.ask('GET', '/health')).status).toBe(200);
  });
});
