import { z } from 'zod';
import type { Json } from '../../../engine/kernel/index.ts';
import type { Sql } from '../../ports/database.ts';
import { JsonColumn } from './json-column.ts';

export const StoredEvent = z
  .object({
    /** 1 for a session's first; no gaps. */
    position: z.number(),
    /** The event as the stream carries it. */
    event: JsonColumn,
    createdAt: z.date(),
  })
  .readonly();
/** One event of a session's chat. Partial events are not stored. */
export type StoredEvent = z.infer<typeof StoredEvent>;

/** What one reading of a chat may take of memory. */
const MOST_BYTES = 32 << 20;

/** Writes events behind those that are there, in the given order; their positions, empty when the session is gone. */
export async function appendEvents(
  sql: Sql,
  addition: { readonly sessionId: string; readonly events: readonly Json[]; readonly now: Date },
): Promise<readonly number[]> {
  // Counting up locks the session's row: two writers never get the same position.
  const rows = await sql.rows(
    z.object({ position: z.number() }),
    `with counted as (
       update sessions set event_count = event_count + $3, updated_at = $4 where id = $1 returning id, event_count - $3 as before
     ), fresh as (
       insert into events (session_id, position, event, created_at)
       select counted.id, counted.before + added.place, added.event, $4
       from counted, json_array_elements($2::json) with ordinality as added (event, place)
       returning position
     )
     select position from fresh order by position`,
    [addition.sessionId, JSON.stringify(addition.events), addition.events.length, addition.now],
  );
  return rows.map(({ position }) => position);
}

/** A session's events behind `after` (default 0: all), oldest first: the newest that are at most `mostBytes` of JSON together (default 32 MiB). */
export async function listEvents(
  sql: Sql,
  wanted: { readonly sessionId: string; readonly after?: number; readonly limit?: number; readonly mostBytes?: number },
): Promise<readonly StoredEvent[]> {
  return sql.rows(
    StoredEvent,
    `select position, event, created_at as "createdAt" from (
       select position, event, created_at, sum(octet_length(event::text)) over (order by position desc) as bytes from events
       where session_id = $1 and position > $2
     ) as counted where bytes <= $4 order by position limit $3`,
    [wanted.sessionId, wanted.after ?? 0, wanted.limit ?? 100_000, wanted.mostBytes ?? MOST_BYTES],
  );
}
