import { access, constants, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { StudioError } from '../../engine/kernel/index.ts';

let made = 0;

/**
 * Lets `write` fill a file beside `path` and then puts it in place in one step, so that nobody ever sees half a file. Whatever
 * goes wrong, the half-written file is removed and what stood at `path` before still stands there.
 */
export async function writeWhole(path: string, write: (temporaryPath: string) => Promise<void>): Promise<void> {
  const folder = dirname(path);
  await checkFolder(folder, path);
  made += 1;
  const temporaryPath = join(folder, `.${basename(path).slice(0, 100)}.${process.pid}-${made}.part`);
  try {
    await write(temporaryPath);
    await rename(temporaryPath, path);
  } catch (cause) {
    throw fileError(cause, path);
  } finally {
    await rm(temporaryPath, { force: true });
  }
}

/** The failure in words a person can act on; failures that already are stay as they are. */
export function fileError(cause: unknown, path: string): unknown {
  switch (codeOf(cause)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new StudioError(
        'export.disk-full',
        `The disk ran full while writing "${path}". Free some space there (or where temporary files go) or choose another folder, then export again.`,
        { cause },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StudioError(
        'export.unwritable',
        `"${path}" may not be written. Choose a folder you may write to, or change its permissions.`,
        { cause },
      );
    case 'EISDIR':
    case 'ENOTEMPTY':
      return new StudioError('export.is-folder', `"${path}" is a folder. Give the file a name of its own.`, { cause });
    case 'ENOENT':
      return new StudioError(
        'export.no-folder',
        `The folder of "${path}" went away during the export. Make it again or choose another one.`,
        { cause },
      );
    default:
      return cause;
  }
}

async function checkFolder(folder: string, path: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found === null || !found.isDirectory()) {
    throw new StudioError(
      'export.no-folder',
      `The folder "${folder}" does not exist. Make it, or choose another place for "${basename(path)}".`,
    );
  }

  const target = await stat(path).catch(() => null);
  if (target?.isDirectory() === true) {
    throw new StudioError('export.is-folder', `"${path}" is a folder. Give the file a name of its own.`);
  }

  try {
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw fileError(cause, path);
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}
