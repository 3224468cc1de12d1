/** Bytes that are kept under their own hash: equal content is stored once and never changes. */
export type Blob = {
  /** SHA-256 in 64 lower-case hex digits. */
  readonly hash: string;
  readonly bytes: number;
};

/** Bytes `[from, to)` of a blob. */
export type ByteRange = { readonly from: number; readonly to: number };

/** A blob as a file on this machine, until released. */
export type LocalBlob = { readonly path: string; release(): Promise<void> };

/** Where media live: a folder, or a bucket. A blob is seen whole or not at all. */
export interface Blobs {
  /**
   * Stores a stream. Throws `blobs.too-large` as soon as it exceeds `limitBytes` (default: no limit) and `blobs.full` when there is no room;
   * whatever is thrown, and when `signal` aborts, nothing stays behind.
   */
  put(
    content: AsyncIterable<Uint8Array>,
    options?: { readonly limitBytes?: number; readonly signal?: AbortSignal },
  ): Promise<Blob>;
  /** Stores a copy of a finished file of this machine. */
  putFile(path: string): Promise<Blob>;
  /** The length, or null when there is no such blob. A hash that is not one is a `blobs.bad-hash`. */
  stat(hash: string): Promise<Blob | null>;
  /** The bytes of a range (default: all) as a stream, or null when there is no such blob. A range outside the blob is a `blobs.bad-range`. */
  read(hash: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array> | null>;
  /** For programs that need a file (decoders): throws `blobs.missing` when there is no such blob. Never write to it. */
  local(hash: string): Promise<LocalBlob>;
  /** Removes a blob; it may be gone already. With `storedBefore` only if it was last stored before then: it may have been stored again. */
  delete(hash: string, options?: { readonly storedBefore?: Date }): Promise<void>;
  /** Every blob, with the time at which it was last stored. */
  list(): AsyncIterable<Blob & { readonly storedAt: Date }>;
  /** Removes unfinished uploads that were last written before `olderThan`. */
  tidy(olderThan: Date): Promise<void>;
}
