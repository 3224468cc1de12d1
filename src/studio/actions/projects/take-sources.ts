import { basename } from 'node:path';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { FileStreams } from '../../ports/files.ts';
import type { UrlFetcher } from '../../ports/url-fetcher.ts';
import { listMedia, type Media } from '../../store/records/media.ts';
import type { Caller } from '../service-ports.ts';
import { uploadFiles } from '../uploads/upload-files.ts';
import type { UploadPorts } from '../uploads/upload-ports.ts';
import { uploadUrls } from '../uploads/upload-urls.ts';
import type { IncomingFile } from '../uploads/receive-file.ts';

/** Where a file comes from: the disk of the person at this machine, or an address. */
export type Source = { readonly kind: 'path'; readonly path: string } | { readonly kind: 'url'; readonly url: string };

/** Copies files into a session, in their order; those that came before one that is refused stay. Throws as `uploadFiles`, `uploadUrls` and `FileStreams.read`. */
export async function takeSources(
  ports: UploadPorts & { readonly urlFetcher: UrlFetcher },
  caller: Caller,
  taking: {
    readonly sessionId: string;
    readonly sources: readonly Source[];
    readonly files: FileStreams | null;
    readonly signal: AbortSignal;
  },
): Promise<readonly Media[]> {
  const { sessionId, sources, files, signal } = taking;
  const ids: string[] = [];
  for (const source of sources) {
    const taken =
      source.kind === 'url'
        ? await uploadUrls(ports, caller, { sessionId, urls: [source.url], signal })
        : await uploadFiles(withoutLimit(ports), caller, { sessionId, files: one(files, source.path), signal });
    ids.push(...taken.map(({ id }) => id));
  }

  const media = new Map((await listMedia(ports.database, sessionId)).map((file) => [file.id, file]));
  return ids.flatMap((id) => media.get(id) ?? []);
}

/** Throws `film.no-picture` for sound alone. */
export function assertPictures(media: readonly Media[]): void {
  const mute = media.find(({ kind }) => kind !== 'video' && kind !== 'image');
  if (mute !== undefined) {
    throw new StudioError(
      'film.no-picture',
      `"${mute.filename}" has no picture. Give a film or a still: mp4, mov, mkv, webm, jpg, png.`,
    );
  }
}

/** The person's own disk is the only limit for his own files. */
function withoutLimit(ports: UploadPorts): UploadPorts {
  return { ...ports, settings: { ...ports.settings, uploadLimitBytes: Number.MAX_SAFE_INTEGER } };
}

async function* one(files: FileStreams | null, path: string): AsyncGenerator<IncomingFile> {
  if (files === null) {
    throw new StudioError('usage.no-local-files', 'Files of a disk are not read here. Give an http or https address.');
  }

  yield { filename: basename(path), content: files.read(path) };
}
