import { z } from 'zod';
import type { Json } from '../../../engine/kernel/index.ts';
import type { Sql } from '../../ports/database.ts';
import { JsonColumn } from './json-column.ts';

export const Media = z
  .object({
    id: z.string(),
    accountId: z.string(),
    sessionId: z.string(),
    origin: z.enum(['uploaded', 'generated']),
    kind: z.enum(['video', 'image', 'audio', 'music']),
    blobHash: z.string(),
    bytes: z.number(),
    contentType: z.string(),
    filename: z.string(),
    title: z.string(),
    /** The words it was made of; null for an upload. */
    prompt: z.string().nullable(),
    /** Null for a still. */
    durationMs: z.number().nullable(),
    width: z.number().nullable(),
    height: z.number().nullable(),
    framesPerSecond: z.number().nullable(),
    /** Blobs of a small picture and of a waveform, or null. */
    thumbnailHash: z.string().nullable(),
    peaksHash: z.string().nullable(),
    /** What else is known: codecs of an upload; brief, receipt, seed, loudness of music. */
    details: JsonColumn,
    createdAt: z.date(),
  })
  .readonly();
/** A file of a session, uploaded or made here. */
export type Media = z.infer<typeof Media>;

const MEDIA_COLUMNS = `id, account_id as "accountId", session_id as "sessionId", origin, kind, blob_hash as "blobHash", bytes,
  content_type as "contentType", filename, title, prompt, duration_ms as "durationMs", width, height,
  frames_per_second as "framesPerSecond", thumbnail_hash as "thumbnailHash", peaks_hash as "peaksHash", details,
  created_at as "createdAt"`;

/** Keeps a file's facts; doing it again for the same id changes nothing, so that a job may be done twice. */
export async function saveMedia(sql: Sql, media: Media): Promise<void> {
  await sql.run(
    `insert into media (id, account_id, session_id, origin, kind, blob_hash, bytes, content_type, filename, title, prompt,
       duration_ms, width, height, frames_per_second, thumbnail_hash, peaks_hash, details, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18::json, $19)
     on conflict (id) do nothing`,
    [
      media.id,
      media.accountId,
      media.sessionId,
      media.origin,
      media.kind,
      media.blobHash,
      media.bytes,
      media.contentType,
      media.filename,
      media.title,
      media.prompt,
      media.durationMs,
      media.width,
      media.height,
      media.framesPerSecond,
      media.thumbnailHash,
      media.peaksHash,
      JSON.stringify(media.details),
      media.createdAt,
    ],
  );
}

/** A session's files in the order in which they came. */
export async function listMedia(sql: Sql, sessionId: string): Promise<readonly Media[]> {
  return sql.rows(Media, `select ${MEDIA_COLUMNS} from media where session_id = $1 order by created_at, id`, [sessionId]);
}

/** Null when the account has no such file. */
export async function findMedia(sql: Sql, wanted: { readonly id: string; readonly accountId: string }): Promise<Media | null> {
  return sql.row(Media, `select ${MEDIA_COLUMNS} from media where id = $1 and account_id = $2`, [wanted.id, wanted.accountId]);
}

/** What the newest music of an account is recognised by, the newest first, without one piece and without music older than fingerprints. */
export async function listFingerprints(
  sql: Sql,
  wanted: { readonly accountId: string; readonly exceptId: string; readonly limit: number },
): Promise<readonly Json[]> {
  const rows = await sql.rows(
    z.object({ fingerprint: JsonColumn }),
    `select details->'fingerprint' as fingerprint from media
     where account_id = $1 and kind = 'music' and id <> $2 and details->'fingerprint' is not null
     order by created_at desc, id limit $3`,
    [wanted.accountId, wanted.exceptId, wanted.limit],
  );
  return rows.map(({ fingerprint }) => fingerprint);
}

/** Those of an account's files that have one of these ids, or one of these contents. */
export async function listNamedMedia(
  sql: Sql,
  wanted: { readonly accountId: string; readonly ids: readonly string[]; readonly hashes: readonly string[] },
): Promise<readonly Media[]> {
  return sql.rows(
    Media,
    `select ${MEDIA_COLUMNS} from media
     where account_id = $1 and (id = any($2::text[]) or blob_hash = any($3::text[])) order by created_at, id`,
    [wanted.accountId, wanted.ids, wanted.hashes],
  );
}

/** Adds what was found out later (codecs, loudness); whether the file is there. */
export async function setMediaDetails(sql: Sql, media: { readonly id: string; readonly details: Json }): Promise<boolean> {
  return (await sql.run('update media set details = $2::json where id = $1', [media.id, JSON.stringify(media.details)])) > 0;
}

/** Bytes of all that an account has uploaded or keeps as artifacts, for a quota. */
export async function sumUploadedBytes(sql: Sql, accountId: string): Promise<number> {
  const row = await sql.row(
    z.object({ bytes: z.number() }),
    `select (select coalesce(sum(bytes), 0) from media where account_id = $1 and origin = 'uploaded')
       + (select coalesce(sum(artifacts.bytes), 0) from artifacts join sessions on sessions.id = artifacts.session_id
          where sessions.account_id = $1) as bytes`,
    [accountId],
  );
  return row?.bytes ?? 0;
}

/** Which of these blobs anything still points to. */
export async function listReferencedBlobs(sql: Sql, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql.rows(
    z.object({ hash: z.string() }),
    `select hash from unnest($1::text[]) as asked (hash)
     where exists (select from media where blob_hash = hash)
       or exists (select from media where thumbnail_hash = hash)
       or exists (select from media where peaks_hash = hash)
       or exists (select from artifacts where blob_hash = hash)
       or exists (select from jobs where blob_hash = hash)`,
    [hashes],
  );
  return new Set(rows.map(({ hash }) => hash));
}
