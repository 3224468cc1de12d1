/** What a link gives access to, and how the answer should present it. */
export type BlobLink = {
  readonly hash: string;
  /** The name a download gets, without folders. */
  readonly filename: string;
  readonly contentType: string;
  readonly expiresAt: Date;
};

/** Links that work without a token, for one blob, until they expire: signed by the install's key. */
export interface BlobLinks {
  /** A path below the server's address: `/files/<hash>/<filename>?type=…&expires=…&signature=…`. */
  sign(link: BlobLink): string;
  /** What a path of `sign` gives access to; null when it is forged, changed or older than `now`. */
  read(path: string, now: Date): BlobLink | null;
}
