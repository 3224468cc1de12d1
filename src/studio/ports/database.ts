import type { ZodType } from 'zod';

/** What a statement's `$1`, `$2`… can be. JSON goes in as text (`JSON.stringify`) for a `::json` parameter. */
export type SqlValue = string | number | boolean | Date | null | readonly string[] | readonly number[];

/** A database or a transaction of it: whoever takes a `Sql` can be part of a larger transaction. */
export interface Sql {
  /** Every row of the answer, each checked by `row`. */
  rows<Row>(row: ZodType<Row>, text: string, values?: readonly SqlValue[]): Promise<readonly Row[]>;
  /** The first row, or null. */
  row<Row>(row: ZodType<Row>, text: string, values?: readonly SqlValue[]): Promise<Row | null>;
  /** Runs a statement and says how many rows it touched. */
  run(text: string, values?: readonly SqlValue[]): Promise<number>;
  /** Several statements without parameters; the rows of all of them. Outside a transaction they must begin one themselves to be one. */
  script(text: string): Promise<readonly unknown[]>;
}

/**
 * Postgres: embedded (PGlite) or a server. Failures a caller can act on are `StudioError`s: `database.unreachable` (the server is
 * gone; nothing of the statement may be assumed), `database.conflict` (a unique rule forbids it), `database.refused` (any other rule
 * of a table forbids it), `database.full` (no room on the disk).
 */
export interface Database extends Sql {
  /** `pglite` is one process on one folder, held by a lock: whatever another process left running is dead. */
  readonly kind: 'pglite' | 'postgres';
  /**
   * Everything `work` does, or nothing. Read committed: lock rows (`for update`) before deciding on them. `work` must use its own `sql`
   * (the database itself would wait for the transaction's end: a deadlock), and runs again when two transactions blocked each other.
   */
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
