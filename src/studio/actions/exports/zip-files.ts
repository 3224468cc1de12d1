import { crc32 } from 'node:zlib';
import { StudioError } from '../../../engine/kernel/index.ts';

/** A file of an archive. Its content is read twice: once for its checksum, once to be sent. */
export type ZipEntry = {
  /** With `/` between folders. */
  readonly name: string;
  readonly content: () => AsyncIterable<Uint8Array>;
};

/** What an archive without the 64-bit additions can address; readers older than they are common. */
const MOST_BYTES = 0xff_ff_ff_ff;
const VERSION = 20;
const NAMES_ARE_UTF8 = 0x0800;
const STORED = 0;
const HEADER_BYTES = 30;
const DIRECTORY_BYTES = 46;
const END_BYTES = 22;
const NOTHING = new Uint8Array(0);

type Written = { readonly name: Buffer; readonly crc: number; readonly bytes: number; readonly at: number };

/**
 * A zip archive as a stream: files stored as they are (noise-like sound would not shrink), sizes and checksums before each, so that every
 * unzipper takes it. Times are UTC. Throws `export.too-large` as soon as it would reach 4 GB (see `zipBytes` to know before).
 */
export async function* zipFiles(
  entries: readonly ZipEntry[],
  options: { readonly modified: Date; readonly onProgress: (done: number) => void },
): AsyncGenerator<Uint8Array> {
  const { modified, onProgress } = options;
  const written: Written[] = [];
  let at = 0;
  for (const [place, { name, content }] of entries.entries()) {
    const file = { name: Buffer.from(name, 'utf8'), at, ...(await summed(content())) };
    written.push(file);
    at += HEADER_BYTES + file.name.length + file.bytes;
    assertFits(at + written.reduce((sum, each) => sum + DIRECTORY_BYTES + each.name.length, END_BYTES));
    yield Buffer.concat([localHeader(file, modified), file.name]);
    let sent = 0;
    for await (const piece of content()) {
      sent += piece.length;
      yield piece;
      onProgress((place + sent / Math.max(1, file.bytes)) / entries.length);
    }

    if (sent !== file.bytes) {
      throw new Error(`"${name}" had ${file.bytes} bytes and then ${sent}`);
    }
  }

  const directory = Buffer.concat(written.flatMap((file) => [directoryEntry(file, modified), file.name]));
  yield directory;
  yield endRecord({ count: written.length, bytes: directory.length, at });
  onProgress(1);
}

/** The length of an archive of files with these names and lengths. */
export function zipBytes(files: readonly { readonly name: string; readonly bytes: number }[]): number {
  return files.reduce(
    (sum, { name, bytes }) => sum + HEADER_BYTES + DIRECTORY_BYTES + 2 * Buffer.byteLength(name) + bytes,
    END_BYTES,
  );
}

/** Throws `export.too-large` for an archive of 4 GB and more. */
export function assertFits(bytes: number): void {
  if (bytes > MOST_BYTES) {
    throw new StudioError(
      'export.too-large',
      `The stems of this draft would be ${(bytes / 1e9).toFixed(1)} GB; a zip holds 4.2 GB. Export the stems of one piece of music at a time, or of shorter ones.`,
    );
  }
}

async function summed(content: AsyncIterable<Uint8Array>): Promise<{ readonly crc: number; readonly bytes: number }> {
  let crc = crc32(NOTHING);
  let bytes = 0;
  for await (const piece of content) {
    crc = crc32(piece, crc);
    bytes += piece.length;
  }

  return { crc, bytes };
}

function localHeader({ name, crc, bytes }: Written, modified: Date): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION, 4);
  putCommon(header, 6, { name, crc, bytes, modified });
  return header;
}

function directoryEntry({ name, crc, bytes, at }: Written, modified: Date): Buffer {
  const entry = Buffer.alloc(DIRECTORY_BYTES);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(VERSION, 4);
  entry.writeUInt16LE(VERSION, 6);
  putCommon(entry, 8, { name, crc, bytes, modified });
  entry.writeUInt32LE(at, 42);
  return entry;
}

/** The fields that a file's header and its entry in the directory share, in the same order. */
function putCommon(
  into: Buffer,
  from: number,
  file: { readonly name: Buffer; readonly crc: number; readonly bytes: number; readonly modified: Date },
): void {
  const { name, crc, bytes, modified } = file;
  into.writeUInt16LE(NAMES_ARE_UTF8, from);
  into.writeUInt16LE(STORED, from + 2);
  // MS-DOS: two-second steps, years from 1980.
  into.writeUInt16LE(
    (modified.getUTCHours() << 11) | (modified.getUTCMinutes() << 5) | (modified.getUTCSeconds() >> 1),
    from + 4,
  );
  const years = Math.max(0, Math.min(127, modified.getUTCFullYear() - 1980));
  into.writeUInt16LE((years << 9) | ((modified.getUTCMonth() + 1) << 5) | modified.getUTCDate(), from + 6);
  into.writeUInt32LE(crc, from + 8);
  into.writeUInt32LE(bytes, from + 12);
  into.writeUInt32LE(bytes, from + 16);
  into.writeUInt16LE(name.length, from + 20);
}

function endRecord({ count, bytes, at }: { readonly count: number; readonly bytes: number; readonly at: number }): Buffer {
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(bytes, 12);
  end.writeUInt32LE(at, 16);
  return end;
}
