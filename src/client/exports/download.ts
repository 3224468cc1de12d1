import { problemOf, ServiceError } from '../service-problem.ts';
import type { Transport } from '../transport.ts';

/** A connection that breaks is taken up again so many times, if the server gives parts of files. */
const MOST_RESUMPTIONS = 5;
const RESUME_SECONDS = 1;

/** A file on its way. */
export type Download = {
  readonly stream: ReadableStream<Uint8Array>;
  /** Null: the server does not say. */
  readonly bytes: number | null;
  readonly contentType: string | null;
  /** As the server calls it. */
  readonly filename: string | null;
};

/**
 * Begins to fetch a file. The token goes to the service itself and nowhere else. When the connection breaks the rest is asked for, and the
 * reader notices nothing; when that fails too, the stream fails with a `ServiceError`.
 */
export async function download(transport: Transport, url: string, signal: AbortSignal | null): Promise<Download> {
  const { baseUrl } = transport.host;
  const address = new URL(url, `${baseUrl}/`);
  const isOurs = address.origin === new URL(baseUrl).origin;
  const get = async (headers: { readonly [name: string]: string }): Promise<Response> =>
    transport.openFile({
      method: 'GET',
      path: address.href,
      headers: { Accept: '*/*', ...headers },
      isRepeatable: true,
      signal,
      sendsToken: isOurs,
      sendsAttribution: isOurs,
    });
  const response = await get({});
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  // The length of a compressed body is not the length of the file.
  const isPlain = (response.headers.get('content-encoding') ?? 'identity') === 'identity';
  const bytes = Number.isFinite(length) && isPlain ? length : null;
  return {
    stream: resumedStream(response, { bytes, get, transport, signal }),
    bytes,
    contentType: response.headers.get('content-type'),
    filename: filenameOf(response.headers.get('content-disposition')),
  };
}

function resumedStream(
  first: Response,
  file: {
    readonly bytes: number | null;
    readonly get: (headers: { readonly [name: string]: string }) => Promise<Response>;
    readonly transport: Transport;
    readonly signal: AbortSignal | null;
  },
): ReadableStream<Uint8Array> {
  const { bytes, get, transport, signal } = file;
  const tag = first.headers.get('etag');
  const canResume = first.headers.get('accept-ranges') === 'bytes' && bytes !== null;
  let reader = first.body?.getReader() ?? null;
  let [received, resumptions] = [0, 0];

  /** The next piece, over as many connections as it takes. */
  const read = async (): Promise<Uint8Array | null> => {
    for (;;) {
      try {
        const result = await reader?.read();
        if (result?.value !== undefined) {
          return result.value;
        }

        if (bytes === null || received >= bytes) {
          return null;
        }

        throw new TypeError(`The file ended after ${received} of ${bytes} bytes`);
      } catch (cause) {
        signal?.throwIfAborted();
        resumptions++;
        if (!canResume || resumptions > MOST_RESUMPTIONS) {
          throw new ServiceError(problemOf('unreachable', { message: 'The download broke off. Try again.' }), { cause });
        }

        await transport.pause(RESUME_SECONDS, 'unreachable', signal);
        const rest = await get({ Range: `bytes=${received}-`, ...(tag === null ? {} : { 'If-Range': tag }) });
        if (rest.status !== 206 || !(rest.headers.get('content-range') ?? '').startsWith(`bytes ${received}-`)) {
          await rest.body?.cancel();
          throw new ServiceError(problemOf('unreachable', { message: 'The file is not the same any more. Download it again.' }), {
            cause,
          });
        }

        reader = rest.body?.getReader() ?? null;
      }
    }
  };

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = await read();
        if (piece === null) {
          controller.close();
        } else {
          received += piece.byteLength;
          controller.enqueue(piece);
        }
      },
      async cancel(reason) {
        await reader?.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

/** The name in a `Content-Disposition` (RFC 6266): in full where it is there, else the plain one. */
function filenameOf(disposition: string | null): string | null {
  const full = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (full !== undefined) {
    try {
      return decodeURIComponent(full.trim());
    } catch (problem) {
      if (!(problem instanceof URIError)) {
        throw problem;
      }
    }
  }

  return /filename\s*=\s*"([^"]*)"/i.exec(disposition ?? '')?.[1] ?? null;
}
