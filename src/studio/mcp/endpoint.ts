import { createMcpHandler, isLegacyRequest, WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../ports/clock.ts';
import type { Desk, McpDoor } from './door.ts';
import { httpDoor } from './http-door.ts';
import { RecentEvents } from './recent-events.ts';
import { rpcProblem } from './rpc-problem.ts';
import { createMcpServer } from './server.ts';

/** A session that nobody has used for so long is forgotten; its client begins a new one by itself. */
const IDLE_MS = 30 * 60_000;
/** Sessions of one account, and of all: beyond it the one that was used longest ago goes. */
const MOST_OF_ACCOUNT = 20;
const MOST_SESSIONS = 1000;

/** After how long a client whose stream broke off comes back, in milliseconds. */
const RETRY_MS = 1000;

type McpSession = {
  readonly transport: WebStandardStreamableHTTPServerTransport;
  readonly accountId: string;
  /** Null for the owner without a token. */
  readonly tokenId: string | null;
  usedAtMs: number;
  /** Answers that are under way: a session is not forgotten under them. */
  calls: number;
};

/** What the endpoint stands on. */
export type EndpointHost = {
  readonly version: string;
  readonly clock: Clock;
  /** Hears of failures that are ours. */
  readonly onProblem: (problem: unknown) => void;
  /** Hears why a message was refused that is no message; its client is told. */
  readonly onRejected: (problem: unknown) => void;
};

/** One request to the endpoint, its body read already. */
export type McpExchange = { readonly raw: Request; readonly body: unknown; readonly desk: Desk };

/**
 * MCP over HTTP (Streamable HTTP, both of its forms): requests that say who they are each time (protocol of 2026-07-28) and sessions that
 * begin with `initialize` (up to 2025-11-25). A session belongs to the token that began it.
 */
export class McpEndpoint {
  readonly #host: EndpointHost;
  /** The one used longest ago first. */
  readonly #sessions = new Map<string, McpSession>();

  constructor(host: EndpointHost) {
    this.#host = host;
  }

  /** How many sessions there are. */
  get size(): number {
    return this.#sessions.size;
  }

  /** Answers a request that was let in. */
  async answer(exchange: McpExchange): Promise<Response> {
    const { raw, body, desk } = exchange;
    if (!(await isLegacyRequest(raw, raw.method === 'POST' ? body : undefined))) {
      const handler = createMcpHandler(() => createMcpServer(this.#door(desk, true)), {
        legacy: 'reject',
        onerror: this.#host.onRejected,
      });
      return handler.fetch(raw, { parsedBody: body });
    }

    this.#forgetIdle();
    const id = raw.headers.get('mcp-session-id');
    const session = id === null ? null : this.#find(id, desk);
    if (id !== null && session === null) {
      return rpcProblem(404, -32001, 'This session has ended. Begin a new one with initialize.');
    }

    if (session !== null) {
      return this.#handle(session, exchange);
    }

    return isBeginning(body)
      ? this.#handle(await this.#begin(desk), exchange)
      : rpcProblem(400, -32000, 'Begin with initialize, and send the Mcp-Session-Id of its answer with every request.');
  }

  /** Ends all sessions. */
  async close(): Promise<void> {
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    await Promise.all(sessions.map(async ({ transport }) => transport.close()));
  }

  #door(desk: Desk, isLeavingStopping: boolean): McpDoor {
    const { version, onProblem } = this.#host;
    return httpDoor(desk, { version, onProblem, isLeavingStopping });
  }

  async #handle(session: McpSession, { raw, body }: McpExchange): Promise<Response> {
    session.calls += 1;
    session.usedAtMs = this.#host.clock.elapsedMs();
    try {
      return await session.transport.handleRequest(raw, raw.method === 'POST' ? { parsedBody: body } : {});
    } finally {
      session.calls -= 1;
      session.usedAtMs = this.#host.clock.elapsedMs();
    }
  }

  /** The session of this id, if it is the caller's and of the same token. */
  #find(id: string, { caller }: Desk): McpSession | null {
    const session = this.#sessions.get(id);
    if (session === undefined || session.accountId !== caller.account.id || session.tokenId !== caller.tokenId) {
      return null;
    }

    this.#sessions.delete(id);
    this.#sessions.set(id, session);
    return session;
  }

  async #begin(desk: Desk): Promise<McpSession> {
    const { account, tokenId } = desk.caller;
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      eventStore: new RecentEvents(),
      retryInterval: RETRY_MS,
      onsessioninitialized: (id) => {
        this.#sessions.set(id, session);
        this.#makeRoom(account.id);
      },
      onsessionclosed: (id) => {
        this.#sessions.delete(id);
      },
    });
    const session: McpSession = { transport, accountId: account.id, tokenId, usedAtMs: this.#host.clock.elapsedMs(), calls: 0 };
    await createMcpServer(this.#door(desk, false)).connect(transport);
    return session;
  }

  #forgetIdle(): void {
    const latest = this.#host.clock.elapsedMs() - IDLE_MS;
    for (const [id, { usedAtMs, calls }] of this.#sessions) {
      if (calls === 0 && usedAtMs < latest) {
        this.#end(id);
      }
    }
  }

  #makeRoom(accountId: string): void {
    const own = [...this.#sessions].filter(([, session]) => session.accountId === accountId).map(([id]) => id);
    own.slice(0, Math.max(0, own.length - MOST_OF_ACCOUNT)).forEach((id) => this.#end(id));
    [...this.#sessions.keys()].slice(0, Math.max(0, this.#sessions.size - MOST_SESSIONS)).forEach((id) => this.#end(id));
  }

  #end(id: string): void {
    const session = this.#sessions.get(id);
    this.#sessions.delete(id);
    session?.transport.close().catch(this.#host.onProblem);
  }
}

/** Whether a body is, or holds, an `initialize`. */
function isBeginning(body: unknown): boolean {
  return Array.isArray(body)
    ? body.some(isBeginning)
    : typeof body === 'object' && body !== null && 'method' in body && body.method === 'initialize';
}
