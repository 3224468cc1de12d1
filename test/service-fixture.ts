import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Caller, ServicePorts, ServiceSettings } from '../src/studio/actions/service-ports.ts';
import { bossQueue } from '../src/studio/jobs/boss-queue.ts';
import type { Database } from '../src/studio/ports/database.ts';
import type { Clock } from '../src/studio/ports/clock.ts';
import type { WallClock } from '../src/studio/ports/wall-clock.ts';
import { diskBlobs } from '../src/studio/store/disk-blobs.ts';
import { randomIds } from '../src/studio/store/random-ids.ts';
import { createAnonymousAccount, type Account } from '../src/studio/store/records/accounts.ts';
import { grantCredits } from '../src/studio/store/records/credits.ts';
import { createSession } from '../src/studio/store/records/sessions.ts';
import { scryptSecrets } from '../src/studio/store/scrypt-secrets.ts';
import { signedBlobLinks } from '../src/studio/store/signed-blob-links.ts';
import { systemClock } from '../src/studio/store/system-clock.ts';
import { openTestDatabase, type TestDatabase } from './databases.ts';

/** A clock that stands still until it is set. */
export type HandClock = Clock & WallClock & { advance(milliseconds: number): void };

export function handClock(start = '2026-11-22T12:00:00Z'): HandClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    elapsedMs: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}

export const TEST_SETTINGS: ServiceSettings = {
  publicUrl: 'http://127.0.0.1:8787',
  isOpen: false,
  starterCredits: 100,
  tokenDays: 7,
  accountsPerAddress: 10,
  generatePrice: 20,
  allowsFreeExport: true,
  uploadLimitBytes: 200 << 20,
  uploadQuotaBytes: 10_000_000_000,
  linkHours: 24,
};

/** The ports of a service with real adapters, in a folder of its own. No jobs are done until the test says `ports.queue.work(…)`. */
export type TestService = {
  readonly ports: ServicePorts;
  readonly folder: string;
  readonly database: TestDatabase;
  /** Failures that the queue would have logged. */
  readonly problems: readonly unknown[];
  /** An anonymous account with credits (default 100) and a session of its own. */
  newCaller(credits?: number): Promise<{ readonly caller: Caller; readonly sessionId: string; readonly taskId: string }>;
  close(): Promise<void>;
};

export async function openTestService(
  kind: Database['kind'],
  options: { readonly settings?: Partial<ServiceSettings>; readonly clock?: HandClock } = {},
): Promise<TestService> {
  const folder = await mkdtemp(join(tmpdir(), 'cuesmith-test-'));
  const database = await openTestDatabase(kind);
  const clock = options.clock ?? null;
  const wallClock: WallClock = clock ?? { now: () => new Date() };
  const ids = randomIds(wallClock);
  const problems: unknown[] = [];
  const queue = await bossQueue({
    database: database.database,
    wallClock,
    processId: ids.make('process'),
    onProblem: (problem) => problems.push(problem),
  });
  const ports: ServicePorts = {
    database: database.database,
    queue,
    blobs: diskBlobs(join(folder, 'blobs')),
    blobLinks: signedBlobLinks(randomBytes(32)),
    ids,
    secrets: scryptSecrets,
    clock: clock ?? systemClock,
    wallClock,
    settings: { ...TEST_SETTINGS, ...options.settings },
  };
  return {
    ports,
    folder,
    database,
    problems,
    async newCaller(credits = 100) {
      const now = wallClock.now();
      const account = await createAccount(ports, credits);
      const [sessionId, taskId] = [ids.make('session'), ids.make('task')];
      await createSession(ports.database, {
        id: sessionId,
        taskId,
        accountId: account.id,
        appName: 'nemo_agent',
        taskName: 'project',
        language: null,
        state: {},
        now,
      });
      return { caller: { account, scopes: ['*'], tokenId: null }, sessionId, taskId };
    },
    async close() {
      await queue.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createAccount(ports: ServicePorts, credits: number): Promise<Account> {
  const now = ports.wallClock.now();
  const account = await createAnonymousAccount(ports.database, {
    id: ports.ids.make('account'),
    userId: ports.ids.make('anonymous-user'),
    clientDigest: ports.secrets.digest(ports.ids.make('request')),
    now,
  });
  if (account === null) {
    throw new Error('Expected a fresh account');
  }

  if (credits > 0) {
    await grantCredits(ports.database, { accountId: account.id, amount: credits, reason: 'test', now });
  }

  return account;
}
