import { z } from 'zod';
import { describeApi } from '../../src/studio/http/openapi.ts';
import { routes } from '../../src/studio/http/routes.ts';
import { REFUSALS } from '../../src/contract/service/index.ts';
import { REFUSAL_MEANINGS } from '../../src/studio/http/refusal-meanings.ts';
import { blocks, code, prose, table } from './markdown.ts';
import { fieldRows, JsonSchema } from './schema-fields.ts';

const Content = z.record(z.string(), z.looseObject({ schema: JsonSchema.optional() }));
const Operation = z.looseObject({
  operationId: z.string(),
  tags: z.tuple([z.string()]),
  summary: z.string(),
  description: z.string().optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))).default([]),
  parameters: z.array(
    z.looseObject({
      name: z.string(),
      in: z.enum(['path', 'query', 'header']),
      required: z.boolean(),
      description: z.string().default(''),
      schema: JsonSchema,
    }),
  ),
  requestBody: z.looseObject({ content: Content }).optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string(), content: Content.default({}) })),
});
type Operation = z.output<typeof Operation>;

const Document = z.looseObject({
  info: z.looseObject({ description: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), JsonSchema) }),
});

type Schemas = { readonly [name: string]: JsonSchema };
type Call = { readonly method: string; readonly path: string; readonly operation: Operation };

/** Routes that people read about elsewhere: pages, and the reference itself. */
const UNLISTED_TAGS = ['pages'];

/** The reference of the HTTP API, from the document that the service gives out. */
export async function httpReference(): Promise<string> {
  const { info, tags, paths, components } = Document.parse(describeApi(routes, { version: '0.0.0' }));
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Call => ({ method: method.toUpperCase(), path, operation })),
  );
  return blocks(
    '# HTTP',
    'What `cuesmith serve` answers. A running server has the same at `/docs`, to try out, and as OpenAPI 3.1 at `/openapi.json`.',
    prose(info.description),
    'A token goes into the header `Authorization: Bearer nmv_usr_…`; on your own machine, in [open mode](../hosting#open-mode), none is needed.',
    ...tags
      .filter(({ name }) => !UNLISTED_TAGS.includes(name))
      .flatMap(({ name, description }) => [
        `## ${titled(name)}`,
        prose(description),
        ...calls.filter(({ operation }) => operation.tags[0] === name).flatMap((call) => callBlocks(call, components.schemas)),
      ]),
    '## Refusals',
    'Every answer that is no success has this body: `{ "code", "message", "error", "detail", "data", "request_id" }`.',
    table(
      ['code', 'status', 'meaning'],
      Object.entries(REFUSALS).map(([name, { code: number, status }]) => [
        code(String(number)),
        code(String(status)),
        meaningOf(name),
      ]),
    ),
  );
}

function meaningOf(name: string): string {
  return prose(Object.entries(REFUSAL_MEANINGS).find(([known]) => known === name)?.[1] ?? '');
}

function callBlocks({ method, path, operation }: Call, schemas: Schemas): string[] {
  const { parameters, requestBody, responses, summary, description = '' } = operation;
  const bodies = Object.entries(requestBody?.content ?? {});
  const good = Object.entries(responses).filter(([status]) => /^[23]/.test(status));
  const refused = Object.keys(responses).filter((status) => /^[45]/.test(status));
  return [
    `### ${titled(operation.operationId.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/ (adk|mcp)\b/g, (name) => name.toUpperCase()))}`,
    ['```http', `${method} ${path}`, '```'].join('\n'),
    `${prose(summary)}${description === '' ? '' : ` ${prose(description)}`} ${accessOf(operation)}`,
    table(
      ['parameter', 'in', 'meaning'],
      parameters.map((parameter) => [
        code(parameter.name),
        parameter.in,
        // A header that is checked by its handler says so itself.
        `${prose(parameter.description)}${parameter.required || / Required\.$/.test(parameter.description) ? '' : ' (may be left out)'}`.trim(),
      ]),
    ),
    ...bodies.flatMap(([type, { schema }]) => fieldBlock(`Body, ${code(type)}`, schema, schemas)),
    ...good.flatMap(([status, { description: words, content }]) => answerBlock(status, { words, content, schemas })),
    refused.length === 0 ? '' : `Refusals: ${refused.map(code).join(', ')}.`,
  ];
}

function accessOf({ security }: Operation): string {
  const [scopes] = security.flatMap((requirement) => Object.values(requirement));
  if (scopes === undefined) {
    return 'No token.';
  }

  return scopes.length === 0 ? 'Any token.' : `A token that may ${scopes.map(code).join(', ')}.`;
}

function answerBlock(
  status: string,
  { words, content, schemas }: { readonly words: string; readonly content: z.output<typeof Content>; readonly schemas: Schemas },
): string[] {
  const entries = Object.entries(content);
  if (entries.length === 0) {
    return [`Answer ${code(status)}: ${prose(words)}`];
  }

  return entries.flatMap(([type, { schema }]) =>
    fieldBlock(`Answer ${code(status)}, ${code(type)}${words === 'Done.' ? '' : `: ${prose(words)}`}`, schema, schemas),
  );
}

function fieldBlock(head: string, schema: JsonSchema | undefined, schemas: Schemas): string[] {
  const rows = schema === undefined ? [] : fieldRows(schema, schemas);
  return [head, table(['field', 'type', 'meaning'], rows)];
}

function titled(name: string): string {
  return name === 'mcp' ? 'MCP' : `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
