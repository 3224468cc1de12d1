import { join } from 'node:path';
import { startBucketServer } from './bucket-server.ts';
import { startCluster } from './databases.ts';

const places = new Map<string, Promise<{ readonly [name: string]: string }>>();

/**
 * Where a server under test keeps what it keeps: in its folder alone, or with `TEST_STORAGE=servers` (a project of vitest.config.ts) on a
 * Postgres server and in an S3-compatible bucket. Whoever starts again with the same folder finds the same storage.
 */
export async function storageOf(folder: string): Promise<{ readonly [name: string]: string }> {
  if (process.env['TEST_STORAGE'] !== 'servers') {
    return {};
  }

  const place = places.get(folder) ?? openServers(folder);
  places.set(folder, place);
  return place;
}

/** Both end with this process; the bucket is kept beside what the server keeps itself. */
async function openServers(folder: string): Promise<{ readonly [name: string]: string }> {
  const { url: database } = await startCluster();
  const { url: bucket } = await startBucketServer(join(folder, 'bucket'), 'cuesmith');
  return { DATABASE_URL: database, BLOB_URL: bucket };
}
