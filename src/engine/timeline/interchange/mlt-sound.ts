import { cos, dbFromGain, sin, TAU } from '../../kernel/index.ts';
import { levelAt } from '../edits/keep-stretch.ts';
import { secondsOf } from '../rational-time.ts';
import { SILENT_DB } from '../timeline.ts';
import { decimal, element, properties, type XmlElement } from './mlt-xml.ts';
import type { PlacedClip } from './place-clips.ts';

/** Levels in between are straight lines of decibels: with more of them a fade's curve is no nearer to the ear. */
const MOST_STEPS = 48;
/** Levels have more of them than a second of any film has pictures, so that two never share a moment. */
const FINEST = 1e6;

/** The filters that make a clip as loud as it is with us: its level, its levels over time, and its fades. */
export function soundFilters(placed: PlacedClip, framesPerSecond: number): XmlElement[] {
  const { clip, crossingInSeconds, crossingOutSeconds, isJoined, enteringFrames } = placed;
  const [fadeIn, fadeOut] = [secondsOf(clip.fadeIn), secondsOf(clip.fadeOut)];
  const length = secondsOf(clip.sourceRange.duration);
  const comingIn = isJoined ? crossingInSeconds : enteringFrames / framesPerSecond;
  const filters: XmlElement[] = [];
  if (clip.gainDb !== 0) {
    filters.push(volume(placed, 'volume', decimal(Math.max(SILENT_DB, clip.gainDb))));
  }

  if (clip.levels.length > 0) {
    filters.push(volume(placed, 'volume', levelKeyframes(placed, framesPerSecond)));
  }

  if (fadeIn > 0 || comingIn > 0) {
    const seconds = fadeIn > 0 ? fadeIn : comingIn;
    const gainAt = (passed: number): number => shaped(passed / seconds, fadeIn > 0 ? 'smooth' : 'even-power');
    filters.push(volume(placed, 'fadeInVolume', fadeKeyframes(gainAt, { from: 0, to: seconds, framesPerSecond })));
  }

  if (fadeOut > 0) {
    const gainAt = (passed: number): number => shaped((length - passed) / fadeOut, 'smooth');
    const span = { from: length - fadeOut, to: length, framesPerSecond };
    filters.push(volume(placed, 'fadeOutVolume', fadeKeyframes(gainAt, span)));
  } else if (placed.leavingFrames > 0) {
    const gainAt = (passed: number): number =>
      crossingOutSeconds === 0
        ? Number(passed <= length)
        : shaped((length + crossingOutSeconds - passed) / crossingOutSeconds, 'even-power');
    const span = { from: length, to: length + crossingOutSeconds, framesPerSecond };
    filters.push(volume(placed, 'fadeOutVolume', fadeKeyframes(gainAt, span)));
  }

  return filters;
}

function volume({ inFrame, startFrame, endFrame, leavingFrames }: PlacedClip, kind: string, level: string): XmlElement {
  const out = inFrame + endFrame - startFrame + leavingFrames - 1;
  return element('filter', { in: inFrame, out }, properties({ mlt_service: 'volume', 'shotcut:filter': kind, level }));
}

/**
 * MLT reaches a keyframe's level at the end of its frame, in a straight line from that of the frame before: each stands a frame earlier than the
 * moment it is for. Points between two frames are told by the frames around them.
 */
function levelKeyframes({ clip, startFrame, endFrame, leavingFrames }: PlacedClip, framesPerSecond: number): string {
  const last = endFrame - startFrame + leavingFrames - 1;
  const frames = new Set(
    clip.levels.flatMap(({ at }) => {
      const place = secondsOf(at) * framesPerSecond - 1;
      return [Math.floor(place), Math.ceil(place)].map((frame) => Math.min(last, Math.max(0, frame)));
    }),
  );
  return [...frames]
    .sort((left, right) => left - right)
    .map((frame) => {
      const moment = { value: Math.round(((frame + 1) / framesPerSecond) * FINEST), rate: FINEST };
      return `${frame}=${decimal(levelAt(clip.levels, moment))}`;
    })
    .join(';');
}

/** The keyframes of a curve over a stretch of a clip; before and behind they hold. */
function fadeKeyframes(
  gainAt: (seconds: number) => number,
  { from, to, framesPerSecond }: { readonly from: number; readonly to: number; readonly framesPerSecond: number },
): string {
  const first = Math.max(0, Math.floor(from * framesPerSecond) - 1);
  const last = Math.max(first, Math.ceil(to * framesPerSecond) - 1);
  const steps = Math.min(MOST_STEPS, last - first);
  const frames = Array.from({ length: steps + 1 }, (_, step) =>
    steps === 0 ? first : Math.round(first + ((last - first) * step) / steps),
  );
  return frames
    .map((frame) => `${frame}=${decimal(Math.max(SILENT_DB, dbFromGain(gainAt((frame + 1) / framesPerSecond))))}`)
    .join(';');
}

function shaped(part: number, shape: 'smooth' | 'even-power'): number {
  const amount = Math.min(1, Math.max(0, part));
  return shape === 'smooth' ? 0.5 - 0.5 * cos((TAU / 2) * amount) : sin((TAU / 4) * amount);
}
