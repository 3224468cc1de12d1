import { setTimeout } from 'node:timers/promises';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { Refused } from '../actions/refused.ts';
import type { IncomingFile } from '../actions/uploads/receive-file.ts';

/** A form may say this much besides its files; more is an attack on the parser. */
const LIMITS = { fields: 1, fieldNameSize: 200, fieldSize: 1024, parts: 64, headerPairs: 32, headerSize: 8192 } as const;

/**
 * How long a refusal waits for a client that still sends, milliseconds: one whose connection is closed before it has said all loses the
 * answer, and one that goes on for longer is not waited for.
 */
const HEAR_OUT_MS = 10_000;

/**
 * The files of a multipart form's field `field`, each as it comes: nothing is read before it is wanted, and nothing is kept. The content
 * of one has to be read to its end before the next comes. Refuses with `invalid-body` a form that is broken or has any other field.
 */
export async function* readMultipart(
  body: ReadableStream<Uint8Array>,
  { contentType, field, signal }: { readonly contentType: string; readonly field: string; readonly signal: AbortSignal },
): AsyncGenerator<IncomingFile> {
  const form = new MultipartForm(contentType, field);
  const reader = body.getReader();
  const stop = (): void => form.fail(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const heardOut = form.feed(reader);
  try {
    signal.throwIfAborted();
    for (;;) {
      const file = await form.next();
      if (file === null) {
        return;
      }

      yield file;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    form.fail(new Refused('invalid-body', 'The upload was ended.'));
    if (!signal.aborted) {
      await withinTime(heardOut, signal);
    }
  }
}

/** Waits for something that cannot fail, for a while. */
async function withinTime(done: Promise<void>, signal: AbortSignal): Promise<void> {
  const patience = new AbortController();
  const isOver = AbortSignal.any([patience.signal, signal]);
  await Promise.race([done, setTimeout(HEAR_OUT_MS, undefined, { signal: isOver }).catch(() => undefined)]);
  patience.abort();
}

/** A form on its way through the parser. */
class MultipartForm {
  readonly #field: string;
  readonly #parser: BusboyInstance;
  readonly #files: IncomingFile[] = [];
  #current: BusboyFileStream | null = null;
  #hasEnded = false;
  #problem: { readonly cause: unknown } | null = null;
  /** Calls whoever waits for the next file, and whoever waits for room in the parser. */
  #wake: () => void = () => undefined;
  #release: () => void = () => undefined;

  constructor(contentType: string, field: string) {
    this.#field = field;
    this.#parser = openParser(contentType, field);
    this.#parser.on('file', (name, stream, filename) => this.#take(name, stream, filename));
    this.#parser.on('field', (name) => this.fail(unknownField(name, field)));
    for (const limit of ['partsLimit', 'fieldsLimit', 'filesLimit']) {
      this.#parser.on(limit, () => this.fail(broken(`it has more than ${LIMITS.parts} parts`)));
    }

    this.#parser.on('error', (cause: unknown) => this.fail(broken('it ends before its last boundary, or is no form', cause)));
    this.#parser.on('finish', () => {
      this.#hasEnded = true;
      this.#wake();
    });
  }

  /** Passes the body on to the parser, as fast as the files are read, until the client has said all or is gone. Never fails. */
  async feed(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const pass = async (): Promise<void> => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) {
          this.#parser.end();
          return;
        }

        // What comes after a refusal is read and dropped: a client hears nothing before it has said all. The server ends the connection of
        // one that goes on for long.
        if (this.#problem === null) {
          await this.#write(value);
        }
      }
    };
    return pass()
      .catch((cause: unknown) => this.fail(broken('the connection broke off', cause)))
      .finally(() => reader.releaseLock());
  }

  /** The next file, or null after the last. */
  async next(): Promise<IncomingFile | null> {
    for (;;) {
      if (this.#problem !== null) {
        throw this.#problem.cause;
      }

      const file = this.#files.shift();
      if (file !== undefined) {
        return file;
      }

      if (this.#hasEnded) {
        return null;
      }

      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Ends it; the first reason counts, for whoever reads a file and whoever waits for the next. */
  fail(cause: unknown): void {
    if (this.#problem === null && !this.#hasEnded) {
      this.#problem = { cause };
      this.#current?.destroy(cause instanceof Error ? cause : new Error('The upload was ended', { cause }));
      this.#wake();
      this.#release();
    }
  }

  #take(name: string, stream: BusboyFileStream, filename: string | undefined): void {
    // It may fail when nobody reads it any more; whoever waits for the next file hears of it.
    stream.on('error', (cause: unknown) =>
      this.fail(cause instanceof Refused ? cause : broken('a file in it breaks off', cause)),
    );
    this.#current = stream;
    if (name !== this.#field) {
      this.fail(unknownField(name, this.#field));
      return;
    }

    // Browsers write a quotation mark within the name as %22 (HTML, multipart/form-data encoding algorithm).
    this.#files.push({ filename: (filename ?? '').replaceAll('%22', '"'), content: this.#reading(stream) });
    this.#wake();
  }

  async *#reading(stream: BusboyFileStream): AsyncGenerator<Uint8Array> {
    try {
      yield* stream;
    } catch (cause) {
      throw this.#problem?.cause ?? cause;
    }
  }

  /** Waits until the parser has room for more, or the form has failed. */
  async #write(chunk: Uint8Array): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#release = resolve;
      this.#parser.write(chunk, () => resolve());
    });
  }
}

function openParser(contentType: string, field: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: LIMITS,
      isPartAFile: (name, _type, filename) => name === field || filename !== undefined,
    });
  } catch (cause) {
    throw broken('its Content-Type names no boundary', cause);
  }
}

function broken(how: string, cause?: unknown): Refused {
  return new Refused('invalid-body', `The form cannot be read: ${how}. Send it again as multipart/form-data.`, { cause });
}

function unknownField(name: string, field: string): Refused {
  return new Refused(
    'invalid-body',
    `Expected files in the field "${field}" and nothing else, got the field "${String(name).slice(0, 100)}".`,
  );
}
