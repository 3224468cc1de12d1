import { StudioError } from '../../../engine/kernel/index.ts';
import type { Blob } from '../../ports/blobs.ts';
import type { ProbedMedia } from '../../ports/media-probe.ts';
import { Refused } from '../refused.ts';
import { cleanFilename } from './clean-filename.ts';
import { inMegabytes } from './in-megabytes.ts';
import type { UploadPorts } from './upload-ports.ts';

/** A file on its way to us. */
export type IncomingFile = { readonly filename: string; readonly content: AsyncIterable<Uint8Array> };

/** A file that is stored and looked into; nothing points to its blobs yet. */
export type ReceivedFile = {
  readonly filename: string;
  readonly blob: Blob;
  readonly probed: ProbedMedia;
  readonly thumbnailHash: string | null;
  readonly peaksHash: string | null;
};

/** Stores one file and finds out what it is. What is stored and then refused is swept away later: nothing points to it. */
export async function receiveFile(
  ports: UploadPorts,
  file: IncomingFile,
  limits: { readonly signal: AbortSignal; readonly room: number; readonly quotaExceeded: () => Refused },
): Promise<ReceivedFile> {
  const { signal } = limits;
  const filename = cleanFilename(file.filename);
  const blob = await store(ports, { ...file, filename }, limits);
  if (blob.bytes === 0) {
    throw new Refused('invalid-body', `"${filename}" is empty. Choose the file again and send it once more.`);
  }

  const local = await ports.blobs.local(blob.hash);
  const probed = await ports.mediaProbe
    .probe(local.path, { signal })
    .catch((cause: unknown) => {
      throw namingFile(filename, cause);
    })
    .finally(() => local.release());

  return {
    filename,
    blob,
    probed,
    thumbnailHash: await keep(ports, probed.thumbnail),
    peaksHash: await keep(ports, probed.peaks === null ? null : Buffer.from(JSON.stringify(probed.peaks))),
  };
}

async function store(
  ports: UploadPorts,
  { filename, content }: IncomingFile,
  { signal, room, quotaExceeded }: Parameters<typeof receiveFile>[2],
): Promise<Blob> {
  const { uploadLimitBytes } = ports.settings;
  try {
    return await ports.blobs.put(content, { limitBytes: Math.max(0, Math.min(uploadLimitBytes, room)), signal });
  } catch (cause) {
    if (!(cause instanceof StudioError) || cause.code !== 'blobs.too-large') {
      throw cause;
    }

    throw room < uploadLimitBytes
      ? quotaExceeded()
      : new Refused(
          'file-too-large',
          `"${filename}" is larger than ${inMegabytes(uploadLimitBytes)}, the most one file may have. Compress or trim it and send it again.`,
          { cause },
        );
  }
}

/** What the probe says of a file, said of this one. */
function namingFile(filename: string, cause: unknown): unknown {
  if (cause instanceof StudioError && ['media.unsupported', 'media.damaged', 'media.too-slow'].includes(cause.code)) {
    return new Refused('file-unsupported', `"${filename}": ${cause.message} No file of this request was taken.`, { cause });
  }

  return cause;
}

async function keep(ports: UploadPorts, bytes: Uint8Array | null): Promise<string | null> {
  return bytes === null ? null : (await ports.blobs.put(oneChunk(bytes))).hash;
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
