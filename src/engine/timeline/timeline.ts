import { z } from 'zod';
import { StudioError, type Seconds } from '../kernel/index.ts';
import { addTime, compareTime, endOf, RationalTime, secondsOf, subtractTime, TimeRange } from './rational-time.ts';

/** What a clip shows or plays. */
export const MediaReference = z.discriminatedUnion('kind', [
  /** The rendered music of the score with this seed. */
  z.object({ kind: z.literal('music'), seed: z.int(), availableRange: TimeRange }).readonly(),
  /** The picture that is made from the score. */
  z.object({ kind: z.literal('generated-visual'), seed: z.int() }).readonly(),
  /** Words on the picture. */
  z.object({ kind: z.literal('text'), text: z.string() }).readonly(),
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
      if (clip.media.kind === 'music') {
        const available = clip.media.availableRange;
        refuseUnless(
          compareTime(clip.sourceRange.start, available.start) >= 0 &&
            compareTime(endOf(clip.sourceRange), endOf(available)) <= 0,
          `${where} plays outside its music; trim it to the music's length.`,
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
