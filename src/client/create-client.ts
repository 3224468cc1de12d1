import { z } from 'zod';
import { systemClock } from './client-clock.ts';
import type { ClientOptions } from './client-options.ts';
import { ClientSession } from './client-session.ts';
import { type Download, download } from './exports/download.ts';
import type { ExportedFile, ExportState } from './exports/read-export.ts';
import { cancelExport, type ExportProgress, followExport, lookAtExport } from './exports/run-export.ts';
import { makeSession, type SessionWish } from './open-session.ts';
import { dataOf } from './read-answer.ts';
import { ServiceError } from './service-problem.ts';
import { createToken, listTokens, type NewToken, revokeToken, type ShownToken, type TokenWish } from './tokens.ts';
import { IssuedToken, TokenKeeper } from './token-keeper.ts';
import { Transport } from './transport.ts';

type Options = { readonly signal?: AbortSignal };

const Balance = z.looseObject({
  available: z.number(),
  frozen: z.number().catch(0),
  total: z.number().optional().catch(undefined),
});

/** Credits of the account. */
export type Credits = {
  /** Can be spent. */
  readonly available: number;
  /** Reserved for work that runs. */
  readonly frozen: number;
  /** Both together. */
  readonly total: number;
};

/** A client of one server for one account. Every call throws a `ServiceError`, or what a signal aborted with. */
export interface Client {
  /** The address of the server, without a slash at the end. */
  readonly baseUrl: string;
  /** Gets a token unless there is one; every call does that by itself. */
  connect(options?: Options): Promise<void>;
  /** Begins a conversation with an empty timeline. */
  openSession(wish?: SessionWish & Options): Promise<ClientSession>;
  /** Goes on with a session of this account. `wish` is for the new one that takes its place if it is gone. */
  resumeSession(sessionId: string, wish?: SessionWish): ClientSession;
  credits(options?: Options): Promise<Credits>;
  /** How an export stands, also one of another session or program. */
  exportState(id: string, options?: Options): Promise<ExportState>;
  /** Waits for an export that was started before. */
  followExport(
    id: string,
    options?: Options & { readonly onProgress?: (progress: ExportProgress) => void },
  ): Promise<ExportedFile>;
  cancelExport(id: string, options?: Options): Promise<ExportState>;
  /** Fetches a file of the service: an export's `url`, a medium's, or `{ exportId }`. */
  download(file: string | URL | { readonly exportId: string }, options?: Options): Promise<Download>;
  /** Tokens for other programs of the same account. */
  readonly tokens: {
    /** The secret is in this answer and nowhere else. */
    create(wish: TokenWish & Options): Promise<NewToken>;
    list(options?: Options): Promise<readonly ShownToken[]>;
    revoke(id: string, options?: Options): Promise<ShownToken>;
  };
}

/** What the client says it is, unless told. KEEP IN STEP with package.json */
const SOURCE = 'cuesmith-client';
const VERSION = '0.1.0';
const PLATFORM = 'unknown';

/** Makes a client. Nothing is sent before the first call. Throws a `TypeError` for a base URL that is none. */
export function createClient(options: ClientOptions): Client {
  const baseUrl = baseUrlOf(options.baseUrl);
  const { clock = systemClock, onNotice = () => undefined } = options;
  let memory: unknown = null;
  const inMemory = {
    read: () => memory,
    write: (remembered: unknown) => {
      memory = remembered;
    },
  };
  const tokens: TokenKeeper = new TokenKeeper(
    {
      baseUrl,
      storage: options.storage ?? inMemory,
      now: () => clock.now(),
      issue: async (clientId) => {
        onNotice({ kind: 'connecting' });
        const answer = await issueToken(transport, clientId).catch(async (problem: unknown) => {
          // What the server calls missing it could not read: another id is one it can.
          if (problem instanceof ServiceError && problem.problem.kind === 'client-id-missing') {
            return issueToken(transport, crypto.randomUUID());
          }

          throw problem;
        });
        onNotice({ kind: 'connected' });
        return answer;
      },
    },
    { token: options.token, clientId: options.clientId ?? null },
  );
  const transport: Transport = new Transport(
    {
      baseUrl,
      webUrl: options.webUrl?.replace(/\/+$/, '') ?? baseUrl,
      fetch: options.fetch ?? (async (url, init) => globalThis.fetch(url, init)),
      isOwnFetch: options.fetch !== undefined,
      clock,
      random: options.random ?? Math.random,
      attribution: {
        'X-Skill-Source': options.source ?? SOURCE,
        'X-Skill-Version': options.version ?? VERSION,
        'X-Skill-Platform': options.platform ?? PLATFORM,
      },
      signal: options.signal ?? null,
      onNotice,
    },
    tokens,
  );

  return {
    baseUrl,
    async connect({ signal } = {}) {
      signal?.throwIfAborted();
      await tokens.current();
    },
    async openSession({ signal = null, ...wish }: SessionWish & { readonly signal?: AbortSignal | null } = {}) {
      return new ClientSession(transport, await makeSession(transport, wish, signal), wish);
    },
    resumeSession: (sessionId, wish = {}) => new ClientSession(transport, { sessionId, taskId: null }, wish),
    async credits({ signal = null }: { readonly signal?: AbortSignal | null } = {}) {
      const { json } = await transport.ask({ method: 'GET', path: '/api/credits/balance/simple', isRepeatable: true, signal });
      const { available, frozen, total } = transport.parse(Balance, dataOf(json));
      return { available, frozen, total: total ?? available + frozen };
    },
    exportState: async (id, { signal } = {}) => lookAtExport(transport, id, signal ?? null),
    followExport: async (id, { signal, onProgress } = {}) =>
      followExport(transport, id, { signal: signal ?? null, onProgress: onProgress ?? (() => undefined) }),
    cancelExport: async (id, { signal } = {}) => cancelExport(transport, id, signal ?? null),
    async download(file, { signal } = {}) {
      const isAddress = typeof file === 'string' || file instanceof URL;
      const url = isAddress ? String(file) : `${baseUrl}/api/render/proxy/${encodeURIComponent(file.exportId)}/download`;
      return download(transport, url, signal ?? null);
    },
    tokens: {
      create: async ({ signal, ...wish }) => createToken(transport, wish, signal ?? null),
      list: async ({ signal } = {}) => listTokens(transport, signal ?? null),
      revoke: async (id, { signal } = {}) => revokeToken(transport, id, signal ?? null),
    },
  };
}

async function issueToken(
  transport: Transport,
  clientId: string,
): Promise<{ readonly clientId: string; readonly issued: IssuedToken }> {
  const { json } = await transport.ask({
    method: 'POST',
    path: '/api/auth/anonymous-token',
    headers: { 'X-Client-Id': clientId },
    // The same client id is the same account.
    isRepeatable: true,
    sendsToken: false,
  });
  return { clientId, issued: transport.parse(IssuedToken, dataOf(json)) };
}

function baseUrlOf(text: string): string {
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new TypeError(`Expected an http or https address as baseUrl, got "${text}".`);
  }

  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
