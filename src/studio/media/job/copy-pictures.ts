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
import type { PacketStore, StoredPacket } from './packet-store.ts';
import { holdsParameterSets, isInstantRefresh, isProgressive, readParameterSets, type ParameterSets } from './parameter-sets.ts';

/** How far from a whole frame a picture's time may be, frames: containers count in units of their own. */
const TOLERANCE_FRAMES = 0.02;
/** H.264 stores a picture at most this many places after one that is shown later. */
const MOST_REORDERED = 17;
/** Some streams begin a little before their time 0. */
const BEFORE_ALL = -(1n << 40n);

/** An encoded picture of a file, in the order in which they are decoded; `kept`: where its bytes lie, if some run wants it. */
type CodedPicture = {
  readonly frame: number;
  readonly isEntry: boolean;
  readonly isKeyframe: boolean;
  readonly holdsSets: boolean;
  readonly kept: Pick<StoredPacket, 'offset' | 'size'> | null;
};

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

  const coded =
    container.seekFrameSync(picture.index, BEFORE_ALL, AVSEEK_FLAG_BACKWARD) >= 0
      ? surveyPictures({ container, picture }, { plan, runs, store })
      : null;
  if (coded === null) {
    return null;
  }

  const cuts = runs.flatMap((run) => cutOut(coded, run) ?? []);
  const isAll = cuts.some(({ run }) => run.startFrame === 0 && run.endFrame === plan.frames);
  if (!isAll && !canStandBesideOthers(coded)) {
    return null;
  }

  for (const { run, first, last } of cuts) {
    for (const { frame, isKeyframe, kept } of coded.slice(first, last + 1)) {
      if (kept === null) {
        throw new Error(`Picture ${frame} of a run was not kept.`);
      }

      const shown = BigInt(frame - run.fromFrame + run.startFrame);
      store.packets.push({ ...kept, pts: shown, dts: shown, duration: 1n, isKeyframe });
    }
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

/** Every picture of the stream, the bytes of those within runs kept; null when any is damaged, to be skipped, or not on a frame of its own. */
function surveyPictures(
  { container, picture }: { readonly container: FormatContext; readonly picture: Stream },
  { plan, runs, store }: { readonly plan: ExportPlan; readonly runs: readonly FrameRun[]; readonly store: PacketStore },
): CodedPicture[] | null {
  const isWanted = (frame: number): boolean =>
    runs.some(({ startFrame, endFrame, fromFrame }) => frame >= fromFrame && frame < fromFrame + endFrame - startFrame);
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
      const { data, isKeyframe } = packet;
      isSound =
        data !== null &&
        Math.abs(exact - frame) < TOLERANCE_FRAMES &&
        !packet.hasFlags(AV_PKT_FLAG_CORRUPT) &&
        !packet.hasFlags(AV_PKT_FLAG_DISCARD);
      coded.push({
        frame,
        isEntry: isKeyframe && data !== null && isInstantRefresh(data),
        isKeyframe,
        holdsSets: data !== null && holdsParameterSets(data),
        kept: isSound && data !== null && isWanted(frame) ? store.keep(data) : null,
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
