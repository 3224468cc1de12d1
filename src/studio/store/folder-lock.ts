import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StudioError } from '../../engine/kernel/index.ts';

/**
 * Holds a folder for this process alone until released or until the process dies, however it dies. SQLite's file lock is the one
 * portable lock that Node has: a file with our process number in it would outlive a kill, and numbers are given again.
 */
export function lockFolder(folder: string): { release(): void } {
  const lock = new DatabaseSync(join(folder, 'in-use.lock'), { timeout: 0 });
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (cause) {
    lock.close();
    throw new StudioError(
      'database.in-use',
      `Another Cuesmith is using the data folder "${folder}". Stop it, choose another folder with --data, or set DATABASE_URL to share a Postgres server.`,
      { cause },
    );
  }

  return { release: () => lock.close() };
}
