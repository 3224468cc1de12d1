import { open, type FileHandle } from 'node:fs/promises';
import type { Stereo } from '../../engine/audio/index.ts';

const BYTES_PER_SAMPLE = 4;

/** Writes both channels one after the other as 32-bit floats in the machine's byte order: the quickest way to hand sound to another process. */
export async function writePcm(path: string, audio: Stereo): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for (const channel of [audio.left, audio.right]) {
      await writeAll(file, bytesOf(channel));
    }
  } finally {
    await file.close();
  }
}

/** Writes the same piece by piece, for sound of a known length. */
export class PcmWriter {
  readonly samples: number;
  readonly #file: FileHandle;

  private constructor(file: FileHandle, samples: number) {
    this.#file = file;
    this.samples = samples;
  }

  static async open(path: string, samples: number): Promise<PcmWriter> {
    return new PcmWriter(await open(path, 'wx', 0o600), samples);
  }

  /** Writes a piece whose first sample is sample `from`. */
  async write(from: number, { left, right }: Stereo): Promise<void> {
    await writeAll(this.#file, bytesOf(left), from * BYTES_PER_SAMPLE);
    await writeAll(this.#file, bytesOf(right), (this.samples + from) * BYTES_PER_SAMPLE);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** Reads back what `writePcm` wrote, piece by piece, so that memory stays bounded however long the piece is. */
export class PcmReader {
  readonly samples: number;
  readonly #file: FileHandle;

  private constructor(file: FileHandle, samples: number) {
    this.#file = file;
    this.samples = samples;
  }

  static async open(path: string): Promise<PcmReader> {
    const file = await open(path, 'r');
    const { size } = await file.stat();
    return new PcmReader(file, size / (2 * BYTES_PER_SAMPLE));
  }

  /** The samples `[from, from + count)` of both channels. */
  async read(from: number, count: number): Promise<Stereo> {
    const left = new Float32Array(count);
    const right = new Float32Array(count);
    await this.#fill(left, from);
    await this.#fill(right, this.samples + from);
    return { left, right };
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #fill(channel: Float32Array, from: number): Promise<void> {
    const bytes = bytesOf(channel);
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await this.#file.read(bytes, filled, bytes.length - filled, from * BYTES_PER_SAMPLE + filled);
      if (bytesRead === 0) {
        throw new Error(`The sound handed over ends early: ${filled} of ${bytes.length} bytes.`);
      }

      filled += bytesRead;
    }
  }
}

/** Writes all of the bytes, however few the system takes at a time; at `position`, or behind what was written before. */
export async function writeAll(file: FileHandle, bytes: Uint8Array, position: number | null = null): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const place = position === null ? null : position + written;
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, place);
    written += bytesWritten;
  }
}

function bytesOf(channel: Float32Array): Uint8Array {
  return new Uint8Array(channel.buffer, channel.byteOffset, channel.byteLength);
}
