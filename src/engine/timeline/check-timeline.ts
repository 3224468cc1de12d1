import { StudioError } from '../kernel/index.ts';
import type { PictureRect } from './picture-framing.ts';
import { addTime, compareTime, endOf, type RationalTime } from './rational-time.ts';
import { placeOf, type Clip, type Timeline, type Track } from './timeline.ts';

const ZERO: RationalTime = { value: 0, rate: 1 };
/** What sums of parts of a picture may exceed it by: they are doubles. */
const ROUNDING = 1e-9;

/**
 * Throws `timeline.invalid` unless ids are unique, clips are in order without overlap and on a track of their kind, fades, levels and
 * transitions fit their clips, framing lies inside the picture and nothing plays outside its media.
 */
export function checkTimeline(timeline: Timeline): void {
  const clipIds = new Set<string>();
  const trackIds = new Set<string>();
  for (const track of timeline.tracks) {
    refuseIf(trackIds.has(track.id), `Two tracks have the id "${track.id}"; give each track an id of its own.`);
    trackIds.add(track.id);
    refuseIf(
      track.kind === 'other' && track.clips.length > 0,
      `Track "${track.id}" is of an unknown kind and has clips; put them on a video, audio or text track.`,
    );
    let before: Clip | null = null;
    for (const clip of track.clips) {
      const where = `Clip "${clip.id}" on track "${track.id}"`;
      refuseIf(clipIds.has(clip.id), `${where} shares its id with another clip; give each clip an id of its own.`);
      clipIds.add(clip.id);
      checkPlace(clip, before, where);
      checkSound(clip, where);
      checkPicture(clip, before, where);
      checkMedia(clip, track, where);
      before = clip;
    }
  }
}

function checkPlace(clip: Clip, before: Clip | null, where: string): void {
  refuseIf(compareTime(clip.sourceRange.duration, ZERO) <= 0, `${where} has no duration; remove it or make it longer.`);
  refuseIf(
    compareTime(clip.start, before === null ? ZERO : endOf(placeOf(before))) < 0,
    `${where} begins before the clip ahead of it has ended; move it or trim one of them.`,
  );
}

function checkSound({ fadeIn, fadeOut, levels, sourceRange }: Clip, where: string): void {
  refuseIf(compareTime(fadeIn, ZERO) < 0 || compareTime(fadeOut, ZERO) < 0, `${where} has a fade of negative length.`);
  refuseIf(
    compareTime(addTime(fadeIn, fadeOut), sourceRange.duration) > 0,
    `${where} has fades longer than itself; shorten the fades.`,
  );
  let reached = ZERO;
  for (const { at } of levels) {
    refuseIf(compareTime(at, reached) < 0, `${where} has levels out of order; put them in order of time.`);
    reached = at;
  }

  refuseIf(compareTime(reached, sourceRange.duration) > 0, `${where} has a level behind its end; take it away.`);
}

function checkPicture({ transition, framing, start, sourceRange }: Clip, before: Clip | null, where: string): void {
  if (transition !== null) {
    const isBehind = before !== null && compareTime(endOf(placeOf(before)), start) === 0;
    refuseIf(
      compareTime(transition.duration, ZERO) <= 0 || compareTime(transition.duration, sourceRange.duration) > 0,
      `${where} has a transition longer than itself, or of no length; shorten the transition.`,
    );
    refuseIf(
      isBehind && compareTime(transition.duration, before.sourceRange.duration) > 0,
      `${where} has a transition longer than the clip before it; shorten the transition.`,
    );
  }

  const rects = [framing?.crop ?? null, framing?.motion?.from ?? null, framing?.motion?.to ?? null];
  refuseIf(rects.some(isOutside), `${where} is framed outside its picture; keep x + width and y + height within 1.`);
}

function checkMedia({ media, sourceRange, speed }: Clip, track: Track, where: string): void {
  refuseIf(track.kind === 'text' && media.kind !== 'text', `${where} is no text; put it on a video or audio track.`);
  const isPicture = media.kind === 'generated-visual' || (media.kind === 'media' && media.shows !== 'sound');
  refuseIf(
    track.kind === 'audio' && (isPicture || media.kind === 'text'),
    `${where} is no sound; put it on a ${isPicture ? 'video' : 'text'} track.`,
  );
  const available = media.kind === 'music' || media.kind === 'media' ? media.availableRange : null;
  refuseIf(
    available !== null &&
      (compareTime(sourceRange.start, available.start) < 0 ||
        compareTime(usedEndOf({ sourceRange, speed }), endOf(available)) > 0),
    `${where} plays outside its ${media.kind}; trim it to the length of the ${media.kind}.`,
  );
}

/** Where in its media a clip stops, with its speed: in thousandths of the clip's own units, rounded down, so that no rounding refuses. */
function usedEndOf({ sourceRange, speed }: Pick<Clip, 'sourceRange' | 'speed'>): RationalTime {
  const { start, duration } = sourceRange;
  return speed === 1
    ? endOf(sourceRange)
    : addTime(start, { value: Math.floor(duration.value * speed * 1000), rate: duration.rate * 1000 });
}

function isOutside(rect: PictureRect | null): boolean {
  return rect !== null && (rect.x + rect.width > 1 + ROUNDING || rect.y + rect.height > 1 + ROUNDING);
}

function refuseIf(condition: boolean, problem: string): void {
  if (condition) {
    throw new StudioError('timeline.invalid', problem);
  }
}
