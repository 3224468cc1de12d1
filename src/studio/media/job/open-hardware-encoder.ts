import {
  AV_CODEC_FLAG_CLOSED_GOP,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PIX_FMT_YUV420P,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  FF_ENCODER_H264_AMF,
  FF_ENCODER_H264_NVENC,
  FF_ENCODER_H264_QSV,
  FF_ENCODER_H264_VIDEOTOOLBOX,
  type FFVideoEncoder,
} from 'node-av/constants';
import { Codec, CodecContext, Frame, Packet, Rational } from 'node-av/lib';
import type { VideoEncoderName } from '../../ports/video-encoder.ts';

export type HardwareName = Exclude<VideoEncoderName, 'x264'>;

type Hardware = {
  readonly codec: FFVideoEncoder;
  /** Settings of about the quality of x264 at this rate factor. */
  readonly options: (quantiser: number) => { readonly [name: string]: string };
};

/** Those that take pictures from ordinary memory; VA-API does not. */
export const HARDWARE_ENCODERS: { readonly [name in HardwareName]: Hardware } = {
  nvenc: {
    codec: FF_ENCODER_H264_NVENC,
    options: (quantiser) => ({ preset: 'p5', rc: 'vbr', cq: String(quantiser), 'forced-idr': '1', bf: '0' }),
  },
  qsv: {
    codec: FF_ENCODER_H264_QSV,
    options: (quantiser) => ({ preset: 'slow', global_quality: String(quantiser), forced_idr: '1', bf: '0' }),
  },
  amf: {
    codec: FF_ENCODER_H264_AMF,
    options: (quantiser) => ({ quality: 'quality', rc: 'cqp', qp_i: String(quantiser), qp_p: String(quantiser), bf: '0' }),
  },
  videotoolbox: { codec: FF_ENCODER_H264_VIDEOTOOLBOX, options: () => ({ 'q:v': '65', bf: '0' }) },
};

type Wish = {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly video: { readonly quantiser: number; readonly groupFrames: number };
};

/** An H.264 encoder of the machine; null where it has none such, or none that starts. */
export function openHardwareEncoder(name: HardwareName, { width, height, framesPerSecond, video }: Wish): CodecContext | null {
  const { codec: codecName, options } = HARDWARE_ENCODERS[name];
  const codec = Codec.findEncoderByName(codecName);
  if (codec === null) {
    return null;
  }

  const context = new CodecContext();
  context.allocContext3(codec);
  context.width = width;
  context.height = height;
  context.pixelFormat = AV_PIX_FMT_YUV420P;
  context.timeBase = new Rational(1, framesPerSecond);
  context.framerate = new Rational(framesPerSecond, 1);
  context.sampleAspectRatio = new Rational(1, 1);
  context.gopSize = video.groupFrames;
  context.maxBFrames = 0;
  context.colorRange = AVCOL_RANGE_MPEG;
  context.colorPrimaries = AVCOL_PRI_BT709;
  context.colorTrc = AVCOL_TRC_BT709;
  context.colorSpace = AVCOL_SPC_BT709;
  context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER, AV_CODEC_FLAG_CLOSED_GOP);
  for (const [option, value] of Object.entries(options(video.quantiser))) {
    // Drivers differ in what they know; what matters is asked of the packets.
    context.setOption(option, value);
  }

  if (context.open2Sync(codec, null) < 0) {
    context.freeContext();
    return null;
  }

  return context;
}

const TRIAL: Wish = { width: 640, height: 360, framesPerSecond: 30, video: { quantiser: 20, groupFrames: 30 } };

/** Whether an encoder of the machine starts and really encodes a picture, and one from which decoding can begin. */
export function canEncode(name: HardwareName): boolean {
  const encoder = openHardwareEncoder(name, TRIAL);
  if (encoder === null) {
    return false;
  }

  const luma = TRIAL.width * TRIAL.height;
  const black = Buffer.concat([Buffer.alloc(luma, 16), Buffer.alloc(luma / 2, 128)]);
  const frame = Frame.fromVideoBuffer(black, { ...TRIAL, format: AV_PIX_FMT_YUV420P });
  const packet = new Packet();
  packet.alloc();
  frame.pts = 0n;
  const hasTaken = encoder.sendFrameSync(frame) >= 0 && encoder.sendFrameSync(null) >= 0;
  const isWhole = hasTaken && encoder.receivePacketSync(packet) >= 0 && packet.isKeyframe && packet.size > 0;
  packet.free();
  frame.free();
  encoder.freeContext();
  return isWhole;
}
