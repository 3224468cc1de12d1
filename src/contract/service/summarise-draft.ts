import { TRACK_TYPES, type WireDraft, type WireSegment, type WireTrack } from './draft.ts';
import { valueOf, WireSpeed } from './wire-values.ts';

/** Segments of one track that are named; the others are counted. */
const MOST_SEGMENTS = 20;

/**
 * One line that says what is on a timeline, as the chat clients print it:
 * `Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)`.
 * Times are seconds with at most one decimal; a level is shown where one is set, and a speed that is not the recording's.
 */
export function summariseDraft(draft: WireDraft): string {
  const tracks = draft.t ?? [];
  const count = `Timeline (${tracks.length} ${tracks.length === 1 ? 'track' : 'tracks'})`;
  if (tracks.length === 0) {
    return `${count}: empty`;
  }

  return `${count}: ${tracks.map((track, place) => `${place + 1}. ${summariseTrack(track)}`).join(' ')}`;
}

function summariseTrack(track: WireTrack): string {
  const name = oneLine(track.m?.name) || defaultName(track.tt);
  const segments = placedSegments(track);
  if (segments.length === 0) {
    return `${name}: empty`;
  }

  const said = segments.slice(0, MOST_SEGMENTS).map(({ segment, startMs }) => {
    const span = `${secondsOf(startMs)}-${secondsOf(startMs + segment.d)}s`;
    const facts = [span, speedOf(segment), levelOf(track, segment)].filter((fact) => fact !== null);
    return `${labelOf(track, segment)} (${facts.join(', ')})`;
  });
  const more = segments.length - MOST_SEGMENTS;
  return `${name}: ${said.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A track's segments with their starts: one without a start follows the one before it. */
export function placedSegments(track: WireTrack): readonly { readonly segment: WireSegment; readonly startMs: number }[] {
  let reachedMs = 0;
  return (track.sg ?? []).map((segment) => {
    const startMs = segment.s ?? reachedMs;
    reachedMs = startMs + segment.d;
    return { segment, startMs };
  });
}

function labelOf(track: WireTrack, segment: WireSegment): string {
  const meta = segment.m ?? {};
  if (track.tt === TRACK_TYPES.text || (meta.text !== undefined && meta.src === undefined)) {
    return `"${oneLine(meta.text ?? meta.name)}"`;
  }

  return oneLine(meta.name) || oneLine(meta.kind) || 'clip';
}

/** Sound has a level wherever one is set; a picture's own sound only when it was changed. */
function levelOf(track: WireTrack, segment: WireSegment): string | null {
  const volume = segment.m?.volume;
  const isShown = track.tt === TRACK_TYPES.audio || (track.tt === TRACK_TYPES.video && volume !== 1);
  if (volume === undefined || !isShown) {
    return null;
  }

  return volume === 0 ? 'muted' : `${Math.round(volume * 100)}%`;
}

/** `2x` where it is not played as it was recorded. */
function speedOf({ m }: WireSegment): string | null {
  const speed = valueOf(WireSpeed, m?.speed) ?? 1;
  return speed === 1 ? null : `${Math.round(speed * 100) / 100}x`;
}

function defaultName(trackType: number): string {
  const known = { [TRACK_TYPES.video]: 'Video', [TRACK_TYPES.audio]: 'Audio', [TRACK_TYPES.text]: 'Text' };
  return Object.entries(known).find(([type]) => Number(type) === trackType)?.[1] ?? 'Track';
}

function secondsOf(milliseconds: number): string {
  return String(Math.round(milliseconds / 100) / 10);
}

function oneLine(text: string | undefined): string {
  return (text ?? '').replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
