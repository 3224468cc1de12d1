import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StudioError } from '../../engine/kernel/index.ts';
import type { Blob, Blobs, ByteRange } from '../ports/blobs.ts';
import { absentOr, assertIsHash, namesIn, receiveBlob, removeUnfinished } from './receive-blob.ts';

const INCOMING = 'incoming';
const CHUNK_BYTES = 256 << 10;

/** Left free for the database, which shares the disk and falls over when there is no room: 128 MiB. */
const KEEP_FREE_BYTES = 128 << 20;
/** How much is written between two looks at the room left. */
const LOOK_BYTES = 8 << 20;

/**
 * Blobs in a folder: `<folder>/ab/ab12…`, the file's name being its hash, without an ending that a decoder might believe. At least
 * `keepFreeBytes` of the disk stay free (default 128 MiB).
 */
export function diskBlobs(folder: string, options: { readonly keepFreeBytes?: number } = {}): Blobs {
  const keepFree = options.keepFreeBytes ?? KEEP_FREE_BYTES;
  const incoming = join(folder, INCOMING);
  const pathOf = (hash: string): string => {
    assertIsHash(hash);
    return join(folder, hash.slice(0, 2), hash);
  };
  const statOf = async (hash: string): Promise<Blob | null> => {
    const found = await stat(pathOf(hash)).catch(absentOr);
    return found === null ? null : { hash, bytes: found.size };
  };

  const blobs: Blobs = {
    async put(content, options) {
      const { path, hash, bytes } = await receiveBlob(incoming, whileThereIsRoom(folder, keepFree, content), options);
      const place = pathOf(hash);
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      // Also over an equal blob that is there: its new date keeps the sweep of unused blobs away.
      await rename(path, place);
      await syncFolder(dirname(place));
      return { hash, bytes };
    },

    async putFile(path) {
      return blobs.put(createReadStream(path, { highWaterMark: CHUNK_BYTES }));
    },

    stat: statOf,

    async read(hash, range) {
      const found = await statOf(hash);
      return found === null ? null : readPart(pathOf(hash), range ?? { from: 0, to: found.bytes }, found.bytes);
    },

    async local(hash) {
      if ((await statOf(hash)) === null) {
        throw new StudioError('blobs.missing', `There is no blob ${hash}. It may have been removed.`);
      }

      return { path: pathOf(hash), release: async () => Promise.resolve() };
    },

    async delete(hash, options) {
      const path = pathOf(hash);
      const before = options?.storedBefore ?? null;
      const found = before === null ? null : await stat(path).catch(absentOr);
      if (before === null || (found !== null && found.mtime < before)) {
        await rm(path, { force: true });
      }
    },

    async *list() {
      for (const prefix of await namesIn(folder)) {
        if (prefix.length !== 2) {
          continue;
        }

        for (const hash of await namesIn(join(folder, prefix))) {
          const found = await stat(join(folder, prefix, hash)).catch(absentOr);
          if (found !== null) {
            yield { hash, bytes: found.size, storedAt: found.mtime };
          }
        }
      }
    },

    async tidy(olderThan) {
      await removeUnfinished(incoming, olderThan);
    },
  };
  return blobs;
}

/** Passes a stream on as long as the disk keeps `keepFree` bytes. */
async function* whileThereIsRoom(
  folder: string,
  keepFree: number,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let unchecked = LOOK_BYTES;
  for await (const chunk of content) {
    unchecked += chunk.length;
    if (unchecked >= LOOK_BYTES) {
      const { bavail, bsize } = await statfs(folder);
      if (bavail * bsize < keepFree + unchecked) {
        throw new StudioError('blobs.full', 'The disk of the data folder is full. Free some space and try again.');
      }

      unchecked = 0;
    }

    yield chunk;
  }
}

/** Checks a range at once, and opens the file when the first bytes are asked for: who never asks keeps nothing open. */
function readPart(path: string, range: ByteRange, bytes: number): AsyncIterable<Uint8Array> {
  assertIsRange(range, bytes);
  return {
    async *[Symbol.asyncIterator]() {
      if (range.from < range.to) {
        yield* createReadStream(path, { start: range.from, end: range.to - 1, highWaterMark: CHUNK_BYTES });
      }
    },
  };
}

export function assertIsRange(range: ByteRange, bytes: number): void {
  const isInside = Number.isInteger(range.from) && Number.isInteger(range.to) && range.from >= 0 && range.from <= range.to;
  if (!isInside || range.to > bytes) {
    throw new StudioError('blobs.bad-range', `Expected a range within 0–${bytes}, got ${range.from}–${range.to}.`);
  }
}

/** A name is on the disk for sure only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
