import { join } from 'node:path';
import type { CodecContext, CodecParameters, Packet } from 'node-av/lib';
import type { ExportPlan } from '../../../engine/export/index.ts';
import type { ExportCosts } from '../../ports/timeline-exporter.ts';
import { check, FfmpegFailure } from './av.ts';
import { openSoundEncoder } from './encode-audio.ts';
import { framesBeside, framesIn } from './frame-spans.ts';
import { joinStreams, type EncodedStream } from './join-streams.ts';
import type { HardwareName } from './open-hardware-encoder.ts';
import { PacketStore } from './packet-store.ts';
import { joinParameterSets, readParameterSets, writeParameterSets, type ParameterSets } from './parameter-sets.ts';
import type { Job } from './protocol.ts';
import { type TakenOver, takeOver } from './take-over.ts';
import { copyFootage } from './copy-footage.ts';
import { encodeSoundFile, streamOf } from './encode-sound-file.ts';

/** Numbers of parameter sets that are tried: those of a file that is copied from take some. */
const SETS_IDS = [0, 1, 2, 3];
/** FFmpeg's name of the encoder that is always there. */
const X264 = 'libx264';

type TimelineJob = Omit<Extract<Job, { kind: 'timeline' }>, 'plan'> & { readonly plan: ExportPlan };

/** Writes the pictures and the mix of a timeline into an MP4: copies what a former export has of them, and draws, decodes and encodes the rest. Says what it took. */
export async function writeTimelineVideo(
  job: TimelineJob,
  work: { readonly mixSound: () => Promise<string>; readonly onProgress: (done: number) => void },
): Promise<ExportCosts> {
  const stores = {
    pictures: new PacketStore(join(job.scratchFolder, 'pictures')),
    sounds: new PacketStore(join(job.scratchFolder, 'sounds')),
  };
  try {
    const former = takeOver(job, stores);
    const taken = copyFootage(job.plan, { media: job.media, taken: former, store: stores.pictures });
    const done = { pictures: 0, sounds: 0 };
    const pictureShare = framesIn(framesBeside(taken.runs, job.plan.frames)) / job.plan.frames;
    const report = (): void => {
      const [pictures, sounds] = [0.1 + pictureShare, 0.1];
      work.onProgress((0.98 * (pictures * done.pictures + sounds * done.sounds)) / (pictures + sounds));
    };
    // Side by side, since each leaves a core idle now and then. Both end before the stores are closed.
    const [pictures, sounds] = await Promise.allSettled([
      writePictures(job, {
        store: stores.pictures,
        taken,
        onProgress: (part) => {
          done.pictures = part;
          report();
        },
      }),
      writeSounds(work.mixSound, {
        store: stores.sounds,
        taken,
        onProgress: (part) => {
          done.sounds = part;
          report();
        },
      }),
    ]);
    if (pictures.status === 'rejected' || sounds.status === 'rejected') {
      throw pictures.status === 'rejected' ? pictures.reason : sounds.status === 'rejected' && sounds.reason;
    }

    await joinStreams({ ...job, framesPerSecond: job.plan.framesPerSecond }, { pictures: pictures.value, sounds: sounds.value });
    work.onProgress(1);
    return { encoder: pictures.value.encoder, copiedFrames: framesIn(taken.runs), hasCopiedSound: taken.hasSound };
  } finally {
    stores.pictures.close();
    stores.sounds.close();
  }
}

async function writePictures(
  { plan, media, former, encoder: wanted }: TimelineJob,
  work: { readonly store: PacketStore; readonly taken: TakenOver; readonly onProgress: (done: number) => void },
): Promise<EncodedStream & { readonly encoder: string }> {
  const { store, taken } = work;
  const spans = framesBeside(taken.runs, plan.frames);
  if (spans.length === 0 && taken.picture !== null) {
    const { parameters, sets } = taken.picture;
    inDecodingOrder(store, taken);
    work.onProgress(1);
    const encoder = former?.encoder ?? X264;
    return { store, encoder, describe: (target) => copyParameters(parameters, sets, target) };
  }

  // Loaded only when something is drawn: with all that it draws with it takes longer than to copy an export.
  const { encodeVideo, openVideoEncoder } = await import('./encode-video.ts');
  if (wanted !== 'x264' && plan.video.rate === 'filmed' && taken.runs.length === 0) {
    const encoded = await encodeByHardware(wanted, { plan, media, ...work });
    if (encoded !== null) {
      return encoded;
    }
  }

  const { encoder, sets } = openMatchingEncoder((id) => openVideoEncoder(plan, id), taken.picture?.sets ?? null);
  await encodeVideo(encoder, plan, {
    media,
    spans,
    take: (packet, frame) => addPicture(store, packet, frame),
    onProgress: work.onProgress,
  });
  inDecodingOrder(store, taken);
  return {
    store,
    encoder: X264,
    describe: (target) => {
      check(target.fromContext(encoder), 'describe a stream');
      target.extradata = sets;
    },
  };
}

/** All pictures by an encoder of the machine; null, with nothing kept, when there is none, it fails, or its pictures are not stored as ours are. */
async function encodeByHardware(
  name: HardwareName,
  work: Pick<TimelineJob, 'plan' | 'media'> & { readonly store: PacketStore; readonly onProgress: (done: number) => void },
): Promise<(EncodedStream & { readonly encoder: string }) | null> {
  const { plan, media, store } = work;
  const { encodeVideo } = await import('./encode-video.ts');
  const { HARDWARE_ENCODERS, openHardwareEncoder } = await import('./open-hardware-encoder.ts');
  const encoder = openHardwareEncoder(name, plan);
  if (encoder === null) {
    return null;
  }

  try {
    const take = (packet: Packet, frame: number): void => addPicture(store, packet, frame);
    await encodeVideo(encoder, plan, { media, take, onProgress: work.onProgress });
    const isGrouped = store.packets.every(
      ({ pts, isKeyframe }, place) => pts === BigInt(place) && (place % plan.video.groupFrames !== 0 || isKeyframe),
    );
    if (isGrouped && store.packets.length === plan.frames) {
      return { ...streamOf(store, encoder), encoder: HARDWARE_ENCODERS[name].codec };
    }
  } catch (cause) {
    // A driver that gives up on the way; whatever else is wrong, x264 meets it too and tells it.
    if (!(cause instanceof FfmpegFailure)) {
      throw cause;
    }
  }

  encoder.freeContext();
  store.packets = [];
  return null;
}

function addPicture(store: PacketStore, packet: Packet, frame: number): void {
  store.add(packet, { pts: BigInt(frame), dts: BigInt(frame), duration: 1n });
}

/**
 * An encoder whose parameter sets can stand beside those of what was copied: the same sets where they are equal, else others of another number.
 */
function openMatchingEncoder(
  open: (setsId: number) => CodecContext,
  copied: ParameterSets | null,
): { readonly encoder: CodecContext; readonly sets: Buffer } {
  for (const id of SETS_IDS) {
    const encoder = open(id);
    const own = readParameterSets(encoder.extraData);
    const joined = own === null || copied === null ? own : joinParameterSets(copied, own);
    if (joined !== null) {
      return { encoder, sets: writeParameterSets(joined) };
    }

    encoder.freeContext();
  }

  throw new Error('The parameter sets of the pictures cannot be told apart from those of the export they are copied from.');
}

/** Puts copied and encoded pictures in the order in which they are decoded, and gives each its time to be decoded. */
function inDecodingOrder(store: PacketStore, { runs }: TakenOver): void {
  const beginOf = (frame: bigint): number => {
    const run = runs.find(({ startFrame, endFrame }) => startFrame <= frame && frame < endFrame);
    return run === undefined ? Number(frame) : run.startFrame;
  };
  // Within a run they are in order already, which need not be that of their times.
  const ordered = store.packets
    .map((packet, place) => ({ packet, place, begin: beginOf(packet.pts) }))
    .sort((left, right) => left.begin - right.begin || left.place - right.place)
    .map(({ packet }) => packet);
  const delay = Math.max(0, ...ordered.map(({ pts }, place) => place - Number(pts)));
  store.packets = ordered.map((packet, place) => ({ ...packet, dts: BigInt(place - delay) }));
}

async function writeSounds(
  mixSound: () => Promise<string>,
  work: { readonly store: PacketStore; readonly taken: TakenOver; readonly onProgress: (done: number) => void },
): Promise<EncodedStream> {
  const encoder = openSoundEncoder('aac');
  if (!work.taken.hasSound) {
    await encodeSoundFile(encoder, await mixSound(), work);
  }

  work.onProgress(1);
  return streamOf(work.store, encoder);
}

function copyParameters(from: CodecParameters, sets: ParameterSets, to: CodecParameters): void {
  check(from.copy(to), 'describe a stream');
  // Its name in the file that it is copied from; this file gives its own.
  to.codecTag = 0;
  to.extradata = writeParameterSets(sets);
}
