import { z } from 'zod';
import type { Json } from '../../../engine/kernel/index.ts';
import type { Database, Sql } from '../../ports/database.ts';
import { closeHold } from './credits.ts';
import { JsonColumn } from './json-column.ts';

export const Session = z
  .object({
    id: z.string(),
    taskId: z.string(),
    taskName: z.string(),
    accountId: z.string(),
    appName: z.string(),
    title: z.string(),
    /** As the client gave it (`en`); null when it did not. */
    language: z.string().nullable(),
    /** The timeline; `{}` before anything is on it. */
    draft: JsonColumn,
    /** 0 at first; one more with every saved draft. */
    revision: z.number(),
    /** What clients of the session's state set themselves. */
    state: JsonColumn,
    createdAt: z.date(),
    updatedAt: z.date(),
  })
  .readonly();
/** A project: its draft and the chat about it. */
export type Session = z.infer<typeof Session>;

const MOST_LISTED_BYTES = 16 << 20;
const SESSION_COLUMNS = `sessions.id, sessions.task_id as "taskId", tasks.name as "taskName", sessions.account_id as "accountId",
  sessions.app_name as "appName", sessions.title, sessions.language, sessions.draft, sessions.revision, sessions.state,
  sessions.created_at as "createdAt", sessions.updated_at as "updatedAt"`;

/** Makes a task with one session in it; null when a session of that id exists. */
export async function createSession(
  sql: Sql,
  session: {
    readonly id: string;
    readonly taskId: string;
    readonly taskName: string;
    readonly accountId: string;
    readonly appName: string;
    readonly language: string | null;
    readonly state: Json;
    readonly now: Date;
  },
): Promise<Session | null> {
  return sql.row(
    Session,
    // The session first: when its id is taken there must be no task either. Its reference is checked when all is done.
    `with made as (
       insert into sessions (id, task_id, account_id, app_name, title, language, draft, state, created_at, updated_at)
       values ($1, $2, $4, $5, $3, $6, '{}', $7::json, $8, $8)
       on conflict (id) do nothing
       returning *
     ), task as (
       insert into tasks (id, account_id, name, created_at) select task_id, account_id, title, created_at from made
       returning id, name
     )
     select ${SESSION_COLUMNS} from made as sessions join task as tasks on tasks.id = sessions.task_id`,
    [
      session.id,
      session.taskId,
      session.taskName,
      session.accountId,
      session.appName,
      session.language,
      JSON.stringify(session.state),
      session.now,
    ],
  );
}

/** The session, if it is this account's; null when it is somebody else's, as if it did not exist. */
export async function findSession(
  sql: Sql,
  session: { readonly id: string; readonly accountId: string },
): Promise<Session | null> {
  return sql.row(
    Session,
    `select ${SESSION_COLUMNS} from sessions join tasks on tasks.id = sessions.task_id
     where sessions.id = $1 and sessions.account_id = $2`,
    [session.id, session.accountId],
  );
}

/** The session, if it is this account's; until the transaction ends nobody else changes it, takes it over or removes it. */
export async function lockSession(
  sql: Sql,
  session: { readonly id: string; readonly accountId: string },
): Promise<Session | null> {
  return sql.row(
    Session,
    `select ${SESSION_COLUMNS} from sessions join tasks on tasks.id = sessions.task_id
     where sessions.id = $1 and sessions.account_id = $2 for no key update of sessions`,
    [session.id, session.accountId],
  );
}

/** Until the transaction ends, the session neither goes away nor to another account; whether it is this account's. */
export async function holdSession(sql: Sql, session: { readonly id: string; readonly accountId: string }): Promise<boolean> {
  const held = await sql.row(
    z.object({ id: z.string() }),
    'select id from sessions where id = $1 and account_id = $2 for share',
    [session.id, session.accountId],
  );
  return held !== null;
}

/**
 * An account's sessions, the last used first. Those come with an empty draft and state that would make all of them together longer than
 * `mostBytes` of JSON (default 16 MiB): every one of a thousand may hold megabytes.
 */
export async function listSessions(
  sql: Sql,
  wanted: { readonly accountId: string; readonly appName: string; readonly limit: number; readonly mostBytes?: number },
): Promise<readonly Session[]> {
  return sql.rows(
    Session,
    `with listed as (
       select *, sum(octet_length(draft::text) + octet_length(state::text)) over (order by updated_at desc, id desc) <= $4 as fits
       from sessions where account_id = $1 and app_name = $2
       order by updated_at desc, id desc limit $3
     ), shown as (
       select id, task_id, account_id, app_name, title, language, revision, created_at, updated_at,
         case when fits then draft else '{}' end as draft, case when fits then state else '{}' end as state
       from listed
     )
     select ${SESSION_COLUMNS} from shown as sessions join tasks on tasks.id = sessions.task_id
     order by sessions.updated_at desc, sessions.id desc`,
    [wanted.accountId, wanted.appName, wanted.limit, wanted.mostBytes ?? MOST_LISTED_BYTES],
  );
}

/** How many sessions an account has. */
export async function countSessions(sql: Sql, accountId: string): Promise<number> {
  const found = await sql.row(
    z.object({ sessions: z.number() }),
    'select count(*)::integer as sessions from sessions where account_id = $1',
    [accountId],
  );
  return found?.sessions ?? 0;
}

/** Replaces the state that clients set; whether the session exists. */
export async function saveState(
  sql: Sql,
  session: { readonly id: string; readonly state: Json; readonly now: Date },
): Promise<boolean> {
  const touched = await sql.run('update sessions set state = $2::json, updated_at = $3 where id = $1', [
    session.id,
    JSON.stringify(session.state),
    session.now,
  ]);
  return touched > 0;
}

/** Whether the session exists. */
export async function renameSession(
  sql: Sql,
  session: { readonly id: string; readonly title: string; readonly now: Date },
): Promise<boolean> {
  return (
    (await sql.run('update sessions set title = $2, updated_at = $3 where id = $1', [session.id, session.title, session.now])) > 0
  );
}

/** Moves a session with its task, media and jobs to another account (a claim); whether it was `from`'s. */
export async function moveSession(
  sql: Sql,
  move: { readonly id: string; readonly from: string; readonly to: string },
): Promise<boolean> {
  const moved = await sql.row(
    z.object({ id: z.string() }),
    `with moved as (
       update sessions set account_id = $3 where id = $1 and account_id = $2 returning id, task_id
     ), task as (
       update tasks set account_id = $3 from moved where tasks.id = moved.task_id
     ), files as (
       update media set account_id = $3 from moved where media.session_id = moved.id
     ), work as (
       update jobs set account_id = $3 from moved where jobs.session_id = moved.id
     )
     select id from moved`,
    [move.id, move.from, move.to],
  );
  return moved !== null;
}

/** Whether a turn runs in a session, or a job of it is not done. */
export async function hasUnfinishedWork(sql: Sql, sessionId: string): Promise<boolean> {
  const found = await sql.row(
    z.object({ isBusy: z.boolean() }),
    `select exists (select from turns where session_id = $1 and status = 'running')
       or exists (select from jobs where session_id = $1 and status in ('pending', 'processing')) as "isBusy"`,
    [sessionId],
  );
  return found !== null && found.isBusy;
}

/** Removes a session with its task and all that hangs on it; a turn that runs in it ends uncharged. Whether it was there. Its jobs stay. */
export async function deleteSession(
  database: Pick<Database, 'transaction'>,
  session: { readonly id: string; readonly accountId: string; readonly now: Date },
): Promise<boolean> {
  return database.transaction(async (sql) => {
    // From here on no turn begins in it: a new row that refers to the session waits for this lock.
    const locked = await sql.row(
      z.object({ id: z.string() }),
      'select id from sessions where id = $1 and account_id = $2 for update',
      [session.id, session.accountId],
    );
    if (locked === null) {
      return false;
    }

    const held = await sql.row(
      z.object({ holdId: z.string().nullable() }),
      `select turns.hold_id as "holdId" from turns join sessions on sessions.id = turns.session_id
       where sessions.id = $1 and sessions.account_id = $2 and turns.status = 'running' for update of turns`,
      [session.id, session.accountId],
    );
    if (held !== null && held.holdId !== null) {
      await closeHold(sql, { id: held.holdId, spent: 0, reason: `session ${session.id} deleted`, now: session.now });
    }

    // A task is made with its one session and goes with it.
    const touched = await sql.run(
      'delete from tasks using sessions where sessions.task_id = tasks.id and sessions.id = $1 and sessions.account_id = $2',
      [session.id, session.accountId],
    );
    return touched > 0;
  });
}
