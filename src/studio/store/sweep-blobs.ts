import type { Blobs } from '../ports/blobs.ts';
import type { Sql } from '../ports/database.ts';
import { listReferencedBlobs } from './records/media.ts';

/** How many blobs are asked about at once. */
const BATCH = 200;

/**
 * Removes blobs that nothing points to, and unfinished uploads, stored before `olderThan`: a blob is stored before the row that points
 * to it, so young ones must be left alone unless no other process can be at work. Says how many blobs went.
 */
export async function sweepBlobs(ports: { readonly sql: Sql; readonly blobs: Blobs }, olderThan: Date): Promise<number> {
  await ports.blobs.tidy(olderThan);
  let batch: string[] = [];
  let removed = 0;
  const judge = async (): Promise<void> => {
    const needed = await listReferencedBlobs(ports.sql, batch);
    for (const hash of batch.filter((candidate) => !needed.has(candidate))) {
      // Stored again since it was listed, it belongs to somebody whose row is not written yet.
      await ports.blobs.delete(hash, { storedBefore: olderThan });
      removed += 1;
    }

    batch = [];
  };

  for await (const blob of ports.blobs.list()) {
    if (blob.storedAt < olderThan) {
      batch.push(blob.hash);
    }

    if (batch.length === BATCH) {
      await judge();
    }
  }

  await judge();
  return removed;
}
