import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RawExchange } from './raw-exchange.ts';
import { Wire } from './wire.ts';

// DESIGN §8: "One server can also run open (no accounts, no limits) for a single person: the default on loopback." Nobody else may be
// taken for that person: no web page, no name that was pointed here, no proxy.
let wire: Wire;
beforeAll(async () => {
  wire = await Wire.open({ CUESMITH_OPEN: '', CUESMITH_TRUST_PROXY: '' });
});
afterAll(async () => wire.close());

async function askRaw(host: string, headers: readonly string[] = [], method = 'GET'): Promise<RawExchange> {
  const path = method === 'GET' ? '/api/credits/balance/simple' : '/api/tasks/me/with-session/nemo_agent';
  const lines = [`${method} ${path} HTTP/1.1`, `Host: ${host}`, ...headers, 'Content-Length: 0', 'Connection: close'];
  const exchange = await RawExchange.open(wire.url, `${lines.join('\r\n')}\r\n\r\n`);
  if (exchange === null) {
    throw new Error('The server closed without an answer');
  }

  exchange.close();
  return exchange;
}

const port = (): string => new URL(wire.url).port;

describe('open mode', () => {
  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])(
    'lets the owner in without a token under the name %s',
    async (name) => {
      expect((await askRaw(`${name}:${port()}`)).status).toBe(200);
    },
  );

  it('lets its own pages in', async () => {
    const host = `127.0.0.1:${port()}`;
    for (const headers of [[`Origin: http://${host}`], ['Sec-Fetch-Site: same-origin'], ['Sec-Fetch-Site: none']]) {
      expect((await askRaw(host, headers)).status).toBe(200);
      expect((await askRaw(host, headers, 'POST')).status).toBe(200);
    }
  });

  it.each([
    'evil.example',
    'evil.example:80',
    'localhost.evil.example',
    'evil.example@127.0.0.1',
    '127.0.0.1.nip.io',
    '127.0.0.2',
    '0.0.0.0',
    '169.254.169.254',
    '2130706433',
    '0x7f.1',
    '127.1',
    'localhost.',
    'xn--lcalhost-6fg',
    '[::ffff:127.0.0.1]',
    '',
  ])('refuses whoever calls it "%s"', async (name) => {
    for (const host of [`${name}:${port()}`, name]) {
      for (const method of ['GET', 'POST']) {
        expect([400, 401]).toContain((await askRaw(host, [], method)).status);
      }
    }
  });

  it('refuses its own names with the port of another', async () => {
    for (const host of ['127.0.0.1:1', 'localhost', '127.0.0.1', `127.0.0.1:${port()}0`, `localhost:${port()},evil.example`]) {
      expect([400, 401]).toContain((await askRaw(host)).status);
    }
  });

  it.each([
    'Origin: http://evil.example',
    'Origin: null',
    'Origin: https://localhost',
    'Origin: http://localhost:1',
    'Origin: file://',
    'Origin:',
    'Sec-Fetch-Site: cross-site',
    'Sec-Fetch-Site: same-site',
    'Sec-Fetch-Site: nonsense',
    'X-Forwarded-For: 127.0.0.1',
    'X-Forwarded-For: ',
    'X-Real-IP: 127.0.0.1',
    'X-Forwarded-Host: localhost',
    'Forwarded: for=127.0.0.1',
    'Via: 1.1 proxy',
  ])('refuses a request with "%s"', async (header) => {
    for (const method of ['GET', 'POST']) {
      expect((await askRaw(`127.0.0.1:${port()}`, [header], method)).status).toBe(401);
    }
  });

  it('refuses a wrong token, though none would do', async () => {
    expect((await askRaw(`127.0.0.1:${port()}`, ['Authorization: Bearer nmv_usr_wrong'])).status).toBe(401);
    expect((await askRaw(`127.0.0.1:${port()}`, ['Authorization:'])).status).toBe(401);
  });

  it('answers no page of somebody else with leave to read', async () => {
    for (const headers of [
      ['Origin: http://evil.example'],
      ['Origin: null'],
      [`Origin: http://127.0.0.1:${port()}.evil.example`],
    ]) {
      const answer = await askRaw(`127.0.0.1:${port()}`, headers);
      expect(answer.header('access-control-allow-origin')).toBeNull();
      expect(answer.header('access-control-allow-credentials')).toBeNull();
    }
  });
});
