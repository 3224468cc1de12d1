import { StudioError } from '../../engine/kernel/index.ts';

/** The five letters by which Postgres names a failure, or null when it was not Postgres that spoke. */
export function sqlStateOf(cause: unknown): string | null {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  // No class of Postgres begins with E, as system errors do: EPIPE has five letters, too, and is the loss of a connection.
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('E') ? code : null;
}

/** Two transactions blocked each other: the one that was rolled back may simply run again. */
export function isDeadlock(cause: unknown): boolean {
  const state = sqlStateOf(cause);
  return state === '40P01' || state === '40001';
}

/** The error to throw for a statement that failed: one a caller can act on, or the cause itself when it is our bug. */
export function sqlProblem(cause: unknown): unknown {
  const state = sqlStateOf(cause);
  if (state === null || cause instanceof StudioError) {
    return cause;
  }

  const reason = cause instanceof Error ? cause.message : state;
  if (state === '23505') {
    return new StudioError('database.conflict', `The database has such a row already (${reason}).`, { cause });
  }

  // Class 23: a rule of a table. Class 22: a value no column can hold, such as text with a NUL in it.
  if (state.startsWith('23') || state.startsWith('22')) {
    return new StudioError('database.refused', `The database does not take this (${reason}).`, { cause });
  }

  if (state === '53100') {
    return new StudioError('database.full', `The database's disk is full (${reason}). Free some space.`, { cause });
  }

  // Class 08: no connection. 57P01–57P03: the server stops or starts. 53300: no connection is free. 25006: a standby took over.
  if (state.startsWith('08') || state.startsWith('57P') || state === '53300' || state === '25006') {
    return unreachable(cause);
  }

  return cause;
}

export function unreachable(cause: unknown): StudioError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StudioError('database.unreachable', `The database does not answer (${reason}). Try again in a moment.`, { cause });
}
