import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from './contract/api-document.ts';
import { exportIdOf, makeBelongings, pathWith, readBelongings } from './contract/belongings.ts';
import { brokenSomewhere, hostileText, hostileValue, plausibleBody } from './contract/hostile-values.ts';
import { RawExchange } from './contract/raw-exchange.ts';
import { type Answer, type Ask, at, newAddress, type Person, textAt, Wire } from './contract/wire.ts';

// Hostile requests to every operation of the OpenAPI document. Laws: never a 5xx; always the envelope or a declared answer; nothing of the
// inside and nothing of another account in an answer; what is refused changes nothing; the process lives, and its log has no fault.
const RUNS = 20;
/** In everything of the victim's that has a name: if it shows in an answer to the other, something leaks. */
const MARK = `victim-${randomBytes(6).toString('hex')}`;
let wire: Wire;
let attacker: Person;
let victim: Person;
/** Tokens of the attacker: budgets count by token, and the fuzz is not about budgets. */
let tokens: readonly string[] = [];
let deadTokens: readonly string[] = [];
let victimIds: readonly string[] = [];
let victimBefore: unknown;
let asked = 0;

beforeAll(async () => {
  // Music is dearer than what accounts have, and exports wait in a queue that nobody works on: hostile requests cost no rendering.
  wire = await Wire.open({ CUESMITH_GENERATE_PRICE: '101' });
  victim = await wire.newPerson(`client of ${MARK}`);
  await makeBelongings(wire, victim, MARK);
  const short = await wire.ask('POST', '/api/tokens', { as: victim, json: { name: MARK, expires_in_days: 1 } });
  const revoked = await wire.ask('POST', '/api/tokens', { as: victim, json: { name: MARK } });
  await wire.ask('POST', `/api/tokens/${textAt(revoked.json, 'data.id')}/revoke`, { as: victim });
  attacker = await wire.newPerson();
  await makeBelongings(wire, attacker, 'attacker');
  await wire.restart(2, ['--no-work']);
  const made: string[] = [];
  for (let place = 0; place < 40; place++) {
    const headers = { 'X-Client-Id': attacker.clientId };
    made.push(textAt((await wire.ask('POST', '/api/auth/anonymous-token', { headers })).json, 'data.token'));
  }

  tokens = made;
  const dead = [short, revoked].map(({ json }) => textAt(json, 'data.token'));
  deadTokens = [
    ...dead,
    '',
    'x',
    'nmv_usr_',
    victim.token.slice(0, -1),
    `${victim.token}x`,
    victim.token.toUpperCase(),
    `${victim.token},${victim.token}`,
  ];
  victimIds = [victim.sessionId, victim.taskId, victim.userId, textAt(revoked.json, 'data.id'), exportIdOf(victim)];
  victimBefore = await readBelongings(wire, victim);
});
afterAll(async () => wire.close());

/** Asks as the attacker, and checks the laws that hold whatever is asked. */
async function attack(method: string, path: string, ask: Ask = {}): Promise<Answer> {
  asked += 1;
  const token = tokens[asked % tokens.length] ?? '';
  const answer = await wire.ask(method, path, { as: { ...attacker, token, address: newAddress() }, ...ask });
  if (answer.status >= 500 || answer.text.includes(MARK)) {
    throw new Error(
      `${method} ${path} ${JSON.stringify(ask.json)?.slice(0, 300)} answered ${answer.status} ${answer.text.slice(0, 300)}`,
    );
  }

  return answer;
}

const pathOf = (operation: Operation, replace: { readonly [name: string]: string } = {}): string =>
  pathWith(operation, attacker, replace);

const known = (): { readonly [key: string]: readonly unknown[] } => {
  const sessions = [attacker.sessionId, attacker.sessionId, victim.sessionId, '1'];
  const users = ['me', 'me', attacker.userId, victim.userId];
  const apps = ['nemo_agent', 'nemo_agent', 'nemo_agent', 'x'];
  return {
    ...{ session_id: sessions, sessionId: sessions, user_id: users, userId: users, app_name: apps, appName: apps },
    ...{
      // Not the victim's: whoever is shown an account's registration link may register it (docs/decisions/0010).
      bind: ['anon_000000000000', 'x'],
      task_id: [attacker.taskId, victim.taskId],
      id: [exportIdOf(attacker), exportIdOf(victim), 'render_x'],
    },
  };
};

/** Operations that a request may meet without doing harm to the test itself: the stream of a turn is heard like any other answer. */
const operations = (): readonly Operation[] => wire.document.operations.filter(({ template }) => !template.startsWith('/admin'));
const withBody = (): readonly Operation[] => operations().filter((operation) => wire.document.bodySchema(operation) !== null);

async function expectVictimUntouched(): Promise<void> {
  expect(await readBelongings(wire, victim)).toEqual(victimBefore);
}

describe('bodies', () => {
  it('that are no JSON, no UTF-8, or of another kind are refused and change nothing', async () => {
    const before = await readBelongings(wire, attacker);
    const bodies: readonly (readonly [string, string | Uint8Array<ArrayBuffer>])[] = [
      ...['{', '{"a":1', '[1,', 'nul', '{"a":01}', "{'a':1}", '\ufeff\ufeff{}', '{}{}', '"\u0001"', '7', '"text"', '[]'].map(
        (text) => ['application/json', text] as const,
      ),
      ['application/json', new Uint8Array([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xc3, 0x28, 0x22, 0x7d])],
      ['application/json', new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])],
      ['application/json', `{"a":${'['.repeat(50_000)}`],
      ['application/json', '{"a":'.repeat(20_000)],
      ['text/plain', 'hello'],
      ['application/x-www-form-urlencoded', 'task_name=x&session_id=1'],
      ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--'],
      ['multipart/form-data', 'no boundary'],
      ['application/xml', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'],
      ['application/json; charset=utf-16', '{}x'],
    ];
    for (const operation of withBody()) {
      for (const [contentType, body] of bodies) {
        const { status } = await attack(operation.method, pathOf(operation), { body, headers: { 'Content-Type': contentType } });
        expect([operation.template, contentType, String(body).slice(0, 40), status >= 400]).toEqual([
          operation.template,
          contentType,
          String(body).slice(0, 40),
          true,
        ]);
      }
    }

    expect(await readBelongings(wire, attacker)).toEqual(before);
    await expectVictimUntouched();
  });

  it('with wrong types, missing and extra fields, huge and hostile values at every depth keep the laws', async () => {
    for (const operation of withBody()) {
      const body = plausibleBody(wire.document, wire.document.bodySchema(operation), known());
      const hostile = fc.oneof(
        body,
        body.chain(brokenSomewhere),
        body.chain(brokenSomewhere).chain(brokenSomewhere),
        hostileValue(),
      );
      await fc.assert(
        fc.asyncProperty(hostile, async (json) => {
          await attack(operation.method, pathOf(operation), { json: json ?? null });
        }),
        { numRuns: RUNS },
      );
    }

    await expectVictimUntouched();
  });

  it('without end are refused while they come, not after', async () => {
    for (const operation of withBody()) {
      const head = rawHead(operation.method, pathOf(operation), ['Content-Type: application/json', 'Content-Length: 5000000000']);
      const exchange = await RawExchange.open(wire.url, head);
      expect([operation.template, exchange?.status]).toEqual([operation.template, 413]);
      exchange?.close();

      const chunk = `100000\r\n${' '.repeat(0x100000)}\r\n`;
      const streamed = rawHead(operation.method, pathOf(operation), [
        'Content-Type: application/json',
        'Transfer-Encoding: chunked',
      ]);
      const second = await RawExchange.open(wire.url, streamed + chunk.repeat(12));
      // Closing on a client that sends on may cost it the answer.
      expect([operation.template, second?.status ?? 413]).toEqual([operation.template, 413]);
      second?.close();
    }
  });
});

describe('paths', () => {
  const TRAVERSALS = [
    ...['..', '.', '%2e%2e', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', '..%2f..%2fetc%2fpasswd', '..%5c..%5cwindows', '%252e%252e%252f'],
    ...['%2fetc%2fpasswd', '%00', 'a%00b', '%0d%0aSet-Cookie:%20a=b', '%ff%fe', '%c0%ae%c0%ae', '%', '%zz', '%E2%80%AE', '~'],
    ...[
      'x'.repeat(3000),
      '*',
      '$where',
      "'%20or%20'1'='1",
      ';drop%20table%20accounts',
      '__proto__',
      'constructor',
      'undefined',
      '-1',
      '1e9',
      '99999999999999999999',
    ],
  ];

  it('with traversals in every part keep the laws and lead nowhere', async () => {
    for (const operation of operations().filter(({ pathNames }) => pathNames.length > 0)) {
      for (const name of operation.pathNames) {
        for (const hostile of TRAVERSALS) {
          const exchange = await RawExchange.open(
            wire.url,
            rawHead(operation.method, pathOf(operation, { [name]: hostile }), ['Content-Length: 0', 'Connection: close']),
          );
          const text = (await exchange?.text().catch(() => '')) ?? '';
          const isKept =
            exchange !== null &&
            exchange.status < 500 &&
            !/root:|daemon:/.test(text) &&
            !text.includes(MARK) &&
            exchange.header('set-cookie') === null;
          expect([operation.template, name, hostile.slice(0, 40), exchange?.status, isKept]).toEqual([
            operation.template,
            name,
            hostile.slice(0, 40),
            exchange?.status,
            true,
          ]);
        }
      }
    }

    await expectVictimUntouched();
  });

  it('with the ids of another account are as good as absent, and change nothing there', async () => {
    for (const operation of operations().filter(({ pathNames }) => pathNames.length > 0)) {
      for (const name of operation.pathNames) {
        for (const id of victimIds) {
          const schema = wire.document.bodySchema(operation);
          const [json] = schema === null ? [undefined] : fc.sample(plausibleBody(wire.document, schema, known()), 1);
          await attack(operation.method, pathOf(operation, { [name]: id }), json === undefined ? {} : { json });
        }
      }
    }

    await expectVictimUntouched();
  });

  it('take every method without harm: what is not offered is refused with 404 or 405, and Allow', async () => {
    const templates = [...new Set(operations().map(({ template }) => template))];
    for (const template of templates) {
      const offered = operations().filter((operation) => operation.template === template);
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'REPORT', 'QUERY']) {
        const isOffered = offered.some(
          (operation) => operation.method === method || (operation.method === 'GET' && method === 'HEAD'),
        );
        if (!isOffered && offered[0] !== undefined) {
          const answer = await attack(method, pathOf(offered[0]));
          expect([template, method, [204, 404, 405].includes(answer.status)]).toEqual([template, method, true]);
          expect(answer.status !== 405 || answer.headers.get('allow') !== null).toBe(true);
        }
      }
    }
  });

  it('with hostile queries keep the laws', async () => {
    for (const operation of operations().filter(({ method }) => method === 'GET')) {
      await fc.assert(
        fc.asyncProperty(
          fc.dictionary(
            fc.constantFrom('version', 'type', 'expires', 'signature', 'download', 'bind', 'ct', 'limit', 'page', 'x'),
            hostileText(),
            { maxKeys: 4 },
          ),
          async (query) => {
            const search = Object.entries(query).map(
              ([key, value]) => `${key}=${encodeURIComponent(value.toWellFormed().slice(0, 1500))}`,
            );
            await attack('GET', `${pathOf(operation)}?${search.join('&')}`);
          },
        ),
        { numRuns: 8 },
      );
    }
  });
});

describe('headers', () => {
  it('with expired, revoked, cut and garbled tokens are refused with 1001 by every operation that asks for one', async () => {
    const before = await readBelongings(wire, attacker);
    for (const operation of operations().filter(
      ({ facts }) => Array.isArray(facts['security']) && facts['security'].length > 0,
    )) {
      for (const token of deadTokens) {
        const { status, json } = await attack(operation.method, pathOf(operation), { token });
        expect([operation.template, token.slice(0, 12), status, at(json, 'code')]).toEqual([
          operation.template,
          token.slice(0, 12),
          401,
          1001,
        ]);
      }
    }

    expect(await readBelongings(wire, attacker)).toEqual(before);
    await expectVictimUntouched();
  });

  it('with hostile values keep the laws', async () => {
    const names = [
      'X-Client-Id',
      'X-Skill-Source',
      'Accept',
      'Accept-Encoding',
      'If-None-Match',
      'Origin',
      'Referer',
      'Cookie',
      'Content-Type',
      'X-Forwarded-For',
      'Forwarded',
      'Sec-Fetch-Site',
    ];
    const value = hostileText().map(headerText);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...operations().filter(({ method }) => method === 'GET')),
        fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 3 }),
        async (operation, headers) => {
          await attack('GET', pathOf(operation), { headers });
        },
      ),
      { numRuns: 150 },
    );
  });

  it('with ranges that make no sense keep the laws', async () => {
    const { json } = await attack('GET', `/api/render/proxy/lambda/${exportIdOf(attacker)}`);
    const link = textAt(json, 'output.url').replace(wire.url, '');
    const number = fc.oneof(
      fc.nat(2000).map(String),
      fc.constantFrom('', '-1', '1e3', '99999999999999999999', '0x10', 'NaN', '1.5', ' 1'),
    );
    const part = fc.tuple(number, fc.constantFrom('-', '', '--'), number).map((pieces) => pieces.join(''));
    const range = fc
      .tuple(fc.constantFrom('bytes', 'Bytes', 'items', ''), fc.constantFrom('=', ' = ', ''), fc.array(part, { maxLength: 40 }))
      .map(([unit, sign, parts]) => `${unit}${sign}${parts.join(',')}`);
    const paths = [link, `/api/render/proxy/${exportIdOf(attacker)}/download`];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.oneof(range, hostileText().map(headerText)), async (path, value) => {
        const headers = { Range: value, 'If-Range': '"x"', 'X-Forwarded-For': newAddress() };
        for (const sent of [headers, { ...headers, 'If-Range': null }]) {
          const answer = await attack('GET', path, { headers: sent });
          expect([200, 206, 416]).toContain(answer.status);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('afterwards', () => {
  it('the process lives, as the same process, and its log has no fault', async () => {
    expect(wire.process.child.exitCode).toBeNull();
    expect((await wire.ask('GET', '/health')).json).toEqual({ status: 'ok' });
    expect(
      wire
        .log()
        .split('\n')
        .filter((line) => /"level":(50|60)|\n\s+at /.test(line)),
    ).toEqual([]);
    await expectVictimUntouched();
  });
});

/** What of a text a header's value may hold. */
function headerText(text: string): string {
  return text
    .replace(/[^\u0020-\u007e\u00a0-\u00ff]/g, '')
    .slice(0, 3000)
    .trim();
}

/** A request's head with the attacker's token, byte for byte. */
function rawHead(method: string, path: string, headers: readonly string[]): string {
  asked += 1;
  const token = tokens[asked % tokens.length] ?? '';
  const own = [`Host: ${new URL(wire.url).host}`, `Authorization: Bearer ${token}`, `X-Forwarded-For: ${newAddress()}`];
  return `${[`${method} ${path} HTTP/1.1`, ...own, ...headers].join('\r\n')}\r\n\r\n`;
}
