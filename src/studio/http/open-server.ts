import { createServer, STATUS_CODES, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { StudioError } from '../../engine/kernel/index.ts';
import { Refused } from '../actions/refused.ts';
import { BodyWatch } from './body-watch.ts';
import { createApp } from './create-app.ts';
import type { HttpHost } from './http-host.ts';
import { refusalBody } from './refusal-answer.ts';
import type { Route } from './route.ts';

/** The head of a request must be whole after 10 s. */
const HEAD_MS = 10_000;
const KEEP_ALIVE_MS = 65_000;
const MOST_HEAD_BYTES = 16 << 10;
/** How long running answers may take to end when the server stops. */
const STOP_MS = 8000;

/** A server that listens. */
export type OpenServer = {
  /** Where it really listens: `http://127.0.0.1:8787`. */
  readonly url: string;
  readonly port: number;
  /** Accepts nothing any more; running answers have 8 seconds to end. Connections in use are closed behind their answer. */
  close(): Promise<void>;
};

/** Opens the service's server. Throws `serve.port-busy`, `serve.no-such-host` and `serve.not-allowed`. */
export async function openServer(
  host: HttpHost,
  place: { readonly routes: readonly Route[]; readonly hostname: string; readonly port: number },
): Promise<OpenServer> {
  const app = createApp(host, place.routes);
  const answer = getRequestListener(app.fetch, {
    overrideGlobalObjects: false,
    errorHandler: () => badRequest(host, 'The request is not HTTP as we know it: its target or Host header cannot be read.'),
  });
  const bodies = new BodyWatch();
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
      if (isStopping) {
        outgoing.setHeader('connection', 'close');
      }

      void answer(incoming, outgoing);
    },
  );
  server.on('clientError', (problem, socket) => {
    if (socket.writable && !('code' in problem && problem.code === 'ECONNRESET')) {
      socket.end(rawRefusal(host, 'code' in problem ? String(problem.code) : ''));
    } else {
      socket.destroy();
    }
  });

  await listen(server, place);
  const { port } = addressOf(server);
  return {
    url: `http://${place.hostname.includes(':') ? `[${place.hostname}]` : place.hostname}:${port}`,
    port,
    async close() {
      isStopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), STOP_MS);
      await closed;
      clearTimeout(timer);
      bodies.stop();
    },
  };
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

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new StudioError('serve.failed', 'Expected the server to listen on a port.');
  }

  return address;
}

function badRequest(host: HttpHost, message: string): Response {
  const body = refusalBody(new Refused('invalid-body', message), host.ports.ids.make('request'));
  return new Response(JSON.stringify(body), { status: 400, headers: { 'content-type': 'application/json; charset=utf-8' } });
}

/** An answer to what never became a request, written onto the connection itself. */
function rawRefusal(host: HttpHost, code: string): string {
  const [status, message] =
    code === 'HPE_HEADER_OVERFLOW'
      ? [431, `The head of the request is longer than ${MOST_HEAD_BYTES} bytes.`]
      : code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? [408, 'The request did not come in time.']
        : [400, 'The request is not HTTP as we know it.'];
  const body = JSON.stringify(refusalBody(new Refused('invalid-body', message), host.ports.ids.make('request')));
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}
