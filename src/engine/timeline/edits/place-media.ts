import { newClip, newTrack } from '../new-clip.ts';
import { addTime, compareTime, earlierOf, subtractTime, type RationalTime } from '../rational-time.ts';
import type { Clip, Timeline, Track } from '../timeline.ts';
import { keepStretch } from './keep-stretch.ts';
import { carvePictures, followPicture, isFootage, isFree, mainPicture, shiftClip } from './lay-clips.ts';
import { msOf, endOfClip, fromMs, sayLength } from './moments.ts';
import { impossible, planner, type EditContext, type MediaFacts, type RequestOf } from './planner.ts';

type PlaceMedia = RequestOf<'place-media'>;
type Lane = 'video' | 'overlay' | 'music' | 'voice' | 'sound';

const ZERO = fromMs(0);
const STILL = fromMs(5000);
/** Background sound that is cut where the picture ends fades out so long before. */
const ENDING = fromMs(1500);
/** A clip put so close to a border between others goes between them. */
const NEAR_MS = 40;
const LANES: { readonly [lane in Lane]: { readonly kind: Track['kind']; readonly name: string; readonly role: Track['role'] } } =
  {
    video: { kind: 'video', name: 'Video', role: null },
    overlay: { kind: 'video', name: 'Overlay', role: null },
    music: { kind: 'audio', name: 'BGM', role: 'music' },
    voice: { kind: 'audio', name: 'Voice', role: 'voice' },
    sound: { kind: 'audio', name: 'Sound', role: 'sound' },
  };

/**
 * The first picture gives the timeline its shape. On the main picture a clip pushes back what is there (a clip that stands across the moment
 * is split); elsewhere it goes to a track with room. Background sound without a length of its own ends with the picture.
 */
export const placeMedia = planner('place-media', (timeline, request, context) => {
  const facts = context.media.get(request.mediaId);
  if (facts === undefined) {
    throw impossible(`There is no file "${request.mediaId}" here. Upload it first.`, { reason: 'no-such-file' });
  }

  const lane = laneOf(request, facts);
  const placed =
    lane === 'video' ? onPicture(timeline, { request, facts, context }) : onLane(timeline, { request, facts, context, lane });
  return lane === 'video' && timeline.frame === null ? { ...placed, frame: frameLike(facts) } : placed;
});

type Wish = { readonly request: PlaceMedia; readonly facts: MediaFacts; readonly context: EditContext };

function laneOf({ on }: PlaceMedia, facts: MediaFacts): Lane {
  const isPicture = on === 'video' || on === 'overlay';
  if (isPicture && facts.kind === 'audio') {
    throw impossible(`"${facts.name}" is sound and has no picture. Put it on as sound or voice.`, {
      reason: 'no-picture',
      name: facts.name,
    });
  }

  if (!isPicture && (facts.kind === 'image' || !facts.hasSound)) {
    throw impossible(`"${facts.name}" has no sound. Put it on as a picture.`, { reason: 'no-sound', name: facts.name });
  }

  return on === 'sound' && facts.kind === 'music' ? 'music' : on;
}

function onPicture(timeline: Timeline, { request, facts, context }: Wish): Timeline {
  const { track: home, timeline: prepared } = mainPictureOf(timeline, context);
  const footage = home.clips.filter(isFootage);
  const behind = endOfLast(footage);
  const at = request.atMs === null ? behind : nearBorder(footage, request.atMs);
  const clip = clipOf({ request, facts, context }, at, null);
  const length = clip.sourceRange.duration;
  const pushed = home.clips.flatMap((each): readonly Clip[] => {
    if (!isFootage(each) || compareTime(endOfClip(each), at) <= 0) {
      return [each];
    }

    if (compareTime(each.start, at) >= 0) {
      return [shiftClip(each, length)];
    }

    const rest = keepStretch(each, at, endOfClip(each), { isSplit: true });
    return [keepStretch(each, each.start, at, { isSplit: true }), { ...shiftClip(rest, length), id: context.makeId('clip') }];
  });
  // The drawn pictures make way for whatever lies where they were; they do not move, for they show what the music plays.
  const drawn = pushed.filter((each) => !isFootage(each));
  const shown = [...pushed.filter(isFootage), clip];
  const carved = shown.reduce<Track>(
    (track, each) => carvePictures(track, { from: each.start, until: endOfClip(each) }, context.makeId),
    { ...home, clips: drawn },
  );
  const done = { ...home, clips: inPlace([...carved.clips, ...shown]) };
  const laid = { ...prepared, tracks: prepared.tracks.map((track) => (track.id === home.id ? done : track)) };
  const isPushing = footage.some((each) => compareTime(endOfClip(each), at) > 0);
  return isPushing ? followPicture(laid, home.id, { from: at, until: at, now: addTime(at, length), isScaled: false }) : laid;
}

function onLane(
  timeline: Timeline,
  { request, facts, context, lane }: Wish & { readonly lane: Exclude<Lane, 'video'> },
): Timeline {
  const tracks = timeline.tracks.filter((track) => isOnLane(timeline, track, lane, context));
  const last = tracks.at(-1);
  const at = request.atMs === null ? endOfLast(last?.clips ?? []) : fromMs(request.atMs);
  const clip = clipOf({ request, facts, context }, at, lane === 'music' || lane === 'sound' ? pictureEnd(timeline) : null);
  const home = tracks.find((track) => isFree(track, at, endOfClip(clip)));
  if (home !== undefined) {
    return {
      ...timeline,
      tracks: timeline.tracks.map((track) => (track === home ? { ...track, clips: inPlace([...track.clips, clip]) } : track)),
    };
  }

  const track = newTrack({ ...LANES[lane], id: context.makeId('track'), clips: [clip] });
  return { ...timeline, tracks: timeline.tracks.toSpliced(placeForLane(timeline, lane, context), 0, track) };
}

function clipOf({ request, facts, context }: Wish, at: RationalTime, end: RationalTime | null): Clip {
  const isPicture = request.on === 'video' || request.on === 'overlay';
  const shows = !isPicture || facts.kind === 'audio' ? 'sound' : facts.kind === 'music' ? 'music-picture' : facts.kind;
  const whole = facts.durationMs === null || shows === 'image' ? null : fromMs(Math.max(1, facts.durationMs));
  const wanted = request.durationMs === null ? (whole ?? STILL) : fromMs(request.durationMs);
  if (wanted.value === 0) {
    throw impossible(`"${facts.name}" cannot be put on for 0 s. Name a length.`, { reason: 'no-length', name: facts.name });
  }

  const hasEnd = shows === 'sound' || shows === 'video';
  if (hasEnd && whole !== null && compareTime(wanted, whole) > 0) {
    throw impossible(`"${facts.name}" lasts ${sayLength(whole)}: it cannot play for ${sayLength(wanted)}.`, {
      reason: 'file-too-short',
      name: facts.name,
      ms: msOf(whole),
    });
  }

  const left = end === null || request.durationMs !== null ? null : subtractTime(end, at);
  const isCut = left !== null && left.value > 0 && compareTime(left, wanted) < 0;
  const duration = isCut ? left : wanted;
  return newClip({
    id: request.newId ?? context.makeId('clip'),
    name: facts.name,
    media: {
      kind: 'media',
      mediaId: facts.id,
      shows,
      availableRange: hasEnd && whole !== null ? { start: ZERO, duration: whole } : null,
    },
    start: at,
    sourceRange: { start: ZERO, duration },
    fadeIn: ZERO,
    fadeOut: isCut ? earlierOf(ENDING, duration) : ZERO,
  });
}

function mainPictureOf(timeline: Timeline, { makeId }: EditContext): { readonly timeline: Timeline; readonly track: Track } {
  const known = mainPicture(timeline);
  if (known !== null) {
    return { timeline, track: known };
  }

  const track = newTrack({ ...LANES.video, id: makeId('track'), clips: [] });
  return { timeline: { ...timeline, tracks: [track, ...timeline.tracks] }, track };
}

function isOnLane(timeline: Timeline, track: Track, lane: Lane, { media }: EditContext): boolean {
  const { kind, role } = LANES[lane];
  if (track.kind !== kind) {
    return false;
  }

  if (kind === 'video') {
    return (mainPicture(timeline) === track) === (lane === 'video');
  }

  const plays = (clip: Clip): boolean => clip.media.kind === 'media' && media.get(clip.media.mediaId)?.kind === 'music';
  return track.role === role || (track.role === null && lane === 'music' && track.clips.some(plays));
}

/** Pictures lie lowest, then music, voice and sounds, words above all: behind the last track that comes before. */
function placeForLane(timeline: Timeline, lane: Lane, context: EditContext): number {
  const lanes: readonly Lane[] = ['video', 'overlay', 'music', 'voice', 'sound'];
  const before = lanes.slice(0, lanes.indexOf(lane) + 1);
  const last = timeline.tracks.findLastIndex((track) => before.some((each) => isOnLane(timeline, track, each, context)));
  return last + 1;
}

/** Where the footage ends; null where there is none. */
function pictureEnd(timeline: Timeline): RationalTime | null {
  const ends = timeline.tracks
    .filter(({ kind }) => kind === 'video')
    .flatMap(({ clips }) => clips.filter(isFootage).map(endOfClip));
  return ends.reduce<RationalTime | null>(
    (latest, end) => (latest === null || compareTime(end, latest) > 0 ? end : latest),
    null,
  );
}

function nearBorder(footage: readonly Clip[], atMs: number): RationalTime {
  const borders = footage.flatMap((clip) => [clip.start, endOfClip(clip)]);
  const at = fromMs(atMs);
  const near = fromMs(NEAR_MS);
  const isNear = (border: RationalTime): boolean =>
    compareTime(subtractTime(border, at), near) <= 0 && compareTime(subtractTime(at, border), near) <= 0;
  return borders.find(isNear) ?? at;
}

function inPlace(clips: readonly Clip[]): readonly Clip[] {
  return [...clips].sort((left, right) => compareTime(left.start, right.start) || (left.id < right.id ? -1 : 1));
}

/** Portrait, square or landscape, as the first picture is. */
function frameLike({ width, height }: MediaFacts): Timeline['frame'] {
  if (width === null || height === null) {
    return null;
  }

  const ratio = width / height;
  if (ratio < 0.9) {
    return { width: 1080, height: 1920 };
  }

  return ratio < 1.15 ? { width: 1080, height: 1080 } : { width: 1920, height: 1080 };
}

function endOfLast(clips: readonly Clip[]): RationalTime {
  const last = clips.at(-1);
  return last === undefined ? ZERO : endOfClip(last);
}
