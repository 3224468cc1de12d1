/** A file on its way from another server. */
export type FetchedFile = {
  readonly filename: string;
  /** As the other server declares it; null when it does not. */
  readonly bytes: number | null;
  readonly content: AsyncIterable<Uint8Array>;
};

/** Fetches what strangers name, and only from where anybody could fetch it. */
export interface UrlFetcher {
  /**
   * Throws `url.refused` (not http or https, a private, loopback, link-local or metadata address, also after a redirect or a second
   * look-up) and `url.failed` (no answer, an error, too slow). The content may be endless: the reader sets the limit.
   */
  fetch(url: string, options: { readonly signal: AbortSignal }): Promise<FetchedFile>;
}
