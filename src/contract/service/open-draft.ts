import { StudioError } from '../../engine/kernel/index.ts';
import { newClip, newTimeline, newTrack, type Clip, type Timeline, type Track } from '../../engine/timeline/index.ts';
import { TRACK_TYPES, type WireDraft, type WireSegment, type WireTrack } from './draft.ts';
import { keepSegments, keepTrack, type KeptSegment } from './kept-wire.ts';
import { firstMusic, titleOf } from './read-draft.ts';
import { atMs, fitTransitions, readSegment, readText } from './read-segment.ts';
import { mediaNamed, mediaShown, type DraftMedia, type DraftReading } from './segment-media.ts';
import { placedSegments } from './summarise-draft.ts';
import { rememberWire } from './wire-memory.ts';
import { valueOf, WireMarkers, WireRole } from './wire-values.ts';
import { DRAFT_KEYS, draftFacts, SEGMENT_KEYS, segmentFacts, TRACK_KEYS, trackFacts } from './write-draft.ts';

/** More than anybody edits, and as much as is opened in half a second. */
const MOST_SEGMENTS = 20_000;
const MOST_TRACKS = 1000;

type Opening = Pick<DraftReading, 'media'> & {
  readonly music: DraftMedia | null;
  readonly makeId: (wish: string | undefined, own: string) => string;
};

/**
 * Opens the wire's draft for editing, times in milliseconds; `writeDraft` gives it back. Nothing is lost: a `src` that is
 * not there becomes missing media, a segment that overlaps another comes to a track of its own, tracks of unknown types are kept whole,
 * segments without length or words are kept beside the clips, and so are keys that we do not know. Ids that are missing or taken are made
 * from the places. Throws `draft.invalid` only for more segments or tracks than can be edited.
 */
export function openDraft(draft: WireDraft, reading: DraftReading): Timeline {
  const count = (draft.t ?? []).reduce((sum, { sg }) => sum + (sg ?? []).length, 0);
  refuseIf(count > MOST_SEGMENTS, `The draft has ${count} segments; at most ${MOST_SEGMENTS} can be edited. Join some of them.`);
  const opening: Opening = { media: reading.media, music: firstMusic(draft, reading), makeId: idMaker(draft) };
  const tracks = (draft.t ?? []).flatMap((track, place) => openTrack(track, place, opening));
  refuseIf(
    tracks.length > MOST_TRACKS,
    `The draft needs ${tracks.length} tracks, as segments that overlap come to tracks of their own; at most ${MOST_TRACKS} can be edited. Move or join some of them.`,
  );
  const { width, height, fps, markers } = draft.m ?? {};
  const timeline = newTimeline({
    name: titleOf(draft, reading.title),
    tracks,
    frame: width === undefined || height === undefined ? null : { width, height },
    framesPerSecond: fps ?? null,
    markers: (valueOf(WireMarkers, markers) ?? [])
      .map(({ id, name, at, kind }) => ({ id, name, at: atMs(at), kind }))
      .sort((left, right) => left.at.value - right.at.value),
  });
  const written = { ...draftFacts(timeline), t: draft.t ?? [] };
  return { ...timeline, metadata: rememberWire(draft, written, DRAFT_KEYS) };
}

function openTrack(track: WireTrack, place: number, opening: Opening): readonly Track[] {
  const kind = kindOf(track.tt);
  const id = opening.makeId(track.id, `track-${place}`);
  if (kind === 'other') {
    return [newTrack({ kind, id, name: track.m?.name ?? '', clips: [], metadata: keepTrack(track) })];
  }

  const clips: Clip[] = [];
  const kept: KeptSegment[] = [];
  const came = new Map<string, WireSegment>();
  const sorted = placedSegments(track)
    .map((placed, index) => ({ ...placed, index }))
    .sort((left, right) => left.startMs - right.startMs || left.index - right.index);
  for (const [order, { segment, startMs, index }] of sorted.entries()) {
    const media = segment.d === 0 ? null : mediaOf(segment, kind, opening);
    if (media === null) {
      kept.push({ place: order, segment: { ...segment, s: startMs } });
    } else {
      const clipId = opening.makeId(segment.id, `clip-${place}-${index}`);
      came.set(clipId, { ...segment, id: clipId, s: startMs });
      clips.push(openClip({ segment, startMs, clipId, media }));
    }
  }

  // What is written of a clip is known only when it is fitted to those around it.
  const withMemory = (lane: readonly Clip[]): readonly Clip[] =>
    fitTransitions(lane).map((clip) => ({
      ...clip,
      metadata: rememberWire(came.get(clip.id) ?? {}, segmentFacts(clip, kind), SEGMENT_KEYS),
    }));
  const [home = [], ...others] = lanesOf(clips);
  const opened = newTrack({
    kind,
    id,
    name: track.m?.name ?? '',
    role: valueOf(WireRole, track.m?.role),
    clips: withMemory(home),
  });
  const written = { ...trackFacts(opened), sg: track.sg ?? [] };
  const metadata = keepSegments(rememberWire({ ...track, id }, written, TRACK_KEYS), kept);
  return [
    { ...opened, metadata },
    ...others.map((lane, number) => ({
      ...opened,
      id: opening.makeId(undefined, `${id}-${number + 2}`),
      clips: withMemory(lane),
    })),
  ];
}

function openClip(given: {
  readonly segment: WireSegment;
  readonly startMs: number;
  readonly clipId: string;
  readonly media: Clip['media'];
}): Clip {
  const { segment, startMs, clipId, media } = given;
  const sourceMs = media.kind === 'text' ? 0 : (segment.m?.source_start ?? 0);
  return newClip({
    id: clipId,
    name: segment.m?.name ?? '',
    media,
    start: atMs(startMs),
    sourceRange: { start: atMs(sourceMs), duration: atMs(segment.d) },
    ...readSegment(segment),
  });
}

/** Null for a text without words. */
function mediaOf(segment: WireSegment, kind: 'video' | 'audio' | 'text', opening: Opening): Clip['media'] | null {
  if (kind === 'text') {
    return readText(segment);
  }

  const file = mediaNamed(segment, kind, opening);
  const shown = file === null ? null : mediaShown(segment, kind, file);
  return shown ?? { kind: 'missing', source: segment.m?.src ?? '' };
}

/** Clips in lanes where none overlaps another; the first holds all that it can. */
function lanesOf(clips: readonly Clip[]): readonly (readonly Clip[])[] {
  const lanes: Clip[][] = [];
  for (const clip of clips) {
    const home = lanes.find((lane) => {
      const last = lane.at(-1);
      return last === undefined || last.start.value + last.sourceRange.duration.value <= clip.start.value;
    });
    if (home === undefined) {
      lanes.push([clip]);
    } else {
      home.push(clip);
    }
  }

  return lanes;
}

function kindOf(trackType: number): Track['kind'] {
  switch (trackType) {
    case TRACK_TYPES.video:
      return 'video';
    case TRACK_TYPES.audio:
      return 'audio';
    case TRACK_TYPES.text:
      return 'text';
    default:
      return 'other';
  }
}

/** Gives every track and clip an id of its own: the one it came with where nobody before it has that, else one made from its place. */
function idMaker(draft: WireDraft): Opening['makeId'] {
  const taken = new Set<string>();
  const said = new Set((draft.t ?? []).flatMap(({ id, sg }) => [id, ...(sg ?? []).map((segment) => segment.id)]));
  return (wish, own) => {
    const isFresh = wish !== undefined && wish !== '' && !taken.has(wish);
    let id = isFresh ? wish : own;
    for (let number = 2; !isFresh && (taken.has(id) || said.has(id)); number++) {
      id = `${own}-${number}`;
    }

    taken.add(id);
    return id;
  };
}

function refuseIf(condition: boolean, problem: string): void {
  if (condition) {
    throw new StudioError('draft.invalid', problem);
  }
}
