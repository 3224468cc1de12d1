import { assert, clamp } from '../kernel/index.ts';
import { durationSecondsOf, type Timeline } from '../timeline/index.ts';
import type { ExportPlan, VideoEncoding } from './export-plan.ts';
import { nearestFormat, safeAreaOf, type FrameRate } from './frame-format.ts';
import { AUDIO_ENCODING, VIDEO_ENCODING } from './plan-export.ts';
import { planShots, type DrawnMusic } from './plan-shots.ts';
import { titlesOf } from './plan-titles.ts';
import type { Look, Shot } from './shot.ts';

/** Which picture to make of a draft. */
export type DraftExportRequest = {
  readonly timeline: Timeline;
  /** By media id: every piece of music on the timeline that was made here. */
  readonly scores: ReadonlyMap<string, DrawnMusic>;
  /** Pixels; made even. */
  readonly size: { readonly width: number; readonly height: number };
  readonly framesPerSecond: FrameRate;
  /** 0 (best) to 51; null: the usual. */
  readonly quantiser: number | null;
};

/** Says what a video of a draft shows, down to the frame. Gaps show the picture of the music that plays there; without music they are black. */
export function planDraftExport(request: DraftExportRequest): ExportPlan {
  const { timeline, framesPerSecond } = request;
  const width = even(request.size.width);
  const height = even(request.size.height);
  const durationSeconds = durationSecondsOf(timeline);
  assert(durationSeconds > 0, 'an export needs a timeline with at least one clip');
  const frames = Math.max(1, Math.round(durationSeconds * framesPerSecond));
  const shots = planShots({ ...request, frames });
  const frame = nearestFormat(width, height);
  return {
    frame,
    width,
    height,
    framesPerSecond,
    frames,
    durationSeconds,
    safeArea: safeAreaOf(frame, { width, height }),
    video: encodingOf(shots, request),
    audio: AUDIO_ENCODING,
    shots,
    titles: titlesOf(timeline, durationSeconds, undefined),
  };
}

/** Footage moves everywhere and gets bits where it does; drawn pictures stand still and keep their grain. */
function encodingOf(shots: readonly Shot[], { framesPerSecond, quantiser }: DraftExportRequest): VideoEncoding {
  const isFilmed = shots.some(movesEverywhere);
  const wanted = quantiser ?? VIDEO_ENCODING.quantiser;
  return {
    ...VIDEO_ENCODING,
    preset: isFilmed ? 'veryfast' : VIDEO_ENCODING.preset,
    rate: isFilmed ? 'filmed' : 'drawn',
    quantiser: wanted,
    keyQuantiser: clamp(wanted - (VIDEO_ENCODING.quantiser - VIDEO_ENCODING.keyQuantiser), 0, 51),
    groupFrames: framesPerSecond,
  };
}

function movesEverywhere({ source, transition }: Look): boolean {
  const isMoving = source.kind === 'video' || (source.kind === 'image' && source.framing.motion !== null);
  return isMoving || (transition !== null && movesEverywhere(transition.from));
}

function even(pixels: number): number {
  return Math.max(2, 2 * Math.round(pixels / 2));
}
