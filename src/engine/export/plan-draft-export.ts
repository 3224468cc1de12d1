import type { Feeling } from '../brief/index.ts';
import { assert, clamp } from '../kernel/index.ts';
import type { Score } from '../score/index.ts';
import { durationSecondsOf, secondsOf, type Clip, type RationalTime, type Timeline } from '../timeline/index.ts';
import type { ExportPlan, Shot, ShotSource, VideoEncoding } from './export-plan.ts';
import { nearestFormat, safeAreaOf, type FrameRate } from './frame-format.ts';
import { AUDIO_ENCODING, titlesOf, VIDEO_ENCODING } from './plan-export.ts';
import { planVisual } from './plan-visual.ts';

/** The score of a piece of music, and the feeling of its brief for the colours of its picture. */
export type DrawnMusic = { readonly score: Score; readonly feeling: Feeling | null };

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
  const shots = shotsOf(request, frames);
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

/** What fills a stretch, unless something lies above it. */
type Layer = { readonly startFrame: number; readonly endFrame: number; readonly clip: Clip; readonly source: ShotSource };

function shotsOf(request: DraftExportRequest, frames: number): Shot[] {
  const { timeline, framesPerSecond } = request;
  const sources = new Map<string, ShotSource | null>();
  const layersOf = (kind: 'video' | 'audio'): Layer[] =>
    timeline.tracks
      .filter((track) => track.kind === kind)
      .flatMap((track) => track.clips)
      .flatMap((clip): Layer[] => {
        const source = sourceOf(clip, request.scores, sources);
        const startFrame = frameOf(clip.start, framesPerSecond);
        const endFrame = Math.min(
          frames,
          Math.round((secondsOf(clip.start) + secondsOf(clip.sourceRange.duration)) * framesPerSecond),
        );
        return source === null || endFrame <= startFrame ? [] : [{ startFrame, endFrame, clip, source }];
      });

  // Above everything: the last track. Below everything: the pictures of the music, the first track's first.
  const layers = [...layersOf('audio').reverse(), ...layersOf('video')];
  const borders = new Set([0, frames, ...layers.flatMap(({ startFrame, endFrame }) => [startFrame, endFrame])]);
  const cuts = [...borders].sort((left, right) => left - right);
  const shots: Shot[] = [];
  let before: Layer | null = null;
  for (const [place, startFrame] of cuts.slice(0, -1).entries()) {
    const endFrame = cuts[place + 1] ?? frames;
    const top = layers.findLast((layer) => layer.startFrame <= startFrame && layer.endFrame >= endFrame) ?? null;
    const last = shots.at(-1);
    if (last !== undefined && top === before) {
      shots[shots.length - 1] = { ...last, endFrame };
    } else {
      shots.push({
        startFrame,
        endFrame,
        sourceSeconds: momentOf(top, startFrame / framesPerSecond),
        source: top?.source ?? { kind: 'black' },
      });
    }

    before = top;
  }

  return shots;
}

/** Null for what has no picture. */
function sourceOf(clip: Clip, scores: DraftExportRequest['scores'], known: Map<string, ShotSource | null>): ShotSource | null {
  const { media } = clip;
  if (media.kind !== 'media') {
    return null;
  }

  const { mediaId, shows } = media;
  if (shows === 'video' || shows === 'image') {
    return { kind: shows, mediaId };
  }

  if (!known.has(mediaId)) {
    const music = scores.get(mediaId);
    known.set(
      mediaId,
      music === undefined
        ? null
        : { kind: 'visual', visual: planVisual(music.score, music.feeling), durationSeconds: music.score.durationSeconds },
    );
  }

  return known.get(mediaId) ?? null;
}

function momentOf(layer: Layer | null, seconds: number): number {
  if (layer === null) {
    return 0;
  }

  return secondsOf(layer.clip.sourceRange.start) + Math.max(0, seconds - secondsOf(layer.clip.start));
}

/** Footage moves everywhere and gets bits where it does; drawn pictures stand still and keep their grain. */
function encodingOf(shots: readonly Shot[], { framesPerSecond, quantiser }: DraftExportRequest): VideoEncoding {
  const isFilmed = shots.some(({ source }) => source.kind === 'video');
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

function frameOf(time: RationalTime, framesPerSecond: number): number {
  return Math.round(secondsOf(time) * framesPerSecond);
}

function even(pixels: number): number {
  return Math.max(2, 2 * Math.round(pixels / 2));
}
