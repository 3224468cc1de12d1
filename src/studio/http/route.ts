import type { z } from 'zod';
import { assert } from '../../engine/kernel/index.ts';
import type { Refusal } from '../../contract/service/index.ts';
import type { Caller } from '../actions/service-ports.ts';
import type { HttpHost } from './http-host.ts';
import { parseInput } from './parse-input.ts';
import { DEFAULT_BODY_BYTES, readJson } from './read-json.ts';

/** Under which heading the reference page shows a route. */
export type RouteTag = 'accounts' | 'sessions' | 'chat' | 'uploads' | 'exports' | 'files' | 'mcp' | 'server' | 'pages';

/** Which budget a request is counted against; `none` is never refused. KEEP IN STEP with `rate-limits.ts`. */
export type LimitClass = 'auth' | 'read' | 'write' | 'turn' | 'upload' | 'export' | 'none';

/** What a token must allow; `any` asks for a live token only. */
export type RouteScope = 'any' | 'read' | 'write' | 'upload' | 'render';

/** An answer that is no JSON of ours, or has another status than 200, for the reference. */
export type OtherAnswer = {
  readonly description: string;
  /** Null: no body. */
  readonly contentType: string | null;
  readonly schema?: z.ZodType;
};

/** A request as it came in, before a route reads it. */
export type Exchange = {
  readonly caller: Caller | null;
  /** Parts of the path by name, percent-decoded. */
  readonly params: { readonly [name: string]: string };
  readonly raw: Request;
  /** Where the request comes from: the peer, or what a trusted proxy says. */
  readonly address: string;
  /** The owner's own machine, see `owners-machine.ts`. */
  readonly isOwnersMachine: boolean;
  /** Aborts when the client goes away, or the server stops. */
  readonly signal: AbortSignal;
  readonly requestId: string;
  /** Counts the request against another budget too: one message may ask for several things. Refuses with `rate-limited`. */
  readonly count: (limit: LimitClass) => void;
};

/** A request as a handler gets it, every part read by its schema. */
export type RouteRequest<Params, Query, Headers, Body> = Omit<Exchange, 'params'> & {
  readonly params: Params;
  readonly query: Query;
  readonly headers: Headers;
  readonly body: Body;
};

type RouteFacts = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As Hono writes it: `/api/state/:app/:user/:sessionId/latest`. */
  readonly path: string;
  /** Names the operation for generated clients: `readState`. Unique. */
  readonly id: string;
  readonly tag: RouteTag;
  /** One line for the reference. */
  readonly summary: string;
  readonly description?: string;
  readonly limit: LimitClass;
  /** Most bytes of a JSON body (default 2 MiB); refused while it is read. */
  readonly bodyLimitBytes?: number;
  /** Kinds of body that the handler reads itself from `raw`, by content type, for the reference. */
  readonly rawBody?: { readonly [contentType: string]: z.ZodType };
  /** Answers besides the 200 of `answer`, by status. */
  readonly otherAnswers?: { readonly [status: number]: OtherAnswer };
  /** What it may refuse besides what every route may (see `refusalsOf`). */
  readonly refusals?: readonly Refusal[];
};

/** A route without its types, as the registry holds it. */
export type Route = RouteFacts & {
  readonly scope: RouteScope | null;
  readonly schemas: {
    readonly params: z.ZodType | null;
    readonly query: z.ZodType | null;
    readonly headers: z.ZodType | null;
    readonly body: z.ZodType | null;
    readonly answer: z.ZodType | null;
  };
  /** Reads the request and does it: the data of a 200, or a whole response. */
  readonly answerTo: (exchange: Exchange, host: HttpHost) => Promise<unknown>;
};

type RouteSchemas<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Headers extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> = {
  /** All text. Absent: the path has no parts with names. */
  readonly params?: Params;
  /** All text; of a name given twice, the last. */
  readonly query?: Query;
  /** Names in lower case. */
  readonly headers?: Headers;
  /** JSON; no body at all counts as `{}`. */
  readonly body?: Body;
  /** JSON of a 200; absent: the handler gives a `Response`. */
  readonly answer?: Answer;
};

/** A route that asks for a token (or the owner at this machine) allowing `scope`. */
export function route<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Headers extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodNever,
>(
  facts: RouteFacts &
    RouteSchemas<Params, Query, Headers, Body, Answer> & {
      readonly scope: RouteScope;
      readonly handle: (
        request: RouteRequest<z.output<Params>, z.output<Query>, z.output<Headers>, z.output<Body>> & { readonly caller: Caller },
        host: HttpHost,
      ) => Promise<z.output<Answer> | Response>;
    },
): Route {
  const { handle, ...rest } = facts;
  return {
    ...rest,
    schemas: schemasOf(facts),
    async answerTo(exchange, host) {
      assert(exchange.caller !== null, 'A route with a scope is never reached without a caller');
      return handle({ ...(await read(facts, exchange)), caller: exchange.caller }, host);
    },
  };
}

/** A route for anybody: no token is asked for, and one that comes is not looked at. */
export function openRoute<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Headers extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodNever,
>(
  facts: RouteFacts &
    RouteSchemas<Params, Query, Headers, Body, Answer> & {
      readonly handle: (
        request: RouteRequest<z.output<Params>, z.output<Query>, z.output<Headers>, z.output<Body>>,
        host: HttpHost,
      ) => Promise<z.output<Answer> | Response>;
    },
): Route {
  const { handle, ...rest } = facts;
  return {
    ...rest,
    scope: null,
    schemas: schemasOf(facts),
    answerTo: async (exchange, host) => handle(await read(facts, exchange), host),
  };
}

function schemasOf(facts: RouteSchemas<z.ZodType, z.ZodType, z.ZodType, z.ZodType, z.ZodType>): Route['schemas'] {
  const { params = null, query = null, headers = null, body = null, answer = null } = facts;
  return { params, query, headers, body, answer };
}

async function read<Params extends z.ZodType, Query extends z.ZodType, Headers extends z.ZodType, Body extends z.ZodType>(
  facts: RouteFacts & RouteSchemas<Params, Query, Headers, Body, z.ZodType>,
  exchange: Exchange,
): Promise<RouteRequest<z.output<Params>, z.output<Query>, z.output<Headers>, z.output<Body>>> {
  const { raw } = exchange;
  return {
    ...exchange,
    params: parseInput(facts.params ?? null, 'path', exchange.params),
    query: parseInput(facts.query ?? null, 'query', facts.query && Object.fromEntries(new URL(raw.url).searchParams)),
    headers: parseInput(facts.headers ?? null, 'headers', facts.headers && Object.fromEntries(raw.headers)),
    body: parseInput(facts.body ?? null, 'body', facts.body && (await readJson(raw, facts.bodyLimitBytes ?? DEFAULT_BODY_BYTES))),
  };
}
