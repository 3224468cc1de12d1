import type { WireFile } from '../../../contract/service/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { UrlFetcher } from '../../ports/url-fetcher.ts';
import { Refused } from '../refused.ts';
import type { Caller } from '../service-ports.ts';
import type { IncomingFile } from './receive-file.ts';
import { inMegabytes } from './in-megabytes.ts';
import { uploadFiles } from './upload-files.ts';
import type { UploadPorts } from './upload-ports.ts';

/**
 * Fetches files from other servers into a session: all of them, or none. Refuses as `uploadFiles` does, and with `invalid-body` for an
 * address that may not be fetched or does not answer.
 */
export async function uploadUrls(
  ports: UploadPorts & { readonly urlFetcher: UrlFetcher },
  caller: Caller,
  upload: { readonly sessionId: string; readonly urls: readonly string[]; readonly signal: AbortSignal },
): Promise<readonly WireFile[]> {
  // Whatever ends the upload also ends the connections that are still open for it.
  const ended = new AbortController();
  const signal = AbortSignal.any([upload.signal, ended.signal]);
  try {
    return await uploadFiles(ports, caller, { sessionId: upload.sessionId, files: fetchAll(ports, upload.urls, signal), signal });
  } finally {
    ended.abort();
  }
}

async function* fetchAll(
  { urlFetcher, settings }: Parameters<typeof uploadUrls>[0],
  urls: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<IncomingFile> {
  for (const url of urls) {
    const file = await urlFetcher.fetch(url, { signal }).catch(refuseUrl);
    if (file.bytes !== null && file.bytes > settings.uploadLimitBytes) {
      throw new Refused(
        'file-too-large',
        `"${file.filename}" has ${inMegabytes(file.bytes)}; a file may have at most ${inMegabytes(settings.uploadLimitBytes)}. Compress or trim it first.`,
      );
    }

    yield { filename: file.filename, content: refusing(file.content) };
  }
}

async function* refusing(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (cause) {
    refuseUrl(cause);
  }
}

function refuseUrl(cause: unknown): never {
  throw cause instanceof StudioError && (cause.code === 'url.refused' || cause.code === 'url.failed')
    ? new Refused('invalid-body', cause.message, { cause })
    : cause;
}
