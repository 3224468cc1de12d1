import type { ClientClock } from './client-clock.ts';

/** What a client remembers between runs. It is as good as a password: keep it where secrets are kept. */
export type Remembered = {
  /** Of the server that gave the rest; nothing here is ever sent to another one. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly token: string | null;
  /** ISO 8601; null: unknown. */
  readonly expiresAt: string | null;
  readonly userId: string | null;
};

/** Where a client remembers. What `read` gives is checked: anything else than what `write` took counts as nothing. */
export interface ClientStorage {
  read(): unknown;
  write(remembered: Remembered): unknown;
}

/** What happens beside the calls, for whoever wants to show it. */
export type ClientNotice =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  /** The token was not valid any more; another one was got for the same client id. */
  | { readonly kind: 'token-renewed' }
  /** The session was gone; a new, empty one stands in its place. */
  | { readonly kind: 'session-replaced'; readonly sessionId: string }
  /** Waiting before the next try. */
  | { readonly kind: 'waiting'; readonly seconds: number; readonly why: 'rate-limited' | 'unreachable' | 'unavailable' };

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export type ClientOptions = {
  /** `http://127.0.0.1:8787`, with or without a slash at the end. */
  readonly baseUrl: string;
  /** Absent: an anonymous one is got. Null: none is sent, as one's own server on this machine allows. */
  readonly token?: string | null;
  /** Names the client, and with it its anonymous account; default: the remembered one, else a new UUID. */
  readonly clientId?: string;
  /** Where people register; default: `baseUrl`. */
  readonly webUrl?: string;
  /** Name, version and place of the client, sent with every request; default `cuesmith-client`, this package's, `unknown`. */
  readonly source?: string;
  readonly version?: string;
  readonly platform?: string;
  /** Default: the runtime's. */
  readonly fetch?: Fetch;
  /** Default: in memory, for as long as the client lives. */
  readonly storage?: ClientStorage;
  /** Ends whatever the client does. */
  readonly signal?: AbortSignal;
  readonly onNotice?: (notice: ClientNotice) => void;
  readonly clock?: ClientClock;
  /** 0 to 1, for the jitter of retries; default `Math.random`. */
  readonly random?: () => number;
};
