/** What the environment may set; read here and nowhere else. */
export type Config = {
  /** `CUESMITH_WORKERS`: audio worker threads, 1 to 64; null for one per core. */
  readonly workers: number | null;
  /** `CUESMITH_DEBUG`: shows stack traces of failures. */
  readonly isDebugging: boolean;
  /** `NO_COLOR` (any value), or `TERM=dumb`, turns colours off. */
  readonly allowsColour: boolean;
};

/** Reads the environment; values that make no sense count as unset. */
export function readConfig(environment: { readonly [name: string]: string | undefined }): Config {
  const workers = Number(environment['CUESMITH_WORKERS'] ?? '');
  return {
    workers: Number.isInteger(workers) && workers >= 1 && workers <= 64 ? workers : null,
    isDebugging: (environment['CUESMITH_DEBUG'] ?? '') !== '',
    allowsColour: (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb',
  };
}
