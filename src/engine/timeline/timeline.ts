import { z } from 'zod';
import { StudioError, type Seconds } from '../kernel/index.ts';
import { addTime, compareTime, endOf, RationalTime, secondsOf, subtractTime, TimeRange } from './rational-time.ts';

/** Where words stand inside the picture's safe area. */
export const TextPlace = z
  .object({ align: z.enum(['left', 'center', 'right']), at: z.enum(['top', 'middle', 'bottom']) })
  .readonly();
export type TextPlace = z.infer<typeof TextPlace>;

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
]);
export type MediaReference = z.infer<typeof MediaReference>;

/** A stretch of media on a track. What lies between two clips of a track is a gap; gaps are never stored. */
export const Clip = z
  .object({
    kind: z.literal('clip'),
    /** Unique in the timeline. */
    id: z.string(),
    name: z.string(),
    media: MediaReference,
    /** When the clip begins on the timeline. */
    start: RationalTime,
    /** Which stretch of the media plays; its duration is the clip's. */
    sourceRange: TimeRange,
    /** Level of the clip's sound, dB; 0 leaves it alone. */
    gainDb: z.number(),
    fadeIn: RationalTime,
    fadeOut: RationalTime,
  })
  .readonly();
export type Clip = z.infer<typeof Clip>;

/** One lane: clips in order of their start, never overlapping. Later video and text tracks lie above earlier ones. */
export const Track = z
  .object({ kind: z.enum(['video', 'audio', 'text']), id: z.string(), name: z.string(), clips: z.array(Clip).readonly() })
  .readonly();
export type Track = z.infer<typeof Track>;

/** An arrangement of clips in time. */
export const Timeline = z.object({ name: z.string(), tracks: z.array(Track).readonly() }).readonly();
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

/** Throws `timeline.invalid` unless ids are unique, clips are in order without overlap, fades fit and nothing plays outside its media. */
export function checkTimeline(timeline: Timeline): void {
  const ids = new Set<string>();
  const zero: RationalTime = { value: 0, rate: 1 };
  for (const track of timeline.tracks) {
    let reached: RationalTime = zero;
    for (const clip of track.clips) {
      const where = `Clip "${clip.id}" on track "${track.id}"`;
      refuseUnless(!ids.has(clip.id), `${where} shares its id with another clip; give each clip an id of its own.`);
      ids.add(clip.id);
      refuseUnless(compareTime(clip.sourceRange.duration, zero) > 0, `${where} has no duration; remove it or make it longer.`);
      refuseUnless(
        compareTime(clip.start, reached) >= 0,
        `${where} begins before the clip ahead of it has ended; move it or trim one of them.`,
      );
      refuseUnless(
        compareTime(addTime(clip.fadeIn, clip.fadeOut), clip.sourceRange.duration) <= 0,
        `${where} has fades longer than itself; shorten the fades.`,
      );
      const available = clip.media.kind === 'music' || clip.media.kind === 'media' ? clip.media.availableRange : null;
      if (available !== null) {
        refuseUnless(
          compareTime(clip.sourceRange.start, available.start) >= 0 &&
            compareTime(endOf(clip.sourceRange), endOf(available)) <= 0,
          `${where} plays outside its ${clip.media.kind}; trim it to the length of the ${clip.media.kind}.`,
        );
      }

      reached = endOf(placeOf(clip));
    }
  }
}

function refuseUnless(condition: boolean, problem: string): void {
  if (!condition) {
    throw new StudioError('timeline.invalid', problem);
  }
}
