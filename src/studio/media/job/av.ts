import { AVERROR_EOF } from 'node-av/constants';
import { type CodecContext, Dictionary, FFmpegError, FormatContext, type Packet, PosixError } from 'node-av/lib';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { FileMetadata } from '../../ports/media-exporter.ts';

const AVERROR_EAGAIN: number = FFmpegError.AVERROR(PosixError.EAGAIN);

/** A failure inside FFmpeg, with its own number so that a full disk can be told from a bug. */
export class FfmpegFailure extends StudioError {
  readonly number: number;

  constructor(doing: string, number: number) {
    super(
      'export.media-failed',
      `FFmpeg could not ${doing}: ${FFmpegError.strerror(number)}. Export again; if it fails again, please report it with this message.`,
    );
    this.number = number;
  }
}

/** The result of an FFmpeg call, which must not be negative. */
export function check(result: number, doing: string): number {
  if (result < 0) {
    throw new FfmpegFailure(doing, result);
  }

  return result;
}

/**
 * Sets options by name. node-av frees the dictionary given to `open2` and `writeHeader` a second time when it is collected
 * (seen in 6.1.1: "free(): invalid pointer"), so options are set one by one instead.
 */
export function setOptions(target: Pick<CodecContext, 'setOption'>, options: { readonly [name: string]: string }): void {
  for (const [name, value] of Object.entries(options)) {
    check(target.setOption(name, value), `set the option ${name} to ${value}`);
  }
}

/** Hands every packet that is ready to `take`, which must be done with it when it returns. */
export function drainPackets(encoder: CodecContext, packet: Packet, take: (packet: Packet) => void): void {
  for (;;) {
    const result = encoder.receivePacketSync(packet);
    if (result === AVERROR_EAGAIN || result === AVERROR_EOF) {
      return;
    }

    check(result, 'encode');
    take(packet);
    packet.unref();
  }
}

/** A container to be written at `path`, its metadata set. */
export function openContainer(
  format: 'mp4' | 'ipod' | 'mp3' | 'flac' | 'gif',
  path: string,
  metadata: FileMetadata,
): FormatContext {
  const container = new FormatContext();
  check(container.allocOutputContext2(null, format, path), `prepare a ${format} file`);
  container.metadata = Dictionary.fromObject({ title: metadata.title, artist: metadata.artist, comment: metadata.comment });
  return container;
}
