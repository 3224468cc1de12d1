import {
  AV_CHANNEL_ORDER_NATIVE,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_SAMPLE_FMT_FLT,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  FF_ENCODER_LIBOPUS,
} from 'node-av/constants';
import { Codec, CodecContext, FilterGraph, FormatContext, Frame, Packet, Rational } from 'node-av/lib';
import { check } from '../../../src/studio/media/job/av.ts';
import { makeFilter } from '../../../src/studio/media/job/make-filter.ts';

const RATE = 48_000;
/** Together below 60 kB. */
const PREVIEW = { seconds: 8, fadeSeconds: 1.5, bitsPerSecond: 46_000 };
const SAMPLES_OF_A_PACKET = 960;

/** Writes the eight seconds of a sound file from `fromSeconds` on as Opus, fading out at the end. */
export async function writePreview(path: string, preview: string, fromSeconds: number): Promise<void> {
  const codec = Codec.findEncoderByName(FF_ENCODER_LIBOPUS);
  if (codec === null) {
    throw new Error('Expected an encoder of Opus in the FFmpeg of node-av.');
  }

  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = RATE;
  encoder.sampleFormat = AV_SAMPLE_FMT_FLT;
  encoder.channelLayout = { nbChannels: 2, order: AV_CHANNEL_ORDER_NATIVE, mask: 3n };
  encoder.bitRate = BigInt(PREVIEW.bitsPerSecond);
  encoder.timeBase = new Rational(1, RATE);
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  check(await encoder.open2(codec, null), 'open the encoder of a preview');

  const file = new FormatContext();
  check(file.allocOutputContext2(null, 'ogg', preview), 'prepare a preview');
  const stream = file.newStream();
  check(stream.codecpar.fromContext(encoder), 'describe a preview');
  stream.timeBase = new Rational(1, RATE);
  check(await file.openOutput(), 'open a preview');
  check(await file.writeHeader(null), 'begin a preview');
  const packet = new Packet();
  packet.alloc();
  const drain = async (): Promise<void> => {
    for (;;) {
      const result = await encoder.receivePacket(packet);
      if (result === AVERROR_EAGAIN || result === AVERROR_EOF) {
        return;
      }

      check(result, 'encode a preview');
      packet.streamIndex = 0;
      check(await file.interleavedWriteFrame(packet), 'write a preview');
    }
  };

  let at = 0n;
  for (const frame of framesOf(path, fromSeconds)) {
    frame.pts = at;
    at += BigInt(frame.nbSamples);
    check(await encoder.sendFrame(frame), 'encode a preview');
    await drain();
  }

  check(await encoder.sendFrame(null), 'finish a preview');
  await drain();
  check(await file.writeTrailer(), 'finish a preview');
  await file.closeOutput();
  packet.free();
  encoder.freeContext();
}

function* framesOf(path: string, fromSeconds: number): Generator<Frame, void> {
  const { seconds, fadeSeconds } = PREVIEW;
  const graph = new FilterGraph();
  const frame = new Frame();
  graph.alloc();
  frame.alloc();
  try {
    const chain = [
      makeFilter(graph, 'amovie', 'source', `filename='${path.replace(/([\\':])/g, '\\$1')}'`),
      makeFilter(graph, 'atrim', 'trim', `start=${fromSeconds}:duration=${seconds}`),
      makeFilter(graph, 'asetpts', 'clock', 'PTS-STARTPTS'),
      makeFilter(graph, 'afade', 'fade', `t=out:st=${seconds - fadeSeconds}:d=${fadeSeconds}`),
      makeFilter(graph, 'aresample', 'rate', String(RATE)),
      makeFilter(graph, 'aformat', 'format', 'sample_fmts=flt:channel_layouts=stereo'),
      makeFilter(graph, 'asetnsamples', 'packets', `n=${SAMPLES_OF_A_PACKET}:p=1`),
      makeFilter(graph, 'abuffersink', 'output', null),
    ];
    for (const [place, filter] of chain.entries()) {
      const next = chain[place + 1];
      if (next !== undefined) {
        check(filter.link(0, next, 0), 'join sound filters');
      }
    }

    check(graph.configSync(), 'prepare to read sound');
    const output = chain.at(-1);
    while (output !== undefined && output.buffersinkGetFrameSync(frame) >= 0) {
      yield frame;
      frame.unref();
    }
  } finally {
    frame.free();
    graph.free();
  }
}
