import { z } from 'zod';
import type { Sender } from '../transport.ts';
import type { NamedBlob, UploadProgress } from './upload-source.ts';

/** The form's one field, which may come several times. */
const FIELD = 'files';

/** A form of files as one blob, which reads its parts as it is sent, and how many of its bytes are files. */
export type FilesForm = { readonly body: Blob; readonly contentType: string; readonly fileBytes: number };

export function filesForm(files: readonly NamedBlob[], boundary: string): FilesForm {
  const parts = files.flatMap(({ name, blob, type }): readonly (string | Blob)[] => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${FIELD}"; filename="${quoted(name)}"\r\nContent-Type: ${plain(type)}\r\n\r\n`,
    blob,
    '\r\n',
  ]);
  return {
    body: new Blob([...parts, `--${boundary}--\r\n`]),
    contentType: `multipart/form-data; boundary=${boundary}`,
    fileBytes: files.reduce((sum, { blob }) => sum + blob.size, 0),
  };
}

/** As browsers write names in forms (HTML, "multipart/form-data encoding algorithm"). */
function quoted(name: string): string {
  return name.replace(/\r\n|\r|\n/g, '%0A').replaceAll('"', '%22');
}

function plain(type: string): string {
  return type.replace(/[\r\n]/g, '');
}

/**
 * Sends a form and tells how far it is. Pages send with XMLHttpRequest: there `fetch` takes no streams over HTTP/1 and tells nothing of
 * what has gone out. Elsewhere the form is a stream that is counted as it is read.
 */
export function formSender(
  form: FilesForm,
  options: {
    readonly fetch: Parameters<typeof streamSender>[1];
    readonly isOwnFetch: boolean;
    readonly onProgress: (progress: UploadProgress) => void;
  },
): Sender {
  const { fetch, isOwnFetch, onProgress } = options;
  const tell = (sent: number): void => onProgress({ sentBytes: Math.min(form.fileBytes, sent), totalBytes: form.fileBytes });
  const Xhr = isOwnFetch ? null : pageRequest();
  return Xhr === null ? streamSender(form, fetch, tell) : pageSender(form, Xhr, tell);
}

function streamSender(
  form: FilesForm,
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  tell: (sentBytes: number) => void,
): Sender {
  return async (url, init) => {
    let sent = 0;
    const counted = form.body.stream().pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        start: () => tell(0),
        transform(piece, controller) {
          controller.enqueue(piece);
          sent += piece.byteLength;
          tell(sent);
        },
      }),
    );
    init.headers.set('Content-Type', form.contentType);
    const sending = { ...init, body: counted, duplex: 'half' as const };
    return fetch(url, sending);
  };
}

/** The part of XMLHttpRequest that is used. */
type PageRequest = {
  readonly upload: { onprogress: ((event: { readonly loaded: number }) => void) | null };
  readonly status: number;
  readonly responseText: string;
  onload: (() => void) | null;
  onerror: (() => void) | null;
  onabort: (() => void) | null;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  getAllResponseHeaders(): string;
  send(body: Blob): void;
  abort(): void;
};

const PageRequestMaker = z.custom<new () => PageRequest>((value) => typeof value === 'function');

/** Null outside of pages. */
function pageRequest(): (new () => PageRequest) | null {
  const found = PageRequestMaker.safeParse(Reflect.get(globalThis, 'XMLHttpRequest'));
  return found.success ? found.data : null;
}

function pageSender(form: FilesForm, Xhr: new () => PageRequest, tell: (sentBytes: number) => void): Sender {
  return async (url, { method = 'POST', headers, signal }) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const request = new Xhr();
      const leave = (): void => request.abort();
      signal.addEventListener('abort', leave, { once: true });
      const end = (): void => signal.removeEventListener('abort', leave);
      request.upload.onprogress = ({ loaded }) => tell(loaded);
      request.onload = () => {
        end();
        resolve(
          new Response(request.responseText, { status: request.status, headers: headersOf(request.getAllResponseHeaders()) }),
        );
      };
      request.onerror = () => {
        end();
        reject(new TypeError('The upload broke off'));
      };
      request.onabort = () => reject(signal.reason);
      request.open(method, url);
      headers.set('Content-Type', form.contentType);
      headers.forEach((value, name) => request.setRequestHeader(name, value));
      tell(0);
      request.send(form.body);
    });
}

function headersOf(lines: string): Headers {
  const headers = new Headers();
  for (const line of lines.trim().split(/\r?\n/)) {
    const at = line.indexOf(':');
    if (at > 0) {
      headers.append(line.slice(0, at).trim(), line.slice(at + 1).trim());
    }
  }

  return headers;
}
