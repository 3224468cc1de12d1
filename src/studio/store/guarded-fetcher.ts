import { lookup } from 'node:dns/promises';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { StudioError } from '../../engine/kernel/index.ts';
import type { FetchedFile, UrlFetcher } from '../ports/url-fetcher.ts';
import { checkUrl, refusedUrl, shownUrl } from './check-url.ts';
import { fetchedFilename } from './fetched-filename.ts';
import { isPublicAddress } from './public-address.ts';

const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MOST_HEADER_BYTES = 16 << 10;

/** How long another server may take. */
export type FetchLimits = {
  /** For the look-up, the connection and the first byte of an answer, each hop anew. */
  readonly connectMs: number;
  /** Between two pieces of the content. */
  readonly idleMs: number;
  /** For everything. */
  readonly totalMs: number;
};

const FETCH_LIMITS: FetchLimits = { connectMs: 10_000, idleMs: 20_000, totalMs: 300_000 };

/** An address that a name leads to. */
type Place = { readonly address: string; readonly family: number };

/** What a fetcher may do; only tests choose anything but the defaults. */
export type FetcherRules = {
  readonly isAllowed: (address: string) => boolean;
  /** Every address of a name. */
  readonly resolve: (hostname: string) => Promise<readonly Place[]>;
  readonly limits: FetchLimits;
};

/** Fetches files that strangers name from the public internet alone, see `isPublicAddress` and `checkUrl`. */
export function guardedFetcher(): UrlFetcher {
  return new GuardedFetcher({
    isAllowed: isPublicAddress,
    resolve: (hostname) => lookup(hostname, { all: true, verbatim: true }),
    limits: FETCH_LIMITS,
  });
}

/** A fetcher under given rules. */
export class GuardedFetcher implements UrlFetcher {
  readonly #rules: FetcherRules;

  constructor(rules: FetcherRules) {
    this.#rules = rules;
  }

  async fetch(text: string, options: { readonly signal: AbortSignal }): Promise<FetchedFile> {
    const { limits } = this.#rules;
    // Held by its own timer, not by AbortSignal.timeout, whose reason could not be told from others.
    const ended = new AbortController();
    const clock = setTimeout(
      () => ended.abort(failedUrl(text, `did not end within ${limits.totalMs / 1000} seconds`)),
      limits.totalMs,
    );
    clock.unref();
    const signal = AbortSignal.any([options.signal, ended.signal]);
    try {
      const { url, response } = await this.#follow(text, signal);
      response.once('close', () => clearTimeout(clock));
      const declared = Number(response.headers['content-length'] ?? NaN);
      return {
        filename: fetchedFilename(url, response.headers['content-disposition'] ?? ''),
        bytes: Number.isSafeInteger(declared) && declared >= 0 ? declared : null,
        content: contentOf(response, { text, signal, idleMs: limits.idleMs }),
      };
    } catch (cause) {
      clearTimeout(clock);
      throw cause;
    }
  }

  async #follow(text: string, signal: AbortSignal): Promise<{ readonly url: URL; readonly response: IncomingMessage }> {
    let url = checkUrl(text);
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      const response = await this.#ask(url, signal);
      const status = response.statusCode ?? 0;
      const { location } = response.headers;
      if (!REDIRECTS.has(status) || location === undefined) {
        return { url, response: acceptable(url, response) };
      }

      response.destroy();
      if (!URL.canParse(location, url.href)) {
        throw failedUrl(url.href, 'led to something that is no address');
      }

      // Relative, or in full; in both cases checked like the first.
      url = checkUrl(/^[a-z][a-z0-9+.-]*:/i.test(location) ? location : new URL(location, url).href);
    }

    throw failedUrl(text, `led on to another address more than ${MOST_REDIRECTS} times`);
  }

  async #ask(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    const connecting = new AbortController();
    const within = AbortSignal.any([signal, connecting.signal]);
    const clock = setTimeout(() => connecting.abort(failedUrl(url.href, 'did not answer in time')), this.#rules.limits.connectMs);
    try {
      const places = await unlessAborted(this.#placesOf(url), within);
      return await answerOf(url, places, within);
    } catch (cause) {
      throw within.aborted ? within.reason : cause;
    } finally {
      clearTimeout(clock);
    }
  }

  /** Every address the host has, each of which must be open to everybody: one that is not would be the attack. */
  async #placesOf(url: URL): Promise<readonly Place[]> {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const family = isIP(host);
    const places = family > 0 ? [{ address: host, family }] : await this.#lookUp(url, host);
    if (places.length === 0 || !places.every(({ address }) => this.#rules.isAllowed(address))) {
      throw refusedUrl(url.href, 'Only what is open to everybody can be fetched, and this leads into a private network');
    }

    return places;
  }

  async #lookUp(url: URL, host: string): Promise<readonly Place[]> {
    try {
      return await this.#rules.resolve(host);
    } catch (cause) {
      throw failedUrl(url.href, 'has a name that leads nowhere', cause);
    }
  }
}

/** Asks the very addresses that were checked: the name is not looked up a second time, which could give others. */
function answerOf(url: URL, places: readonly Place[], signal: AbortSignal): Promise<IncomingMessage> {
  const lookUp: LookupFunction = (_hostname, options, done) => {
    const [first] = places;
    if (options.all === true) {
      done(
        null,
        places.map((place) => ({ ...place })),
      );
    } else {
      done(null, first?.address ?? '', first?.family);
    }
  };
  const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const asked = start(url, {
      // No agent: no connection of another request, no proxy of the environment.
      agent: false,
      lookup: lookUp,
      maxHeaderSize: MOST_HEADER_BYTES,
      // As it is: nothing here unpacks, so nothing can unpack into more than it seems.
      headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Cuesmith' },
      signal,
    });
    asked.once('response', resolve);
    asked.on('error', (cause) => reject(failedUrl(url.href, 'could not be fetched', cause)));
    asked.end();
  });
}

function acceptable(url: URL, response: IncomingMessage): IncomingMessage {
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (response.statusCode !== 200 || encoding !== 'identity') {
    response.destroy();
    throw failedUrl(
      url.href,
      response.statusCode === 200 ? `sends packed content (${encoding.slice(0, 40)})` : `answered ${response.statusCode}`,
    );
  }

  return response;
}

async function* contentOf(
  response: IncomingMessage,
  { text, signal, idleMs }: { readonly text: string; readonly signal: AbortSignal; readonly idleMs: number },
): AsyncGenerator<Uint8Array> {
  const pieces: AsyncIterator<Uint8Array> = response[Symbol.asyncIterator]();
  try {
    for (;;) {
      const piece = await nextWithin(pieces, { idleMs, late: () => failedUrl(text, 'stopped sending') });
      if (piece.done === true) {
        return;
      }

      yield piece.value;
    }
  } catch (cause) {
    signal.throwIfAborted();
    throw cause instanceof StudioError ? cause : failedUrl(text, 'broke off', cause);
  } finally {
    response.destroy();
  }
}

function nextWithin(
  pieces: AsyncIterator<Uint8Array>,
  { idleMs, late }: { readonly idleMs: number; readonly late: () => StudioError },
): Promise<IteratorResult<Uint8Array>> {
  return new Promise((resolve, reject) => {
    const clock = setTimeout(() => reject(late()), idleMs);
    pieces
      .next()
      .then(resolve, reject)
      .finally(() => clearTimeout(clock));
  });
}

function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) {
      onAbort();
    }

    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function failedUrl(text: string, how: string, cause?: unknown): StudioError {
  return new StudioError(
    'url.failed',
    `"${shownUrl(text)}" ${how}. Check that the link opens without signing in, or upload the file itself.`,
    { cause },
  );
}
