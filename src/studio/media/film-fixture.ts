import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PIX_FMT_GRAY8,
  AV_PIX_FMT_YUV420P,
  FF_ENCODER_GIF,
  FF_ENCODER_LIBVPX_VP8,
  FF_ENCODER_LIBWEBP_ANIM,
  FF_ENCODER_LIBX264,
  FF_ENCODER_MPEG4,
} from 'node-av/constants';
import { Codec, CodecContext, FormatContext, Frame, Packet, Rational, type Stream } from 'node-av/lib';
import { check, drainPackets } from './job/av.ts';

const FRAMES_PER_SECOND = 10;
const ENCODERS = {
  mp4: FF_ENCODER_LIBX264,
  mov: FF_ENCODER_LIBX264,
  matroska: FF_ENCODER_LIBX264,
  webm: FF_ENCODER_LIBVPX_VP8,
  avi: FF_ENCODER_MPEG4,
  gif: FF_ENCODER_GIF,
  webp: FF_ENCODER_LIBWEBP_ANIM,
} as const;

/** Writes a small silent film of 10 pictures a second in a container, for tests. `lumaOf` is 0–255. */
export async function writeFilm(
  path: string,
  film: {
    readonly format: keyof typeof ENCODERS;
    readonly width: number;
    readonly height: number;
    readonly frames: number;
    readonly lumaOf: (index: number) => number;
  },
): Promise<void> {
  const codec = Codec.findEncoderByName(ENCODERS[film.format]);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = film.width;
  encoder.height = film.height;
  encoder.pixelFormat = film.format === 'gif' ? AV_PIX_FMT_GRAY8 : AV_PIX_FMT_YUV420P;
  encoder.timeBase = new Rational(1, FRAMES_PER_SECOND);
  encoder.framerate = new Rational(FRAMES_PER_SECOND, 1);
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  check(encoder.open2Sync(codec, null), 'start to film');

  const container = new FormatContext();
  check(container.allocOutputContext2(null, film.format, path), 'prepare a film');
  const stream = container.newStream();
  check(stream.codecpar.fromContext(encoder), 'describe a film');
  stream.timeBase = new Rational(1, FRAMES_PER_SECOND);
  stream.avgFrameRate = new Rational(FRAMES_PER_SECOND, 1);
  await writePackets(container, (take) => encodePictures(encoder, film, (packet) => take(packet, stream)));
}

function encodePictures(
  encoder: CodecContext,
  { width, height, frames, lumaOf }: Parameters<typeof writeFilm>[1],
  take: (packet: Packet) => void,
): void {
  const packet = new Packet();
  packet.alloc();
  const chroma = encoder.pixelFormat === AV_PIX_FMT_GRAY8 ? 0 : (width * height) / 2;
  for (let index = 0; index < frames; index++) {
    const picture = Buffer.concat([Buffer.alloc(width * height, lumaOf(index)), Buffer.alloc(chroma, 128)]);
    // A corner that changes, so that no encoder takes two pictures for one.
    picture.fill(index % 2 === 0 ? 0 : 60, 0, 4);
    const frame = Frame.fromVideoBuffer(picture, { width, height, format: encoder.pixelFormat });
    frame.pts = BigInt(index);
    check(encoder.sendFrameSync(frame), 'film');
    frame.free();
    drainPackets(encoder, packet, take);
  }

  check(encoder.sendFrameSync(null), 'film');
  drainPackets(encoder, packet, take);
  packet.free();
}

/** Copies the streams of a file into another container (`adts` for bare AAC), for tests. */
export async function remux(from: string, to: string, format: string): Promise<void> {
  const source = new FormatContext();
  check(await source.openInput(from, null, null), `open ${from}`);
  check(await source.findStreamInfo(null), 'read the streams');
  const container = new FormatContext();
  check(container.allocOutputContext2(null, format, to), 'prepare a copy');
  const streams = source.streams.map((stream) => {
    const copy = container.newStream();
    check(stream.codecpar.copy(copy.codecpar), 'describe a copy');
    copy.codecpar.codecTag = 0;
    copy.timeBase = stream.timeBase;
    return copy;
  });
  await writePackets(container, (take) => {
    const packet = new Packet();
    packet.alloc();
    while (source.readFrameSync(packet) >= 0) {
      const [origin, copy] = [source.streams[packet.streamIndex], streams[packet.streamIndex]];
      if (origin !== undefined && copy !== undefined) {
        packet.timeBase = origin.timeBase;
        take(packet, copy, origin.timeBase);
      }

      packet.unref();
    }

    packet.free();
  });
  await source.closeInput();
}

async function writePackets(
  container: FormatContext,
  fill: (take: (packet: Packet, stream: Stream, from?: { readonly num: number; readonly den: number }) => void) => void,
): Promise<void> {
  check(await container.openOutput(), 'open a file');
  check(await container.writeHeader(null), 'begin a file');
  fill((packet, stream, from = { num: 1, den: FRAMES_PER_SECOND }) => {
    packet.rescaleTs(from, stream.timeBase);
    packet.streamIndex = stream.index;
    check(container.interleavedWriteFrameSync(packet), 'write a file');
  });
  check(await container.writeTrailer(), 'finish a file');
  await container.closeOutput();
}
