import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../engine/kernel/index.ts';
import { lockFolder } from './folder-lock.ts';
import { absentOr, namesIn } from './receive-blob.ts';

/** A folder younger than this may be about to be locked by its process, in milliseconds. */
const YOUNG_MS = 3000;

/** A folder for the temporary files of one process. */
export type ProcessFolder = {
  readonly path: string;
  /** Removes the folder with all that is in it. */
  close(): Promise<void>;
};

/**
 * Makes a folder for this process's temporary files below `parent`, and removes those of processes that have died, on this machine:
 * what a killed process leaves is gone when the next one starts. Several processes may share `parent`.
 */
export async function openProcessFolder(parent: string, processId: string): Promise<ProcessFolder> {
  await removeDead(parent);
  const own = join(parent, processId);
  await mkdir(own, { recursive: true, mode: 0o700 });
  const lock = lockFolder(own);
  const path = join(own, 'files');
  await mkdir(path, { mode: 0o700 });
  return {
    path,
    async close() {
      lock.release();
      await rm(own, { recursive: true, force: true });
    },
  };
}

async function removeDead(parent: string): Promise<void> {
  for (const name of await namesIn(parent)) {
    const folder = join(parent, name);
    const found = await stat(folder).catch(absentOr);
    if (found === null || Date.now() - found.mtimeMs < YOUNG_MS) {
      continue;
    }

    const lock = tryToLock(folder);
    if (lock !== null) {
      lock.release();
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Null while another process has the folder. */
function tryToLock(folder: string): { release(): void } | null {
  try {
    return lockFolder(folder);
  } catch (problem) {
    if (problem instanceof StudioError && problem.code === 'database.in-use') {
      return null;
    }

    throw problem;
  }
}
