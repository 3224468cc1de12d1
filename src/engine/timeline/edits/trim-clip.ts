import {
  addTime,
  compareTime,
  earlierOf,
  endOf,
  laterOf,
  scaleTime,
  secondsOf,
  subtractTime,
  type RationalTime,
} from '../rational-time.ts';
import { clipNamed } from '../find-clip.ts';
import type { Clip, Timeline } from '../timeline.ts';
import { keepStretch, sourceAt } from './keep-stretch.ts';
import { followPicture, refuseOverlap, replaceClip, rippleFrom } from './lay-clips.ts';
import { msOf, endOfClip, fromMs, sayClip, sayLength } from './moments.ts';
import { impossible, planner } from './planner.ts';

const ZERO = fromMs(0);

export const trimClip = planner('trim-clip', (timeline, { clipId, headMs, tailMs, isClosed }) => {
  const { clip } = clipNamed(timeline, clipId);
  const length = clip.sourceRange.duration;
  if (compareTime(fromMs(headMs + tailMs), length) >= 0) {
    throw impossible(
      `${sayClip(clip)} lasts ${sayLength(length)}: taking ${sayLength(fromMs(headMs + tailMs))} off leaves nothing. Remove it, or take less off.`,
      { reason: 'takes-all', name: clip.name, ms: msOf(length) },
    );
  }

  // What gives back comes first: the rest may be longer than the clip is now.
  const head = (from: Timeline): Timeline => rehead(from, { clipId, by: fromMs(headMs), isClosed });
  const tail = (from: Timeline): Timeline => retail(from, { clipId, by: fromMs(-tailMs), isClosed });
  return headMs < 0 ? tail(head(timeline)) : head(tail(timeline));
});

export const setClipLength = planner('set-clip-length', (timeline, { clipId, durationMs, isClosed }) => {
  const { clip } = clipNamed(timeline, clipId);
  if (durationMs === 0) {
    throw impossible(`${sayClip(clip)} cannot be 0 s long. Name a length, or remove it.`, {
      reason: 'no-length',
      name: clip.name,
    });
  }

  return retail(timeline, { clipId, by: subtractTime(fromMs(durationMs), clip.sourceRange.duration), isClosed });
});

/** The clip so much longer (negative: shorter) at its end. Refused where its media is over before. */
function withTail(clip: Clip, by: RationalTime): Clip {
  if (by.value <= 0) {
    return by.value === 0 ? clip : keepStretch(clip, clip.start, addTime(endOfClip(clip), by), { isSplit: false });
  }

  const duration = addTime(clip.sourceRange.duration, by);
  const handle = tailHandle(clip);
  if (handle !== null && compareTime(by, handle) > 0) {
    const longest = sayLength(addTime(clip.sourceRange.duration, handle));
    throw impossible(
      `${sayClip(clip)} cannot last ${sayLength(duration)}: from where it begins its file goes on for ${longest}. Make it at most that long, or slower.`,
      { reason: 'file-too-short', name: clip.name, ms: msOf(addTime(clip.sourceRange.duration, handle)) },
    );
  }

  return { ...clip, sourceRange: { ...clip.sourceRange, duration } };
}

/** The clip with so much off its beginning (negative: given back), its end where it is. Refused where its media begins later. */
function withHead(clip: Clip, by: RationalTime): Clip {
  if (by.value >= 0) {
    return keepStretch(clip, addTime(clip.start, by), endOfClip(clip), { isSplit: false });
  }

  const more = subtractTime(ZERO, by);
  const source = hasCourse(clip) ? addTime(clip.sourceRange.start, scaleTime(by, clip.speed)) : clip.sourceRange.start;
  if (compareTime(source, firstOf(clip)) < 0) {
    const there = scaleTime(subtractTime(clip.sourceRange.start, firstOf(clip)), 1 / clip.speed);
    throw impossible(
      `${sayClip(clip)} can begin at most ${sayLength(there)} earlier: there its file begins. Give back no more than that.`,
      { reason: 'file-begins', name: clip.name, ms: msOf(there) },
    );
  }

  return {
    ...clip,
    start: addTime(clip.start, by),
    sourceRange: { start: source, duration: addTime(clip.sourceRange.duration, more) },
    levels: clip.levels.map((point) => ({ ...point, at: addTime(point.at, more) })),
  };
}

type Change = { readonly clipId: string; readonly by: RationalTime; readonly isClosed: boolean };

/** Gives a clip another end, and moves what follows along, or sees that there is room. */
function retail(timeline: Timeline, { clipId, by, isClosed }: Change): Timeline {
  const { clip, track } = clipNamed(timeline, clipId);
  const changed = withTail(clip, by);
  const [until, now] = [endOfClip(clip), endOfClip(changed)];
  const replaced = replaceClip(timeline, clipId, [changed]);
  if (!isClosed) {
    refuseOverlap(track, changed);
    return replaced;
  }

  const rippled = ripple(replaced, track.id, { after: until, by: subtractTime(now, until) });
  return followPicture(rippled, track.id, { from: earlierOf(now, until), until, now, isScaled: false });
}

/** The same for another beginning. Closed, the clip begins where it did, and what follows moves. */
function rehead(timeline: Timeline, { clipId, by, isClosed }: Change): Timeline {
  const { clip, track } = clipNamed(timeline, clipId);
  const changed = withHead(clip, by);
  if (!isClosed) {
    if (compareTime(changed.start, ZERO) < 0) {
      throw impossible(`${sayClip(clip)} cannot begin before the timeline does. Let what follows move back instead.`, {
        reason: 'before-the-start',
        name: clip.name,
      });
    }

    refuseOverlap(track, changed);
    return replaceClip(timeline, clipId, [changed]);
  }

  const replaced = replaceClip(timeline, clipId, [{ ...changed, start: clip.start }]);
  const shift = subtractTime(ZERO, by);
  const rippled = ripple(replaced, track.id, { after: endOfClip(clip), by: shift });
  const until = laterOf(clip.start, changed.start);
  return followPicture(rippled, track.id, { from: clip.start, until, now: addTime(until, shift), isScaled: false });
}

function ripple(
  timeline: Timeline,
  trackId: string,
  { after, by }: { readonly after: RationalTime; readonly by: RationalTime },
): Timeline {
  return { ...timeline, tracks: timeline.tracks.map((track) => (track.id === trackId ? rippleFrom(track, after, by) : track)) };
}

/** How much longer a clip can be at its end; null: as long as one likes. */
function tailHandle(clip: Clip): RationalTime | null {
  const { media, sourceRange, speed } = clip;
  const available = media.kind === 'music' || media.kind === 'media' ? media.availableRange : null;
  if (available === null) {
    return null;
  }

  const left = subtractTime(endOf(available), sourceAt(clip, sourceRange.duration));
  return laterOf(ZERO, speed === 1 ? left : scaleTime(left, 1 / speed));
}

function hasCourse(clip: Clip): boolean {
  return secondsOf(subtractTime(sourceAt(clip, fromMs(1000)), clip.sourceRange.start)) !== 0;
}

function firstOf({ media }: Clip): RationalTime {
  return media.kind === 'music' || media.kind === 'media' ? (media.availableRange?.start ?? ZERO) : ZERO;
}
