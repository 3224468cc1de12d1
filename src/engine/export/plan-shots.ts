import { clamp } from '../kernel/index.ts';
import { secondsOf, type Clip, type RationalTime, type Timeline } from '../timeline/index.ts';
import type { Feeling } from '../brief/index.ts';
import type { Score } from '../score/index.ts';
import type { FrameRate } from './frame-format.ts';
import { planVisual } from './plan-visual.ts';
import type { Look, Shot, ShotFraming, ShotSource } from './shot.ts';

/** The score of a piece of music, and the feeling of its brief for the colours of its picture. */
export type DrawnMusic = { readonly score: Score; readonly feeling: Feeling | null };

/** What shots are planned from. */
export type ShotsRequest = {
  readonly timeline: Timeline;
  /** By media id: every piece of music on the timeline that was made here. */
  readonly scores: ReadonlyMap<string, DrawnMusic>;
  readonly framesPerSecond: FrameRate;
  /** Length of the export. */
  readonly frames: number;
};

/** Pictures at once, at most: each is a decoder of its own. What would come in over more of them is cut to. */
const MOST_AT_ONCE = 4;
/** Two stretches of one file that fit to this belong together, seconds. */
const SAME_MOMENT = 1e-6;

/** What fills a stretch, unless something lies above it. */
type Layer = {
  readonly startFrame: number;
  readonly endFrame: number;
  readonly clip: Clip;
  readonly source: ShotSource;
  /** Up to here it comes in over what was there before; `startFrame` where it is cut to. */
  readonly enteredFrame: number;
  /** What it comes in over when that is the clip before it on its track; null: whatever lies below. */
  readonly before: Layer | null;
};

/** What is seen in a stretch, what it comes in over, and so on; null for black. */
type Chain = readonly (Layer | null)[];

/** Says what is seen from the first frame to the last: the upper tracks before the lower ones, in gaps the picture of the music that plays there, and black where nothing is. */
export function planShots(request: ShotsRequest): Shot[] {
  const { frames, framesPerSecond } = request;
  const layers = layersOf(request);
  const borders = new Set([0, frames, ...layers.flatMap((layer) => [layer.startFrame, layer.enteredFrame, layer.endFrame])]);
  const cuts = [...borders].sort((left, right) => left - right);
  const shots: Shot[] = [];
  let last: Chain = [];
  for (const [place, startFrame] of cuts.slice(0, -1).entries()) {
    const endFrame = cuts[place + 1] ?? frames;
    const chain = chainAt(layers, startFrame);
    const look = lookOf(chain, startFrame, framesPerSecond);
    const shot = shots.at(-1);
    if (shot !== undefined && (isContinued(last, chain) || isSameFilm(shot, look, framesPerSecond))) {
      shots[shots.length - 1] = { ...shot, endFrame };
    } else {
      shots.push({ startFrame, endFrame, ...look });
    }

    last = chain;
  }

  return shots;
}

function layersOf(request: ShotsRequest): Layer[] {
  const { timeline } = request;
  const sources = new Map<string, ShotSource | null>();
  const ofKind = (kind: 'video' | 'audio'): Layer[] =>
    timeline.tracks
      .filter((track) => track.kind === kind)
      .flatMap((track) => {
        const layers: Layer[] = [];
        for (const clip of track.clips) {
          const layer = layerOf(clip, request, { sources, before: layers.at(-1) ?? null, hasTransitions: kind === 'video' });
          if (layer !== null) {
            layers.push(layer);
          }
        }

        return layers;
      });

  // Above everything: the last track. Below everything: the pictures of the music, the first track's first.
  return [...ofKind('audio').reverse(), ...ofKind('video')];
}

/** Null for what has no picture, or none that lasts a frame. */
function layerOf(
  clip: Clip,
  { scores, framesPerSecond, frames }: ShotsRequest,
  track: { readonly sources: Map<string, ShotSource | null>; readonly before: Layer | null; readonly hasTransitions: boolean },
): Layer | null {
  const startFrame = frameOf(clip.start, framesPerSecond);
  const clipEnd = Math.round((secondsOf(clip.start) + secondsOf(clip.sourceRange.duration)) * framesPerSecond);
  const endFrame = Math.min(frames, clipEnd);
  const source = sourceOf(clip, { startFrame, endFrame: clipEnd, scores, known: track.sources });
  if (source === null || endFrame <= startFrame) {
    return null;
  }

  const { transition } = clip;
  const length = transition === null || !track.hasTransitions ? 0 : frameOf(transition.duration, framesPerSecond);
  const before = track.before?.endFrame === startFrame ? track.before : null;
  return { startFrame, endFrame, clip, source, enteredFrame: startFrame + clamp(length, 0, endFrame - startFrame), before };
}

/** Null for what has no picture. */
function sourceOf(
  clip: Clip,
  {
    scores,
    known,
    ...span
  }: {
    readonly startFrame: number;
    readonly endFrame: number;
    readonly scores: ShotsRequest['scores'];
    readonly known: Map<string, ShotSource | null>;
  },
): ShotSource | null {
  const { media, framing } = clip;
  if (media.kind !== 'media') {
    return null;
  }

  const { mediaId, shows } = media;
  if (shows === 'video' || shows === 'image') {
    const motion = framing?.motion ?? null;
    const shown: ShotFraming = {
      fit: framing?.fit ?? 'blur',
      crop: framing?.crop ?? null,
      motion: motion === null ? null : { ...motion, ...span },
    };
    return { kind: shows, mediaId, framing: shown };
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

/** From what is on top at a frame down to what needs nothing below it. */
function chainAt(layers: readonly Layer[], frame: number): Chain {
  const topBelow = (end: number): number =>
    layers.slice(0, end).findLastIndex((layer) => layer.startFrame <= frame && layer.endFrame > frame);
  const chain: (Layer | null)[] = [];
  let place = topBelow(layers.length);
  let layer = layers[place] ?? null;
  for (;;) {
    chain.push(layer);
    if (layer === null || frame >= layer.enteredFrame || chain.length >= MOST_AT_ONCE) {
      return chain;
    }

    if (layer.before === null) {
      place = topBelow(place);
      layer = layers[place] ?? null;
    } else {
      layer = layer.before;
      place = layers.indexOf(layer);
    }
  }
}

function lookOf(chain: Chain, frame: number, framesPerSecond: number): Look {
  const [layer = null, ...below] = chain;
  if (layer === null) {
    return { sourceSeconds: 0, speed: 1, source: { kind: 'black' }, transition: null };
  }

  const { clip, source, startFrame, enteredFrame } = layer;
  const passed = Math.max(0, frame / framesPerSecond - secondsOf(clip.start));
  return {
    sourceSeconds: secondsOf(clip.sourceRange.start) + passed * clip.speed,
    speed: clip.speed,
    source,
    transition:
      below.length === 0 || clip.transition === null
        ? null
        : { kind: clip.transition.kind, startFrame, endFrame: enteredFrame, from: lookOf(below, frame, framesPerSecond) },
  };
}

/** Whether a stretch goes on with what was seen before, except for what has gone under entirely. */
function isContinued(before: Chain, now: Chain): boolean {
  return now.length <= before.length && now.every((layer, place) => layer === before[place]);
}

/** Whether a stretch shows the same file's following pictures in the same way: a clip that was split is read in one go. */
function isSameFilm(shot: Shot, look: Look, framesPerSecond: number): boolean {
  const [one, other] = [shot.source, look.source];
  if (
    one.kind !== other.kind ||
    one.kind === 'black' ||
    one.kind === 'visual' ||
    other.kind === 'black' ||
    other.kind === 'visual'
  ) {
    return false;
  }

  const reached = shot.sourceSeconds + ((shot.endFrame - shot.startFrame) / framesPerSecond) * shot.speed;
  const isStill = one.framing.motion === null && other.framing.motion === null;
  return (
    isStill &&
    one.mediaId === other.mediaId &&
    shot.speed === look.speed &&
    look.transition === null &&
    (shot.transition?.endFrame ?? 0) <= shot.endFrame &&
    JSON.stringify(one.framing) === JSON.stringify(other.framing) &&
    Math.abs(reached - look.sourceSeconds) < SAME_MOMENT
  );
}

function frameOf(time: RationalTime, framesPerSecond: number): number {
  return Math.round(secondsOf(time) * framesPerSecond);
}
