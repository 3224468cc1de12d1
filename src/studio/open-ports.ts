import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServicePorts, ServiceSettings } from './actions/service-ports.ts';
import type { ServiceConfig } from './config.ts';
import { bossQueue } from './jobs/boss-queue.ts';
import type { Database } from './ports/database.ts';
import { bucketBlobs } from './store/bucket-blobs.ts';
import { diskBlobs } from './store/disk-blobs.ts';
import { openDatabase } from './store/open-database.ts';
import { randomIds } from './store/random-ids.ts';
import { ensureInstallSecret } from './store/records/install-secrets.ts';
import { scryptSecrets } from './store/scrypt-secrets.ts';
import { readSigningKey, signedBlobLinks } from './store/signed-blob-links.ts';
import { systemClock } from './store/system-clock.ts';
import { systemWallClock } from './store/system-wall-clock.ts';

const KEY_BYTES = 32;

/** What stays the same for everybody who installs it; the rest is the environment's. */
const FIXED_SETTINGS = {
  starterCredits: 100,
  tokenDays: 7,
  accountsPerAddress: 10,
  uploadLimitBytes: 200 << 20,
  linkHours: 24,
} as const satisfies Partial<ServiceSettings>;

/** The ports of this process, with the name it has among the service's processes. */
export type OpenPorts = ServicePorts & { readonly processId: string };

/** Opens the database (its tables brought up to date), the queue and the place of blobs; whoever opens them closes queue and database. */
export async function openPorts(
  config: ServiceConfig,
  run: { readonly publicUrl: string; readonly isOpen: boolean; readonly onProblem: (problem: unknown) => void },
): Promise<OpenPorts> {
  const { dataFolder, blobUrl } = config;
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const database = await openDatabase({ url: config.databaseUrl, folder: dataFolder });
  try {
    const ids = randomIds(systemWallClock);
    const processId = ids.make('process');
    const blobLinks = signedBlobLinks(await linkKey(database, dataFolder));
    const queue = await bossQueue({ database, wallClock: systemWallClock, processId, onProblem: run.onProblem });
    return {
      processId,
      database,
      queue,
      blobs: blobUrl === null ? diskBlobs(join(dataFolder, 'blobs')) : bucketBlobs(blobUrl, join(dataFolder, 'scratch')),
      blobLinks,
      ids,
      secrets: scryptSecrets,
      clock: systemClock,
      wallClock: systemWallClock,
      settings: {
        ...FIXED_SETTINGS,
        publicUrl: run.publicUrl,
        isOpen: run.isOpen,
        generatePrice: config.generatePrice,
        allowsFreeExport: config.allowsFreeExport,
        uploadQuotaBytes: config.uploadQuotaBytes,
      },
    };
  } catch (problem) {
    await database.close();
    throw problem;
  }
}

/** On one machine the key is a file beside the data; machines that share a database must share the key, too. */
async function linkKey(database: Database, dataFolder: string): Promise<Uint8Array> {
  if (database.kind === 'pglite') {
    return readSigningKey(join(dataFolder, 'links.key'));
  }

  const fresh = randomBytes(KEY_BYTES).toString('hex');
  return Buffer.from(await ensureInstallSecret(database, { name: 'links', fresh }), 'hex');
}
