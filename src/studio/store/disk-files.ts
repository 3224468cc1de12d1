import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StudioError } from '../../engine/kernel/index.ts';
import type { Files, FileStreams } from '../ports/files.ts';

/** The real disk. */
export const diskFiles: Files & FileStreams = {
  async exists(path) {
    return (await kindOf(path)) !== 'nothing';
  },

  async assertCanWrite(path) {
    const kind = await kindOf(path);
    if (kind === 'folder') {
      throw new StudioError('files.is-a-folder', `Cannot write the file "${path}": a folder has that name. Choose another name.`);
    }

    await assertIsFolder(dirname(path), path);
    await tryToCreateIn(dirname(path), path);
  },

  async assertCanFill(path) {
    const kind = await kindOf(path);
    if (kind === 'file') {
      throw new StudioError('files.not-a-folder', `Cannot use "${path}" as a folder: a file has that name. Choose another name.`);
    }

    const folder = kind === 'folder' ? path : dirname(path);
    await assertIsFolder(folder, path);
    await tryToCreateIn(folder, path);
  },

  async makeFolder(path) {
    if ((await kindOf(path)) === 'folder') {
      return { made: false };
    }

    await mkdir(path).catch((cause: unknown) => {
      throw writeProblem(path, cause);
    });
    return { made: true };
  },

  async removeEmptyFolder(path) {
    await rmdir(path).catch((cause: unknown) => {
      if (codeOf(cause) !== 'ENOTEMPTY' && codeOf(cause) !== 'ENOENT') {
        throw cause;
      }
    });
  },

  async remove(path) {
    await rm(path, { force: true });
  },

  writeWhole,

  writeStream: writeWhole,

  async *read(path) {
    try {
      for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
        const piece: Buffer = chunk;
        yield piece;
      }
    } catch (cause) {
      throw readProblem(path, cause);
    }
  },

  async measure(path) {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      const piece: Buffer = chunk;
      hash.update(piece);
      bytes += piece.length;
    }

    return { bytes, sha256: hash.digest('hex') };
  },
};

/** Whole or not at all: under a temporary name first. */
async function writeWhole(path: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const temporary = join(dirname(path), `.cuesmith-${randomUUID().slice(0, 8)}.part`);
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }

    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw writeProblem(path, cause);
  }
}

/** The error a person can act on for a write that failed: names the file, the reason and the remedy. */
function writeProblem(path: string, cause: unknown): StudioError {
  const code = codeOf(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new StudioError(
      'files.disk-full',
      `Cannot write "${path}": the disk is full. Free some space or write to another disk with -o.`,
      { cause },
    );
  }

  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new StudioError(
      'files.not-writable',
      `Cannot write "${path}": permission denied. Choose a folder that you may write to.`,
      { cause },
    );
  }

  if (code === 'ENAMETOOLONG') {
    return new StudioError('files.name-too-long', `Cannot write "${path}": the name is too long. Choose a shorter one.`, {
      cause,
    });
  }

  return new StudioError('files.not-writable', `Cannot write "${path}" (${code}). Choose another place with -o.`, { cause });
}

/** The error a person can act on for a file that cannot be read. */
function readProblem(path: string, cause: unknown): StudioError {
  switch (codeOf(cause)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new StudioError('files.not-found', `Cannot read "${path}": there is no such file. Check its name.`, { cause });
    case 'EISDIR':
      return new StudioError('files.is-a-folder', `Cannot read "${path}": it is a folder. Name a file in it.`, { cause });
    case 'EACCES':
    case 'EPERM':
      return new StudioError('files.not-readable', `Cannot read "${path}": permission denied. Make it readable first.`, {
        cause,
      });
    default:
      return new StudioError('files.not-readable', `Cannot read "${path}" (${codeOf(cause)}).`, { cause });
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR') {
      return 'nothing';
    }

    throw writeProblem(path, cause);
  }
}

async function assertIsFolder(folder: string, path: string): Promise<void> {
  const kind = await kindOf(folder);
  if (kind === 'folder') {
    return;
  }

  if (kind === 'file') {
    throw new StudioError(
      'files.not-a-folder',
      `Cannot write "${path}": "${folder}" is a file, not a folder. Choose another place.`,
    );
  }

  throw new StudioError(
    'files.no-such-folder',
    `Cannot write "${path}": the folder "${folder}" does not exist. Make it first (mkdir -p "${folder}") or choose another place.`,
  );
}

/** Permissions, read-only disks and quotas have too many forms to reason about: try it, and take it away again. */
async function tryToCreateIn(folder: string, path: string): Promise<void> {
  const probe = join(folder, `.cuesmith-${randomUUID().slice(0, 8)}.part`);
  try {
    await (await open(probe, 'wx')).close();
  } catch (cause) {
    throw writeProblem(path, cause);
  }

  await unlink(probe);
}
