import { AVERROR_EOF, AVMEDIA_TYPE_AUDIO, AVMEDIA_TYPE_VIDEO } from 'node-av/constants';
import { Codec, CodecContext, FFmpegError, FormatContext, Frame, Packet, PosixError, type Stream } from 'node-av/lib';
import { check } from './job/av.ts';

export type DecodedVideo = {
  readonly codec: string;
  readonly profile: number;
  readonly width: number;
  readonly height: number;
  readonly pixelFormat: number;
  readonly colorSpace: number;
  readonly colorRange: number;
  readonly framesPerSecond: number;
  readonly frames: number;
  readonly keyframes: readonly number[];
  /** The mean luma of each frame, for comparing pictures. */
  readonly lumas: readonly number[];
  /** A sum over all luma bytes of all frames that changes when any of them does. */
  readonly fingerprint: string;
};

export type DecodedAudio = {
  readonly codec: string;
  readonly sampleRate: number;
  readonly channels: number;
  /** The stream's length by its container, in samples. */
  readonly containerSamples: number;
  readonly samples: number;
  /** The first channel, as −1 to 1. */
  readonly left: Float32Array;
};

export type Decoded = {
  readonly video: DecodedVideo | null;
  readonly audio: DecodedAudio | null;
  readonly metadata: { readonly [key: string]: string };
};

/** Reads a decoded picture's luma at a place given as parts (0–1) of its width and height. */
export type LumaReader = (across: number, down: number) => number;

/** Opens and fully decodes a file, as a player would, showing each picture to `look`: for tests. */
export async function decodeFile(
  path: string,
  look: (luma: LumaReader, index: number) => void = () => undefined,
): Promise<Decoded> {
  const container = new FormatContext();
  check(await container.openInput(path, null, null), `open ${path}`);
  check(await container.findStreamInfo(null), 'read the streams');
  const streams = container.streams;
  const video = streams.find((stream) => stream.codecpar.codecType === AVMEDIA_TYPE_VIDEO);
  const audio = streams.find((stream) => stream.codecpar.codecType === AVMEDIA_TYPE_AUDIO);
  const pictures = video === undefined ? null : new PictureSink(video, look);
  const sounds = audio === undefined ? null : new SoundSink(audio);
  const packet = new Packet();
  packet.alloc();
  for (;;) {
    const result = await container.readFrame(packet);
    if (result === AVERROR_EOF) {
      break;
    }

    check(result, 'read a packet');
    if (packet.streamIndex === video?.index) {
      pictures?.take(packet);
    } else if (packet.streamIndex === audio?.index) {
      sounds?.take(packet);
    }

    packet.unref();
  }

  const decoded = {
    video: pictures?.finish() ?? null,
    audio: sounds?.finish() ?? null,
    metadata: container.metadata?.getAll() ?? {},
  };
  await container.closeInput();
  return decoded;
}

abstract class Sink {
  protected readonly stream: Stream;
  protected readonly decoder: CodecContext;
  readonly #frame = new Frame();

  constructor(stream: Stream) {
    this.stream = stream;
    const codec = Codec.findDecoder(stream.codecpar.codecId);
    this.decoder = new CodecContext();
    this.decoder.allocContext3(codec);
    check(this.decoder.parametersToContext(stream.codecpar), 'prepare a decoder');
    this.decoder.pktTimebase = stream.timeBase;
    check(this.decoder.open2Sync(codec, null), 'open a decoder');
    this.#frame.alloc();
  }

  take(packet: Packet | null): void {
    check(this.decoder.sendPacketSync(packet), 'decode');
    for (;;) {
      const result = this.decoder.receiveFrameSync(this.#frame);
      if (result === AVERROR_EOF || result === FFmpegError.AVERROR(PosixError.EAGAIN)) {
        return;
      }

      check(result, 'decode');
      this.keep(this.#frame);
      this.#frame.unref();
    }
  }

  protected abstract keep(frame: Frame): void;
}

class PictureSink extends Sink {
  readonly #lumas: number[] = [];
  readonly #keyframes: number[] = [];
  readonly #look: (luma: LumaReader, index: number) => void;
  #hash = 0x811c9dc5;

  constructor(stream: Stream, look: (luma: LumaReader, index: number) => void) {
    super(stream);
    this.#look = look;
  }

  protected override keep(frame: Frame): void {
    if (frame.keyFrame === 1) {
      this.#keyframes.push(this.#lumas.length);
    }

    const bytes = frame.toBuffer().subarray(0, frame.width * frame.height);
    let sum = 0;
    for (let i = 0; i < bytes.length; i++) {
      sum += bytes[i]!;
      this.#hash = Math.imul(this.#hash ^ bytes[i]!, 0x01000193);
    }

    const { width, height } = frame;
    const luma: LumaReader = (across, down) => bytes[Math.floor(down * height) * width + Math.floor(across * width)]!;
    this.#look(luma, this.#lumas.length);
    this.#lumas.push(sum / bytes.length);
  }

  finish(): DecodedVideo {
    this.take(null);
    const { codecpar, avgFrameRate } = this.stream;
    return {
      codec: Codec.findDecoder(codecpar.codecId)?.name ?? '',
      profile: codecpar.profile,
      width: codecpar.width,
      height: codecpar.height,
      pixelFormat: codecpar.format,
      colorSpace: codecpar.colorSpace,
      colorRange: codecpar.colorRange,
      framesPerSecond: avgFrameRate.num / avgFrameRate.den,
      frames: this.#lumas.length,
      keyframes: this.#keyframes,
      lumas: this.#lumas,
      fingerprint: (this.#hash >>> 0).toString(16),
    };
  }
}

class SoundSink extends Sink {
  readonly #pieces: Float32Array[] = [];
  #samples = 0;

  protected override keep(frame: Frame): void {
    this.#pieces.push(firstChannel(frame, this.stream.codecpar.bitsPerRawSample));
    this.#samples += frame.nbSamples;
  }

  finish(): DecodedAudio {
    this.take(null);
    const { codecpar, duration, timeBase } = this.stream;
    const left = new Float32Array(this.#samples);
    let at = 0;
    for (const piece of this.#pieces) {
      left.set(piece, at);
      at += piece.length;
    }

    return {
      codec: Codec.findDecoder(codecpar.codecId)?.name ?? '',
      sampleRate: codecpar.sampleRate,
      channels: codecpar.channels,
      containerSamples: Math.round((Number(duration) * timeBase.num * codecpar.sampleRate) / timeBase.den),
      samples: this.#samples,
      left,
    };
  }
}

/** Planar floats (AAC, MP3) or interleaved 32-bit words (24-bit FLAC and PCM). */
function firstChannel(frame: Frame, bits: number): Float32Array {
  const plane = frame.data?.[0];
  if (plane === undefined) {
    throw new Error('A decoded frame has no data.');
  }

  if (bits !== 24) {
    return new Float32Array(plane.buffer.slice(plane.byteOffset, plane.byteOffset + 4 * frame.nbSamples));
  }

  const words = new Int32Array(plane.buffer.slice(plane.byteOffset, plane.byteOffset + 8 * frame.nbSamples));
  return Float32Array.from({ length: frame.nbSamples }, (_, index) => words[2 * index]! / 2147483648);
}
