import { clamp } from '../../kernel/index.ts';
import { clipNamed, inOrder } from '../find-clip.ts';
import { newClip, newTrack } from '../new-clip.ts';
import { addTime, compareTime, subtractTime } from '../rational-time.ts';
import { durationOf, type Clip, type Track } from '../timeline.ts';
import { isFree, refuseOverlap, replaceClip, withClips, withoutEmpty } from './lay-clips.ts';
import { endOfClip, fromMs, msOf, sayClip, sayMoment } from './moments.ts';
import { impossible, planner, type EditContext, type RequestOf } from './planner.ts';

/** Comfortable silent reading, letters a second. */
const READING_SPEED = 13;
/** An empty timeline is as long as any title needs. */
const LONG_MS = 60_000;

type Stretch = { readonly startMs: number; readonly endMs: number };

/**
 * When a title stands by custom, milliseconds: from the opening (0.5 s, or an eighth of what is short), long enough to read twice, 4 to 7 s,
 * and gone before the end where there is time for that.
 */
export function titleStretch(text: string, wholeMs: number): Stretch {
  const startMs = Math.min(500, Math.round(wholeMs / 8));
  const lengthMs = Math.min(readingMs(text), wholeMs - startMs - Math.min(250, wholeMs / 8));
  return { startMs, endMs: startMs + Math.max(1, Math.round(lengthMs)) };
}

export const addText = planner('add-text', (timeline, request, context) => {
  const length = msOf(durationOf(timeline));
  const home = timeline.tracks.find((track) => isHome(track, request.role)) ?? null;
  const stretch = stretchOf(request, { wholeMs: length === 0 ? LONG_MS : length, home });
  const [from, until] = [fromMs(stretch.startMs), fromMs(stretch.endMs)];
  if (stretch.endMs <= stretch.startMs) {
    throw impossible(
      `A ${request.role} cannot stand from ${sayMoment(from)} to ${sayMoment(until)}: its end must come after its beginning.`,
      { reason: 'no-length' },
    );
  }

  const clip = textClip(request, stretch, request.newId ?? context.makeId('clip'));
  if (request.role === 'caption' && home !== null) {
    refuseOverlap(home, clip);
  }

  const free = timeline.tracks.find((track) => isHome(track, request.role) && isFree(track, from, until));
  return free === undefined
    ? { ...timeline, tracks: [...timeline.tracks, textTrack(request.role, [clip], context)] }
    : withClips(timeline, free.id, [...free.clips, clip]);
});

export const changeText = planner('change-text', (timeline, request) => {
  const { clip, track } = clipNamed(timeline, request.clipId);
  if (clip.media.kind !== 'text') {
    throw impossible(`${sayClip(clip)} is no title or caption: it has no words to change.`, {
      reason: 'no-words',
      name: clip.name,
    });
  }

  const { text, style, colour, place, size } = request;
  const start = request.fromMs === undefined ? clip.start : fromMs(request.fromMs);
  const end = request.toMs === undefined ? addTime(start, clip.sourceRange.duration) : fromMs(request.toMs);
  const duration = subtractTime(end, start);
  if (duration.value <= 0) {
    throw impossible(
      `${sayClip(clip)} cannot stand from ${sayMoment(start)} to ${sayMoment(end)}: its end must come after its beginning.`,
      { reason: 'no-length' },
    );
  }

  const changed: Clip = {
    ...clip,
    start,
    sourceRange: { ...clip.sourceRange, duration },
    media: {
      ...clip.media,
      text: text ?? clip.media.text,
      style: style ?? clip.media.style,
      colour: colour === undefined ? clip.media.colour : colour,
      place: place === undefined ? clip.media.place : place,
      size: size ?? clip.media.size,
    },
  };
  refuseOverlap(track, changed);
  return replaceClip(timeline, clip.id, [changed]);
});

/** Those that are the same stay themselves; new ones look like the first of those that were there. */
export const setCaptions = planner('set-captions', (timeline, { captions }, context) => {
  refuseBadCaptions(captions);
  const homes = timeline.tracks.filter((track) => isHome(track, 'caption'));
  const known = homes.flatMap(({ clips }) => clips);
  const look = known.find(({ media }) => media.kind === 'text');
  const clips = captions.map((caption): Clip => {
    const { text, fromMs: startMs, toMs: endMs } = caption;
    const same = known.find(
      (clip) =>
        clip.media.kind === 'text' && clip.media.text === text && msOf(clip.start) === startMs && msOf(endOfClip(clip)) === endMs,
    );
    const made = textClip({ role: 'caption', text }, { startMs, endMs }, same === undefined ? context.makeId('clip') : same.id);
    return same ?? (look?.media.kind === 'text' ? { ...made, media: { ...look.media, text } } : made);
  });
  const [home, ...others] = homes;
  if (home === undefined) {
    return clips.length === 0 ? timeline : { ...timeline, tracks: [...timeline.tracks, textTrack('caption', clips, context)] };
  }

  const cleared = others.reduce((done, { id }) => withoutEmpty(withClips(done, id, []), id), timeline);
  return withoutEmpty(withClips(cleared, home.id, clips), home.id);
});

function isHome(track: Track, role: 'title' | 'caption'): boolean {
  return track.kind === 'text' && (track.role === 'caption') === (role === 'caption');
}

type Room = { readonly wholeMs: number; readonly home: Track | null };

function stretchOf(request: RequestOf<'add-text'>, room: Room): Stretch {
  const { fromMs: startMs, toMs: endMs, text } = request;
  const { wholeMs, home } = room;
  if (startMs !== null && startMs >= wholeMs) {
    throw impossible(
      `The timeline ends at ${sayMoment(fromMs(wholeMs))}: a ${request.role} at ${sayMoment(fromMs(startMs))} would stand over nothing.`,
      { reason: 'behind-the-end', ms: wholeMs },
    );
  }

  const custom =
    request.role === 'title' ? titleStretch(text, wholeMs) : { startMs: 0, endMs: Math.min(wholeMs, readingMs(text)) };
  const lengthMs = custom.endMs - custom.startMs;
  if (startMs === null && endMs === null) {
    const free = home === null ? custom.startMs : firstFree(home, custom);
    return free >= wholeMs ? custom : { startMs: free, endMs: Math.min(free + lengthMs, Math.max(wholeMs, free + 1)) };
  }

  const start = startMs ?? Math.min(custom.startMs, Math.round((endMs ?? 0) / 8));
  const next = request.role === 'caption' ? home?.clips.find((clip) => msOf(clip.start) > start) : undefined;
  const latest = Math.min(wholeMs, next === undefined ? wholeMs : msOf(next.start));
  return { startMs: start, endMs: endMs === null ? Math.min(start + readingMs(text), latest) : Math.min(endMs, wholeMs) };
}

/** Where on a track there is room for a stretch: there, or behind something that is in the way. */
function firstFree({ clips }: Track, { startMs, endMs }: Stretch): number {
  const length = fromMs(endMs - startMs);
  const starts = [fromMs(startMs), ...clips.map(endOfClip).filter((end) => compareTime(end, fromMs(startMs)) > 0)];
  const isRoom = (start: (typeof starts)[number]): boolean =>
    clips.every((clip) => compareTime(endOfClip(clip), start) <= 0 || compareTime(clip.start, addTime(start, length)) >= 0);
  return msOf(starts.find(isRoom) ?? fromMs(startMs));
}

type Words = Pick<RequestOf<'add-text'>, 'role' | 'text'> &
  Partial<Pick<RequestOf<'add-text'>, 'style' | 'colour' | 'place' | 'size'>>;

function textClip({ role, text, style, colour, place, size }: Words, { startMs, endMs }: Stretch, id: string): Clip {
  return newClip({
    id,
    name: '',
    media: {
      kind: 'text',
      text,
      colour: colour ?? null,
      place: place ?? null,
      style: style ?? (role === 'caption' ? 'caption' : 'rise'),
      size: size ?? 1,
    },
    start: fromMs(startMs),
    sourceRange: { start: fromMs(0), duration: fromMs(endMs - startMs) },
    fadeIn: fromMs(0),
    fadeOut: fromMs(0),
  });
}

function textTrack(role: 'title' | 'caption', clips: readonly Clip[], { makeId }: EditContext): Track {
  const isCaption = role === 'caption';
  return newTrack({ kind: 'text', id: makeId('track'), name: isCaption ? 'Captions' : 'Title', role, clips: inOrder(clips) });
}

function refuseBadCaptions(captions: RequestOf<'set-captions'>['captions']): void {
  const ordered = captions
    .map((caption, place) => ({ ...caption, number: place + 1 }))
    .sort((left, right) => left.fromMs - right.fromMs || left.number - right.number);
  for (const [place, caption] of ordered.entries()) {
    const before = ordered[place - 1];
    if (caption.toMs <= caption.fromMs) {
      throw impossible(
        `Caption ${caption.number} at ${sayMoment(fromMs(caption.fromMs))} has no length: its end must come after its beginning.`,
        { reason: 'no-length' },
      );
    }

    if (before !== undefined && before.toMs > caption.fromMs) {
      throw impossible(
        `Caption ${caption.number} begins at ${sayMoment(fromMs(caption.fromMs))}, before caption ${before.number} ends at ${sayMoment(fromMs(before.toMs))}. Shorten one of them.`,
        { reason: 'captions-overlap', ms: caption.fromMs },
      );
    }
  }
}

/** How long words stand: read twice, 4 to 7 seconds. */
function readingMs(text: string): number {
  return Math.round(clamp(1500 + (2000 * text.length) / READING_SPEED, 4000, 7000));
}
