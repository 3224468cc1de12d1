/**
 * A file to upload: a `File`, or its bytes with a name. In Node `new File([await openAsBlob(path)], name)` reads from disk as it is sent.
 * A stream is read into memory first, since an upload may have to be sent again.
 */
export type UploadSource =
  | File
  | { readonly name: string; readonly bytes: Uint8Array | Blob; readonly type?: string }
  | { readonly name: string; readonly stream: ReadableStream<Uint8Array>; readonly type?: string };

/** How far an upload is, in bytes of its files. */
export type UploadProgress = { readonly sentBytes: number; readonly totalBytes: number };

/** A file as it goes into a form. */
export type NamedBlob = { readonly name: string; readonly blob: Blob; readonly type: string };

/** What servers take for a file that says nothing of its kind; they look inside. */
const ANY_TYPE = 'application/octet-stream';

export async function blobOf(source: UploadSource): Promise<NamedBlob> {
  if (source instanceof Blob) {
    return { name: source.name, blob: source, type: source.type || ANY_TYPE };
  }

  const { name, type } = source;
  const blob = 'stream' in source ? await new Response(source.stream).blob() : blobFrom(source.bytes);
  return { name, blob, type: type ?? (blob.type || ANY_TYPE) };
}

function blobFrom(bytes: Uint8Array | Blob): Blob {
  // A copy: bytes may lie in memory that is shared, which a blob cannot be made of.
  return bytes instanceof Blob ? bytes : new Blob([Uint8Array.from(bytes)]);
}
