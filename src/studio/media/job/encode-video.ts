import {
  AV_CODEC_FLAG_CLOSED_GOP,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PICTURE_TYPE_I,
  AV_PICTURE_TYPE_NONE,
  AV_PIX_FMT_YUV420P,
  AVCHROMA_LOC_LEFT,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  FF_ENCODER_LIBX264,
} from 'node-av/constants';
import { Codec, CodecContext, Frame, Packet, Rational } from 'node-av/lib';
import type { ExportPlan, Shot } from '../../../engine/export/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { Picture, type Planes } from '../visual/picture.ts';
import { check, drainPackets, setOptions } from './av.ts';
import { framesIn, type FrameSpan } from './frame-spans.ts';
import { openShot } from './open-shot.ts';

/** A report for each of these: several a second, even of filmed pictures. */
const FRAMES_PER_REPORT = 8;

/** An H.264 encoder as the plan asks, whose parameter sets have the number `setsId` (0–31). Its packets are as MP4 files keep them, without start codes. */
export function openVideoEncoder(plan: ExportPlan, setsId = 0): CodecContext {
  const codec = Codec.findEncoderByName(FF_ENCODER_LIBX264);
  if (codec === null) {
    throw new StudioError(
      'export.encoder-missing',
      "The installed FFmpeg has no libx264 encoder. Reinstall Cuesmith's packages (npm install).",
    );
  }

  const { video, framesPerSecond } = plan;
  const context = new CodecContext();
  context.allocContext3(codec);
  context.width = plan.width;
  context.height = plan.height;
  context.pixelFormat = AV_PIX_FMT_YUV420P;
  context.timeBase = new Rational(1, framesPerSecond);
  context.framerate = new Rational(framesPerSecond, 1);
  context.sampleAspectRatio = new Rational(1, 1);
  context.gopSize = video.groupFrames;
  context.maxBFrames = 0;
  context.threadCount = video.threads;
  context.colorRange = AVCOL_RANGE_MPEG;
  context.colorPrimaries = AVCOL_PRI_BT709;
  context.colorTrc = AVCOL_TRC_BT709;
  context.colorSpace = AVCOL_SPC_BT709;
  context.chromaLocation = AVCHROMA_LOC_LEFT;
  context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER, AV_CODEC_FLAG_CLOSED_GOP);
  setOptions(context, { preset: video.preset, profile: video.profile, 'forced-idr': '1', ...rateOptions(video, setsId) });
  check(context.open2Sync(codec, null), 'start the libx264 encoder');
  return context;
}

/**
 * Draws and encodes the frames of the plan, or only those of `spans` (in order, default all of them), shot by shot; the encoder works on one frame
 * while the next is drawn. Every span begins with a picture from which decoding can begin.
 */
export async function encodeVideo(
  encoder: CodecContext,
  plan: ExportPlan,
  work: {
    readonly media: ReadonlyMap<string, MediaFile>;
    readonly spans?: readonly FrameSpan[];
    /** Told which frame of the plan a packet shows. */
    readonly take: (packet: Packet, frame: number) => void;
    readonly onProgress: (done: number) => void;
  },
): Promise<void> {
  const spans = work.spans ?? [{ startFrame: 0, endFrame: plan.frames }];
  const frames = framesIn(spans);
  // Counted on their own in the encoder: a gap in time would look to its rate control like a picture that stands long.
  const sent: number[] = [];
  const take = (packet: Packet): void => work.take(packet, sent[Number(packet.pts)]!);
  const canvases = [canvasFor(plan), canvasFor(plan)];
  const packet = new Packet();
  packet.alloc();
  let sending: Promise<number> | null = null;
  for (const { shot, parts } of shotsWithin(plan.shots, spans)) {
    const artist = await openShot(shot, plan, work.media);
    const pictures: (Picture | undefined)[] = [];
    try {
      for (const index of parts.flatMap(framesOf)) {
        const turn = sent.length % 2;
        const { frame, planes } = canvases[turn]!;
        const seconds = index / plan.framesPerSecond;
        await artist.prepare(seconds);
        // Only now: until the frame before it was sent, the encoder may still be reading this canvas.
        const picture = (pictures[turn] ??= new Picture(planes, artist.still));
        artist.draw(picture, seconds);
        if (sending !== null) {
          check(await sending, 'encode a picture');
          drainPackets(encoder, packet, take);
        }

        frame.pts = BigInt(sent.length);
        frame.pictType = spans.some((span) => span.startFrame === index) ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
        sent.push(index);
        sending = encoder.sendFrame(frame);
        if (sent.length % FRAMES_PER_REPORT === 0) {
          work.onProgress(sent.length / frames);
        }
      }
    } finally {
      await artist.close();
    }
  }

  if (sending !== null) {
    check(await sending, 'encode a picture');
  }

  check(await encoder.sendFrame(null), 'finish the picture');
  drainPackets(encoder, packet, take);
  packet.free();
  for (const { frame } of canvases) {
    frame.free();
  }

  work.onProgress(1);
}

/** The shots that lie in the spans, with their frames that do, in order. */
function shotsWithin(
  shots: readonly Shot[],
  spans: readonly FrameSpan[],
): { readonly shot: Shot; readonly parts: readonly FrameSpan[] }[] {
  return shots.flatMap((shot) => {
    const parts = spans
      .filter((span) => shot.startFrame < span.endFrame && shot.endFrame > span.startFrame)
      .map((span) => ({
        startFrame: Math.max(shot.startFrame, span.startFrame),
        endFrame: Math.min(shot.endFrame, span.endFrame),
      }));
    return parts.length === 0 ? [] : [{ shot, parts }];
  });
}

function framesOf({ startFrame, endFrame }: FrameSpan): number[] {
  return Array.from({ length: endFrame - startFrame }, (_, place) => startFrame + place);
}

/** A frame in FFmpeg's memory of the plan's size, and its planes to draw straight into. */
export function canvasFor({ width, height }: ExportPlan): { readonly frame: Frame; readonly planes: Planes } {
  const frame = new Frame();
  frame.alloc();
  frame.width = width;
  frame.height = height;
  frame.format = AV_PIX_FMT_YUV420P;
  frame.colorRange = AVCOL_RANGE_MPEG;
  frame.colorPrimaries = AVCOL_PRI_BT709;
  frame.colorTrc = AVCOL_TRC_BT709;
  frame.colorSpace = AVCOL_SPC_BT709;
  check(frame.getBuffer(), 'reserve memory for a picture');
  const [y, u, v] = frame.data ?? [];
  const [lumaStride, chromaStride] = frame.linesize;
  if (y === undefined || u === undefined || v === undefined || lumaStride === undefined || chromaStride === undefined) {
    throw new Error('FFmpeg gave no memory for a picture.');
  }

  return { frame, planes: { width, height, y, u, v, lumaStride, chromaStride } };
}

function rateOptions(video: ExportPlan['video'], setsId: number): { readonly [name: string]: string } {
  const groups = `annexb=0:sps-id=${setsId}:scenecut=0:bframes=0:keyint=${video.groupFrames}:min-keyint=${video.groupFrames}`;
  if (video.rate === 'filmed') {
    return { crf: String(video.quantiser), 'x264-params': `${groups}:rc-lookahead=10` };
  }

  return {
    qp: String(video.quantiser),
    // No look-ahead: where nothing moves there is nothing to foresee, and it would cost a third of the time.
    'x264-params': `${groups}:qp=${video.quantiser}:ipratio=${keyRatio(video)}:subme=0:chroma-me=0:rc-lookahead=0:weightp=0`,
  };
}

/** x264 states the key frames' quantiser as a ratio of step sizes; six quantiser steps double the size. */
function keyRatio({ quantiser, keyQuantiser }: ExportPlan['video']): string {
  return (2 ** ((quantiser - keyQuantiser) / 6)).toFixed(4);
}
