import { z } from 'zod';
import type { Database, Sql } from '../../ports/database.ts';
import { closeHold, freezeCredits } from './credits.ts';

export const Turn = z
  .object({
    id: z.string(),
    sessionId: z.string(),
    accountId: z.string(),
    invocationId: z.string(),
    status: z.enum(['running', 'completed', 'failed', 'cancelled']),
    /** The process that runs it. */
    processId: z.string(),
    /** Counts up while that process lives. */
    beat: z.number(),
    /** The credits it may spend, or null. */
    holdId: z.string().nullable(),
    errorCode: z.string().nullable(),
    errorMessage: z.string().nullable(),
    startedAt: z.date(),
    finishedAt: z.date().nullable(),
  })
  .readonly();
/** One message and all that is done about it. */
export type Turn = z.infer<typeof Turn>;

const TURN_COLUMNS = `id, session_id as "sessionId", account_id as "accountId", invocation_id as "invocationId", status,
  process_id as "processId", beat, hold_id as "holdId", error_code as "errorCode", error_message as "errorMessage",
  started_at as "startedAt", finished_at as "finishedAt"`;

/** Begins a turn; null when one is running in that session already. */
export async function startTurn(
  sql: Sql,
  turn: {
    readonly id: string;
    readonly sessionId: string;
    readonly accountId: string;
    readonly invocationId: string;
    readonly processId: string;
    readonly now: Date;
  },
): Promise<Turn | null> {
  return sql.row(
    Turn,
    `insert into turns (id, session_id, account_id, invocation_id, status, process_id, started_at)
     values ($1, $2, $3, $4, 'running', $5, $6)
     on conflict (session_id) where status = 'running' do nothing
     returning ${TURN_COLUMNS}`,
    [turn.id, turn.sessionId, turn.accountId, turn.invocationId, turn.processId, turn.now],
  );
}

/**
 * Reserves the credits that a running turn may spend, once a turn: `ended` when it does not run (any more), `short` when there are not
 * enough. In one transaction, so that a crash never leaves credits reserved for nobody.
 */
export async function freezeForTurn(
  database: Pick<Database, 'transaction'>,
  freeze: { readonly turn: Turn; readonly holdId: string; readonly amount: number; readonly now: Date },
): Promise<'frozen' | 'short' | 'ended'> {
  return database.transaction(async (sql) => {
    const { turn, holdId, amount, now } = freeze;
    const runs = await sql.row(
      Turn,
      `select ${TURN_COLUMNS} from turns where id = $1 and status = 'running' and hold_id is null for update`,
      [turn.id],
    );
    if (runs === null) {
      return 'ended';
    }

    const { accountId } = turn;
    if (!(await freezeCredits(sql, { holdId, accountId, amount, reason: `turn ${turn.id}`, now }))) {
      return 'short';
    }

    await sql.run('update turns set hold_id = $2 where id = $1', [turn.id, holdId]);
    return 'frozen';
  });
}

/** Says that the process of these turns lives; the ids of those that still run (the others were given up or cancelled). */
export async function beatTurns(
  sql: Sql,
  beat: { readonly processId: string; readonly turnIds: readonly string[] },
): Promise<readonly string[]> {
  const rows = await sql.rows(
    z.object({ id: z.string() }),
    `update turns set beat = beat + 1 where id = any ($2) and process_id = $1 and status = 'running' returning id`,
    [beat.processId, beat.turnIds],
  );
  return rows.map(({ id }) => id);
}

/** Every turn that runs, on all machines. */
export async function listRunningTurns(sql: Sql): Promise<readonly Turn[]> {
  return sql.rows(Turn, `select ${TURN_COLUMNS} from turns where status = 'running' order by started_at, id`);
}

/** The turn that runs in a session, or null. */
export async function findRunningTurn(sql: Sql, sessionId: string): Promise<Turn | null> {
  return sql.row(Turn, `select ${TURN_COLUMNS} from turns where session_id = $1 and status = 'running'`, [sessionId]);
}

export async function findTurn(sql: Sql, turnId: string): Promise<Turn | null> {
  return sql.row(Turn, `select ${TURN_COLUMNS} from turns where id = $1`, [turnId]);
}

/** The turn, and nobody else ends it before this transaction does; null when there is none. */
export async function lockTurn(sql: Sql, turnId: string): Promise<Turn | null> {
  return sql.row(Turn, `select ${TURN_COLUMNS} from turns where id = $1 for update`, [turnId]);
}

/** How a turn ended. */
export type TurnEnd = {
  readonly id: string;
  readonly status: 'completed' | 'failed' | 'cancelled';
  /** Credits of its hold that the work cost; the rest goes back. Null: nothing, as always when it failed. */
  readonly spent: number | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly now: Date;
};

/** Ends a running turn; null when it has ended before. Does not touch its credits: see `endTurn`. */
export async function finishTurn(sql: Sql, end: TurnEnd): Promise<Turn | null> {
  return sql.row(
    Turn,
    `update turns set status = $2, error_code = $3, error_message = $4, finished_at = $5
     where id = $1 and status = 'running'
     returning ${TURN_COLUMNS}`,
    [end.id, end.status, end.error?.code ?? null, end.error?.message ?? null, end.now],
  );
}

/** Ends a turn and settles or gives back its credits in one; null when it has ended before (then nothing is done). */
export async function endTurn(database: Pick<Database, 'transaction'>, end: TurnEnd): Promise<Turn | null> {
  return database.transaction(async (sql) => {
    const turn = await finishTurn(sql, end);
    if (turn !== null && turn.holdId !== null) {
      const spent = end.status === 'failed' ? 0 : (end.spent ?? 0);
      await closeHold(sql, { id: turn.holdId, spent, reason: `turn ${turn.id} ${end.status}`, now: end.now });
    }

    return turn;
  });
}

/**
 * Ends a turn whose process is dead, if it has not beaten since `turn` was read: failed, all credits given back, and `also` done in the
 * same transaction (telling the session). Null when it has beaten.
 */
export async function giveUpTurn(
  database: Pick<Database, 'transaction'>,
  lost: { readonly turn: Turn; readonly now: Date; readonly also?: (sql: Sql, turn: Turn) => Promise<void> },
): Promise<Turn | null> {
  return database.transaction(async (sql) => {
    const same = await sql.row(
      Turn,
      `select ${TURN_COLUMNS} from turns where id = $1 and beat = $2 and status = 'running' for update`,
      [lost.turn.id, lost.turn.beat],
    );
    if (same === null) {
      return null;
    }

    const error = {
      code: 'turn.interrupted',
      message: 'The server stopped while it worked on this. Nothing was charged. Send the message again.',
    };
    const turn = await finishTurn(sql, { id: lost.turn.id, status: 'failed', spent: null, error, now: lost.now });
    if (turn !== null && turn.holdId !== null) {
      await closeHold(sql, { id: turn.holdId, spent: 0, reason: `turn ${turn.id} interrupted`, now: lost.now });
    }

    if (turn !== null) {
      await lost.also?.(sql, turn);
    }

    return turn;
  });
}
