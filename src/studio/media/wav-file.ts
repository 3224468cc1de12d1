import { open } from 'node:fs/promises';
import type { Stereo } from '../../engine/audio/index.ts';
import { SAMPLE_RATE } from '../../engine/kernel/index.ts';
import type { FileMetadata } from '../ports/media-exporter.ts';
import { writeAll } from './pcm-file.ts';

/** Sound that is read piece by piece. */
export type SoundSource = {
  readonly samples: number;
  /** The samples `[from, from + count)`. */
  readonly read: (from: number, count: number) => Promise<Stereo>;
};

const CHANNELS = 2;
const BYTES_PER_SAMPLE = 3;
const FULL_SCALE = 8_388_607;
const SAMPLES_PER_PIECE = 1 << 16;
/** Sizes are 32 bits wide; a little is left for the chunks around the samples. */
const MOST_BYTES = 0xffff_0000;

/**
 * Writes a WAV of 24-bit samples. 24 bits lie 50 dB below any room's noise, so no dither is needed, and every editor reads them.
 * The metadata goes into a LIST INFO chunk before the sound.
 */
export async function writeWav(
  path: string,
  audio: SoundSource,
  options: { readonly metadata: FileMetadata; readonly signal: AbortSignal; readonly onProgress: (done: number) => void },
): Promise<void> {
  const { samples } = audio;
  const file = await open(path, 'wx', 0o666);
  try {
    await writeAll(file, header(samples, infoChunk(options.metadata)));
    for (let from = 0; from < samples; from += SAMPLES_PER_PIECE) {
      options.signal.throwIfAborted();
      const to = Math.min(samples, from + SAMPLES_PER_PIECE);
      await writeAll(file, pack(await audio.read(from, to - from)));
      options.onProgress(to / samples);
    }
  } finally {
    await file.close();
  }
}

/** The head of a WAV: everything before its samples. Sound of unknown length says the most that the format can (`Infinity`). */
export function wavHead(samples: number, metadata: FileMetadata): Buffer {
  return header(samples, infoChunk(metadata));
}

/** Samples as the WAV holds them. */
export function wavBytes(audio: Stereo): Buffer {
  return pack(audio);
}

function header(samples: number, info: Buffer): Buffer {
  const dataBytes = Math.min(samples * CHANNELS * BYTES_PER_SAMPLE, MOST_BYTES);
  const format = Buffer.alloc(24);
  format.write('fmt ', 0, 'latin1');
  format.writeUInt32LE(16, 4);
  format.writeUInt16LE(1, 8);
  format.writeUInt16LE(CHANNELS, 10);
  format.writeUInt32LE(SAMPLE_RATE, 12);
  format.writeUInt32LE(SAMPLE_RATE * CHANNELS * BYTES_PER_SAMPLE, 16);
  format.writeUInt16LE(CHANNELS * BYTES_PER_SAMPLE, 20);
  format.writeUInt16LE(8 * BYTES_PER_SAMPLE, 22);
  const start = Buffer.alloc(12);
  start.write('RIFF', 0, 'latin1');
  start.writeUInt32LE(4 + format.length + info.length + 8 + dataBytes, 4);
  start.write('WAVE', 8, 'latin1');
  const data = Buffer.alloc(8);
  data.write('data', 0, 'latin1');
  data.writeUInt32LE(dataBytes, 4);
  return Buffer.concat([start, format, info, data]);
}

function infoChunk({ title, artist, comment }: FileMetadata): Buffer {
  const entries = [textChunk('INAM', title), textChunk('IART', artist), textChunk('ICMT', comment)];
  const body = Buffer.concat([Buffer.from('INFO', 'latin1'), ...entries]);
  const head = Buffer.alloc(8);
  head.write('LIST', 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

/** A RIFF chunk holding text that ends with a zero; chunks start at even places. */
function textChunk(id: string, text: string): Buffer {
  const bytes = Buffer.from(`${text}\0`, 'utf8');
  const chunk = Buffer.alloc(8 + bytes.length + (bytes.length % 2));
  chunk.write(id, 0, 'latin1');
  chunk.writeUInt32LE(bytes.length, 4);
  bytes.copy(chunk, 8);
  return chunk;
}

function pack({ left, right }: Stereo): Buffer {
  const bytes = Buffer.allocUnsafe(left.length * CHANNELS * BYTES_PER_SAMPLE);
  let place = 0;
  for (let i = 0; i < left.length; i++) {
    place = putSample(bytes, place, left[i]!);
    place = putSample(bytes, place, right[i]!);
  }

  return bytes;
}

function putSample(bytes: Buffer, place: number, value: number): number {
  const whole = pcm24(value);
  bytes[place] = whole & 0xff;
  bytes[place + 1] = (whole >> 8) & 0xff;
  bytes[place + 2] = (whole >> 16) & 0xff;
  return place + BYTES_PER_SAMPLE;
}

/** A sample as a signed 24-bit number; what lies beyond full scale is held at it. */
export function pcm24(value: number): number {
  return Math.round(Math.max(-1, Math.min(1, value)) * FULL_SCALE);
}

/** What `pcm24` was given, to the last of the 24 bits: packing it again gives the same number. */
export function fromPcm24(whole: number): number {
  return whole / FULL_SCALE;
}
