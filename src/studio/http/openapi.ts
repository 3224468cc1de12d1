import { z } from 'zod';
import { REFUSALS, type Refusal, RefusalAnswer } from '../../contract/service/index.ts';
import { REFUSAL_MEANINGS } from './refusal-meanings.ts';
import type { Route, RouteTag } from './route.ts';

type JsonObject = { readonly [key: string]: unknown };

const TAGS: { readonly [Tag in RouteTag]: string } = {
  accounts: 'Tokens, accounts, credits and codes.',
  sessions: 'Projects and their timelines.',
  chat: 'Talking to the agent: Google ADK’s API server protocol.',
  uploads: 'Footage, stills and sound of one’s own.',
  exports: 'Finished files of a timeline.',
  files: 'What links lead to.',
  mcp: 'The Model Context Protocol, for agents and editors.',
  server: 'How the server is.',
  pages: 'Pages for people.',
};
const SECURITY = 'bearer';

/** The OpenAPI 3.1 document of routes: what they take, give and refuse, from the schemas that they themselves read with. */
export function describeApi(routes: readonly Route[], service: { readonly version: string }): JsonObject {
  const schemas: Record<string, unknown> = { Refusal: schemaOf(RefusalAnswer, 'output', 'Refusal', {}) };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, schemas) };
  }

  return {
    openapi: '3.1.0',
    info: {
      title: 'Cuesmith',
      version: service.version,
      summary: 'Words in, a finished soundtrack and a finished video out.',
      description:
        'Every answer that is not 200 has the same body, `Refusal`: branch on its `code` first and on the HTTP status second. Ids are text. Times inside a timeline are milliseconds.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        [SECURITY]: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token of `POST /api/auth/anonymous-token`, of signing in, or of `POST /api/tokens`: `nmv_usr_…`.',
        },
      },
    },
  };
}

/** What a route may refuse, all told: its own, and what comes with its checks. */
export function refusalsOf({ scope, limit, schemas, rawBody, refusals = [] }: Route): readonly Refusal[] {
  const hasBody = schemas.body !== null || rawBody !== undefined;
  const hasInput = hasBody || [schemas.params, schemas.query, schemas.headers].some((schema) => schema !== null);
  const all: readonly Refusal[] = [
    ...refusals,
    ...(hasInput ? (['invalid-body'] as const) : []),
    ...(hasBody ? (['file-too-large'] as const) : []),
    ...(scope === null ? [] : (['token-invalid'] as const)),
    ...(scope === null || scope === 'any' ? [] : (['scope-missing'] as const)),
    ...(limit === 'none' ? [] : (['rate-limited'] as const)),
    'fault',
    'unavailable',
  ];
  return [...new Set(all)];
}

function operationOf(route: Route, schemas: Record<string, unknown>): JsonObject {
  const { schemas: given, rawBody, scope } = route;
  const name = `${route.id.charAt(0).toUpperCase()}${route.id.slice(1)}`;
  const requestSchemas: { readonly [contentType: string]: z.ZodType } =
    given.body === null ? (rawBody ?? {}) : { 'application/json': given.body };
  const content = Object.fromEntries(
    Object.entries(requestSchemas).map(([contentType, schema], place) => [
      contentType,
      { schema: component(schemas, `${name}Request${place === 0 ? '' : place + 1}`, schema, 'input') },
    ]),
  );
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description !== undefined && { description: route.description }),
    ...(scope !== null && { security: [{ [SECURITY]: scope === 'any' ? [] : [scope] }] }),
    parameters: [
      ...parametersOf(given.params, 'path'),
      ...parametersOf(given.query, 'query'),
      ...parametersOf(given.headers, 'header'),
    ],
    ...(Object.keys(content).length > 0 && { requestBody: { required: true, content } }),
    responses: { ...answersOf(route, name, schemas), ...refusalAnswers(route) },
  };
}

function answersOf(route: Route, name: string, schemas: Record<string, unknown>): JsonObject {
  const { answer } = route.schemas;
  const good =
    answer === null
      ? {}
      : {
          200: {
            description: 'Done.',
            content: { 'application/json': { schema: component(schemas, `${name}Answer`, answer, 'output') } },
          },
        };
  const others = Object.entries(route.otherAnswers ?? {}).map(([status, other]) => [
    status,
    {
      description: other.description,
      ...(other.contentType !== null && {
        content: {
          [other.contentType]:
            other.schema === undefined ? {} : { schema: component(schemas, `${name}Answer${status}`, other.schema, 'output') },
        },
      }),
    },
  ]);
  return { ...good, ...Object.fromEntries(others) };
}

function refusalAnswers(route: Route): JsonObject {
  const byStatus = new Map<number, Refusal[]>();
  for (const refusal of refusalsOf(route)) {
    const { status } = REFUSALS[refusal];
    byStatus.set(status, [...(byStatus.get(status) ?? []), refusal]);
  }

  const answers = [...byStatus].map(([status, refusals]) => [
    status,
    {
      description: refusals.map((refusal) => `${REFUSALS[refusal].code}: ${REFUSAL_MEANINGS[refusal]}`).join(' '),
      ...((status === 429 || status === 503) && {
        headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
      }),
      content: {
        'application/json': {
          schema: { $ref: '#/components/schemas/Refusal' },
          examples: Object.fromEntries(refusals.map((refusal) => [refusal, { value: exampleOf(refusal) }])),
        },
      },
    },
  ]);
  return Object.fromEntries(answers);
}

function exampleOf(refusal: Refusal): RefusalAnswer {
  const message = REFUSAL_MEANINGS[refusal];
  const data =
    refusal === 'out-of-credits'
      ? { bind_id: 'anon_4f2a', registration_url: 'http://127.0.0.1:8787/register?bind=anon_4f2a', available: 0, required: 20 }
      : null;
  return {
    code: REFUSALS[refusal].code,
    message,
    error: message,
    detail: message,
    data,
    request_id: 'req_0123456789abcdef01234567',
  };
}

const Parameters = z.object({
  properties: z.record(z.string(), z.looseObject({ description: z.string().optional() })).default({}),
  required: z.array(z.string()).default([]),
});

function parametersOf(schema: z.ZodType | null, place: 'path' | 'query' | 'header'): readonly JsonObject[] {
  if (schema === null) {
    return [];
  }

  const { properties, required } = Parameters.parse(schemaOf(schema, 'input', '', {}));
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
  }));
}

/** Puts a schema among the components under a name, with those that it refers to, and gives the reference. */
function component(schemas: Record<string, unknown>, name: string, schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  schemas[name] = schemaOf(schema, io, name, schemas);
  return { $ref: `#/components/schemas/${name}` };
}

const WithDefinitions = z.looseObject({ $defs: z.record(z.string(), z.unknown()).default({}) });

function schemaOf(schema: z.ZodType, io: 'input' | 'output', name: string, schemas: Record<string, unknown>): unknown {
  const { $defs, ...made } = WithDefinitions.parse(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));
  for (const [key, definition] of Object.entries($defs)) {
    schemas[`${name}_${key}`] = renamed(definition, name);
  }

  // The document says once which dialect its schemas are: OpenAPI's own, which is JSON Schema 2020-12.
  return renamed(Object.fromEntries(Object.entries(made).filter(([key]) => key !== '$schema')), name);
}

/** Definitions move from inside the schema to the components: references follow. */
function renamed(value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => renamed(item, name));
  }

  if (value === null || typeof value !== 'object') {
    return value;
  }

  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (key === '$ref' && typeof item === 'string') {
        return [key, item === '#' ? `#/components/schemas/${name}` : item.replace('#/$defs/', `#/components/schemas/${name}_`)];
      }

      return [key, renamed(item, name)];
    }),
  );
}
