import { AV_CODEC_ID_NONE, AVMEDIA_TYPE_AUDIO, AVMEDIA_TYPE_VIDEO, AV_DISPOSITION_ATTACHED_PIC } from 'node-av/constants';
import { avGetCodecName, Codec, CodecContext, Dictionary, FormatContext, InputFormat, type Stream } from 'node-av/lib';
import { StudioError } from '../../../engine/kernel/index.ts';
import { ACCEPTED_CODECS, type AcceptedFormat, FORMAT_WHITELIST, PROTOCOL_WHITELIST } from './accepted-formats.ts';

/** More streams than any camera or editor writes are an attack on whoever makes room for each. */
const MOST_STREAMS = 32;
/** Most pixels of a picture: 50 million, a large camera's; 8K video has 33. */
export const MOST_PIXELS = 50_000_000;
/** FFmpeg's dictionaries of strings are split at commas here. */
const CODEC_WHITELIST = [...ACCEPTED_CODECS].join(',');

/** A stranger's file, opened; close it with `closeInputSync`. */
export type OpenMedia = {
  readonly container: FormatContext;
  /** FFmpeg's name of the demuxer. */
  readonly demuxer: string;
  /** Not in animated pictures: FFmpeg finds nothing any more after seeking in one (8.1). */
  readonly canSeek: boolean;
  /** The first stream of pictures that is no cover art, and the first of sound; null when there is none. */
  readonly picture: Stream | null;
  readonly sound: Stream | null;
};

/**
 * Opens a file that may be meant to harm: with the demuxers of its format and no other, with nothing else on this machine within its
 * reach, and with the decoders we accept. Throws `media.damaged` and `media.unsupported`.
 */
export function openMedia(path: string, format: AcceptedFormat): OpenMedia {
  for (const demuxer of format.demuxers) {
    const container = new FormatContext();
    container.allocContext();
    container.maxStreams = MOST_STREAMS;
    const options = Dictionary.fromObject({
      protocol_whitelist: PROTOCOL_WHITELIST,
      format_whitelist: `${FORMAT_WHITELIST},${format.demuxers.join(',')}`,
      codec_whitelist: CODEC_WHITELIST,
    });
    if (container.openInputSync(path, InputFormat.findInputFormat(demuxer), options) < 0) {
      continue;
    }

    const streams = container.streams;
    for (const stream of streams) {
      checkSize(stream.codecpar.width, stream.codecpar.height);
    }

    // A still says all in its one packet; for it FFmpeg would decode the picture, whatever its size, to find out the rest.
    if (!format.isPicture && container.findStreamInfoSync(null) < 0) {
      container.closeInputSync();
      continue;
    }

    return {
      container,
      demuxer,
      canSeek: !format.isPicture,
      picture: container.streams.find(isMovingPicture) ?? null,
      sound: container.streams.find(({ codecpar }) => codecpar.codecType === AVMEDIA_TYPE_AUDIO) ?? null,
    };
  }

  throw damaged('it cannot be opened');
}

/** A decoder for a stream, on one thread unless told otherwise. Throws `media.unsupported` for a codec that we do not take. */
export function openDecoder(stream: Stream, threads = 1): CodecContext {
  const { codecpar } = stream;
  const codec = codecpar.codecId === AV_CODEC_ID_NONE ? null : Codec.findDecoder(codecpar.codecId);
  if (codec === null || codec.name === null || !ACCEPTED_CODECS.has(codec.name)) {
    throw new StudioError(
      'media.unsupported',
      `It holds ${avGetCodecName(codecpar.codecId) ?? 'an unknown codec'}, which is not taken. Convert it to H.264 with AAC (mp4), PNG or WAV and send it again.`,
    );
  }

  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  decoder.threadCount = threads;
  if (
    decoder.parametersToContext(codecpar) < 0 ||
    decoder.setOption('max_pixels', String(MOST_PIXELS)) < 0 ||
    decoder.open2Sync(codec, null) < 0
  ) {
    throw damaged('its codec cannot be set up');
  }

  decoder.pktTimebase = stream.timeBase;
  return decoder;
}

/** The refusal of a file of a format that we take which cannot be read. */
export function damaged(how: string): StudioError {
  return new StudioError(
    'media.damaged',
    `The file is damaged or incomplete: ${how}. Export or download it again and send that.`,
  );
}

/** Throws `media.unsupported` for pictures that are too large; 0×0 is not known yet. */
export function checkSize(width: number, height: number): void {
  if (width * height > MOST_PIXELS) {
    throw new StudioError(
      'media.unsupported',
      `Expected pictures of at most ${MOST_PIXELS / 1e6} million pixels, got ${width} × ${height}. Make it smaller and send it again.`,
    );
  }
}

function isMovingPicture(stream: Stream): boolean {
  return stream.codecpar.codecType === AVMEDIA_TYPE_VIDEO && !stream.hasDisposition(AV_DISPOSITION_ATTACHED_PIC);
}
