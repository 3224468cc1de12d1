import { StudioError } from '../../engine/kernel/index.ts';

/** Decoded FLAC: one array of samples in −1 to 1 a channel. */
export type FlacAudio = { readonly sampleRate: number; readonly channels: readonly Float32Array[] };

type StreamInfo = {
  readonly sampleRate: number;
  readonly channels: number;
  readonly bitsPerSample: number;
  readonly totalSamples: number;
};

/** Decodes a whole FLAC file (RFC 9639). Written here because the package's one-shots are the only FLAC we read, and integers decode to the same bits everywhere. */
export function decodeFlac(bytes: Uint8Array): FlacAudio {
  const reader = new BitReader(bytes);
  if (reader.bits(32) !== 0x664c6143) {
    throw new StudioError('audio.flac-unreadable', 'Expected a FLAC file, got something else. Reinstall the package.');
  }

  const info = readMetadata(reader);
  const channels = Array.from({ length: info.channels }, () => new Float32Array(info.totalSamples));
  const scale = 1 / 2 ** (info.bitsPerSample - 1);
  let done = 0;
  while (done < info.totalSamples) {
    const frame = readFrame(reader, info);
    for (const [i, samples] of frame.entries()) {
      const channel = channels[i];
      for (let j = 0; channel !== undefined && j < samples.length && done + j < info.totalSamples; j++) {
        channel[done + j] = samples[j]! * scale;
      }
    }

    done += frame[0]?.length ?? info.totalSamples;
  }

  return { sampleRate: info.sampleRate, channels };
}

function readMetadata(reader: BitReader): StreamInfo {
  let info: StreamInfo | null = null;
  for (let isLast = false; !isLast;) {
    isLast = reader.bits(1) === 1;
    const kind = reader.bits(7);
    const length = reader.bits(24);
    const end = reader.bytePosition + length;
    if (kind === 0) {
      reader.bits(32);
      reader.bits(32);
      reader.bits(16);
      const sampleRate = reader.bits(20);
      const channels = reader.bits(3) + 1;
      const bitsPerSample = reader.bits(5) + 1;
      const high = reader.bits(4);
      info = { sampleRate, channels, bitsPerSample, totalSamples: high * 4294967296 + reader.bits(32) };
    }

    reader.seek(end);
  }

  if (info === null || info.totalSamples === 0) {
    throw new StudioError(
      'audio.flac-unreadable',
      'Expected a FLAC file that states its length, got one that does not. Reinstall the package.',
    );
  }

  return info;
}

function readFrame(reader: BitReader, info: StreamInfo): Int32Array[] {
  if (reader.bits(15) !== 0x7ffc) {
    throw new StudioError(
      'audio.flac-unreadable',
      `Expected a FLAC frame at byte ${reader.bytePosition}, found none: the file is damaged. Reinstall the package.`,
    );
  }

  reader.bits(1);
  const blockCode = reader.bits(4);
  const rateCode = reader.bits(4);
  const channelCode = reader.bits(4);
  const depthCode = reader.bits(3);
  reader.bits(1);
  skipFrameNumber(reader);
  const blockSize = blockSizeOf(blockCode, reader);
  if (rateCode === 12) {
    reader.bits(8);
  } else if (rateCode === 13 || rateCode === 14) {
    reader.bits(16);
  }

  reader.bits(8);
  const depth = [info.bitsPerSample, 8, 12, info.bitsPerSample, 16, 20, 24, 32][depthCode] ?? info.bitsPerSample;
  const count = channelCode < 8 ? channelCode + 1 : 2;
  const channels: Int32Array[] = [];
  for (let channel = 0; channel < count; channel++) {
    // The side channel of a stereo pair needs one bit more.
    const isSide =
      (channelCode === 8 && channel === 1) || (channelCode === 9 && channel === 0) || (channelCode === 10 && channel === 1);
    channels.push(readSubframe(reader, blockSize, isSide ? depth + 1 : depth));
  }

  joinStereo(channels, channelCode);
  reader.align();
  reader.bits(16);
  return channels;
}

function skipFrameNumber(reader: BitReader): void {
  let first = reader.bits(8);
  for (let more = 0; (first & 0xc0) === 0xc0 && more < 6; more++) {
    reader.bits(8);
    first = (first << 1) & 0xff;
  }
}

function blockSizeOf(code: number, reader: BitReader): number {
  if (code === 1) {
    return 192;
  }

  if (code < 6) {
    return 576 * 2 ** (code - 2);
  }

  return code === 6 ? reader.bits(8) + 1 : code === 7 ? reader.bits(16) + 1 : 256 * 2 ** (code - 8);
}

function joinStereo(channels: readonly Int32Array[], code: number): void {
  const first = channels[0];
  const second = channels[1];
  if (code < 8 || first === undefined || second === undefined) {
    return;
  }

  for (let i = 0; i < first.length; i++) {
    const a = first[i]!;
    const b = second[i]!;
    if (code === 8) {
      second[i] = a - b;
    } else if (code === 9) {
      first[i] = a + b;
    } else {
      const middle = (a << 1) | (b & 1);
      first[i] = (middle + b) >> 1;
      second[i] = (middle - b) >> 1;
    }
  }
}

// RFC 9639 §9.2.5: the fixed predictors are binomial differences.
const FIXED: readonly (readonly number[])[] = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

function readSubframe(reader: BitReader, blockSize: number, depth: number): Int32Array {
  reader.bits(1);
  const kind = reader.bits(6);
  let wasted = 0;
  if (reader.bits(1) === 1) {
    wasted = reader.unary() + 1;
  }

  const bits = depth - wasted;
  const samples = new Int32Array(blockSize);
  if (kind === 0) {
    samples.fill(reader.signed(bits));
  } else if (kind === 1) {
    for (let i = 0; i < blockSize; i++) {
      samples[i] = reader.signed(bits);
    }
  } else if (kind >= 8 && kind <= 12) {
    const order = kind - 8;
    readWarmUp(reader, samples, order, bits);
    readResidual(reader, samples, order);
    predict(samples, FIXED[order] ?? [], 0);
  } else if (kind >= 32) {
    const order = kind - 31;
    readWarmUp(reader, samples, order, bits);
    const precision = reader.bits(4) + 1;
    const shift = reader.signed(5);
    const coefficients = Array.from({ length: order }, () => reader.signed(precision));
    readResidual(reader, samples, order);
    predict(samples, coefficients, shift);
  } else {
    throw new StudioError(
      'audio.flac-unreadable',
      `Expected a known FLAC subframe, got kind ${kind}: the file is damaged. Reinstall the package.`,
    );
  }

  if (wasted > 0) {
    for (let i = 0; i < blockSize; i++) {
      samples[i] = samples[i]! << wasted;
    }
  }

  return samples;
}

function readWarmUp(reader: BitReader, samples: Int32Array, order: number, bits: number): void {
  for (let i = 0; i < order; i++) {
    samples[i] = reader.signed(bits);
  }
}

function readResidual(reader: BitReader, samples: Int32Array, order: number): void {
  const parameterBits = reader.bits(2) === 0 ? 4 : 5;
  const escape = 2 ** parameterBits - 1;
  const partitionOrder = reader.bits(4);
  const partitions = 2 ** partitionOrder;
  const size = samples.length / partitions;
  let at = order;
  for (let partition = 0; partition < partitions; partition++) {
    const end = (partition + 1) * size;
    const parameter = reader.bits(parameterBits);
    if (parameter === escape) {
      const bits = reader.bits(5);
      for (; at < end; at++) {
        samples[at] = bits === 0 ? 0 : reader.signed(bits);
      }
    } else {
      for (; at < end; at++) {
        samples[at] = reader.rice(parameter);
      }
    }
  }
}

function predict(samples: Int32Array, coefficients: readonly number[], shift: number): void {
  const order = coefficients.length;
  const weights = Float64Array.from(coefficients);
  const divisor = 2 ** shift;
  for (let i = order; i < samples.length; i++) {
    let sum = 0;
    for (let j = 0; j < order; j++) {
      sum += weights[j]! * samples[i - 1 - j]!;
    }

    samples[i] = samples[i]! + Math.floor(sum / divisor);
  }
}

class BitReader {
  readonly #bytes: Uint8Array;
  #byte = 0;
  /** Bits of the current byte that are already read. */
  #bit = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get bytePosition(): number {
    return this.#byte;
  }

  seek(byte: number): void {
    this.#byte = byte;
    this.#bit = 0;
  }

  align(): void {
    if (this.#bit > 0) {
      this.#byte++;
      this.#bit = 0;
    }
  }

  #next(): number {
    const byte = this.#bytes[this.#byte];
    if (byte === undefined) {
      throw new StudioError(
        'audio.flac-unreadable',
        'Expected more FLAC data, found the end of the file. Reinstall the package.',
      );
    }

    return byte;
  }

  /** An unsigned number of up to 32 bits. */
  bits(count: number): number {
    let value = 0;
    let left = count;
    while (left > 0) {
      const here = Math.min(8 - this.#bit, left);
      const byte = this.#next();
      value = value * 2 ** here + ((byte >> (8 - this.#bit - here)) & (2 ** here - 1));
      this.#bit += here;
      left -= here;
      if (this.#bit === 8) {
        this.#bit = 0;
        this.#byte++;
      }
    }

    return value;
  }

  signed(count: number): number {
    const value = this.bits(count);
    return value >= 2 ** (count - 1) ? value - 2 ** count : value;
  }

  /** Zeros before the next one. */
  unary(): number {
    let zeros = 0;
    for (;;) {
      const byte = this.#next();
      const rest = (byte << this.#bit) & 0xff;
      if (rest === 0) {
        zeros += 8 - this.#bit;
        this.#bit = 0;
        this.#byte++;
      } else {
        const lead = Math.clz32(rest) - 24;
        zeros += lead;
        this.#bit += lead + 1;
        if (this.#bit === 8) {
          this.#bit = 0;
          this.#byte++;
        }

        return zeros;
      }
    }
  }

  rice(parameter: number): number {
    const value = this.unary() * 2 ** parameter + this.bits(parameter);
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}
