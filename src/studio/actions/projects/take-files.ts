import { basename } from 'node:path';
import { StudioError } from '../../../engine/kernel/index.ts';
import { type Caption, readCaptions } from '../../../engine/timeline/index.ts';
import { listMedia, type Media } from '../../store/records/media.ts';
import type { Caller } from '../service-ports.ts';
import { uploadFiles } from '../uploads/upload-files.ts';
import type { IncomingFile } from '../uploads/receive-file.ts';
import type { ProjectPorts } from './project-ports.ts';
import { assertPictures } from './take-sources.ts';

/** The largest file of captions that is read, bytes. */
const LARGEST_CAPTIONS = 16 << 20;

/** Copies footage into a project, in its order. Throws `files.…` for what cannot be read, `refused.file-unsupported` for what is no footage and `film.no-picture` for sound alone. */
export async function takeFootage(
  ports: ProjectPorts,
  caller: Caller,
  taking: { readonly sessionId: string; readonly paths: readonly string[]; readonly signal: AbortSignal },
): Promise<readonly Media[]> {
  const { sessionId, paths, signal } = taking;
  if (paths.length === 0) {
    return [];
  }

  // The person's own disk is the only limit here.
  const settings = { ...ports.settings, uploadLimitBytes: Number.MAX_SAFE_INTEGER };
  await uploadFiles({ ...ports, settings }, caller, { sessionId, files: incoming(ports, paths), signal });
  const media = await listMedia(ports.database, sessionId);
  assertPictures(media);
  return media;
}

/** Throws `files.…` unless a file is there and can be read. */
export async function assertReadable({ files }: Pick<ProjectPorts, 'files'>, path: string): Promise<void> {
  // The first piece says it; leaving the loop closes the file.
  for await (const piece of files.read(path)) {
    if (piece.length > 0) {
      return;
    }
  }
}

/** Reads captions, and what had to be changed to show them. */
export async function takeCaptions(
  { files }: Pick<ProjectPorts, 'files'>,
  path: string,
): Promise<{ readonly captions: readonly Caption[]; readonly changes: readonly string[] }> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of files.read(path)) {
    bytes += piece.length;
    if (bytes > LARGEST_CAPTIONS) {
      throw new StudioError('captions.invalid', `"${path}" is too large for captions. Give an SRT or WebVTT file.`);
    }

    pieces.push(piece);
  }

  return readCaptions(Buffer.concat(pieces).toString('utf8'));
}

async function* incoming({ files }: Pick<ProjectPorts, 'files'>, paths: readonly string[]): AsyncGenerator<IncomingFile> {
  for (const path of paths) {
    yield { filename: basename(path), content: files.read(path) };
  }
}
