import { join } from 'node:path';
import { AV_PKT_FLAG_KEY } from 'node-av/constants';
import { Packet, Rational, type CodecContext, type FormatContext, type Stream } from 'node-av/lib';
import type { ExportPlan } from '../../../engine/export/index.ts';
import { SAMPLE_RATE } from '../../../engine/kernel/index.ts';
import type { FileMetadata } from '../../ports/media-exporter.ts';
import { PcmReader } from '../pcm-file.ts';
import { check, openContainer, setOptions } from './av.ts';
import { encodeSound, openSoundEncoder } from './encode-audio.ts';
import { encodeVideo, openVideoEncoder } from './encode-video.ts';
import { PacketStore } from './packet-store.ts';
import type { Job } from './protocol.ts';

type Lane = {
  readonly stream: Stream;
  readonly store: PacketStore;
  readonly timeBase: { readonly num: number; readonly den: number };
  next: number;
};

/** Draws and encodes the picture while the sound is on its way, encodes the sound when it comes, and writes both into an MP4. */
export async function writeVideoFile(
  job: Extract<Job, { kind: 'video' }>,
  { soundPath, onProgress }: { readonly soundPath: Promise<string>; readonly onProgress: (done: number) => void },
): Promise<void> {
  const pictures = new PacketStore(join(job.scratchFolder, 'pictures'));
  const sounds = new PacketStore(join(job.scratchFolder, 'sounds'));
  try {
    const pictureEncoder = openVideoEncoder(job.plan);
    const soundEncoder = openSoundEncoder('aac');
    await Promise.all([
      encodeVideo(pictureEncoder, job.plan, {
        media: new Map(),
        take: (packet) => pictures.add(packet),
        onProgress: (done) => onProgress(0.95 * done),
      }),
      encodeArrivingSound(soundEncoder, soundPath, sounds),
    ]);
    pictures.flush();
    sounds.flush();
    await joinStreams(job, { pictures, sounds, pictureEncoder, soundEncoder });
    onProgress(1);
  } finally {
    pictures.close();
    sounds.close();
  }
}

/** Draws, decodes and encodes the pictures and the mix of a timeline into an MP4. */
export async function writeTimelineVideo(
  job: Pick<Extract<Job, { kind: 'timeline' }>, 'media' | 'outputPath' | 'scratchFolder' | 'metadata'> & {
    readonly plan: ExportPlan;
  },
  { soundPath, onProgress }: { readonly soundPath: string; readonly onProgress: (done: number) => void },
): Promise<void> {
  const pictures = new PacketStore(join(job.scratchFolder, 'pictures'));
  const sounds = new PacketStore(join(job.scratchFolder, 'sounds'));
  try {
    const pictureEncoder = openVideoEncoder(job.plan);
    const soundEncoder = openSoundEncoder('aac');
    await encodeVideo(pictureEncoder, job.plan, {
      media: job.media,
      take: (packet) => pictures.add(packet),
      onProgress: (done) => onProgress(0.92 * done),
    });
    await encodeReadySound(soundEncoder, soundPath, { store: sounds, onProgress: (done) => onProgress(0.92 + 0.06 * done) });
    pictures.flush();
    sounds.flush();
    await joinStreams(job, { pictures, sounds, pictureEncoder, soundEncoder });
    onProgress(1);
  } finally {
    pictures.close();
    sounds.close();
  }
}

async function encodeArrivingSound(encoder: CodecContext, soundPath: Promise<string>, store: PacketStore): Promise<void> {
  await encodeReadySound(encoder, await soundPath, { store, onProgress: () => undefined });
}

async function encodeReadySound(
  encoder: CodecContext,
  soundPath: string,
  { store, onProgress }: { readonly store: PacketStore; readonly onProgress: (done: number) => void },
): Promise<void> {
  const sound = await PcmReader.open(soundPath);
  try {
    await encodeSound(encoder, sound, { take: (packet) => store.add(packet), onProgress });
  } finally {
    await sound.close();
  }
}

async function joinStreams(
  job: { readonly plan: ExportPlan; readonly outputPath: string; readonly metadata: FileMetadata },
  parts: {
    readonly pictures: PacketStore;
    readonly sounds: PacketStore;
    readonly pictureEncoder: CodecContext;
    readonly soundEncoder: CodecContext;
  },
): Promise<void> {
  const container = openContainer('mp4', job.outputPath, job.metadata);
  const { framesPerSecond } = job.plan;
  const lanes: readonly Lane[] = [
    openLane(container, parts.pictureEncoder, { store: parts.pictures, timeBase: { num: 1, den: framesPerSecond } }),
    openLane(container, parts.soundEncoder, { store: parts.sounds, timeBase: { num: 1, den: SAMPLE_RATE } }),
  ];
  lanes[0]!.stream.avgFrameRate = new Rational(framesPerSecond, 1);
  check(await container.openOutput(), 'open the file');
  // Players start before the whole file is there when its index comes first.
  setOptions(container, { movflags: '+faststart' });
  check(await container.writeHeader(null), 'write the head of the file');
  const packet = new Packet();
  packet.alloc();
  for (let lane = earliest(lanes); lane !== null; lane = earliest(lanes)) {
    const stored = lane.store.packets[lane.next]!;
    packet.data = lane.store.read(stored);
    packet.pts = stored.pts;
    packet.dts = stored.dts;
    packet.duration = stored.duration;
    if (stored.isKeyframe) {
      packet.setFlags(AV_PKT_FLAG_KEY);
    }

    packet.rescaleTs(lane.timeBase, lane.stream.timeBase);
    packet.streamIndex = lane.stream.index;
    check(container.interleavedWriteFrameSync(packet), 'write the file');
    packet.unref();
    lane.next += 1;
  }

  check(await container.writeTrailer(), 'finish the file');
  await container.closeOutput();
}

function openLane(container: FormatContext, encoder: CodecContext, { store, timeBase }: Pick<Lane, 'store' | 'timeBase'>): Lane {
  const stream = container.newStream();
  check(stream.codecpar.fromContext(encoder), 'describe a stream');
  stream.timeBase = new Rational(timeBase.num, timeBase.den);
  return { stream, store, timeBase, next: 0 };
}

/** The lane whose next packet is decoded first; null when all are written. */
function earliest(lanes: readonly Lane[]): Lane | null {
  let first: Lane | null = null;
  let firstSeconds = Infinity;
  for (const lane of lanes) {
    const stored = lane.store.packets[lane.next];
    if (stored !== undefined) {
      const seconds = (Number(stored.dts) * lane.timeBase.num) / lane.timeBase.den;
      if (seconds < firstSeconds) {
        [first, firstSeconds] = [lane, seconds];
      }
    }
  }

  return first;
}
