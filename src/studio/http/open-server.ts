import { createServer, STATUS_CODES, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import { StudioError } from '../../engine/kernel/index.ts';
import { Refused } from '../actions/refused.ts';
import type { Ids } from '../ports/ids.ts';
import { BodyWatch } from './body-watch.ts';
import { refusalBody, refusalResponse } from './refusal-answer.ts';

/** The head of a request must be whole after 10 s. */
const HEAD_MS = 10_000;
const KEEP_ALIVE_MS = 65_000;
const MOST_HEAD_BYTES = 16 << 10;
/** How long a client may take nothing of an answer that waits for it: a player that pauses for longer asks for the rest again. */
const STALL_MS = 300_000;
/** How long running answers may take to end when the server stops. */
const STOP_MS = 8000;
const IDLE_LOOK_MS = 50;

/** Answers one request; what `createApp` gives as `fetch`. */
export type Answering = (request: Request, bindings: HttpBindings) => Response | Promise<Response>;

/** A server that listens. */
export type OpenServer = {
  /** Where it really listens: `http://127.0.0.1:8787`. */
  readonly url: string;
  readonly port: number;
  /** Begins to answer. Until then every request hears that the service is starting (503). */
  serve(answering: Answering): void;
  /** Accepts nothing any more; running answers have 8 seconds to end. */
  close(): Promise<void>;
};

/** Opens the service's server. Port 0 is any free one. Throws `serve.port-busy`, `serve.no-such-host`, `serve.not-allowed` and `serve.failed`. */
export async function openServer(place: {
  readonly hostname: string;
  readonly port: number;
  readonly ids: Ids;
  /** Ends requests that stand still (default: every 10 s). */
  readonly bodies?: BodyWatch;
  /** After how long an answer is given up of which the client takes nothing, in milliseconds (default 5 minutes). */
  readonly stallMs?: number;
}): Promise<OpenServer> {
  const { ids } = place;
  let answering: Answering = () =>
    refusalResponse(new Refused('unavailable', 'The service is starting.', { retryAfterSeconds: 2 }), ids.make('request'));
  const answer = getRequestListener(async (request, bindings) => (isHttp1(bindings) ? answering(request, bindings) : null), {
    overrideGlobalObjects: false,
    errorHandler: () => badRequest(ids, 'The request is not HTTP as we know it: its target or Host header cannot be read.'),
  });
  const bodies = place.bodies ?? new BodyWatch();
  let isStopping = false;
  const server = createServer(
    {
      maxHeaderSize: MOST_HEAD_BYTES,
      headersTimeout: HEAD_MS,
      // The whole request may take long (an upload over a slow line), as long as it keeps coming: see `BodyWatch`.
      requestTimeout: 0,
      connectionsCheckingInterval: 2000,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (incoming, outgoing) => {
      bodies.watch(incoming);
      outgoing.setTimeout(place.stallMs ?? STALL_MS, () => giveUpStalled(outgoing));
      if (isStopping) {
        outgoing.setHeader('connection', 'close');
      }

      void answer(incoming, outgoing);
    },
  );
  server.on('clientError', (problem, socket) => {
    if (socket.writable && !('code' in problem && problem.code === 'ECONNRESET')) {
      socket.end(rawRefusal(ids, 'code' in problem ? String(problem.code) : ''));
    } else {
      socket.destroy();
    }
  });

  await listen(server, place);
  const { port } = addressOf(server);
  return {
    url: `http://${place.hostname.includes(':') ? `[${place.hostname}]` : place.hostname}:${port}`,
    port,
    serve(given) {
      answering = given;
    },
    async close() {
      isStopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A connection whose answer ends later falls idle later: clients would keep it open for the next request.
      const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
      const timer = setTimeout(() => server.closeAllConnections(), STOP_MS);
      await closed;
      clearInterval(idle);
      clearTimeout(timer);
      bodies.stop();
    },
  };
}

/** Ends a connection on which an answer waits to be taken; one that has nothing to say yet may take its time. */
function giveUpStalled(outgoing: ServerResponse): void {
  if (outgoing.writableLength > 0 || (outgoing.socket?.writableLength ?? 0) > 0) {
    outgoing.destroy();
  }
}

async function listen(server: Server, { hostname, port }: { readonly hostname: string; readonly port: number }): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(listenProblem(cause, hostname, port)));
    server.listen(port, hostname, () => resolve());
  });
}

function listenProblem(cause: Error, hostname: string, port: number): StudioError {
  const code = 'code' in cause ? cause.code : '';
  if (code === 'EADDRINUSE') {
    return new StudioError(
      'serve.port-busy',
      `Port ${port} of ${hostname} is taken by another program, perhaps another Cuesmith. Stop it, or choose another port with --port.`,
      { cause },
    );
  }

  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new StudioError(
      'serve.no-such-host',
      `"${hostname}" is no address of this machine. Use --host 127.0.0.1 for this machine only, or --host 0.0.0.0 for all its networks.`,
      { cause },
    );
  }

  if (code === 'EACCES') {
    return new StudioError('serve.not-allowed', `Port ${port} may not be used by this user. Choose one above 1023 with --port.`, {
      cause,
    });
  }

  return new StudioError('serve.failed', `The server could not listen on ${hostname}, port ${port}: ${cause.message}`, { cause });
}

/** The adapter speaks HTTP/2 as well; this server does not. */
function isHttp1(bindings: HttpBindings | Http2Bindings): bindings is HttpBindings {
  return bindings.incoming.httpVersionMajor === 1;
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new StudioError('serve.failed', 'Expected the server to listen on a port.');
  }

  return address;
}

function badRequest(ids: Ids, message: string): Response {
  const body = refusalBody(new Refused('invalid-body', message), ids.make('request'));
  return new Response(JSON.stringify(body), { status: 400, headers: { 'content-type': 'application/json; charset=utf-8' } });
}

/** An answer to what never became a request, written onto the connection itself. */
function rawRefusal(ids: Ids, code: string): string {
  const [status, message] =
    code === 'HPE_HEADER_OVERFLOW'
      ? [431, `The head of the request is longer than ${MOST_HEAD_BYTES} bytes.`]
      : code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? [408, 'The request did not come in time.']
        : [400, 'The request is not HTTP as we know it.'];
  const body = JSON.stringify(refusalBody(new Refused('invalid-body', message), ids.make('request')));
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}
