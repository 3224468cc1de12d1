import { addTime, compareTime, earlierOf, subtractTime, type RationalTime } from '../rational-time.ts';
import { durationOf, type Clip, type Timeline, type Track } from '../timeline.ts';
import { keepStretch } from './keep-stretch.ts';
import { isFootage, isMusic, shiftClip, withoutEmpty } from './lay-clips.ts';
import { msOf, endOfClip, fromMs, sayMoment } from './moments.ts';
import { impossible, planner, type EditContext } from './planner.ts';

type Cut = { readonly from: RationalTime; readonly until: RationalTime; readonly newLength: RationalTime };

/**
 * Takes a stretch out of everything but music, which only ends with the rest. What stands over the whole stretch is split (footage, sound)
 * or shortened (words, drawn pictures); markers inside go, those behind move up.
 */
export const cutOut = planner('cut-out', (timeline, { fromMs: start, toMs }, context) => {
  const length = durationOf(timeline);
  const from = fromMs(start);
  const until = earlierOf(fromMs(toMs), length);
  if (toMs <= start) {
    throw impossible(
      `Nothing lies from ${sayMoment(from)} to ${sayMoment(fromMs(toMs))}: the end must come after the beginning.`,
      { reason: 'no-length' },
    );
  }

  if (compareTime(from, length) >= 0) {
    throw impossible(`The timeline ends at ${sayMoment(length)}, before ${sayMoment(from)}. Name a stretch inside it.`, {
      reason: 'behind-the-end',
      ms: msOf(length),
    });
  }

  const newLength = subtractTime(length, subtractTime(until, from));
  if (newLength.value <= 0) {
    throw impossible('That is the whole timeline. Cut out a part of it, or remove the clips.', { reason: 'whole-timeline' });
  }

  const cut: Cut = { from, until, newLength };
  const by = subtractTime(from, until);
  const cleared: Timeline = {
    ...timeline,
    tracks: timeline.tracks.map((track): Track => {
      const clips = track.clips.flatMap((clip) =>
        isMusic(clip, track, context.media) ? shortened(clip, newLength) : without(clip, cut, context),
      );
      return { ...track, clips };
    }),
    markers: timeline.markers.flatMap((marker) => {
      const isBehind = compareTime(marker.at, until) >= 0;
      const isBefore = compareTime(marker.at, from) < 0;
      return isBefore ? [marker] : isBehind ? [{ ...marker, at: addTime(marker.at, by) }] : [];
    }),
  };
  const emptied = timeline.tracks.filter(({ clips }) => clips.length > 0);
  return emptied.reduce((done, { id }) => withoutEmpty(done, id), cleared);
});

function shortened(clip: Clip, end: RationalTime): readonly Clip[] {
  if (compareTime(endOfClip(clip), end) <= 0) {
    return [clip];
  }

  return compareTime(clip.start, end) >= 0 ? [] : [keepStretch(clip, clip.start, end, { isSplit: false })];
}

function without(clip: Clip, { from, until }: Cut, { makeId }: EditContext): readonly Clip[] {
  const end = endOfClip(clip);
  const by = subtractTime(from, until);
  if (compareTime(end, from) <= 0) {
    return [clip];
  }

  if (compareTime(clip.start, until) >= 0) {
    return [shiftClip(clip, by)];
  }

  const before = compareTime(clip.start, from) < 0 ? keepStretch(clip, clip.start, from, { isSplit: true }) : null;
  const after = compareTime(end, until) > 0 ? shiftClip(keepStretch(clip, until, end, { isSplit: true }), by) : null;
  const isWhole = clip.media.kind !== 'music' && !isFootage(clip);
  if (before !== null && after !== null && isWhole) {
    return [keepStretch(clip, clip.start, addTime(end, by), { isSplit: false })];
  }

  return [before, after === null || before === null ? after : { ...after, id: makeId('clip') }].filter((part) => part !== null);
}
