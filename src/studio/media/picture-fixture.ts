import { writeFileSync } from 'node:fs';
import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_CODEC_FLAG_INTERLACED_DCT,
  AV_CODEC_FLAG_INTERLACED_ME,
  AV_FRAME_FLAG_INTERLACED,
  AV_FRAME_FLAG_TOP_FIELD_FIRST,
  AV_LOG_ERROR,
  AV_PKT_DATA_DISPLAYMATRIX,
} from 'node-av/constants';
import { Codec, CodecContext, FormatContext, Frame, Log, Packet, Rational } from 'node-av/lib';
import { check, drainPackets, setOptions } from './job/av.ts';

/** Pictures for tests, down to the sample: what cameras, phones and editors write. */
export type PictureWishes = {
  /** FFmpeg's name of the container; null: the first packet is the file. */
  readonly container: string | null;
  readonly encoder: Parameters<typeof Codec.findEncoderByName>[0];
  readonly width: number;
  readonly height: number;
  readonly format: CodecContext['pixelFormat'];
  /** When each picture is due, milliseconds. */
  readonly atMs: readonly number[];
  /** The value of a sample: of which plane, where in it, of which picture. */
  readonly paint: (plane: number, place: { readonly x: number; readonly y: number; readonly picture: number }) => number;
  /** Bytes of a sample; default 1. */
  readonly sampleBytes?: 1 | 2;
  /** Samples that lie in one another's place (RGBA in one plane); default 1. `x` counts samples then. */
  readonly samplesPerPixel?: number;
  readonly colour?: Partial<Pick<Frame, 'colorSpace' | 'colorRange' | 'colorTrc' | 'colorPrimaries'>>;
  readonly pixelAspect?: { readonly num: number; readonly den: number };
  /** FFmpeg's display matrix: a b u c d v x y w. */
  readonly matrix?: readonly number[];
  /** Stored as two halves, the upper first. */
  readonly isInterlaced?: boolean;
  readonly options?: { readonly [name: string]: string };
};

/** Encodes the pictures into a file. */
export async function writePictures(path: string, wishes: PictureWishes): Promise<void> {
  Log.setLevel(AV_LOG_ERROR);
  const encoder = openEncoder(wishes);
  if (wishes.container === null) {
    const pieces: Buffer[] = [];
    await encodeAll(encoder, wishes, (packet) => pieces.push(Buffer.from(packet.data ?? [])));
    writeFileSync(path, pieces[0] ?? '');
    return;
  }

  const container = new FormatContext();
  check(container.allocOutputContext2(null, wishes.container, path), 'prepare a film');
  const stream = container.newStream();
  check(stream.codecpar.fromContext(encoder), 'describe a film');
  stream.timeBase = new Rational(1, 1000);
  const { pixelAspect, matrix } = wishes;
  if (pixelAspect !== undefined) {
    stream.sampleAspectRatio = new Rational(pixelAspect.num, pixelAspect.den);
  }

  if (matrix !== undefined) {
    const words = Buffer.alloc(36);
    matrix.forEach((word, place) => words.writeInt32LE(word, 4 * place));
    check(stream.codecpar.addCodedSideData(AV_PKT_DATA_DISPLAYMATRIX, words), 'turn a film');
  }

  // Before 0 means before the beginning, and not to be shifted there.
  setOptions(container, { avoid_negative_ts: 'disabled' });
  check(await container.openOutput(), 'open a film');
  check(await container.writeHeader(null), 'begin a film');
  await encodeAll(encoder, wishes, (packet) => {
    packet.duration = BigInt(lengthOf(wishes, wishes.atMs.indexOf(Number(packet.pts))));
    packet.rescaleTs({ num: 1, den: 1000 }, stream.timeBase);
    packet.streamIndex = stream.index;
    check(container.interleavedWriteFrameSync(packet), 'write a film');
  });
  check(await container.writeTrailer(), 'finish a film');
  await container.closeOutput();
}

function openEncoder(wishes: PictureWishes): CodecContext {
  const codec = Codec.findEncoderByName(wishes.encoder);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = wishes.width;
  encoder.height = wishes.height;
  encoder.pixelFormat = wishes.format;
  encoder.timeBase = new Rational(1, 1000);
  encoder.threadCount = 1;
  const { colorSpace, colorRange, colorTrc, colorPrimaries } = wishes.colour ?? {};
  encoder.colorSpace = colorSpace ?? encoder.colorSpace;
  encoder.colorRange = colorRange ?? encoder.colorRange;
  encoder.colorTrc = colorTrc ?? encoder.colorTrc;
  encoder.colorPrimaries = colorPrimaries ?? encoder.colorPrimaries;
  if (wishes.pixelAspect !== undefined) {
    encoder.sampleAspectRatio = new Rational(wishes.pixelAspect.num, wishes.pixelAspect.den);
  }

  if (wishes.container !== null) {
    encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  }

  if (wishes.isInterlaced === true) {
    encoder.setFlags(AV_CODEC_FLAG_INTERLACED_DCT, AV_CODEC_FLAG_INTERLACED_ME);
  }

  setOptions(encoder, wishes.options ?? {});
  check(encoder.open2Sync(codec, null), 'start to film');
  return encoder;
}

async function encodeAll(encoder: CodecContext, wishes: PictureWishes, take: (packet: Packet) => void): Promise<void> {
  const packet = new Packet();
  packet.alloc();
  for (const [picture, ms] of wishes.atMs.entries()) {
    const frame = paintFrame(wishes, picture);
    frame.pts = BigInt(ms);
    frame.duration = BigInt(lengthOf(wishes, picture));
    check(await encoder.sendFrame(frame), 'film');
    frame.free();
    drainPackets(encoder, packet, take);
  }

  check(await encoder.sendFrame(null), 'film');
  drainPackets(encoder, packet, take);
  packet.free();
}

/** Until the next picture, milliseconds; the last one lasts a tenth of a second. */
function lengthOf({ atMs }: PictureWishes, picture: number): number {
  const ms = atMs[picture] ?? 0;
  return (atMs[picture + 1] ?? ms + 100) - ms;
}

function paintFrame(wishes: PictureWishes, picture: number): Frame {
  const { width, height, sampleBytes = 1, samplesPerPixel = 1 } = wishes;
  const frame = new Frame();
  frame.alloc();
  [frame.width, frame.height, frame.format] = [width, height, wishes.format];
  Object.assign(frame, wishes.colour ?? {});
  check(frame.getBuffer(), 'reserve memory for a picture');
  if (wishes.isInterlaced === true) {
    frame.setFlags(AV_FRAME_FLAG_INTERLACED, AV_FRAME_FLAG_TOP_FIELD_FIRST);
  }

  for (const [plane, bytes] of (frame.data ?? []).entries()) {
    const stride = frame.linesize[plane] ?? 0;
    const rows = Math.floor(bytes.length / stride);
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < Math.min(width * samplesPerPixel, Math.floor(stride / sampleBytes)); x++) {
        const value = wishes.paint(plane, { x, y, picture });
        const at = y * stride + x * sampleBytes;
        if (sampleBytes === 1) {
          bytes[at] = value;
        } else {
          bytes.writeUInt16LE(value, at);
        }
      }
    }
  }

  return frame;
}
