import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openDatabase } from '../src/studio/store/open-database.ts';
import { postgresDatabase } from '../src/studio/store/postgres-database.ts';
import type { Database } from '../src/studio/ports/database.ts';

const run = promisify(execFile);
const DEBIAN = '/usr/lib/postgresql';
/** Postgres refuses to run as root; this user exists everywhere. */
const NOBODY = 65534;
const GUARD = `cat > /dev/null
pid=$(head -n 1 "$1/data/postmaster.pid" 2> /dev/null)
if [ -n "$pid" ]; then
  kill -QUIT "$pid" 2> /dev/null
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do kill -0 "$pid" 2> /dev/null && sleep 0.1; done
fi
rm -rf "$1"`;

/** A database for one test file, empty but for its tables. */
export type TestDatabase = {
  readonly database: Database;
  /** Where other processes find it; null for the embedded one, which is in memory. */
  readonly url: string | null;
  /** Another connection to the same database; of the embedded one there is only the first. */
  readonly open: () => Promise<Database>;
  readonly close: () => Promise<void>;
};

/** The kinds there are on this machine: the embedded one, and Postgres if `TEST_DATABASE_URL` names a server or its programs are installed. */
export const DATABASE_KINDS: readonly Database['kind'][] =
  process.env['TEST_DATABASE_URL'] !== undefined || postgresFolder() !== null ? ['pglite', 'postgres'] : ['pglite'];

export async function openTestDatabase(kind: Database['kind']): Promise<TestDatabase> {
  if (kind === 'pglite') {
    const database = await openDatabase({ url: null, folder: null });
    return { database, url: null, open: async () => Promise.resolve(database), close: database.close };
  }

  const server = process.env['TEST_DATABASE_URL'] ?? null;
  const cluster = server === null ? await startCluster() : null;
  const home = postgresDatabase(server ?? cluster?.url ?? '');
  const name = `cuesmith_test_${randomBytes(6).toString('hex')}`;
  await home.script(`create database ${name}`);

  const url = new URL(server ?? cluster?.url ?? '');
  url.pathname = `/${name}`;
  const open = async (): Promise<Database> => openDatabase({ url: url.href, folder: null });
  const database = await open();
  return {
    database,
    url: url.href,
    open,
    async close() {
      await database.close();
      await home.script(`drop database ${name} with (force)`);
      await home.close();
      await cluster?.stop();
    },
  };
}

/** A server of our own, with its data, its socket and nothing else in a temporary folder. */
export type Cluster = {
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** Dies as in a crash; `start` brings it back with its data. */
  readonly crash: () => Promise<void>;
  readonly start: () => Promise<void>;
};

export async function startCluster(): Promise<Cluster> {
  const programs = postgresFolder() ?? '';
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  // A socket's path has at most 107 bytes: keep it short.
  const folder = await mkdtemp('/tmp/cuesmith-pg-');
  if (isRoot) {
    await chown(folder, NOBODY, NOBODY);
  }

  const data = join(folder, 'data');
  await run(join(programs, 'initdb'), ['-D', data, '-U', 'cuesmith', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'], {
    ...user,
    cwd: folder,
  });

  const options = ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off', '-c', 'max_connections=60'];
  let server: ChildProcess | null = null;
  const guard = guardCluster(folder);
  const start = async (): Promise<void> => {
    server = spawn(join(programs, 'postgres'), options, { ...user, cwd: folder, stdio: 'ignore' });
    await waitUntilReady(join(programs, 'pg_isready'), folder);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const dying = server;
    server = null;
    if (dying !== null && dying.exitCode === null) {
      const ended = new Promise((resolve) => dying.once('exit', resolve));
      dying.kill(signal);
      await ended;
    }
  };

  await start();
  return {
    url: `postgres://cuesmith@localhost/postgres?host=${encodeURIComponent(folder)}`,
    start,
    crash: async () => end('SIGQUIT'),
    async stop() {
      await end('SIGINT');
      await guard.end();
    },
  };
}

/** Ends the server and removes its folder when it is told to, and when this process dies, however it dies: the system closes the pipe. */
function guardCluster(folder: string): { readonly end: () => Promise<void> } {
  const guard = spawn('sh', ['-c', GUARD, 'sh', folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  const ended = new Promise<void>((resolve) => guard.once('close', () => resolve()));
  guard.unref();
  return {
    async end() {
      guard.ref();
      guard.stdin.end();
      await ended;
    },
  };
}

async function waitUntilReady(probe: string, folder: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    try {
      await run(probe, ['-h', folder, '-U', 'cuesmith', '-d', 'postgres']);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  throw new Error('Postgres did not start');
}

/** The newest version Debian installed, or what `initdb` is found beside; null without the server's programs. */
function postgresFolder(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((left, right) => Number(right) - Number(left)) : [];
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env['PATH'] ?? '').split(':')];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null;
}
