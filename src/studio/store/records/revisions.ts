import { z } from 'zod';
import type { Json } from '../../../engine/kernel/index.ts';
import type { Sql } from '../../ports/database.ts';
import { JsonColumn } from './json-column.ts';

export const Revision = z
  .object({
    sessionId: z.string(),
    /** 1 for the first saved draft. */
    revision: z.number(),
    draft: JsonColumn,
    /** The edit that made it, and the one that takes it back; null when the draft was replaced as a whole. */
    edit: JsonColumn.nullable(),
    inverse: JsonColumn.nullable(),
    /** For people: "Add music". */
    label: z.string(),
    turnId: z.string().nullable(),
    createdAt: z.date(),
  })
  .readonly();
/** A draft as it was once. */
export type Revision = z.infer<typeof Revision>;

const REVISION_COLUMNS = `session_id as "sessionId", revision, draft, edit, inverse, label, turn_id as "turnId",
  created_at as "createdAt"`;

/** Saves the next draft, unless another one was saved since `after`: then null, and the caller reads again and decides. */
export async function saveDraft(
  sql: Sql,
  next: {
    readonly sessionId: string;
    /** The revision this draft was made of. */
    readonly after: number;
    readonly draft: Json;
    readonly edit: Json;
    readonly inverse: Json;
    readonly label: string;
    readonly turnId: string | null;
    readonly now: Date;
  },
): Promise<Revision | null> {
  return sql.row(
    Revision,
    `with saved as (
       update sessions set draft = $3::json, revision = revision + 1, updated_at = $8
       where id = $1 and revision = $2
       returning id, revision
     )
     insert into revisions (session_id, revision, draft, edit, inverse, label, turn_id, created_at)
     select id, revision, $3::json, $4::json, $5::json, $6, $7, $8 from saved
     returning ${REVISION_COLUMNS}`,
    [
      next.sessionId,
      next.after,
      JSON.stringify(next.draft),
      JSON.stringify(next.edit),
      JSON.stringify(next.inverse),
      next.label,
      next.turnId,
      next.now,
    ],
  );
}

export async function findRevision(
  sql: Sql,
  wanted: { readonly sessionId: string; readonly revision: number },
): Promise<Revision | null> {
  return sql.row(Revision, `select ${REVISION_COLUMNS} from revisions where session_id = $1 and revision = $2`, [
    wanted.sessionId,
    wanted.revision,
  ]);
}

/** A session's revisions, newest first. */
export async function listRevisions(
  sql: Sql,
  wanted: { readonly sessionId: string; readonly limit: number },
): Promise<readonly Revision[]> {
  return sql.rows(Revision, `select ${REVISION_COLUMNS} from revisions where session_id = $1 order by revision desc limit $2`, [
    wanted.sessionId,
    wanted.limit,
  ]);
}
