import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REFUSALS } from '../src/contract/service/index.ts';
import { type ApiDocument, METHODS, type Operation } from './contract/api-document.ts';
import { isObject, type JsonObject, listOf, mismatches, resolvePointer } from './contract/json-schema.ts';
import { Wire } from './contract/wire.ts';

// The document that the server gives out. That real answers keep it is checked of every answer that the tests in contract/ and the fuzz
// get, by `Wire.ask`.
let wire: Wire;
let api: ApiDocument;
beforeAll(async () => {
  wire = await Wire.open();
  api = wire.document;
});
afterAll(async () => wire.close());

const nameOf = ({ method, template }: Operation): string => `${method} ${template}`;

/** Of all operations, those for which `isBroken` gives a reason. */
function broken(isBroken: (operation: Operation) => unknown): readonly string[] {
  return api.operations.flatMap((operation) => {
    const reason = isBroken(operation);
    return reason === null || reason === false ? [] : [`${nameOf(operation)}: ${JSON.stringify(reason)}`];
  });
}

function responsesOf(operation: Operation): readonly (readonly [string, JsonObject])[] {
  const responses = operation.facts['responses'];
  return isObject(responses) ? Object.entries(responses).map(([status, answer]) => [status, api.follow(answer)] as const) : [];
}

function parametersOf(operation: Operation): readonly JsonObject[] {
  return listOf(operation.facts['parameters'] ?? []).map((parameter) => api.follow(parameter));
}

/** Every schema in the document, with where it stands. */
function schemas(): readonly (readonly [string, unknown])[] {
  const found: (readonly [string, unknown])[] = [];
  const components = resolvePointer(api.whole, '#/components/schemas');
  if (isObject(components)) {
    found.push(...Object.entries(components));
  }

  for (const operation of api.operations) {
    const bodies = [['request', api.follow(operation.facts['requestBody'] ?? {})] as const, ...responsesOf(operation)];
    for (const [part, body] of bodies) {
      const content = isObject(body['content']) ? body['content'] : {};
      for (const [type, media] of Object.entries(content)) {
        found.push([`${nameOf(operation)} ${part} ${type}`, isObject(media) ? (media['schema'] ?? true) : null]);
      }
    }

    found.push(
      ...parametersOf(operation).map(
        (parameter) => [`${nameOf(operation)} ${String(parameter['name'])}`, parameter['schema']] as const,
      ),
    );
  }

  return found;
}

describe('/openapi.json', () => {
  it('is OpenAPI 3.1 with title, version, server and security scheme', async () => {
    const { status, headers } = await wire.ask('GET', '/openapi.json');
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringMatching(/^application\/json/)]);
    expect(api.whole).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\.\d$/),
      info: { title: expect.any(String), version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
      components: { securitySchemes: expect.any(Object) },
    });
    expect(
      Object.values(
        isObject(resolvePointer(api.whole, '#/components/securitySchemes'))
          ? (resolvePointer(api.whole, '#/components/securitySchemes') ?? {})
          : {},
      ),
    ).toContainEqual(expect.objectContaining({ type: 'http', scheme: 'bearer' }));
  });

  it('has nothing at a path but operations and what goes with them', () => {
    const items = Object.entries(isObject(api.whole['paths']) ? api.whole['paths'] : {});
    const strange = items.flatMap(([path, item]) =>
      Object.keys(isObject(item) ? item : {})
        .filter((key) => ![...METHODS, 'parameters', 'summary', 'description'].some((known) => known === key))
        .map((key) => `${path} ${key}`),
    );
    expect(strange).toEqual([]);
    expect(items.filter(([path]) => !path.startsWith('/'))).toEqual([]);
  });

  it('has a target for every $ref', () => {
    expect(
      api.references().filter((reference) => !reference.startsWith('#/') || resolvePointer(api.whole, reference) === undefined),
    ).toEqual([]);
    expect(api.references().length).toBeGreaterThan(0);
  });

  it('gives every operation one tag, a summary, a name of its own, and answers', () => {
    expect(broken(({ facts }) => (Array.isArray(facts['tags']) && facts['tags'].length === 1 ? null : 'tags'))).toEqual([]);
    expect(
      broken(({ facts }) => (typeof facts['summary'] === 'string' && facts['summary'].length > 5 ? null : 'summary')),
    ).toEqual([]);
    expect(
      broken((operation) => (responsesOf(operation).some(([status]) => /^[23]\d\d$/.test(status)) ? null : 'no good answer')),
    ).toEqual([]);
    expect(
      broken((operation) =>
        responsesOf(operation).every(([, answer]) => typeof answer['description'] === 'string') ? null : 'description',
      ),
    ).toEqual([]);
    const names = api.operations.map(({ facts }) => facts['operationId']);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => typeof name === 'string')).toBe(true);
  });

  it('describes exactly the parts of each path', () => {
    expect(
      broken((operation) => {
        const described = parametersOf(operation).filter((parameter) => parameter['in'] === 'path');
        const names = described.map((parameter) => String(parameter['name']));
        const isWhole = names.sort().join() === [...operation.pathNames].sort().join();
        return isWhole && described.every((parameter) => parameter['required'] === true) ? null : names;
      }),
    ).toEqual([]);
  });

  it('declares refusals with their statuses and codes: 429 everywhere it can be, 401 and 403 where a token is asked for', () => {
    const isGuarded = ({ facts }: Operation): boolean =>
      Array.isArray(facts['security'] ?? api.whole['security']) &&
      listOf(facts['security'] ?? api.whole['security']).some((need) => isObject(need) && Object.keys(need).length > 0);
    const statuses = (operation: Operation): readonly string[] => responsesOf(operation).map(([status]) => status);
    expect(
      broken(
        (operation) =>
          isGuarded(operation) && !['401', '403'].every((status) => statuses(operation).includes(status)) && statuses(operation),
      ),
    ).toEqual([]);
    expect(
      broken(
        (operation) => operation.template.startsWith('/api/') && !statuses(operation).includes('429') && statuses(operation),
      ),
    ).toEqual([]);
    expect(
      broken((operation) => api.bodySchema(operation) !== null && !statuses(operation).includes('422') && statuses(operation)),
    ).toEqual([]);
    const known = new Set([...Object.values(REFUSALS).map(({ status }) => String(status)), '405', '406', '408', '416']);
    expect(
      broken((operation) => statuses(operation).find((status) => Number(status) >= 400 && !known.has(status)) ?? null),
    ).toEqual([]);
  });

  it('has schemas that can be read: every keyword known, every pattern a pattern', () => {
    const values = [null, true, 0, -1.5, '', 'text', [], [{}], {}, { id: 1, code: 0, data: { a: [] }, t: [{ tt: 0 }] }];
    const unread = schemas().flatMap(([place, schema]) =>
      values
        .flatMap((value) => mismatches(api.whole, schema, value, place))
        .filter((text) => / is not known here$|no value is allowed by "nothing|no value is allowed by null/.test(text)),
    );
    expect([...new Set(unread)]).toEqual([]);
  });

  it('holds every endpoint of contract.md', () => {
    const wanted = [
      ...['POST /api/auth/anonymous-token', 'POST /api/auth/claim-token', 'POST /api/tasks/me/with-session/nemo_agent'],
      ...['POST /run_sse', 'POST /run', 'GET /list-apps', 'GET /version', 'GET /health'],
      ...['POST /api/upload-video/nemo_agent/me/1', 'GET /api/state/nemo_agent/me/1/latest', 'GET /api/credits/balance/simple'],
      ...['POST /api/render/proxy/lambda', 'GET /api/render/proxy/lambda/1', 'POST /api/render/proxy/lambda/1/cancel'],
      ...['GET /api/render/proxy/1/download', 'POST /api/render/proxy/draft', 'GET /api/render/proxy/1'],
      ...['POST /api/tokens', 'GET /api/tokens', 'POST /api/tokens/1/revoke'],
      ...['GET', 'POST'].map((method) => `${method} /apps/nemo_agent/users/me/sessions`),
      ...['GET', 'POST', 'PATCH', 'DELETE'].map((method) => `${method} /apps/nemo_agent/users/me/sessions/1`),
      ...['GET', 'POST'].map((method) => `${method} /apps/nemo_agent/users/me/sessions/1/artifacts`),
      ...['GET', 'DELETE'].map((method) => `${method} /apps/nemo_agent/users/me/sessions/1/artifacts/a`),
      ...['', '/0', '/latest', '/0/metadata'].map(
        (tail) => `GET /apps/nemo_agent/users/me/sessions/1/artifacts/a/versions${tail}`,
      ),
    ];
    expect(wanted.filter((line) => api.find(line.split(' ')[0] ?? '', line.split(' ')[1] ?? '') === null)).toEqual([]);
  });

  it('declares each refusal of the error table somewhere, in its envelope', () => {
    const everywhere = JSON.stringify(api.whole);
    const missing = Object.entries(REFUSALS).filter(
      ([, { code, status }]) => !everywhere.includes(String(code)) || !everywhere.includes(`"${status}":`),
    );
    expect(missing).toEqual([]);
  });
});

describe('/docs', () => {
  it('shows the document without an outside address', async () => {
    const page = await fetch(`${wire.url}/docs`, { redirect: 'follow' });
    const html = await page.text();
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/html/)]);
    expect(html.match(/(?:src|href)="https?:\/\/[^"]*"/g) ?? []).toEqual([]);
    const parts = [...html.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, link = '']) => new URL(link, page.url).href);
    for (const part of parts) {
      expect([part, (await fetch(part)).status]).toEqual([part, 200]);
    }
  });
});
