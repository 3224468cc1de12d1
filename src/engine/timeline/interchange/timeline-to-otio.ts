import type { Json } from '../../kernel/index.ts';
import { compareTime, endOf, type RationalTime, secondsOf, type TimeRange } from '../rational-time.ts';
import { itemsOf, placeOf, SILENT_DB, type Clip, type Marker, type Timeline, type Track } from '../timeline.ts';

/** A file on a timeline, as another program finds it. */
export type InterchangeMedia = {
  readonly name: string;
  /** Path or address of the file. */
  readonly url: string;
  /** Whether its picture comes with sound. */
  readonly hasSound: boolean;
  /** Upright size of its picture in pixels; default null: not known. */
  readonly picture?: { readonly width: number; readonly height: number } | null;
};

/** What a timeline is written out for other programs with. */
export type InterchangeHost = {
  /** By media id. */
  readonly media: ReadonlyMap<string, InterchangeMedia>;
  /** Pictures a second that times are counted in; they need not be whole. */
  readonly framesPerSecond: number;
};

type JsonObject = { readonly [key: string]: Json };

const MARKER_COLOURS: { readonly [kind in Marker['kind']]: string } = { cut: 'RED', hit: 'YELLOW', note: 'BLUE' };

/**
 * A timeline as an OpenTimelineIO file (JSON; schemas Timeline.1, Stack.1, Track.1, Clip.2, Gap.1, Transition.1, Marker.2). Text is a
 * generator on a video track, drawn pictures are generators, the sound of footage stands on an audio track under its picture. What the
 * format has no word for (levels, ducking, framing, the look of words) is in `metadata.cuesmith`.
 * Source: OpenTimelineIO 0.17 "Serialized Schema" documentation.
 */
export function timelineToOtio(timeline: Timeline, host: InterchangeHost): JsonObject {
  const pictures = timeline.tracks.filter(({ kind }) => kind === 'video' || kind === 'text');
  const sounds = timeline.tracks.filter(({ kind }) => kind === 'audio');
  const soundsOfPictures = pictures.flatMap((track) => soundOfPicture(track, host));
  const { frame } = timeline;
  return {
    OTIO_SCHEMA: 'Timeline.1',
    name: timeline.name,
    global_start_time: null,
    metadata: { cuesmith: { frame: frame === null ? null : { ...frame }, framesPerSecond: host.framesPerSecond } },
    tracks: {
      OTIO_SCHEMA: 'Stack.1',
      name: 'tracks',
      ...NOTHING_SPECIAL,
      source_range: null,
      markers: timeline.markers.map((marker) => markerOf(marker, host)),
      children: [...pictures, ...sounds, ...soundsOfPictures].map((track) => trackOf(track, host)),
    },
  };
}

const NOTHING_SPECIAL = { metadata: {}, effects: [], markers: [], enabled: true, color: null };

function trackOf(track: Track, host: InterchangeHost): JsonObject {
  return {
    OTIO_SCHEMA: 'Track.1',
    name: track.name,
    ...NOTHING_SPECIAL,
    metadata: { cuesmith: { id: track.id, role: track.role } },
    source_range: null,
    kind: track.kind === 'audio' ? 'Audio' : 'Video',
    children: itemsOf(track).flatMap((item): JsonObject[] =>
      item.kind === 'gap'
        ? [gapOf(item.duration, host)]
        : [...transitionOf(item.clip, track, host), clipOf(item.clip, track, host)],
    ),
  };
}

function gapOf(duration: RationalTime, host: InterchangeHost): JsonObject {
  return {
    OTIO_SCHEMA: 'Gap.1',
    name: '',
    ...NOTHING_SPECIAL,
    source_range: rangeOf({ start: { value: 0, rate: 1 }, duration }, host),
  };
}

/** Ours lies wholly in the incoming clip, so it takes nothing of the outgoing one. One that comes out of nothing has no place in the format. */
function transitionOf(clip: Clip, track: Track, host: InterchangeHost): JsonObject[] {
  const { transition } = clip;
  const follows = track.clips.some((other) => compareTime(endOf(placeOf(other)), clip.start) === 0);
  if (transition === null || !follows) {
    return [];
  }

  return [
    {
      OTIO_SCHEMA: 'Transition.1',
      name: transition.kind,
      metadata: { cuesmith: { kind: transition.kind } },
      enabled: true,
      transition_type: transition.kind === 'crossfade' ? 'SMPTE_Dissolve' : 'Custom_Transition',
      in_offset: timeOf({ value: 0, rate: 1 }, host),
      out_offset: timeOf(transition.duration, host),
    },
  ];
}

function clipOf(clip: Clip, track: Track, host: InterchangeHost): JsonObject {
  const { speed } = clip;
  return {
    OTIO_SCHEMA: 'Clip.2',
    name: clip.name,
    ...NOTHING_SPECIAL,
    metadata: { cuesmith: factsOf(clip, track) },
    effects:
      speed === 1
        ? []
        : [
            {
              OTIO_SCHEMA: 'LinearTimeWarp.1',
              name: '',
              metadata: {},
              enabled: true,
              effect_name: 'LinearTimeWarp',
              time_scalar: speed,
            },
          ],
    source_range: rangeOf(clip.sourceRange, host),
    media_references: { DEFAULT_MEDIA: referenceOf(clip, host) },
    active_media_reference_key: 'DEFAULT_MEDIA',
  };
}

/** What OpenTimelineIO has no words for. */
function factsOf(clip: Clip, track: Track): JsonObject {
  const { gainDb, fadeIn, fadeOut, levels, ducking, framing, transition } = clip;
  return {
    id: clip.id,
    ...(track.kind === 'text' ? {} : { gainDb, fadeInSeconds: secondsOf(fadeIn), fadeOutSeconds: secondsOf(fadeOut) }),
    ...(levels.length === 0
      ? {}
      : { levels: levels.map(({ at, gainDb: level }) => ({ atSeconds: secondsOf(at), gainDb: level })) }),
    ...(ducking === null ? {} : { ducking: { ...ducking } }),
    ...(framing === null
      ? {}
      : {
          framing: {
            fit: framing.fit,
            crop: framing.crop === null ? null : { ...framing.crop },
            motion: framing.motion === null ? null : { from: { ...framing.motion.from }, to: { ...framing.motion.to } },
          },
        }),
    ...(transition === null ? {} : { transition: { kind: transition.kind, seconds: secondsOf(transition.duration) } }),
  };
}

function referenceOf({ media, name }: Clip, host: InterchangeHost): JsonObject {
  const plain = { name, metadata: {}, available_image_bounds: null };
  const generator = (kind: string, parameters: JsonObject): JsonObject => ({
    OTIO_SCHEMA: 'GeneratorReference.1',
    ...plain,
    available_range: null,
    generator_kind: kind,
    parameters,
  });
  switch (media.kind) {
    case 'text':
      return generator('Text', {
        text: media.text,
        style: media.style,
        size: media.size,
        colour: media.colour === null ? null : [...media.colour],
        place: media.place === null ? null : { ...media.place },
      });
    case 'music':
    case 'generated-visual':
      return generator(media.kind, { seed: media.seed });
    case 'missing':
      return { OTIO_SCHEMA: 'MissingReference.1', ...plain, name: media.source, available_range: null };
    case 'media': {
      const file = host.media.get(media.mediaId);
      if (media.shows === 'music-picture') {
        return generator('music-picture', { mediaId: media.mediaId });
      }

      const availableRange = media.availableRange === null ? null : rangeOf(media.availableRange, host);
      return file === undefined
        ? { OTIO_SCHEMA: 'MissingReference.1', ...plain, name: media.mediaId, available_range: availableRange }
        : {
            OTIO_SCHEMA: 'ExternalReference.1',
            ...plain,
            name: file.name,
            metadata: { cuesmith: { mediaId: media.mediaId } },
            available_range: availableRange,
            target_url: file.url,
          };
    }
  }
}

/** The sound of a track's footage, on an audio track of its own; none where none is heard. */
function soundOfPicture(track: Track, { media }: InterchangeHost): Track[] {
  const heard = track.clips.filter(
    (clip) =>
      clip.media.kind === 'media' &&
      clip.media.shows === 'video' &&
      clip.gainDb > SILENT_DB &&
      media.get(clip.media.mediaId)?.hasSound === true,
  );
  const clips = heard.map((clip) => ({ ...clip, id: `${clip.id}-sound`, framing: null }));
  return clips.length === 0 ? [] : [{ ...track, id: `${track.id}-sound`, kind: 'audio', role: 'sound', clips }];
}

function markerOf({ id, name, at, kind }: Marker, host: InterchangeHost): JsonObject {
  return {
    OTIO_SCHEMA: 'Marker.2',
    name,
    metadata: { cuesmith: { id, kind } },
    comment: '',
    color: MARKER_COLOURS[kind],
    marked_range: rangeOf({ start: at, duration: { value: 0, rate: 1 } }, host),
  };
}

function rangeOf({ start, duration }: TimeRange, host: InterchangeHost): JsonObject {
  return { OTIO_SCHEMA: 'TimeRange.1', start_time: timeOf(start, host), duration: timeOf(duration, host) };
}

/** In pictures of the timeline, which editors count in; parts of one are kept to a thousandth. */
function timeOf(time: RationalTime, { framesPerSecond }: InterchangeHost): JsonObject {
  const value = Math.round(secondsOf(time) * framesPerSecond * 1000) / 1000;
  return { OTIO_SCHEMA: 'RationalTime.1', rate: framesPerSecond, value };
}
