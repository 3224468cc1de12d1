import {
  AV_SAMPLE_FMT_DBL,
  AV_SAMPLE_FMT_DBLP,
  AV_SAMPLE_FMT_FLT,
  AV_SAMPLE_FMT_FLTP,
  AV_SAMPLE_FMT_S16,
  AV_SAMPLE_FMT_S16P,
  AV_SAMPLE_FMT_S32,
  AV_SAMPLE_FMT_S32P,
  AV_SAMPLE_FMT_U8,
  AV_SAMPLE_FMT_U8P,
} from 'node-av/constants';
import { Frame, Packet, type Stream } from 'node-av/lib';
import { decodeFrames } from './decode-frames.ts';
import { openDecoder, type OpenMedia } from './open-media.ts';
import { PeakMeter } from './peak-meter.ts';

/** Of a longer sound (about a quarter of an hour) only every n-th run of packets is decoded: its waveform looks the same. */
const MOST_PACKETS = 40_000;
/** Packets decoded in a row, so that codecs that borrow from the packet before (MP3's bit reservoir, AAC's overlap) find it … */
const RUN_PACKETS = 16;
/** … the first of which are only borrowed from. */
const WARM_UP_PACKETS = 2;

/** The sound's peaks, see `ProbedMedia`; null when none of it can be decoded. `packets` is how many it has. */
export function measurePeaks(media: OpenMedia, sound: Stream, packets: number): readonly number[] | null {
  const decoder = openDecoder(sound);
  const meter = new PeakMeter();
  const [packet, frame] = [new Packet(), new Frame()];
  packet.alloc();
  frame.alloc();
  const stride = Math.ceil(packets / MOST_PACKETS);
  const listen = (heard: Frame): boolean => {
    addFrame(meter, heard);
    return true;
  };
  const ignore = (): boolean => true;
  let place = 0;
  while (media.container.readFrameSync(packet) >= 0) {
    if (packet.streamIndex === sound.index) {
      const placeInRun = place % (RUN_PACKETS * stride);
      if (placeInRun < RUN_PACKETS) {
        decodeFrames(decoder, packet, frame, stride > 1 && placeInRun < WARM_UP_PACKETS ? ignore : listen);
      }

      place += 1;
    }

    packet.unref();
  }

  decodeFrames(decoder, null, frame, listen);
  packet.free();
  frame.free();
  decoder.freeContext();
  return meter.peaks();
}

function addFrame(meter: PeakMeter, frame: Frame): void {
  const planes = frame.data ?? [];
  const { nbSamples, channels } = frame;
  const [first] = planes;
  if (first === undefined || nbSamples === 0 || channels === 0) {
    return;
  }

  // Packed: one plane holds all channels in turn. Planar: the first two channels tell enough of a waveform.
  const view = SAMPLE_VIEWS.get(frame.format);
  if (view === undefined) {
    return;
  }

  if (!view.isPlanar || planes.length === 1) {
    const inPlane = view.isPlanar ? 1 : channels;
    meter.add(view.read(first, nbSamples * inPlane), { ...view, channels: inPlane });
    return;
  }

  const [left, right] = planes.map((plane) => view.read(plane, nbSamples));
  meter.add(louderOf(left ?? [], right ?? [], view.centre), { ...view, channels: 1 });
}

/** Of each two samples the one further from rest. */
function louderOf(left: ArrayLike<number>, right: ArrayLike<number>, centre: number): Float64Array {
  const louder = new Float64Array(left.length);
  for (let i = 0; i < left.length; i++) {
    louder[i] = Math.abs(left[i]! - centre) >= Math.abs((right[i] ?? centre) - centre) ? left[i]! : right[i]!;
  }

  return louder;
}

type SampleView = {
  readonly isPlanar: boolean;
  readonly scale: number;
  readonly centre: number;
  readonly read: (plane: Buffer, samples: number) => ArrayLike<number>;
};

function sampleView(isPlanar: boolean, bytes: number, options: Omit<SampleView, 'isPlanar'>): SampleView {
  return {
    ...options,
    isPlanar,
    // A plane shorter than its frame says (a damaged file) is read as far as it goes.
    read: (plane, samples) => options.read(plane, Math.min(samples, Math.floor(plane.length / bytes))),
  };
}

const U8 = { scale: 1 / 128, centre: 128, read: (plane: Buffer, samples: number) => plane.subarray(0, samples) };
const S16 = {
  scale: 1 / 32768,
  centre: 0,
  read: (plane: Buffer, samples: number) => new Int16Array(plane.buffer, plane.byteOffset, samples),
};
const S32 = {
  scale: 1 / 2147483648,
  centre: 0,
  read: (plane: Buffer, samples: number) => new Int32Array(plane.buffer, plane.byteOffset, samples),
};
const FLT = {
  scale: 1,
  centre: 0,
  read: (plane: Buffer, samples: number) => new Float32Array(plane.buffer, plane.byteOffset, samples),
};
const DBL = {
  scale: 1,
  centre: 0,
  read: (plane: Buffer, samples: number) => new Float64Array(plane.buffer, plane.byteOffset, samples),
};
const SAMPLE_VIEWS: ReadonlyMap<number, SampleView> = new Map([
  [AV_SAMPLE_FMT_U8, sampleView(false, 1, U8)],
  [AV_SAMPLE_FMT_U8P, sampleView(true, 1, U8)],
  [AV_SAMPLE_FMT_S16, sampleView(false, 2, S16)],
  [AV_SAMPLE_FMT_S16P, sampleView(true, 2, S16)],
  [AV_SAMPLE_FMT_S32, sampleView(false, 4, S32)],
  [AV_SAMPLE_FMT_S32P, sampleView(true, 4, S32)],
  [AV_SAMPLE_FMT_FLT, sampleView(false, 4, FLT)],
  [AV_SAMPLE_FMT_FLTP, sampleView(true, 4, FLT)],
  [AV_SAMPLE_FMT_DBL, sampleView(false, 8, DBL)],
  [AV_SAMPLE_FMT_DBLP, sampleView(true, 8, DBL)],
]);
