/** Secrets are kept as what cannot be turned back. */
export interface Secrets {
  /** SHA-256 (64 hex digits) of a secret that is random already: tokens, codes, client ids. */
  digest(secret: string): string;
  /** A salted scrypt hash of a password a person chose. */
  hashPassword(password: string): Promise<string>;
  /** Whether it is that password; takes equally long either way, and for `null` (no such account) too. */
  matchesPassword(password: string, hash: string | null): Promise<boolean>;
}
