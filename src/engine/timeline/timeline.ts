import { z } from 'zod';
import type { Json, Seconds } from '../kernel/index.ts';
import { PictureFraming, Transition } from './picture-framing.ts';
import { compareTime, endOf, RationalTime, secondsOf, subtractTime, TimeRange } from './rational-time.ts';

/** At or below this a level is silence, dB. */
export const SILENT_DB = -120;

/** Where words stand inside the picture's safe area. */
export const TextPlace = z
  .object({ align: z.enum(['left', 'center', 'right']), at: z.enum(['top', 'middle', 'bottom']) })
  .readonly();
export type TextPlace = z.infer<typeof TextPlace>;

/** How a text is set and how it comes and goes. `caption` is for subtitles: two lines at the bottom on a dark band. */
export const TEXT_STYLES = ['rise', 'fade', 'typewriter', 'pop', 'cinematic', 'lower-third', 'caption'] as const;
export const TextStyle = z.enum(TEXT_STYLES);
export type TextStyle = z.infer<typeof TextStyle>;

/** What is known to a client or another program and not to us: kept as it came. */
export const Metadata: z.ZodType<Readonly<Record<string, Json>>> = z.record(
  z.string(),
  // It was parsed from JSON or is about to be written as it: `z.json()` would try every value in it against every kind there is.
  z.custom<Json>((value) => value !== undefined),
);
export type Metadata = z.infer<typeof Metadata>;

/** What a clip shows or plays. */
export const MediaReference = z.discriminatedUnion('kind', [
  /** The rendered music of the score with this seed. */
  z.object({ kind: z.literal('music'), seed: z.int(), availableRange: TimeRange }).readonly(),
  /** The picture that is made from the score. */
  z.object({ kind: z.literal('generated-visual'), seed: z.int() }).readonly(),
  /** Words on the picture. Null: the colour and the place that suit the picture below. */
  z
    .object({
      kind: z.literal('text'),
      text: z.string(),
      colour: z.tuple([z.int(), z.int(), z.int()]).readonly().nullable(),
      place: TextPlace.nullable(),
      style: TextStyle.default('rise'),
      /** Size against the usual one, 0.4–2.5. */
      size: z.number().min(0.4).max(2.5).default(1),
    })
    .readonly(),
  /** A file, uploaded or made here: its picture, its sound, or the picture that is drawn from its music. */
  z
    .object({
      kind: z.literal('media'),
      mediaId: z.string(),
      shows: z.enum(['video', 'image', 'sound', 'music-picture']),
      /** What of it there is; null where it has no end (a still, a drawn picture). */
      availableRange: TimeRange.nullable(),
    })
    .readonly(),
  /** A file that is not there (any more), by the name that the draft gives it. It can be moved and removed, but not exported. */
  z.object({ kind: z.literal('missing'), source: z.string() }).readonly(),
]);
export type MediaReference = z.infer<typeof MediaReference>;

/** How music or sound gives way while somebody speaks or a clip sounds. */
export const Ducking = z
  .object({
    /** How far it goes down, dB, 3–30. */
    depthDb: z.number().min(3).max(30),
    /** What it gives way to: words (found by their sound), or anything that sounds on the other tracks. */
    under: z.enum(['speech', 'sound']),
  })
  .readonly();
export type Ducking = z.infer<typeof Ducking>;

/** A level at a moment of a clip, counted from the clip's start; straight lines in dB between them, the outer ones hold to the ends. */
export const LevelPoint = z.object({ at: RationalTime, gainDb: z.number().min(-120).max(24) }).readonly();
export type LevelPoint = z.infer<typeof LevelPoint>;

/** What of a clip an edit may replace; nothing has a default here, so that leaving it out of a change leaves it alone. */
export const CLIP_FACTS = {
  name: z.string(),
  media: MediaReference,
  /** When the clip begins on the timeline. */
  start: RationalTime,
  /** Where in the media the clip begins, and how long it stands on the timeline; it uses up `duration × speed` of the media (OpenTimelineIO's LinearTimeWarp). */
  sourceRange: TimeRange,
  /** 0.25–4; 1 plays as it was recorded, 2 twice as fast. */
  speed: z.number().min(0.25).max(4),
  /** Level of the clip's sound, dB; 0 leaves it alone. */
  gainDb: z.number(),
  fadeIn: RationalTime,
  fadeOut: RationalTime,
  /** Levels over time, on top of `gainDb`; in order, empty for none. */
  levels: z.array(LevelPoint).readonly(),
  /** Null: it never gives way. */
  ducking: Ducking.nullable(),
  /** How footage and stills stand in the frame; null: whole, over their own blurred likeness. */
  framing: PictureFraming.nullable(),
  /** How the picture comes from the one before it; null: it cuts. */
  transition: Transition.nullable(),
  metadata: Metadata,
};

/** A stretch of media on a track. What lies between two clips of a track is a gap; gaps are never stored. */
export const Clip = z
  .object({
    kind: z.literal('clip'),
    /** Unique in the timeline. */
    id: z.string(),
    ...CLIP_FACTS,
    speed: CLIP_FACTS.speed.default(1),
    levels: CLIP_FACTS.levels.default([]),
    ducking: CLIP_FACTS.ducking.default(null),
    framing: CLIP_FACTS.framing.default(null),
    transition: CLIP_FACTS.transition.default(null),
    metadata: Metadata.default({}),
  })
  .readonly();
export type Clip = z.infer<typeof Clip>;

/** What of a track an edit may replace. */
export const TRACK_FACTS = {
  name: z.string(),
  /** What it is for, where that was said; null: as its clips show. */
  role: z.enum(['music', 'voice', 'sound', 'title', 'caption']).nullable(),
  metadata: Metadata,
};

/** One lane: clips in order of their start, never overlapping. Later video and text tracks lie above earlier ones. */
export const Track = z
  .object({
    /** `other`: of a type that we do not know; it is kept whole in `metadata` and has no clips. */
    kind: z.enum(['video', 'audio', 'text', 'other']),
    id: z.string(),
    clips: z.array(Clip).readonly(),
    ...TRACK_FACTS,
    role: TRACK_FACTS.role.default(null),
    metadata: Metadata.default({}),
  })
  .readonly();
export type Track = z.infer<typeof Track>;

/** A moment worth finding again: a cut or a hit that the music should land on. */
export const Marker = z
  .object({ id: z.string(), name: z.string(), at: RationalTime, kind: z.enum(['cut', 'hit', 'note']) })
  .readonly();
export type Marker = z.infer<typeof Marker>;

/** What of a timeline an edit may replace, beside its tracks. */
export const TIMELINE_FACTS = {
  name: z.string(),
  /** Size of the picture in pixels; null: not chosen. */
  frame: z.object({ width: z.int(), height: z.int() }).readonly().nullable(),
  /** Pictures a second; null: not chosen. */
  framesPerSecond: z.number().nullable(),
  /** In order of time. */
  markers: z.array(Marker).readonly(),
  metadata: Metadata,
};

/** An arrangement of clips in time. */
export const Timeline = z
  .object({
    tracks: z.array(Track).readonly(),
    ...TIMELINE_FACTS,
    frame: TIMELINE_FACTS.frame.default(null),
    framesPerSecond: TIMELINE_FACTS.framesPerSecond.default(null),
    markers: TIMELINE_FACTS.markers.default([]),
    metadata: Metadata.default({}),
  })
  .readonly();
export type Timeline = z.infer<typeof Timeline>;

/** A clip, or the emptiness before one, as OpenTimelineIO lists a track's children. */
export type TrackItem =
  { readonly kind: 'clip'; readonly clip: Clip } | { readonly kind: 'gap'; readonly duration: RationalTime };

/** When and how long a clip is on the timeline. */
export function placeOf(clip: Clip): TimeRange {
  return { start: clip.start, duration: clip.sourceRange.duration };
}

/** The track's clips with the gaps between them made visible, from the timeline's start. */
export function itemsOf(track: Track): TrackItem[] {
  const items: TrackItem[] = [];
  let reached: RationalTime = { value: 0, rate: 1 };
  for (const clip of track.clips) {
    const gap = subtractTime(clip.start, reached);
    if (gap.value > 0) {
      items.push({ kind: 'gap', duration: gap });
    }

    items.push({ kind: 'clip', clip });
    reached = endOf(placeOf(clip));
  }

  return items;
}

/** When the last clip ends; 0 for an empty timeline. */
export function durationOf(timeline: Timeline): RationalTime {
  let longest: RationalTime = { value: 0, rate: 1 };
  for (const track of timeline.tracks) {
    for (const clip of track.clips) {
      const end = endOf(placeOf(clip));
      if (compareTime(end, longest) > 0) {
        longest = end;
      }
    }
  }

  return longest;
}

/** When the last clip ends, in seconds. */
export function durationSecondsOf(timeline: Timeline): Seconds {
  return secondsOf(durationOf(timeline));
}
