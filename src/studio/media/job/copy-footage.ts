import {
  AV_NOPTS_VALUE,
  AV_PIX_FMT_YUV420P,
  AVCOL_PRI_BT709,
  AVCOL_PRI_UNSPECIFIED,
  AVCOL_RANGE_MPEG,
  AVCOL_RANGE_UNSPECIFIED,
  AVCOL_SPC_BT709,
  AVCOL_SPC_UNSPECIFIED,
  AVCOL_TRC_BT709,
  AVCOL_TRC_UNSPECIFIED,
  AV_PKT_DATA_DISPLAYMATRIX,
} from 'node-av/constants';
import { CodecParameters, type FormatContext, type Stream } from 'node-av/lib';
import type { ExportPlan, FrameRun, Shot } from '../../../engine/export/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { ACCEPTED_FORMATS } from './accepted-formats.ts';
import { check } from './av.ts';
import { copyPictures } from './copy-pictures.ts';
import { framesBeside, type FrameSpan } from './frame-spans.ts';
import { openMedia } from './open-media.ts';
import type { PacketStore } from './packet-store.ts';
import { joinParameterSets } from './parameter-sets.ts';
import type { TakenOver } from './take-over.ts';

/** Whoever asks for more than this asks for a smaller file than the one that was filmed. */
const USUAL_QUANTISER = 20;
/** From this height on pictures that do not say how their colours are stored are taken for BT.709, as players do. */
const HIGH_DEFINITION = 720;
/** The reader of footage shows a picture this much before it is due, seconds. KEEP IN STEP with footage-reader.ts */
const TOLERANCE_SECONDS = 0.004;
/** How near the next picture a moment may be, frames, before it is left to the reader to say which of the two is seen. */
const NEAR_NEXT = 0.15;
const MICROSECONDS = 1e6;

/**
 * Copies footage that is shown just as it was filmed: H.264 of the export's size, rate and colours, whole in the frame, without words on it. Of
 * every stretch, what lies between two places where decoding can begin.
 */
export function copyFootage(
  plan: ExportPlan,
  work: { readonly media: ReadonlyMap<string, MediaFile>; readonly taken: TakenOver; readonly store: PacketStore },
): TakenOver {
  if (plan.video.quantiser > USUAL_QUANTISER) {
    return work.taken;
  }

  let { taken } = work;
  for (const [mediaId, shots] of bareShots(plan)) {
    const file = work.media.get(mediaId);
    taken = file === undefined ? taken : withFile(file, plan, { shots, taken, store: work.store });
  }

  return taken;
}

/** Shots of films that are shown as they are, by the film. */
function bareShots({ shots }: ExportPlan): ReadonlyMap<string, readonly Shot[]> {
  const found = new Map<string, Shot[]>();
  for (const shot of shots) {
    const { source, speed, transition } = shot;
    if (
      source.kind === 'video' &&
      source.framing.crop === null &&
      source.framing.motion === null &&
      speed === 1 &&
      transition === null
    ) {
      found.set(source.mediaId, [...(found.get(source.mediaId) ?? []), shot]);
    }
  }

  return found;
}

function withFile(
  file: MediaFile,
  plan: ExportPlan,
  { shots, taken, store }: { readonly shots: readonly Shot[]; readonly taken: TakenOver; readonly store: PacketStore },
): TakenOver {
  const opened = openFilm(file);
  if (opened === null) {
    return taken;
  }

  const { container, picture } = opened;
  try {
    const offset = isShownAsItIs(picture, plan) ? offsetOf(container, picture) : null;
    const runs = offset === null ? [] : shots.flatMap((shot) => runsOf(shot, plan, { offset, taken }));
    const kept = store.packets.length;
    const copied = runs.length === 0 ? null : copyPictures({ container, picture }, { plan, runs, store });
    if (copied === null || copied.runs.length === 0) {
      return taken;
    }

    const sets = taken.picture === null ? copied.sets : joinParameterSets(taken.picture.sets, copied.sets);
    if (sets === null) {
      store.packets.length = kept;
      return taken;
    }

    const parameters = taken.picture?.parameters ?? new CodecParameters();
    if (taken.picture === null) {
      parameters.alloc();
      check(picture.codecpar.copy(parameters), 'describe a stream');
    }

    return {
      ...taken,
      runs: [...taken.runs, ...copied.runs].sort((left, right) => left.startFrame - right.startFrame),
      picture: { sets, parameters },
    };
  } finally {
    container.closeInputSync();
  }
}

/** Null for what cannot be opened: that is told when it is decoded. */
function openFilm({ path, contentType }: MediaFile): { readonly container: FormatContext; readonly picture: Stream } | null {
  const format = [...ACCEPTED_FORMATS.values()].find((each) => each.contentType === contentType && !each.isPicture);
  if (format === undefined) {
    return null;
  }

  try {
    const { container, picture } = openMedia(path, format);
    if (picture !== null) {
      return { container, picture };
    }

    container.closeInputSync();
    return null;
  } catch (cause) {
    if (cause instanceof StudioError) {
      return null;
    }

    throw cause;
  }
}

/** Whether pictures of this stream are those of the export: as large, upright, and of its colours. The rest shows in its parameter sets and packets. */
function isShownAsItIs({ codecpar }: Stream, plan: ExportPlan): boolean {
  const { num, den } = codecpar.sampleAspectRatio;
  const isUntold = codecpar.colorSpace === AVCOL_SPC_UNSPECIFIED && plan.height >= HIGH_DEFINITION;
  return (
    codecpar.width === plan.width &&
    codecpar.height === plan.height &&
    codecpar.format === AV_PIX_FMT_YUV420P &&
    (num === den || num === 0) &&
    codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX) === null &&
    (codecpar.colorSpace === AVCOL_SPC_BT709 || isUntold) &&
    (codecpar.colorRange === AVCOL_RANGE_MPEG || codecpar.colorRange === AVCOL_RANGE_UNSPECIFIED) &&
    (codecpar.colorPrimaries === AVCOL_PRI_BT709 || codecpar.colorPrimaries === AVCOL_PRI_UNSPECIFIED) &&
    (codecpar.colorTrc === AVCOL_TRC_BT709 || codecpar.colorTrc === AVCOL_TRC_UNSPECIFIED)
  );
}

/** When time 0 of the stream is, seconds from the file's beginning; null when the file does not say when it begins. */
function offsetOf(container: FormatContext, { startTime }: Stream): number | null {
  return container.startTime === AV_NOPTS_VALUE || startTime === AV_NOPTS_VALUE
    ? null
    : -Number(container.startTime) / MICROSECONDS;
}

/** The parts of a shot that are not copied yet and have no words on them. */
function runsOf(
  shot: Shot,
  plan: ExportPlan,
  { offset, taken }: { readonly offset: number; readonly taken: TakenOver },
): FrameRun[] {
  const { framesPerSecond } = plan;
  const exact = (shot.sourceSeconds + TOLERANCE_SECONDS - offset) * framesPerSecond;
  const fromFrame = Math.floor(exact);
  if (exact - fromFrame > 1 - NEAR_NEXT) {
    return [];
  }

  const worded = plan.titles.map(({ startSeconds, endSeconds }) => ({
    startFrame: Math.floor(startSeconds * framesPerSecond),
    endFrame: Math.ceil(endSeconds * framesPerSecond),
  }));
  const busy: readonly FrameSpan[] = [...taken.runs, ...worded];
  return framesBeside(merged(busy), plan.frames).flatMap((free) => {
    const startFrame = Math.max(free.startFrame, shot.startFrame);
    const endFrame = Math.min(free.endFrame, shot.endFrame);
    return endFrame > startFrame ? [{ startFrame, endFrame, fromFrame: fromFrame + startFrame - shot.startFrame }] : [];
  });
}

/** The same frames as spans in order that do not overlap. */
function merged(spans: readonly FrameSpan[]): FrameSpan[] {
  const done: FrameSpan[] = [];
  for (const span of [...spans].sort((left, right) => left.startFrame - right.startFrame || left.endFrame - right.endFrame)) {
    const last = done.at(-1);
    if (last !== undefined && span.startFrame <= last.endFrame) {
      done[done.length - 1] = { ...last, endFrame: Math.max(last.endFrame, span.endFrame) };
    } else {
      done.push(span);
    }
  }

  return done;
}
