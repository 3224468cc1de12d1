import {
  placedSegments,
  TRACK_TYPES,
  type WireDraft,
  type WireSegment,
  type WireTrack,
} from '../../../contract/service/index.ts';
import { clamp } from '../../../engine/kernel/index.ts';
import { type RevisedPlace, swapMusic } from './swap-music.ts';

/** How long a still is shown, in milliseconds. */
const STILL_MS = 5000;
/** Comfortable silent reading, characters a second. */
const READING_SPEED = 13;

/** A file that lies on no track yet. */
export type Footage = {
  readonly mediaId: string;
  readonly kind: 'video' | 'image';
  readonly name: string;
  /** Null for a still. */
  readonly durationMs: number | null;
  readonly width: number | null;
  readonly height: number | null;
};

/** Music that was made, and what its maker wished around it. */
export type Placement = {
  readonly music: {
    readonly mediaId: string;
    /** Of the piece: what its picture and, without a title, the project are called. */
    readonly name: string;
    /** What the sound is called on its track: `Lo-fi`; null: a revision keeps the name that is there. */
    readonly style: string | null;
    readonly durationMs: number;
  };
  /** Words to show over the opening, or null. */
  readonly title: string | null;
  /** Pixels asked for, or null. */
  readonly frame: { readonly width: number; readonly height: number } | null;
  /** Uploads in the order in which they came. */
  readonly footage: readonly Footage[];
  /** Whether a segment's `src` is music that was made here. */
  readonly isGenerated: (source: string) => boolean;
  readonly makeId: (kind: 'track' | 'segment') => string;
  /** For music that is a revision: what it takes the place of; null: it is new. */
  readonly revises: RevisedPlace | null;
  /** Whether new music gives way while somebody speaks. */
  readonly isDucked: boolean;
};

/** How far music goes down under speech unless somebody says otherwise, as the wire has it. */
/** Of music under somebody who speaks: 8 dB down, since ducking alone leaves loud music near a soft voice. */
const SPEECH_VOLUME = 0.4;
const USUAL_DUCKING = { depth_db: 12, under: 'speech' };

/**
 * Puts music on a draft: in place of the music that was made before, else on a track of its own. New footage becomes the picture; where
 * there is none the picture is drawn from the music. What we do not know in a draft stays as it is.
 */
export function placeOnDraft(draft: WireDraft, placement: Placement): WireDraft {
  const { music, title, revises } = placement;
  const before = (draft.t ?? []).map(withStarts);
  const swapped = revises === null ? null : swapMusic(before, { music, revises });
  const isSettled = swapped !== null && revises?.formerMs === music.durationMs;
  const placed = isSettled ? swapped : placePicture(swapped ?? placeMusic(before, placement), placement);
  const tracks = placeTitle(shortenTitles(placed, endOf(before)), placement);
  const name = draft.m?.title;
  const wasNamedAfterMusic =
    name === undefined || before.flatMap(segmentsOf).some((item) => isPicture(item) && item.m?.name === name);
  return {
    ...draft,
    d: endOf(tracks),
    m: {
      schema: 1,
      fps: 30,
      ...draft.m,
      ...frameOf(draft, placement),
      title: title ?? (wasNamedAfterMusic ? music.name : name),
    },
    t: [...tracks],
  };
}

/** Length of the picture once the footage lies behind what is on the video tracks already, in milliseconds; 0 without any. */
export function pictureLengthMs(draft: WireDraft, footage: readonly Footage[]): number {
  const shown = (draft.t ?? []).map((track) => (track.tt === TRACK_TYPES.video ? endOf([withoutPicture(withStarts(track))]) : 0));
  return Math.max(0, ...shown) + footage.reduce((sum, file) => sum + lengthOf(file), 0);
}

function placeMusic(tracks: readonly WireTrack[], placement: Placement): readonly WireTrack[] {
  const { music, makeId } = placement;
  const home = tracks.find((track) => segmentsOf(track).some((segment) => isMusic(segment, placement)));
  const old = segmentsOf(home).find((segment) => isMusic(segment, placement));
  const others = segmentsOf(home).filter((segment) => !isMusic(segment, placement));
  const segment: WireSegment = {
    ...old,
    id: old?.id ?? makeId('segment'),
    s: old?.s ?? 0,
    d: music.durationMs,
    m: {
      volume: 1,
      fade_in: 0,
      fade_out: 0,
      ...(old === undefined && placement.isDucked ? { ducking: USUAL_DUCKING, volume: SPEECH_VOLUME } : {}),
      ...old?.m,
      name: music.style ?? old?.m?.name ?? music.name,
      src: music.mediaId,
      source_start: 0,
    },
  };
  const fits = home !== undefined && isFree(others, segment);
  const cleared = tracks.map((track) => ({
    ...track,
    sg: segmentsOf(track).filter((item) => !isMusic(item, placement)),
  }));
  if (fits) {
    return tracks.map((track, place) =>
      track === home ? { ...track, sg: inOrder([...others, segment]) } : (cleared[place] ?? track),
    );
  }

  const audio: WireTrack = { id: makeId('track'), tt: TRACK_TYPES.audio, m: { name: 'BGM' }, sg: [segment] };
  return [...cleared, audio];
}

function placePicture(tracks: readonly WireTrack[], placement: Placement): readonly WireTrack[] {
  const { music, footage, makeId } = placement;
  const sound = tracks.flatMap(segmentsOf).find((segment) => segment.m?.src === music.mediaId && !isPicture(segment));
  const known = tracks.find((track) => track.tt === TRACK_TYPES.video);
  const home: WireTrack = known ?? { id: makeId('track'), tt: TRACK_TYPES.video, m: { name: 'Video' } };
  const drawn = segmentsOf(home).find(isPicture);
  const shown = segmentsOf(withoutPicture(home)).slice();
  for (const file of footage) {
    shown.push(footageSegment(file, { startMs: endOf([{ ...home, sg: shown }]), makeId }));
  }

  // What no footage covers shows the picture drawn from the music: an export never goes black while music plays.
  const others = tracks.filter((track) => track !== home && track.tt === TRACK_TYPES.video).map(withoutPicture);
  const soundStart = sound?.s ?? 0;
  const until = sound === undefined ? 0 : endOfSegment(sound);
  const covered = [{ ...home, sg: shown }, ...others].flatMap(segmentsOf);
  const gaps = gapsBetween(covered, { from: soundStart, until }).map(({ from, until }, place): WireSegment => ({
    ...drawn,
    id: (place === 0 ? drawn?.id : undefined) ?? makeId('segment'),
    s: from,
    d: until - from,
    m: { ...drawn?.m, name: music.name, src: music.mediaId, kind: 'generated', source_start: from - soundStart },
  }));

  const video = { ...home, sg: inOrder([...shown, ...gaps]) };
  return known === undefined
    ? [video, ...tracks]
    : tracks.map((track) => (track === known ? video : track.tt === TRACK_TYPES.video ? withoutPicture(track) : track));
}

/** The stretches of `whole` that no segment covers, in milliseconds. */
function gapsBetween(
  segments: readonly WireSegment[],
  whole: { readonly from: number; readonly until: number },
): readonly { readonly from: number; readonly until: number }[] {
  const gaps: { readonly from: number; readonly until: number }[] = [];
  let reached = whole.from;
  for (const segment of inOrder(segments.filter(({ d }) => d > 0))) {
    const start = Math.min(segment.s ?? 0, whole.until);
    if (start > reached) {
      gaps.push({ from: reached, until: start });
    }

    reached = Math.max(reached, endOfSegment(segment));
  }

  return reached < whole.until ? [...gaps, { from: reached, until: whole.until }] : gaps;
}

/** Titles that would outlast new, shorter music end with it: else the export would go on in the dark. What outlasted the old one, too, was meant to. */
function shortenTitles(tracks: readonly WireTrack[], formerEndMs: number): readonly WireTrack[] {
  const isText = (track: WireTrack): boolean => track.tt === TRACK_TYPES.text;
  const end = endOf(tracks.filter((track) => !isText(track)));
  const latest = end - Math.round(Math.min(250, end / 8));
  const shorten = (segment: WireSegment): WireSegment => {
    const start = segment.s ?? 0;
    const isCutOff = start < latest && endOfSegment(segment) > end && end < formerEndMs;
    return isCutOff ? { ...segment, d: latest - start } : segment;
  };
  return tracks.map((track) => (isText(track) ? { ...track, sg: segmentsOf(track).map(shorten) } : track));
}

function placeTitle(tracks: readonly WireTrack[], { title, makeId }: Placement): readonly WireTrack[] {
  if (title === null) {
    return tracks;
  }

  const home = tracks.find((track) => track.tt === TRACK_TYPES.text);
  const [old, ...others] = segmentsOf(home);
  const segment: WireSegment = {
    ...(old ?? { id: makeId('segment'), ...titleStretch(title, endOf(tracks)) }),
    m: { ...old?.m, text: title },
  };
  return home === undefined
    ? [...tracks, { id: makeId('track'), tt: TRACK_TYPES.text, m: { name: 'Title' }, sg: [segment] }]
    : tracks.map((track) => (track === home ? { ...track, sg: [segment, ...others] } : track));
}

/** When a title stands, in milliseconds: long enough to read twice, 4 to 7 seconds, and gone before the end where there is time for that. */
export function titleStretch(text: string, wholeMs: number): { readonly s: number; readonly d: number } {
  const start = Math.min(500, Math.round(wholeMs / 8));
  const wanted = clamp(1500 + (2000 * text.length) / READING_SPEED, 4000, 7000);
  return { s: start, d: Math.max(1, Math.round(Math.min(wanted, wholeMs - start - Math.min(250, wholeMs / 8)))) };
}

function footageSegment(file: Footage, place: { readonly startMs: number; readonly makeId: Placement['makeId'] }): WireSegment {
  return {
    id: place.makeId('segment'),
    s: place.startMs,
    d: lengthOf(file),
    m: {
      name: file.name,
      src: file.mediaId,
      kind: file.kind,
      source_start: 0,
      ...(file.kind === 'video' ? { volume: 1 } : {}),
    },
  };
}

/** What was asked for; else the shape the draft has, that of the first footage, or landscape. */
function frameOf(draft: WireDraft, { frame, footage }: Placement): { readonly width: number; readonly height: number } {
  const { width, height } = draft.m ?? {};
  if (frame !== null) {
    return frame;
  }

  if (width !== undefined && height !== undefined) {
    return { width, height };
  }

  const first = footage.find((file) => file.width !== null && file.height !== null);
  const ratio = (first?.width ?? 16) / (first?.height ?? 9);
  if (ratio < 0.9) {
    return { width: 1080, height: 1920 };
  }

  return ratio < 1.15 ? { width: 1080, height: 1080 } : { width: 1920, height: 1080 };
}

function withStarts(track: WireTrack): WireTrack {
  return { ...track, sg: placedSegments(track).map(({ segment, startMs }) => ({ ...segment, s: startMs })) };
}

function withoutPicture(track: WireTrack): WireTrack {
  return { ...track, sg: segmentsOf(track).filter((segment) => !isPicture(segment)) };
}

function isPicture(segment: WireSegment): boolean {
  return segment.m?.kind === 'generated';
}

function isMusic(segment: WireSegment, { isGenerated }: Placement): boolean {
  return !isPicture(segment) && segment.m?.src !== undefined && isGenerated(segment.m.src);
}

function isFree(others: readonly WireSegment[], wanted: WireSegment): boolean {
  const start = wanted.s ?? 0;
  return others.every((other) => endOfSegment(other) <= start || (other.s ?? 0) >= start + wanted.d);
}

function inOrder(segments: readonly WireSegment[]): WireSegment[] {
  return [...segments].sort((left, right) => (left.s ?? 0) - (right.s ?? 0));
}

function segmentsOf(track: WireTrack | undefined): readonly WireSegment[] {
  return track?.sg ?? [];
}

function lengthOf(file: Footage): number {
  return file.kind === 'image' ? STILL_MS : Math.max(1, file.durationMs ?? STILL_MS);
}

function endOfSegment(segment: WireSegment): number {
  return (segment.s ?? 0) + segment.d;
}

function endOf(tracks: readonly WireTrack[]): number {
  return Math.max(0, ...tracks.flatMap((track) => segmentsOf(track).map(endOfSegment)));
}
