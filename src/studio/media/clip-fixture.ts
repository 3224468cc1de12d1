import { rm } from 'node:fs/promises';
import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_LOG_ERROR,
  AV_PIX_FMT_YUV420P,
  AV_PKT_DATA_DISPLAYMATRIX,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  FF_ENCODER_LIBX264,
} from 'node-av/constants';
import { Codec, CodecContext, Frame, type FormatContext, Log, Packet, Rational, type Stream } from 'node-av/lib';
import { SAMPLE_RATE } from '../../engine/kernel/index.ts';
import { check, drainPackets, openContainer, setOptions } from './job/av.ts';
import { encodeSound, openSoundEncoder } from './job/encode-audio.ts';
import { PcmReader, writePcm } from './pcm-file.ts';

/** A film for tests. */
export type ClipWishes = {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly frames: number;
  /** Luma (16–235) of each picture, but for its upper left quarter, which is white. */
  readonly lumaOf: (index: number) => number;
  /** Whether stripes of different lightness move across it, as work for an encoder. */
  readonly isTextured?: boolean;
  /** Whether it says that its colours are those of BT.709. */
  readonly isTagged?: boolean;
  /** Whether pictures are stored in another order than they are shown; default yes, as cameras write them. */
  readonly isReordered?: boolean;
  /** To be shown turned a quarter clockwise. */
  readonly isTurned?: boolean;
  /** Amplitude of a tone of 1 kHz; absent: no sound at all. */
  readonly toneLevel?: number;
  /** What is heard in place of a tone, 48 kHz; behind its end it is silent. */
  readonly sound?: Float32Array;
};

/** The luma of a clip's upper left quarter. */
export const CORNER_LUMA = 235;
const QUARTER_CLOCKWISE = [0, 65_536, 0, -65_536, 0, 0, 0, 0, 1_073_741_824];

/** Writes a small H.264 film, as a camera would, with AAC when it has a tone. */
export async function writeClip(path: string, wishes: ClipWishes): Promise<void> {
  const encoder = openEncoder(wishes);
  const container = openContainer('mp4', path, { title: '', artist: '', comment: '' });
  const picture = addStream(container, encoder, wishes.framesPerSecond);
  if (wishes.isTurned === true) {
    const matrix = Buffer.alloc(36);
    QUARTER_CLOCKWISE.forEach((word, place) => matrix.writeInt32LE(word, 4 * place));
    check(picture.codecpar.addCodedSideData(AV_PKT_DATA_DISPLAYMATRIX, matrix), 'turn a film');
  }

  const soundEncoder = wishes.toneLevel === undefined && wishes.sound === undefined ? null : openSoundEncoder('aac');
  const sound = soundEncoder === null ? null : addStream(container, soundEncoder, SAMPLE_RATE);
  check(await container.openOutput(), 'open a film');
  check(await container.writeHeader(null), 'begin a film');
  const writeTo =
    (stream: Stream, rate: number) =>
    (packet: Packet): void => {
      // Without it the last picture would last no time, and players leave it out.
      packet.duration ||= 1n;
      packet.rescaleTs({ num: 1, den: rate }, stream.timeBase);
      packet.streamIndex = stream.index;
      check(container.interleavedWriteFrameSync(packet), 'write a film');
    };
  await encodePictures(encoder, wishes, writeTo(picture, wishes.framesPerSecond));
  if (soundEncoder !== null && sound !== null) {
    const pcmPath = `${path}.pcm`;
    await writePcm(pcmPath, tone(wishes));
    const pcm = await PcmReader.open(pcmPath);
    await encodeSound(soundEncoder, pcm, { take: writeTo(sound, SAMPLE_RATE), onProgress: () => undefined });
    await pcm.close();
    await rm(pcmPath);
  }

  check(await container.writeTrailer(), 'finish a film');
  await container.closeOutput();
}

function openEncoder({ width, height, framesPerSecond, isTagged = false, isReordered = true }: ClipWishes): CodecContext {
  const codec = Codec.findEncoderByName(FF_ENCODER_LIBX264);
  Log.setLevel(AV_LOG_ERROR);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = width;
  encoder.height = height;
  encoder.pixelFormat = AV_PIX_FMT_YUV420P;
  encoder.timeBase = new Rational(1, framesPerSecond);
  encoder.framerate = new Rational(framesPerSecond, 1);
  encoder.gopSize = framesPerSecond;
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  if (isTagged) {
    encoder.colorRange = AVCOL_RANGE_MPEG;
    encoder.colorSpace = AVCOL_SPC_BT709;
    encoder.colorPrimaries = AVCOL_PRI_BT709;
    encoder.colorTrc = AVCOL_TRC_BT709;
  }

  setOptions(encoder, { preset: 'ultrafast', qp: '4', bf: isReordered ? '2' : '0', 'x264-params': 'open-gop=0' });
  check(encoder.open2Sync(codec, null), 'start to film');
  return encoder;
}

async function encodePictures(encoder: CodecContext, wishes: ClipWishes, take: (packet: Packet) => void): Promise<void> {
  const packet = new Packet();
  packet.alloc();
  for (let index = 0; index < wishes.frames; index++) {
    const frame = pictureOf(wishes, index);
    check(await encoder.sendFrame(frame), 'film');
    frame.free();
    drainPackets(encoder, packet, take);
  }

  check(await encoder.sendFrame(null), 'film');
  drainPackets(encoder, packet, take);
  packet.free();
}

function pictureOf({ width, height, lumaOf, isTextured = false }: ClipWishes, index: number): Frame {
  const luma = Buffer.alloc(width * height, lumaOf(index));
  if (isTextured) {
    const stripes = Buffer.from(
      Uint8Array.from({ length: 2 * width }, (_, column) => 90 + 50 * Math.sin(column / 11) + 24 * Math.sin(column / 2.7)),
    );
    for (let row = 0; row < height; row++) {
      const from = (5 * index + Math.round(60 * Math.sin(row / 37 + index / 20)) + width) % width;
      stripes.copy(luma, row * width, from, from + width);
    }
  }

  for (let row = 0; row < height / 2; row++) {
    luma.fill(CORNER_LUMA, row * width, row * width + width / 2);
  }

  const frame = Frame.fromVideoBuffer(Buffer.concat([luma, Buffer.alloc((width * height) / 2, 128)]), {
    width,
    height,
    format: AV_PIX_FMT_YUV420P,
  });
  frame.pts = BigInt(index);
  return frame;
}

function tone({ frames, framesPerSecond, toneLevel = 0, sound }: ClipWishes): {
  readonly left: Float32Array;
  readonly right: Float32Array;
} {
  const left = Float32Array.from({ length: Math.round((frames * SAMPLE_RATE) / framesPerSecond) }, (_, i) =>
    sound === undefined ? toneLevel * Math.sin((2 * Math.PI * 1000 * i) / SAMPLE_RATE) : (sound[i] ?? 0),
  );
  return { left, right: left };
}

function addStream(container: FormatContext, encoder: CodecContext, rate: number): Stream {
  const stream = container.newStream();
  check(stream.codecpar.fromContext(encoder), 'describe a stream');
  stream.timeBase = new Rational(1, rate);
  return stream;
}
