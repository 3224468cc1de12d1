import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { checkLedger } from '../../src/studio/actions/admin/check-ledger.ts';
import type { Blobs } from '../../src/studio/ports/blobs.ts';
import type { Database } from '../../src/studio/ports/database.ts';
import { diskBlobs } from '../../src/studio/store/disk-blobs.ts';
import { listReferencedBlobs } from '../../src/studio/store/records/media.ts';
import { sweepBlobs } from '../../src/studio/store/sweep-blobs.ts';
import type { BusyPerson } from './busy-person.ts';
import { type FaultPlace, until } from './fault-place.ts';

const HASH = /^[0-9a-f]{64}$/;
const Count = z.object({ count: z.int() });
const GenerateRow = z.object({ id: z.string(), mediaId: z.string(), spent: z.number().nullable() });

/** Waits until nothing is under way for these people any more, and checks that all that they were promised is there. */
export async function checkPromises(people: readonly BusyPerson[]): Promise<void> {
  for (const person of people) {
    await until('no work is under way', async () => (await person.readBalance())?.frozen === 0, { patienceMs: 600_000 });
    for (const id of person.exports) {
      const done = await person.client.waitForExport(id);
      expect(done, id).toMatchObject({ status: 'completed', progress: 100, error: null });
    }

    const files = person.exports.slice(-3).map(async (id) => (await person.client.readExport(id)).output);
    for (const output of await Promise.all(files)) {
      const download = await fetch(output?.url ?? '');
      expect(download.status).toBe(200);
      expect((await download.arrayBuffer()).byteLength).toBe(output?.size);
    }

    for (const sessionId of person.sessions) {
      const data = await person.readState(sessionId);
      const fileIds = data?.state.video_infos.map(({ id }) => id) ?? [];
      const promised = person.uploads.filter((upload) => upload.sessionId === sessionId).map(({ fileId }) => fileId);
      expect(fileIds).toEqual(expect.arrayContaining(promised));
      expect(new Set(fileIds).size).toBe(fileIds.length);
      const pieces = person.pieces.filter((piece) => piece === sessionId).length;
      expect(data?.state.generated_media.length).toBeGreaterThanOrEqual(pieces);
    }

    expect(person.complaints).toEqual([]);
  }
}

/** Waits until the processes that live have given up what dead ones left running; on a Postgres server that takes a lease of 15 s. */
export async function waitForLeases(place: FaultPlace): Promise<void> {
  const database = await place.openDatabase();
  await until('no turn is running', async () => (await runningTurns(database)).length === 0, { patienceMs: 120_000 });
  await database.close();
}

/** Checks, with no process running, that everything was done once, that the books are right and that nothing lies about. */
export async function checkPlace(place: FaultPlace): Promise<void> {
  await until('every process of the killed servers has ended', async () => (await place.listProcesses()).length === 0);
  const database = await place.openDatabase();
  await checkJobs(database);
  expect(await checkLedger({ database })).toEqual({ isSound: true, unbalanced: [], idleHolds: [] });
  expect(await database.rows(z.unknown(), 'select id from credit_holds where closed_at is null')).toEqual([]);
  expect(await runningTurns(database)).toEqual([]);
  await database.close();
}

/** The second look, after another start and end: what earlier processes left is gone from the disk. */
export async function checkLeftovers(place: FaultPlace): Promise<void> {
  const database = await place.openDatabase();
  const blobs = diskBlobs(join(place.data, 'blobs'));
  await sweepBlobs({ sql: database, blobs }, new Date(Date.now() + 1000));
  const kept: string[] = [];
  for await (const { hash } of blobs.list()) {
    expect(await hashOf(blobs, hash)).toBe(hash);
    kept.push(hash);
  }

  expect((await listReferencedBlobs(database, kept)).size).toBe(kept.length);
  const needed = await database.rows(
    z.object({ hash: z.string() }),
    `select blob_hash as hash from media union select thumbnail_hash from media where thumbnail_hash is not null
     union select peaks_hash from media where peaks_hash is not null union select blob_hash from artifacts
     union select blob_hash from jobs where blob_hash is not null`,
  );
  expect(needed.map(({ hash }) => hash).filter((hash) => !kept.includes(hash))).toEqual([]);
  await database.close();
  expect(await readdir(place.temporary, { recursive: true })).toEqual([]);
  const files = await listFiles(place.data);
  expect(files.filter((name) => /\.(part|pcm|tmp|packets)$|(scratch|temporary)\/./.test(name))).toEqual([]);
}

async function runningTurns(database: Database): Promise<readonly unknown[]> {
  return database.rows(z.unknown(), `select id from turns where status = 'running'`);
}

async function checkJobs(database: Database): Promise<void> {
  const others = `select id, kind, status, error_code, error_message from jobs where status <> 'completed'`;
  expect(await database.rows(z.unknown(), others)).toEqual([]);
  const pieces = await database.rows(
    GenerateRow,
    `select jobs.id, request ->> 'mediaId' as "mediaId", credit_holds.spent
     from jobs join credit_holds on credit_holds.id = jobs.hold_id where kind = 'generate'`,
  );
  expect(pieces.length).toBeGreaterThan(0);
  expect(pieces.filter(({ spent }) => spent !== 1)).toEqual([]);
  const ids = pieces.map(({ mediaId }) => mediaId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(await countOf(database, `select count(*)::integer as count from media where origin = 'generated'`)).toBe(ids.length);
  for (const mediaId of ids) {
    expect(await countOf(database, 'select count(*)::integer as count from media where id = $1', mediaId)).toBe(1);
    const placings = `select count(*)::integer as count from revisions where edit ->> 'mediaId' = $1`;
    expect(await countOf(database, placings, mediaId), `revisions that place ${mediaId}`).toBe(1);
    const tellings = `select count(*)::integer as count from events
      where event -> 'actions' -> 'artifactDelta' ->> $1 is not null`;
    expect(await countOf(database, tellings, `${mediaId}.score.json`), `events that tell of ${mediaId}`).toBe(1);
  }
}

async function countOf(database: Database, text: string, ...values: readonly string[]): Promise<number> {
  return (await database.row(Count, text, values))?.count ?? 0;
}

async function hashOf(blobs: Blobs, hash: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of (await blobs.read(hash)) ?? []) {
    digest.update(chunk);
  }

  return digest.digest('hex');
}

/** Paths within a folder; of the embedded database's own files only the folder. */
async function listFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => !name.startsWith('postgres/') && !HASH.test(name));
}
