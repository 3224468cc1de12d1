import { StudioError } from '../../engine/kernel/index.ts';
import { newClip, newTimeline, newTrack, type Clip, type Timeline, type Track } from '../../engine/timeline/index.ts';
import { TRACK_TYPES, type WireDraft, type WireSegment, type WireTrack } from './draft.ts';
import { atMs, fitTransitions, readSegment, readText, usedUntilMs } from './read-segment.ts';
import { mediaNamed, mediaShown, type DraftMedia, type DraftReading } from './segment-media.ts';
import { valueOf, WireRole, WireSpeed } from './wire-values.ts';

/** The longest export, milliseconds: two hours. */
const LONGEST_MS = 7_200_000;
const MOST_TRACKS = 60;
const MOST_SEGMENTS = 500;
/** By how much a segment may outlast its media, milliseconds: containers round their lengths. */
const SLACK_MS = 120;

type Place = { readonly segment: WireSegment; readonly where: string; readonly startMs: number; readonly id: string };

/** Every `src` in the tracks that are rendered, each once. */
export function draftSources(draft: WireDraft): readonly string[] {
  const found = renderedTracks(draft).flatMap(({ track }) =>
    (track.sg ?? []).flatMap(({ m }) => (m?.src === undefined ? [] : [m.src])),
  );
  return [...new Set(found)];
}

/**
 * Reads the wire's draft into a timeline, times in milliseconds. Tracks of unknown types and segments of no length are passed over, a
 * missing `s` is right behind the segment before, what is no colour or place is left to the picture. Throws `draft.invalid` naming the
 * exact place: nothing to export, segments that overlap, a `src` that is not there, a stretch outside its media, too long or too many.
 */
export function readDraft(draft: WireDraft, reading: DraftReading): Timeline {
  const tracks = renderedTracks(draft);
  refuseIf(
    tracks.length > MOST_TRACKS,
    `The draft has ${tracks.length} tracks to export; at most ${MOST_TRACKS} can be. Join some of them.`,
  );
  const count = tracks.reduce((sum, { track }) => sum + (track.sg ?? []).length, 0);
  refuseIf(
    count > MOST_SEGMENTS,
    `The draft has ${count} segments to export; at most ${MOST_SEGMENTS} can be. Join some of them.`,
  );

  const music = firstMusic(draft, reading);
  const read = tracks.map(({ track, place }): Track => {
    const kind: 'video' | 'audio' | 'text' =
      track.tt === TRACK_TYPES.video ? 'video' : track.tt === TRACK_TYPES.audio ? 'audio' : 'text';
    const clips = placesOf(track, place).flatMap((each) => clipOf(kind, each, { ...reading, music }));
    return newTrack({
      kind,
      id: `track-${place}`,
      name: track.m?.name ?? '',
      role: valueOf(WireRole, track.m?.role),
      clips: fitTransitions(clips),
    });
  });
  refuseIf(
    read.every(({ clips }) => clips.length === 0),
    'The draft has nothing to export: no video, audio or text track (tt 0, 1, 7) has a segment that lasts. Add music or footage first.',
  );
  return newTimeline({ name: titleOf(draft, reading.title), tracks: read });
}

/** The draft's title on one line, at most 200 letters; `fallback` when it has none. */
export function titleOf(draft: WireDraft, fallback: string): string {
  const title = (draft.m?.title ?? '').replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return [...(title === '' ? fallback : title)].slice(0, 200).join('');
}

function renderedTracks(draft: WireDraft): { readonly track: WireTrack; readonly place: number }[] {
  const known: readonly number[] = Object.values(TRACK_TYPES);
  return (draft.t ?? []).map((track, place) => ({ track, place })).filter(({ track }) => known.includes(track.tt));
}

function placesOf(track: WireTrack, trackPlace: number): Place[] {
  let reachedMs = 0;
  const places = (track.sg ?? []).flatMap((segment, index): Place[] => {
    const where = `t[${trackPlace}].sg[${index}]`;
    const startMs = segment.s ?? reachedMs;
    reachedMs = startMs + segment.d;
    refuseIf(
      reachedMs > LONGEST_MS,
      `${where} ends at ${reachedMs} ms; an export may last ${LONGEST_MS} ms. Move or shorten it.`,
    );
    return segment.d === 0 ? [] : [{ segment, where, startMs, id: `clip-${trackPlace}-${index}` }];
  });
  const sorted = places
    .map((place, order) => ({ place, order }))
    .sort((left, right) => left.place.startMs - right.place.startMs || left.order - right.order)
    .map(({ place }) => place);
  for (const [index, place] of sorted.entries()) {
    const before = sorted[index - 1];
    refuseIf(
      before !== undefined && before.startMs + before.segment.d > place.startMs,
      `${place.where} begins at ${place.startMs} ms, before ${before?.where} ends. Move it, trim one of them, or put it on a track of its own.`,
    );
  }

  return sorted;
}

function clipOf(
  kind: 'video' | 'audio' | 'text',
  place: Place,
  reading: Pick<DraftReading, 'media'> & { readonly music: DraftMedia | null },
): Clip[] {
  const { segment, id, startMs, where } = place;
  const media = kind === 'text' ? readText(segment) : mediaOf(kind, place, reading);
  if (media === null) {
    return [];
  }

  const sourceMs = kind === 'text' ? 0 : (segment.m?.source_start ?? 0);
  refuseIf(sourceMs > LONGEST_MS, `${where}.m.source_start is ${sourceMs} ms; at most ${LONGEST_MS} ms is read of a file.`);
  const speed = segment.m?.speed;
  refuseIf(
    typeof speed === 'number' && valueOf(WireSpeed, speed) === null,
    `${where}.m.speed is ${String(speed)}; a segment plays 0.25 to 4 times as fast as it was recorded.`,
  );
  return [
    newClip({
      id,
      name: segment.m?.name ?? '',
      media,
      start: atMs(startMs),
      sourceRange: { start: atMs(sourceMs), duration: atMs(segment.d) },
      ...readSegment(segment),
    }),
  ];
}

function mediaOf(
  kind: 'video' | 'audio',
  { segment, where }: Place,
  reading: { readonly media: DraftReading['media']; readonly music: DraftMedia | null },
): Clip['media'] {
  const wish = segment.m?.src;
  const found = mediaNamed(segment, kind, reading);
  if (found === null) {
    throw invalid(
      wish === undefined
        ? `${where}.m.src is missing. Name the file that plays there by its media id.`
        : `${where}.m.src "${shortened(wish)}" is no file of this account. Upload it first, or name it by its media id (med_…).`,
    );
  }

  const shown = mediaShown(segment, kind, found);
  if (shown === null) {
    throw invalid(
      kind === 'audio'
        ? `${where}.m.src is a picture, on an audio track. Put it on a video track (tt 0).`
        : `${where}.m.src is sound, which has no picture. Put it on an audio track (tt 1).`,
    );
  }

  const endMs = usedUntilMs(segment);
  refuseIf(
    shown.availableRange !== null && endMs > (found.durationMs ?? 0) + SLACK_MS,
    `${where} plays up to ${endMs} ms of a file that lasts ${found.durationMs} ms. Shorten d, or begin earlier with m.source_start.`,
  );
  return shown;
}

/** The first music that plays: whose picture a generated segment without `src` shows. */
export function firstMusic(draft: WireDraft, { media }: DraftReading): DraftMedia | null {
  const found = draftSources(draft).map((wish) => media.get(wish));
  return found.find((each) => each?.kind === 'music') ?? null;
}

function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

function refuseIf(condition: boolean, problem: string): void {
  if (condition) {
    throw invalid(problem);
  }
}

function invalid(problem: string): StudioError {
  return new StudioError('draft.invalid', problem);
}
