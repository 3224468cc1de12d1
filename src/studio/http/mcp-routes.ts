import { z } from 'zod';
import { Refused } from '../actions/refused.ts';
import type { Caller } from '../actions/service-ports.ts';
import type { HttpHost } from './http-host.ts';
import { DEFAULT_BODY_BYTES, readJson } from './read-json.ts';
import { type Exchange, type OtherAnswer, route, type Route } from './route.ts';

const Id = z.union([z.string(), z.number()]);
const Message = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id: Id.optional(),
  method: z.string().optional().describe('`initialize`, `tools/list`, `tools/call`, …'),
  params: z.record(z.string(), z.unknown()).optional(),
});
const RpcProblem = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id: Id.nullish(),
  error: z.looseObject({ code: z.int(), message: z.string() }),
});

const problem = (description: string): OtherAnswer => ({ description, contentType: 'application/json', schema: RpcProblem });
const PROBLEMS = {
  400: problem('No message that can be answered here: a session begins with `initialize`.'),
  404: problem('The session has ended: begin a new one.'),
  405: problem('The newer protocol has no such request.'),
  406: problem('The client does not accept `application/json` and `text/event-stream`.'),
  409: problem('The stream of the session is open already.'),
  415: problem('The body is no `application/json`.'),
} as const;

const facts = {
  path: '/mcp',
  tag: 'mcp',
  scope: 'any',
  bodyLimitBytes: DEFAULT_BODY_BYTES,
  refusals: ['scope-missing'],
} as const;

/** The Model Context Protocol: what agents and editors of other people speak. */
export const mcpRoutes: readonly Route[] = [
  route({
    ...facts,
    method: 'POST',
    id: 'sendMcp',
    summary: 'A message of the Model Context Protocol (Streamable HTTP).',
    description:
      'Tools, resources and prompts for agents: make music, score a video, edit by words, export. `tools/list` describes them with their schemas. Calls ask of the token what the tool needs, and count against the budget of that kind of request.',
    limit: 'write',
    rawBody: { 'application/json': z.union([Message, z.array(Message)]) },
    otherAnswers: {
      200: { description: 'The answer, or a stream of progress that ends with it.', contentType: '*/*' },
      202: { description: 'Taken; there is nothing to answer.', contentType: null },
      ...PROBLEMS,
    },
    async handle(request, host) {
      const body = await readJson(request.raw, DEFAULT_BODY_BYTES);
      const { budgetsOfBody } = await import('../mcp/index.ts');
      budgetsOfBody(body).forEach((budget) => request.count(budget));
      return answer(request, host, body);
    },
  }),
  route({
    ...facts,
    method: 'GET',
    id: 'listenMcp',
    summary: 'The stream on which a session hears what nobody asked for.',
    limit: 'read',
    otherAnswers: { 200: { description: 'The stream.', contentType: 'text/event-stream' }, ...PROBLEMS },
    handle: async (request, host) => answer(request, host, undefined),
  }),
  route({
    ...facts,
    method: 'DELETE',
    id: 'endMcp',
    summary: 'Ends a session.',
    limit: 'write',
    otherAnswers: { 200: { description: 'Ended.', contentType: null }, ...PROBLEMS },
    handle: async (request, host) => answer(request, host, undefined),
  }),
];

async function answer(
  { raw, caller, isOwnersMachine }: Pick<Exchange, 'raw' | 'isOwnersMachine'> & { readonly caller: Caller },
  host: HttpHost,
  body: unknown,
): Promise<Response> {
  assertKnownPage(raw, { isOwnersMachine, host });
  const { ports, agent, mediaProbe, urlFetcher } = host;
  const desk = { ports: { ...ports, mediaProbe, urlFetcher }, agent, caller };
  return (await host.mcp.endpoint()).answer({ raw, body, desk });
}

/** A page that calls must be ours or one that the operator named: a name that was pointed at us (DNS rebinding) shows in `Origin`. */
function assertKnownPage(
  raw: Request,
  { isOwnersMachine, host }: { readonly isOwnersMachine: boolean; readonly host: HttpHost },
): void {
  const origin = raw.headers.get('origin');
  const { origins, ports } = host;
  const isKnown =
    origin === null ||
    isOwnersMachine ||
    origin === new URL(ports.settings.publicUrl).origin ||
    origins.includes(origin) ||
    origins.includes('*');
  if (!isKnown) {
    throw new Refused(
      'scope-missing',
      `Pages of ${origin.slice(0, 100)} may not call this server. Its operator can name them in CUESMITH_ORIGINS.`,
    );
  }
}
