import {
  AV_CODEC_ID_H264,
  AV_NOPTS_VALUE,
  AV_PKT_FLAG_CORRUPT,
  AV_PKT_FLAG_DISCARD,
  AVERROR_EOF,
  AVSEEK_FLAG_BACKWARD,
} from 'node-av/constants';
import { Packet, type FormatContext, type Stream } from 'node-av/lib';
import type { ExportPlan, FrameRun } from '../../../engine/export/index.ts';
import type { PacketStore } from './packet-store.ts';
import { holdsParameterSets, isInstantRefresh, isProgressive, readParameterSets, type ParameterSets } from './parameter-sets.ts';

/** How far from a whole frame a picture's time may be, frames: containers count in units of their own. */
const TOLERANCE_FRAMES = 0.02;
/** H.264 stores a picture at most this many places after one that is shown later. */
const MOST_REORDERED = 17;
/** Some streams begin a little before their time 0. */
const BEFORE_ALL = -(1n << 40n);

/** An encoded picture of a file, in the order in which they are decoded. */
type CodedPicture = { readonly frame: number; readonly isEntry: boolean; readonly holdsSets: boolean };

/** Pictures taken over from a file. */
export type CopiedPictures = { readonly runs: readonly FrameRun[]; readonly sets: ParameterSets };

/**
 * Copies the encoded pictures of the runs from a file into the store, bit for bit, timed in frames of the export. A run that cannot be cut out of this
 * file (decoding cannot begin where it does, or what follows it looks back into it) is left out, or shortened to the part that can.
 * Null, with nothing kept, when the file is no H.264 of this size and rate at all, or what can be cut out of it must not stand beside other pictures.
 */
export function copyPictures(
  { container, picture }: { readonly container: FormatContext; readonly picture: Stream | null },
  { plan, runs, store }: { readonly plan: ExportPlan; readonly runs: readonly FrameRun[]; readonly store: PacketStore },
): CopiedPictures | null {
  const sets = picture === null ? null : setsOf(picture, plan);
  if (picture === null || sets === null) {
    return null;
  }

  const rewind = (): boolean => container.seekFrameSync(picture.index, BEFORE_ALL, AVSEEK_FLAG_BACKWARD) >= 0;
  const coded = rewind() ? surveyPictures(container, picture, plan) : null;
  if (coded === null || !rewind()) {
    return null;
  }

  const cuts = runs.flatMap((run) => cutOut(coded, run) ?? []);
  const isAll = cuts.some(({ run }) => run.startFrame === 0 && run.endFrame === plan.frames);
  if (!isAll && !canStandBesideOthers(coded)) {
    return null;
  }

  const kept = store.packets.length;
  const packet = new Packet();
  packet.alloc();
  const copied = new Set<string>();
  for (let place = 0; place < coded.length && container.readFrameSync(packet) >= 0;) {
    if (packet.streamIndex === picture.index) {
      for (const { run, first, last } of cuts) {
        if (first <= place && place <= last) {
          const frame = BigInt(coded[place]!.frame - run.fromFrame + run.startFrame);
          store.add(packet, { pts: frame, dts: frame, duration: 1n });
          copied.add(`${run.startFrame} ${frame}`);
        }
      }

      place += 1;
    }

    packet.unref();
  }

  packet.free();
  const wanted = cuts.reduce((sum, { run }) => sum + run.endFrame - run.startFrame, 0);
  if (copied.size !== wanted) {
    store.packets.length = kept;
    return null;
  }

  return { runs: cuts.map(({ run }) => run), sets };
}

/** Not where pictures are stored in another order than shown, for ours are not, nor where the stream changes its parameter sets on the way. */
function canStandBesideOthers(coded: readonly CodedPicture[]): boolean {
  return coded.every(({ frame, holdsSets }, place) => !holdsSets && frame > (coded[place - 1]?.frame ?? -1));
}

function setsOf({ codecpar }: Stream, plan: ExportPlan): ParameterSets | null {
  const isAlike = codecpar.codecId === AV_CODEC_ID_H264 && codecpar.width === plan.width && codecpar.height === plan.height;
  const sets = isAlike ? readParameterSets(codecpar.extradata) : null;
  return sets !== null && isProgressive(sets) ? sets : null;
}

/** Every picture of the stream; null when any is damaged, to be skipped, or not on a frame of its own. */
function surveyPictures(container: FormatContext, picture: Stream, plan: ExportPlan): CodedPicture[] | null {
  const coded: CodedPicture[] = [];
  const packet = new Packet();
  packet.alloc();
  const framesPerTick = (picture.timeBase.num / picture.timeBase.den) * plan.framesPerSecond;
  let isSound = true;
  let result = container.readFrameSync(packet);
  for (; result >= 0 && isSound; result = container.readFrameSync(packet)) {
    if (packet.streamIndex === picture.index) {
      const exact = packet.pts === AV_NOPTS_VALUE ? Number.NaN : Number(packet.pts) * framesPerTick;
      const frame = Math.round(exact);
      const { data } = packet;
      isSound =
        data !== null &&
        Math.abs(exact - frame) < TOLERANCE_FRAMES &&
        !packet.hasFlags(AV_PKT_FLAG_CORRUPT) &&
        !packet.hasFlags(AV_PKT_FLAG_DISCARD);
      coded.push({
        frame,
        isEntry: packet.isKeyframe && data !== null && isInstantRefresh(data),
        holdsSets: data !== null && holdsParameterSets(data),
      });
    }

    packet.unref();
  }

  packet.free();
  return isSound && result === AVERROR_EOF ? coded : null;
}

/** The largest part of a run that begins and ends where decoding can begin, with its places in the stream; null when there is none. */
function cutOut(
  coded: readonly CodedPicture[],
  { startFrame, endFrame, fromFrame }: FrameRun,
): { readonly run: FrameRun; readonly first: number; readonly last: number } | null {
  const toFrame = fromFrame + endFrame - startFrame;
  const first = coded.findIndex(({ frame, isEntry }) => isEntry && frame >= fromFrame && frame < toFrame);
  // A run may end with the stream, or where decoding begins anew.
  const after = coded.findLastIndex(({ frame, isEntry }) => isEntry && frame <= toFrame);
  const isToEnd = Math.max(...coded.slice(-MOST_REORDERED).map(({ frame }) => frame)) === toFrame - 1;
  const end = isToEnd ? coded.length : after;
  if (first < 0 || end <= first) {
    return null;
  }

  const begins = coded[first]!.frame;
  const frames = coded.slice(first, end).map(({ frame }) => frame);
  const isWhole =
    new Set(frames).size === frames.length && frames.every((frame) => frame >= begins && frame < begins + frames.length);
  const start = startFrame + begins - fromFrame;
  return isWhole && start + frames.length <= endFrame
    ? { run: { startFrame: start, endFrame: start + frames.length, fromFrame: begins }, first, last: end - 1 }
    : null;
}
