import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';

/** A request as the server got it. */
export type Received = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

/** Answers one request; what it does not answer is answered as a well-behaved server would. */
export type Script = (received: Received, response: ServerResponse, count: number) => boolean | Promise<boolean>;

/** A server that does what a test says, and otherwise the least that a session needs. */
export type ScriptedServer = {
  readonly url: string;
  readonly received: Received[];
  script: Script;
  /** What `/api/state` answers with, beside ids. */
  state: { [key: string]: unknown };
  /** Of a path that holds this text. */
  readonly count: (part: string) => number;
  readonly reset: () => void;
  readonly close: () => Promise<void>;
};

export const EMPTY_STATE = { state: { draft: {}, video_infos: [], generated_media: [] } };

export async function openScriptedServer(): Promise<ScriptedServer> {
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pieces: Buffer[] = [];
    for await (const piece of request) {
      pieces.push(piece);
    }

    const path = request.url ?? '';
    const received = {
      method: request.method ?? '',
      path,
      headers: request.headers,
      body: Buffer.concat(pieces).toString('latin1'),
    };
    scripted.received.push(received);
    if (!(await scripted.script(received, response, scripted.count(path)))) {
      behave(received, response);
    }
  };
  const behave = ({ path }: Received, response: ServerResponse): void => {
    if (path === '/api/auth/anonymous-token') {
      const token = `nmv_usr_${scripted.count('anonymous-token')}`;
      sendJson(response, { code: 0, message: 'success', data: { token, user_id: 'anon_1', credits: 100 } });
    } else if (path.includes('/with-session/')) {
      const session = scripted.count('with-session');
      sendJson(response, {
        code: 0,
        message: 'success',
        data: { task_id: `task_${session}`, session_id: `552979870602441523${session}` },
      });
    } else if (path.startsWith('/api/state/')) {
      sendJson(response, { code: 0, message: 'success', data: { session_id: path.split('/')[5], ...scripted.state } });
    } else {
      sendJson(response, { detail: 'Not Found' }, 404);
    }
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const scripted: ScriptedServer = {
    url: `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`,
    received: [],
    script: () => false,
    state: EMPTY_STATE,
    count: (part) => scripted.received.filter(({ path }) => path.includes(part)).length,
    reset() {
      scripted.received.splice(0);
      scripted.script = () => false;
      scripted.state = EMPTY_STATE;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return scripted;
}

export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: { readonly [name: string]: string } = {},
): true {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  return true;
}

/** A refusal as the vendor's gateway sends it. */
export function refuse(
  response: ServerResponse,
  code: number,
  status: number,
  headers: { readonly [name: string]: string } = {},
): true {
  return sendJson(response, { code, message: `refused with ${code}`, data: null }, status, headers);
}

/** A stream of events in the given pieces, each written apart; ends after them. */
export async function sendEvents(response: ServerResponse, pieces: readonly (string | Uint8Array)[]): Promise<true> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const piece of pieces) {
    response.write(piece);
    // Each piece is a packet of its own: the client meets every place where it was cut.
    await new Promise((resolve) => setImmediate(resolve));
  }

  response.end();
  return true;
}
