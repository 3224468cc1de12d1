import { assertNever, StudioError } from '../../engine/kernel/index.ts';
import {
  addTime,
  durationOf,
  placeOf,
  rescaleTime,
  type Clip,
  type RationalTime,
  type Timeline,
  type Track,
} from '../../engine/timeline/index.ts';
import { TRACK_TYPES, WireDraft } from './draft.ts';
import { foreignTrack, keptSegments } from './kept-wire.ts';
import { positionOf, volumeOfDb, wireColour } from './wire-values.ts';
import { recallWire, type KnownKeys, type WireThing } from './wire-memory.ts';

/** The keys of segments, tracks and drafts that a timeline can say. */
export const SEGMENT_KEYS: KnownKeys = {
  outer: ['id', 's', 'd'],
  meta: [
    ...['name', 'src', 'kind', 'source_start', 'volume', 'fade_in', 'fade_out', 'text', 'color', 'position', 'speed'],
    ...['fit', 'crop', 'motion', 'transition', 'levels', 'ducking', 'style', 'size'],
  ],
};
export const TRACK_KEYS: KnownKeys = { outer: ['id', 'tt', 'sg'], meta: ['name', 'role'] };
export const DRAFT_KEYS: KnownKeys = { outer: ['d', 't'], meta: ['title', 'width', 'height', 'fps', 'markers'] };

/** The loudest `volume` of a segment, and of one of its `levels`. */
const LOUDEST = 10;
const LOUDEST_LEVEL = 15.8;

/**
 * Writes a timeline as the wire's draft, in whole milliseconds, with ids and starts; what the draft it came from said besides is there again.
 * Throws `draft.unsaved-music` for music that is no file yet.
 */
export function writeDraft(timeline: Timeline): WireDraft {
  const written = { ...draftFacts(timeline), t: timeline.tracks.map(writeTrack) };
  return WireDraft.parse(recallWire(written, timeline.metadata, DRAFT_KEYS));
}

/** A draft as we would write it, without its tracks. */
export function draftFacts(timeline: Timeline): WireThing {
  const { name, frame, framesPerSecond, markers } = timeline;
  return {
    d: msOf(durationOf(timeline)),
    m: {
      ...(name === '' ? {} : { title: name }),
      ...(frame === null ? {} : frame),
      ...(framesPerSecond === null ? {} : { fps: framesPerSecond }),
      ...(markers.length === 0
        ? {}
        : { markers: markers.map(({ id, name: said, at, kind }) => ({ id, name: said, at: msOf(at), kind })) }),
    },
  };
}

/** A track as we would write it, without its segments. */
export function trackFacts({ kind, id, name, role }: Track): WireThing {
  return {
    id,
    tt: kind === 'other' ? -1 : TRACK_TYPES[kind],
    m: { ...(name === '' ? {} : { name }), ...(role === null ? {} : { role }) },
  };
}

/** A segment as we would write it. */
export function segmentFacts(clip: Clip, kind: Track['kind']): WireThing {
  const { start, duration } = placeOf(clip);
  const [s, until] = [msOf(start), msOf(addTime(start, duration))];
  return {
    id: clip.id,
    s,
    d: Math.max(1, until - s),
    m: { ...soundFacts(clip, kind), ...mediaFacts(clip), ...pictureFacts(clip) },
  };
}

function writeTrack(track: Track): unknown {
  if (track.kind === 'other') {
    return foreignTrack(track);
  }

  const segments: unknown[] = track.clips.map((clip) => recallWire(segmentFacts(clip, track.kind), clip.metadata, SEGMENT_KEYS));
  for (const { place, segment } of keptSegments(track)) {
    segments.splice(place, 0, segment);
  }

  return recallWire({ ...trackFacts(track), sg: segments }, track.metadata, TRACK_KEYS);
}

function mediaFacts({ media, name, sourceRange }: Clip): object {
  const named = name === '' ? {} : { name };
  const source_start = msOf(sourceRange.start);
  switch (media.kind) {
    case 'media': {
      const kind = media.shows === 'music-picture' ? 'generated' : media.shows;
      return { ...named, src: media.mediaId, ...(kind === 'sound' ? {} : { kind }), source_start };
    }
    case 'missing':
      return { ...named, ...(media.source === '' ? {} : { src: media.source }), source_start };
    case 'text':
      return {
        ...named,
        text: media.text,
        ...(media.colour === null ? {} : { color: wireColour(media.colour) }),
        ...(media.place === null ? {} : { position: positionOf(media.place) }),
        ...(media.style === 'rise' ? {} : { style: media.style }),
        ...(media.size === 1 ? {} : { size: media.size }),
      };
    case 'music':
    case 'generated-visual':
      throw new StudioError(
        'draft.unsaved-music',
        `"${name}" is music that is no file yet, and a draft names files. Save it first, and place the file.`,
      );
    default:
      return assertNever(media);
  }
}

/** A sound's level and fades are always said; others' only where they are set. */
function soundFacts(clip: Clip, kind: Track['kind']): object {
  const { gainDb, levels, ducking, media } = clip;
  const isFilm = media.kind === 'media' && media.shows === 'video';
  const volume = volumeOfDb(gainDb, LOUDEST);
  const [fadeIn, fadeOut] = [msOf(clip.fadeIn), msOf(clip.fadeOut)];
  return {
    ...(kind === 'audio' || isFilm || gainDb !== 0 ? { volume } : {}),
    ...(kind === 'audio' || fadeIn !== 0 ? { fade_in: fadeIn } : {}),
    ...(kind === 'audio' || fadeOut !== 0 ? { fade_out: fadeOut } : {}),
    ...(levels.length === 0
      ? {}
      : { levels: levels.map((point) => ({ at: msOf(point.at), volume: volumeOfDb(point.gainDb, LOUDEST_LEVEL) })) }),
    ...(ducking === null ? {} : { ducking: { depth_db: ducking.depthDb, under: ducking.under } }),
  };
}

function pictureFacts({ speed, framing, transition }: Clip): object {
  return {
    ...(speed === 1 ? {} : { speed }),
    ...(framing === null || framing.fit === 'blur' ? {} : { fit: framing.fit }),
    ...(framing?.crop ? { crop: framing.crop } : {}),
    ...(framing?.motion ? { motion: framing.motion } : {}),
    ...(transition === null ? {} : { transition: { type: transition.kind, d: Math.max(1, msOf(transition.duration)) } }),
  };
}

function msOf(time: RationalTime): number {
  return rescaleTime(time, 1000).value;
}
