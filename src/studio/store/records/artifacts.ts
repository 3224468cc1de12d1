import { z } from 'zod';
import type { Json } from '../../../engine/kernel/index.ts';
import type { Database, Sql } from '../../ports/database.ts';
import { JsonColumn } from './json-column.ts';

export const Artifact = z
  .object({
    name: z.string(),
    /** 0 for the first. */
    version: z.number(),
    blobHash: z.string(),
    contentType: z.string(),
    metadata: JsonColumn,
    createdAt: z.date(),
  })
  .readonly();
/** A named file of a session, each version of which is kept (ADK's artifacts). */
export type Artifact = z.infer<typeof Artifact>;

const ARTIFACT_COLUMNS = `name, version, blob_hash as "blobHash", content_type as "contentType", metadata, created_at as "createdAt"`;

/** Keeps the next version of an artifact; null when the session is gone. */
export async function saveArtifact(
  database: Pick<Database, 'transaction'>,
  artifact: {
    readonly sessionId: string;
    readonly name: string;
    readonly blobHash: string;
    readonly contentType: string;
    readonly metadata: Json;
    /** What counts against the account's quota; default 0, as for what is made here. */
    readonly bytes?: number;
    readonly now: Date;
  },
): Promise<Artifact | null> {
  return database.transaction(async (sql) => {
    // Writers take turns, in a statement of its own: the next one then counts what the one before has written.
    await sql.run('select from sessions where id = $1 for update', [artifact.sessionId]);
    return sql.row(
      Artifact,
      `insert into artifacts (session_id, name, version, blob_hash, content_type, metadata, created_at, bytes)
       select id, $2, (select count(*) from artifacts where session_id = $1 and name = $2), $3, $4, $5::json, $6, $7
       from sessions where id = $1
       returning ${ARTIFACT_COLUMNS}`,
      [
        artifact.sessionId,
        artifact.name,
        artifact.blobHash,
        artifact.contentType,
        JSON.stringify(artifact.metadata),
        artifact.now,
        artifact.bytes ?? 0,
      ],
    );
  });
}

/** The names of a session's artifacts, in order. */
export async function listArtifactNames(sql: Sql, sessionId: string): Promise<readonly string[]> {
  const rows = await sql.rows(
    z.object({ name: z.string() }),
    'select distinct name from artifacts where session_id = $1 order by name',
    [sessionId],
  );
  return rows.map(({ name }) => name);
}

/** Every version of an artifact, oldest first. */
export async function listArtifactVersions(
  sql: Sql,
  wanted: { readonly sessionId: string; readonly name: string },
): Promise<readonly Artifact[]> {
  return sql.rows(Artifact, `select ${ARTIFACT_COLUMNS} from artifacts where session_id = $1 and name = $2 order by version`, [
    wanted.sessionId,
    wanted.name,
  ]);
}

/** Removes all versions; how many there were. */
export async function deleteArtifact(sql: Sql, wanted: { readonly sessionId: string; readonly name: string }): Promise<number> {
  return sql.run('delete from artifacts where session_id = $1 and name = $2', [wanted.sessionId, wanted.name]);
}
