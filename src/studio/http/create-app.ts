import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { assert } from '../../engine/kernel/index.ts';
import { authenticate } from '../actions/accounts/authenticate.ts';
import { requireScope } from '../actions/accounts/require-scope.ts';
import { Refused } from '../actions/refused.ts';
import type { Caller } from '../actions/service-ports.ts';
import { corsHeaders, preflightResponse } from './cors.ts';
import { followBody } from './follow-body.ts';
import type { HttpHost } from './http-host.ts';
import { readPeer } from './peer.ts';
import { RateLimits } from './rate-limits.ts';
import { refusalResponse, refusedBy } from './refusal-answer.ts';
import type { LimitClass, Route } from './route.ts';
import { routeFinder } from './route-finder.ts';

/** Longer addresses are none of ours. */
const MOST_URL = 8192;
/** What nginx calls "client closed request": for the log, nobody reads the answer. */
const CLIENT_LEFT = 499;

/** What every answer carries unless its route says otherwise: nothing of ours is to be framed, sniffed or run. */
const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

type Bindings = { readonly Bindings: HttpBindings };
type Served = {
  readonly response: Response;
  /** A body of the handler's own making: it may be long, and may break off. */
  readonly isStream: boolean;
  readonly caller: Caller | null;
  readonly problem: Refused | null;
};

/** The service as a web application: every route of `routes` with its checks, and a refusal for everything else. */
export function createApp(host: HttpHost, routes: readonly Route[]): Hono<Bindings> {
  const app = new Hono<Bindings>();
  const limits = new RateLimits(host.ports.clock);
  const finder = routeFinder(routes);

  const serve = async (context: Context<Bindings>, route: Route | null): Promise<Response> => {
    const { raw } = context.req;
    const { incoming, outgoing } = context.env;
    const started = host.ports.clock.elapsedMs();
    const requestId = host.ports.ids.make('request');
    const { response, isStream, caller, problem } = await answer(context, route, requestId);

    const { headers } = response;
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      if (!headers.has(name)) {
        headers.set(name, value);
      }
    }

    for (const [name, value] of Object.entries(corsHeaders(raw.headers.get('origin'), host.origins))) {
      headers.set(name, value);
    }

    headers.append('vary', 'Origin');
    headers.set('x-request-id', requestId);

    const hasLeft = outgoing.destroyed || incoming.socket.destroyed;
    const status = hasLeft ? CLIENT_LEFT : response.status;
    const ms = Math.round(host.ports.clock.elapsedMs() - started);
    const facts = {
      method: raw.method,
      route: route?.path ?? null,
      status,
      ms,
      request: requestId,
      account: caller?.account.id ?? null,
    };
    if (status >= 500 && problem?.cause !== undefined) {
      host.log.error({ ...facts, err: problem.cause }, 'request failed');
    } else {
      host.log.info(facts, 'request');
    }

    host.metrics.countRequest({ method: raw.method, route: route?.path ?? 'none', status, seconds: ms / 1000 });
    if (!isStream || response.body === null) {
      return response;
    }

    if (raw.method === 'HEAD') {
      await response.body.cancel();
      return new Response(null, { status: response.status, headers });
    }

    const body = followBody(response.body, {
      onProblem(cause) {
        host.log.error({ ...facts, err: cause }, 'answer broke off');
        // The length was promised: only a connection that breaks tells the client that the answer is not whole.
        outgoing.destroy();
      },
      onEnd: host.metrics.openStream(route?.path ?? 'none'),
    });
    return new Response(body, { status: response.status, headers });
  };

  const answer = async (context: Context<Bindings>, route: Route | null, requestId: string): Promise<Served> => {
    let caller: Caller | null = null;
    try {
      const { raw } = context.req;
      const peer = readPeer(context.env.incoming, host.trustsProxy);
      assertReadable(raw.url);
      if (route === null) {
        return { response: unrouted(raw, requestId), isStream: false, caller, problem: null };
      }

      const authorization = raw.headers.get('authorization');
      const isOwner = host.ports.settings.isOpen && peer.isOwnersMachine && authorization === null;
      if (!isOwner) {
        limits.takeForAddress(route.limit, peer.address);
      }

      if (route.scope !== null) {
        caller = await authenticate(host.ports, { authorization, isOwnersMachine: peer.isOwnersMachine });
        if (caller.tokenId !== null) {
          limits.takeForToken(route.limit, caller.tokenId);
        }

        if (route.scope !== 'any') {
          requireScope(caller, route.scope);
        }
      }

      const count = (limit: LimitClass): void => {
        if (!isOwner) {
          limits.takeForAddress(limit, peer.address);
        }

        if (caller !== null && caller.tokenId !== null) {
          limits.takeForToken(limit, caller.tokenId);
        }
      };
      const data = await route.answerTo(
        { ...peer, caller, params: context.req.param(), raw, signal: raw.signal, requestId, count },
        host,
      );
      const isStream = data instanceof Response;
      return { response: isStream ? data : jsonResponse(host, route, data), isStream, caller, problem: null };
    } catch (cause) {
      const problem = refusedBy(cause);
      return { response: refusalResponse(problem, requestId), isStream: false, caller, problem };
    }
  };

  const unrouted = (raw: Request, requestId: string): Response => {
    const methods = finder(new URL(raw.url).pathname);
    if (raw.method === 'OPTIONS' && methods.length > 0) {
      return preflightResponse(raw.headers.get('origin'), host.origins, methods);
    }

    const asked = `${raw.method} ${new URL(raw.url).pathname.slice(0, 200)}`;
    return methods.length === 0
      ? refusalResponse(new Refused('not-found', `There is nothing at ${asked}. See /docs for what there is.`), requestId)
      : refusalResponse(new Refused('not-found', `${asked} is not offered, only ${methods.join(', ')}. See /docs.`), requestId, {
          status: 405,
          headers: { allow: methods.join(', ') },
        });
  };

  for (const route of routes) {
    app.on(route.method, route.path, async (context) => serve(context, route));
  }

  app.notFound(async (context) => serve(context, null));
  return app;
}

function jsonResponse(host: HttpHost, route: Route, data: unknown): Response {
  if (host.checksAnswers) {
    assert(route.schemas.answer !== null, `${route.id} answers with data and promises none`);
    route.schemas.answer.parse(data);
  }

  return new Response(JSON.stringify(data ?? null), {
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  });
}

/** Refuses addresses that are too long, or no UTF-8 once decoded: no handler should meet them. */
function assertReadable(url: string): void {
  if (url.length > MOST_URL) {
    throw new Refused('invalid-body', `The address is longer than ${MOST_URL} characters.`);
  }

  try {
    decodeURIComponent(new URL(url).pathname);
  } catch (cause) {
    throw new Refused('invalid-body', 'The address should be percent-encoded UTF-8 and is not.', { cause });
  }
}
