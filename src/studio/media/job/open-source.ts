import { AVDISCARD_ALL, AVERROR_EOF, AVSEEK_FLAG_BACKWARD, AV_NOPTS_VALUE } from 'node-av/constants';
import { type CodecContext, FFmpegError, type FormatContext, type Frame, Packet, PosixError, type Stream } from 'node-av/lib';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { ACCEPTED_FORMATS, type AcceptedFormat } from './accepted-formats.ts';
import { openDecoder, openMedia } from './open-media.ts';

const AVERROR_EAGAIN: number = FFmpegError.AVERROR(PosixError.EAGAIN);
/** Broken packets in a row after which the rest of a file is given up. */
const MOST_BROKEN = 200;
const MICROSECONDS = 1e6;
/** A film larger than the export would otherwise keep the encoder waiting. */
const PICTURE_THREADS = 2;

/** One stream of a file, decoded from its beginning on, whatever else the file holds. */
export class OpenSource {
  readonly stream: Stream;
  readonly #container: FormatContext;
  readonly #decoder: CodecContext;
  readonly #packet = new Packet();
  /** Of everything in the file, the earliest moment: pictures and sound keep their distance to it. Null until something tells it. */
  #originSeconds: number | null;
  #hasEnded = false;
  #broken = 0;

  private constructor(container: FormatContext, stream: Stream, decoder: CodecContext) {
    this.#container = container;
    this.stream = stream;
    this.#decoder = decoder;
    this.#packet.alloc();
    this.#originSeconds = container.startTime === AV_NOPTS_VALUE ? null : Number(container.startTime) / MICROSECONDS;
  }

  /** Null when the file has no such stream. Throws `media.damaged` when it cannot be read, `media.unsupported` when it must not be. */
  static open(file: MediaFile, kind: 'pictures' | 'sound'): OpenSource | null {
    try {
      return OpenSource.#open(file, kind);
    } catch (cause) {
      // The probe said the same when it came; here it is one file of many.
      throw cause instanceof StudioError ? new StudioError(cause.code, `"${file.name}": ${cause.message}`, { cause }) : cause;
    }
  }

  static #open(file: MediaFile, kind: 'pictures' | 'sound'): OpenSource | null {
    const media = openMedia(file.path, formatOf(file.contentType));
    const stream = kind === 'pictures' ? media.picture : media.sound;
    try {
      if (stream === null) {
        media.container.closeInputSync();
        return null;
      }

      for (const other of media.container.streams) {
        other.discard = other.index === stream.index ? other.discard : AVDISCARD_ALL;
      }

      return new OpenSource(media.container, stream, openDecoder(stream, kind === 'pictures' ? PICTURE_THREADS : 1));
    } catch (cause) {
      media.container.closeInputSync();
      throw cause;
    }
  }

  /** Puts the next picture or stretch of sound into `frame`; false at the end. What is broken on the way is passed over, as players do. */
  async next(frame: Frame): Promise<boolean> {
    for (;;) {
      const result = await this.#decoder.receiveFrame(frame);
      if (result >= 0) {
        this.#broken = 0;
        return true;
      }

      if (result === AVERROR_EOF || this.#broken > MOST_BROKEN) {
        return false;
      }

      if (result !== AVERROR_EAGAIN) {
        this.#broken += 1;
      }

      await this.#feed();
    }
  }

  /** The same on this very thread: what takes less time to decode than to hand to another one, as sound does. */
  nextNow(frame: Frame): boolean {
    for (;;) {
      const result = this.#decoder.receiveFrameSync(frame);
      if (result >= 0) {
        this.#broken = 0;
        return true;
      }

      if (result === AVERROR_EOF || this.#broken > MOST_BROKEN) {
        return false;
      }

      if (result !== AVERROR_EAGAIN) {
        this.#broken += 1;
      }

      this.#feedNow();
    }
  }

  /** When the frame is due, in seconds from the file's beginning; null when the file does not say. */
  secondsOf(frame: Frame): number | null {
    const stamp = frame.bestEffortTimestamp;
    if (stamp === AV_NOPTS_VALUE) {
      return null;
    }

    const { num, den } = this.stream.timeBase;
    const seconds = (Number(stamp) * num) / den;
    this.#originSeconds ??= seconds;
    return seconds - this.#originSeconds;
  }

  /** How long the frame is shown, in seconds; null when the file does not say. */
  lengthOf(frame: Frame): number | null {
    const { num, den } = this.stream.timeBase;
    return frame.duration > 0n ? (Number(frame.duration) * num) / den : null;
  }

  /** Goes to the last place at or before a moment from which pictures can be decoded; false when this file cannot. */
  async seek(seconds: number): Promise<boolean> {
    if (this.#originSeconds === null) {
      return false;
    }

    const { num, den } = this.stream.timeBase;
    const stamp = BigInt(Math.floor(((seconds + this.#originSeconds) * den) / num));
    if ((await this.#container.seekFrame(this.stream.index, stamp, AVSEEK_FLAG_BACKWARD)) < 0) {
      return false;
    }

    this.#decoder.flushBuffers();
    this.#hasEnded = false;
    return true;
  }

  async close(): Promise<void> {
    this.#packet.free();
    this.#decoder.freeContext();
    await this.#container.closeInput();
  }

  async #feed(): Promise<void> {
    while (!this.#hasEnded) {
      const result = await this.#container.readFrame(this.#packet);
      // Whatever ends the reading: what came before it is worth showing.
      if (result < 0) {
        this.#hasEnded = true;
        await this.#decoder.sendPacket(null);
        return;
      }

      const isOurs = this.#packet.streamIndex === this.stream.index;
      const sent = isOurs ? await this.#decoder.sendPacket(this.#packet) : 0;
      this.#packet.unref();
      if (isOurs) {
        this.#broken += sent < 0 ? 1 : 0;
        return;
      }
    }
  }

  #feedNow(): void {
    while (!this.#hasEnded) {
      const result = this.#container.readFrameSync(this.#packet);
      if (result < 0) {
        this.#hasEnded = true;
        this.#decoder.sendPacketSync(null);
        return;
      }

      const isOurs = this.#packet.streamIndex === this.stream.index;
      const sent = isOurs ? this.#decoder.sendPacketSync(this.#packet) : 0;
      this.#packet.unref();
      if (isOurs) {
        this.#broken += sent < 0 ? 1 : 0;
        return;
      }
    }
  }
}

/** Music made here; nobody can upload a FLAC. */
const MADE_HERE: AcceptedFormat = {
  demuxers: ['flac'],
  contentType: 'audio/flac',
  soundContentType: 'audio/flac',
  isPicture: false,
};

function formatOf(contentType: string): AcceptedFormat {
  const found = [...ACCEPTED_FORMATS.values(), MADE_HERE].find(
    (format) => format.contentType === contentType || format.soundContentType === contentType,
  );
  if (found === undefined) {
    throw new StudioError(
      'media.unsupported',
      `Expected a file of a format that is taken, got "${contentType}". Convert it and upload it again.`,
    );
  }

  return found;
}
