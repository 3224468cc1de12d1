import { Refused } from '../actions/refused.ts';
import type { ByteRange, Blobs } from '../ports/blobs.ts';
import { byteStream } from './byte-stream.ts';
import { refusalResponse } from './refusal-answer.ts';

/** Kinds that a browser shows or plays; everything else is saved. */
const SHOWN = /^(audio|video)\/[\w.+-]+$|^image\/(png|jpeg|gif|webp|avif)$|^application\/json$|^text\/plain(; charset=utf-8)?$/i;
/** What everything else is sent as: a client's own words for a file must never make a script or a page of it, nor break the header. */
const BYTES = 'application/octet-stream';

/** What a file looks like to whoever asks for it. */
export type SentFile = {
  readonly hash: string;
  /** The name a saved file gets; any text. */
  readonly filename: string;
  readonly contentType: string;
  /** Saved rather than shown. */
  readonly isDownload: boolean;
  /** For how many seconds the client may keep it. */
  readonly maxAgeSeconds: number;
};

/**
 * A blob as an answer to GET or HEAD, with ranges (RFC 9110): the first matching of 304, 416, 206 and 200. Of several ranges at once the
 * whole file is the answer, as the standard allows. Refuses with `not-found` when the blob is gone.
 */
export async function sendBlob(
  blobs: Blobs,
  request: { readonly raw: Request; readonly requestId: string },
  file: SentFile,
): Promise<Response> {
  const { raw } = request;
  const blob = await blobs.stat(file.hash);
  if (blob === null) {
    throw new Refused('not-found', 'This file is not there any more.');
  }

  const tag = `"${file.hash}"`;
  const headers = {
    'accept-ranges': 'bytes',
    'cache-control': `private, max-age=${Math.max(0, Math.floor(file.maxAgeSeconds))}, immutable`,
    'content-disposition': disposition(file),
    // An uploaded file must never act as a page of ours.
    'content-security-policy':
      "sandbox; default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'content-type': SHOWN.test(file.contentType) ? file.contentType : BYTES,
    'cross-origin-resource-policy': 'cross-origin',
    etag: tag,
  };
  if (namesTag(raw.headers.get('if-none-match'), tag)) {
    return new Response(null, { status: 304, headers });
  }

  const isHead = raw.method === 'HEAD';
  const ifRange = raw.headers.get('if-range');
  const wanted = isHead || (ifRange !== null && ifRange !== tag) ? null : readRange(raw.headers.get('range'), blob.bytes);
  if (wanted === 'outside') {
    const refused = new Refused('invalid-body', `The range lies outside the file, which has ${blob.bytes} bytes.`);
    return refusalResponse(refused, request.requestId, { status: 416, headers: { 'content-range': `bytes */${blob.bytes}` } });
  }

  const range = wanted ?? { from: 0, to: blob.bytes };
  const partial = wanted === null ? {} : { 'content-range': `bytes ${range.from}-${range.to - 1}/${blob.bytes}` };
  const content = isHead ? null : await blobs.read(file.hash, range);
  if (!isHead && content === null) {
    throw new Refused('not-found', 'This file is not there any more.');
  }

  return new Response(content === null ? null : byteStream(content), {
    status: wanted === null ? 200 : 206,
    headers: { ...headers, ...partial, 'content-length': String(range.to - range.from) },
  });
}

/** One range of a `Range` header; null: the whole file (no header, not bytes, several ranges, nonsense). */
export function readRange(header: string | null, bytes: number): ByteRange | 'outside' | null {
  const found = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '');
  const [first, last] = [found?.[1] ?? '', found?.[2] ?? ''];
  if (first === '' && last === '') {
    return null;
  }

  if (first === '') {
    const count = Math.min(Number(last), bytes);
    return count === 0 ? 'outside' : { from: bytes - count, to: bytes };
  }

  const from = Number(first);
  const to = last === '' ? bytes : Math.min(Number(last) + 1, bytes);
  if (last !== '' && Number(last) < from) {
    return null;
  }

  return from >= bytes ? 'outside' : { from, to };
}

function namesTag(header: string | null, tag: string): boolean {
  return header !== null && header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag);
}

/** RFC 6266: the name in ASCII for old clients, and in full. */
function disposition({ filename, contentType, isDownload }: SentFile): string {
  const kind = isDownload || !SHOWN.test(contentType) ? 'attachment' : 'inline';
  const name = filename.replace(/[\u0000-\u001f\u007f/\\]/g, '_').slice(0, 200) || 'file';
  const ascii = name.replace(/[^\u0020-\u007e]|["\\%]/g, '_');
  const full = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${full}`;
}
