import { secondsOf, addTime, compareTime, scaleTime, subtractTime, type RationalTime } from '../rational-time.ts';
import type { PictureFraming, PictureRect } from '../picture-framing.ts';
import type { Clip, LevelPoint } from '../timeline.ts';
import { assert, mixBetween } from '../../kernel/index.ts';
import { endOfClip, fromMs } from './moments.ts';

const NOTHING = fromMs(0);

/** Which edges of a clip's part are new. */
export type CutEdges = {
  /** As where a clip is split: a cut edge has no fade, and moves and levels go on over it. Else the edge is the clip's own, moved. */
  readonly isSplit: boolean;
};

/**
 * The part of a clip between two moments of the timeline, where it stands. Its media, levels, fades and camera move are those that this part
 * had in the whole.
 */
export function keepStretch(clip: Clip, from: RationalTime, until: RationalTime, { isSplit }: CutEdges): Clip {
  const isFromStart = compareTime(from, clip.start) === 0;
  const isToEnd = compareTime(until, endOfClip(clip)) === 0;
  if (isFromStart && isToEnd) {
    return clip;
  }

  assert(compareTime(from, until) < 0 && compareTime(from, clip.start) >= 0, 'a part of a clip lasts, and begins inside it');
  const offset = subtractTime(from, clip.start);
  const duration = subtractTime(until, from);
  const end = addTime(offset, duration);
  return {
    ...clip,
    start: from,
    sourceRange: { start: isFromStart ? clip.sourceRange.start : sourceAt(clip, offset), duration },
    fadeIn: isSplit && !isFromStart ? NOTHING : clip.fadeIn,
    fadeOut: isSplit && !isToEnd ? NOTHING : clip.fadeOut,
    levels: levelsBetween(clip.levels, offset, end),
    framing: isSplit ? framingBetween(clip, secondsOf(offset), secondsOf(end)) : clip.framing,
    transition: isSplit && !isFromStart ? null : clip.transition,
  };
}

/** Where in its media a clip is, so long after its start. Stills and words have no course. */
export function sourceAt(clip: Clip, offset: RationalTime): RationalTime {
  const { media, sourceRange, speed } = clip;
  return media.kind === 'text' || (media.kind === 'media' && media.shows === 'image')
    ? sourceRange.start
    : addTime(sourceRange.start, scaleTime(offset, speed));
}

/** The level at a moment of a clip on top of its gain, dB: straight lines between the points. */
export function levelAt(levels: readonly LevelPoint[], at: RationalTime): number {
  const after = levels.findIndex((point) => compareTime(point.at, at) > 0);
  const right = after < 0 ? undefined : levels[after];
  const left = after < 0 ? levels.at(-1) : levels[after - 1];
  if (left === undefined || right === undefined) {
    return (left ?? right)?.gainDb ?? 0;
  }

  const share = secondsOf(subtractTime(at, left.at)) / secondsOf(subtractTime(right.at, left.at));
  return roundDb(mixBetween(left.gainDb, right.gainDb, share));
}

/** The levels of the part of a clip between two of its moments, counted from the first. */
export function levelsBetween(levels: readonly LevelPoint[], from: RationalTime, until: RationalTime): readonly LevelPoint[] {
  if (levels.length === 0) {
    return [];
  }

  const inside = levels.filter(({ at }) => compareTime(at, from) > 0 && compareTime(at, until) < 0);
  const edges = [from, until].map((at): LevelPoint => ({ at, gainDb: levelAt(levels, at) }));
  const points = [...edges.slice(0, 1), ...inside, ...edges.slice(1)];
  return simplerLevels(points.map(({ at, gainDb }) => ({ at: subtractTime(at, from), gainDb })));
}

/** The same levels without the points that say nothing: those between equal neighbours, and all where there is no change from 0 dB. */
export function simplerLevels(levels: readonly LevelPoint[]): readonly LevelPoint[] {
  const needed = levels.filter(
    (point, place) =>
      (levels[place - 1] ?? point).gainDb !== point.gainDb || (levels[place + 1] ?? point).gainDb !== point.gainDb,
  );
  if (needed.length === 0) {
    const only = levels[0];
    return only === undefined || only.gainDb === 0 ? [] : [only];
  }

  return needed;
}

/** Decibels to the millionth: what a level on the wire keeps. */
export function roundDb(gainDb: number): number {
  return Math.round(gainDb * 1e6) / 1e6;
}

function framingBetween(clip: Clip, from: number, until: number): PictureFraming | null {
  const { framing, sourceRange } = clip;
  if (framing === null || framing.motion === null) {
    return framing;
  }

  const whole = secondsOf(sourceRange.duration);
  const { motion } = framing;
  return {
    ...framing,
    motion: { from: rectBetween(motion.from, motion.to, from / whole), to: rectBetween(motion.from, motion.to, until / whole) },
  };
}

function rectBetween(from: PictureRect, to: PictureRect, share: number): PictureRect {
  const mix = (left: number, right: number): number => Math.round(mixBetween(left, right, share) * 1e6) / 1e6;
  const [x, y] = [mix(from.x, to.x), mix(from.y, to.y)];
  return { x, y, width: Math.min(mix(from.width, to.width), 1 - x), height: Math.min(mix(from.height, to.height), 1 - y) };
}
