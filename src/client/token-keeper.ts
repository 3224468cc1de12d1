import { z } from 'zod';
import type { ClientStorage, Remembered } from './client-options.ts';

const MINUTE_MS = 60_000;

const RememberedShape = z.object({
  baseUrl: z.string(),
  clientId: z.string().min(1).max(64),
  token: z.string().nullable(),
  expiresAt: z.string().nullable(),
  userId: z.string().nullable(),
});

/** What a server says when it gives a token; everything but the token may be missing. */
export const IssuedToken = z.looseObject({
  token: z.string().min(1),
  user_id: z.string().nullish().catch(null),
  bind_id: z.string().nullish().catch(null),
  expires_at: z.string().nullish().catch(null),
  credits: z.number().nullish().catch(null),
});
export type IssuedToken = z.infer<typeof IssuedToken>;

/** What a keeper of tokens stands on. */
export type TokenKeeperHost = {
  readonly baseUrl: string;
  readonly storage: ClientStorage;
  readonly now: () => number;
  /** Asks the server for the token of a client id; the id to use from now on comes with it. */
  readonly issue: (clientId: string) => Promise<{ readonly clientId: string; readonly issued: IssuedToken }>;
};

/** Holds the token: given, remembered, or got from the server, and got anew when it is not valid any more. One request at a time gets one. */
export class TokenKeeper {
  readonly #host: TokenKeeperHost;
  #clientId: string | null;
  #token: string | null;
  #expiresAt: string | null = null;
  /** Who the token is for, where known: the id that registration links carry. */
  bindId: string | null = null;
  readonly #wantsNone: boolean;
  #recalled: Promise<void> | null = null;
  #renewal: Promise<string> | null = null;

  constructor(host: TokenKeeperHost, start: { readonly token: string | null | undefined; readonly clientId: string | null }) {
    this.#host = host;
    this.#token = start.token ?? null;
    this.#clientId = start.clientId;
    this.#wantsNone = start.token === null;
  }

  /** The token to send; null for a server that needs none. */
  async current(): Promise<string | null> {
    if (this.#token === null && this.#wantsNone) {
      return null;
    }

    await this.#recall();
    // An unknown end is no end: the server will say so.
    const isOver = this.#expiresAt !== null && Date.parse(this.#expiresAt) <= this.#host.now() + MINUTE_MS;
    return this.#token === null || isOver ? this.#renewOnce() : this.#token;
  }

  /** Another token after `refused` was not taken; when another request has got one meanwhile, that one. */
  async renew(refused: string | null): Promise<string> {
    await this.#recall();
    return this.#token !== null && this.#token !== refused ? this.#token : this.#renewOnce();
  }

  async #renewOnce(): Promise<string> {
    this.#renewal ??= this.#issue().finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  async #issue(): Promise<string> {
    const { baseUrl, storage, issue } = this.#host;
    const { clientId, issued } = await issue(this.#clientId ?? crypto.randomUUID());
    this.#clientId = clientId;
    this.#token = issued.token;
    this.#expiresAt = issued.expires_at ?? null;
    this.bindId = issued.bind_id ?? issued.user_id ?? null;
    const userId = issued.user_id ?? null;
    const remembered: Remembered = { baseUrl, clientId, token: issued.token, expiresAt: this.#expiresAt, userId };
    await storage.write(remembered);
    return issued.token;
  }

  async #recall(): Promise<void> {
    this.#recalled ??= this.#readStorage();
    return this.#recalled;
  }

  async #readStorage(): Promise<void> {
    const read = RememberedShape.safeParse(await this.#host.storage.read());
    // What another server gave is that server's alone, and what another client id got is not ours.
    if (
      !read.success ||
      read.data.baseUrl !== this.#host.baseUrl ||
      (this.#clientId ?? read.data.clientId) !== read.data.clientId
    ) {
      return;
    }

    this.#clientId = read.data.clientId;
    if (this.#token === null) {
      this.#token = read.data.token;
      this.#expiresAt = read.data.expiresAt;
      this.bindId = read.data.userId;
    }
  }
}
