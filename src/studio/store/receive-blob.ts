import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm, stat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../engine/kernel/index.ts';
import type { Blob, Blobs } from '../ports/blobs.ts';

const HASH = /^[0-9a-f]{64}$/;
/** A blob in a temporary file that its receiver gives a name, or removes. */
export type ReceivedBlob = Blob & { readonly path: string };

/** Throws unless `hash` is the hash of a blob: nothing else ever becomes part of a path or an address. */
export function assertIsHash(hash: string): void {
  if (!HASH.test(hash)) {
    throw new StudioError('blobs.bad-hash', `Expected a blob's hash (64 hex digits), got "${hash.slice(0, 80)}".`);
  }
}

/** Writes a stream to a temporary file in `folder`, on the disk for sure, and says what it is. Leaves nothing when that fails. */
export async function receiveBlob(
  folder: string,
  content: Parameters<Blobs['put']>[0],
  options: Parameters<Blobs['put']>[1] = {},
): Promise<ReceivedBlob> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${randomUUID()}.part`);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of content) {
        options.signal?.throwIfAborted();
        bytes += chunk.length;
        if (bytes > (options.limitBytes ?? Infinity)) {
          throw new StudioError(
            'blobs.too-large',
            `Expected at most ${options.limitBytes} bytes, got more. Make the file smaller.`,
          );
        }

        hash.update(chunk);
        await writeAll(file, chunk);
      }

      options.signal?.throwIfAborted();
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    await rm(path, { force: true });
    throw fullDiskOr(cause);
  }

  return { path, bytes, hash: hash.digest('hex') };
}

async function writeAll(file: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length;) {
    written += (await file.write(chunk, written)).bytesWritten;
  }
}

/** Removes what was left by processes that died while they received. */
export async function removeUnfinished(folder: string, olderThan: Date): Promise<void> {
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(absentOr);
    if (found !== null && found.mtime < olderThan) {
      await rm(path, { force: true });
    }
  }
}

/** The names in a folder; none when there is no such folder. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(absentOr)) ?? [];
}

/** For `catch`: null when a file is simply not there. */
export function absentOr(cause: unknown): null {
  if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) {
    return null;
  }

  throw cause;
}

function fullDiskOr(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? cause.code : '';
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new StudioError('blobs.full', 'The disk of the data folder is full. Free some space and try again.', { cause });
  }

  return cause;
}
