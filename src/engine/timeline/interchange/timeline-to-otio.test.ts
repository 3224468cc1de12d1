import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newClip, newTimeline, newTrack } from '../new-clip.ts';
import type { Clip, Timeline } from '../timeline.ts';
import { timelineToOtio } from './timeline-to-otio.ts';

const at = (milliseconds: number) => ({ value: milliseconds, rate: 1000 });
const NOTHING = at(0);

function film(
  id: string,
  place: { readonly at: number; readonly lasts: number; readonly from?: number },
  more: Partial<Clip> = {},
): Clip {
  return newClip({
    id,
    name: id,
    media: { kind: 'media', mediaId: 'med_film', shows: 'video', availableRange: { start: NOTHING, duration: at(60_000) } },
    start: at(place.at),
    sourceRange: { start: at(place.from ?? 0), duration: at(place.lasts) },
    ...more,
  });
}

const timeline: Timeline = newTimeline({
  name: 'Lisbon',
  frame: { width: 1920, height: 1080 },
  framesPerSecond: 25,
  markers: [{ id: 'm1', name: 'Drop', at: at(4000), kind: 'hit' }],
  tracks: [
    newTrack({
      kind: 'video',
      id: 'picture',
      name: 'Video',
      clips: [
        film('one', { at: 1000, lasts: 3000, from: 500 }),
        film('two', { at: 4000, lasts: 2000 }, { speed: 2, transition: { kind: 'crossfade', duration: at(600) } }),
        film('three', { at: 7000, lasts: 1000 }, { gainDb: -120, transition: { kind: 'wipe', duration: at(400) } }),
      ],
    }),
    newTrack({
      kind: 'audio',
      id: 'music',
      name: 'BGM',
      role: 'music',
      clips: [
        newClip({
          id: 'song',
          name: 'Lo-fi',
          media: { kind: 'missing', source: 'song.flac' },
          start: NOTHING,
          sourceRange: { start: NOTHING, duration: at(8000) },
          gainDb: -9,
          ducking: { depthDb: 12, under: 'speech' },
          levels: [{ at: at(1000), gainDb: -3 }],
        }),
      ],
    }),
    newTrack({
      kind: 'text',
      id: 'words',
      name: 'Title',
      clips: [
        newClip({
          id: 'title',
          name: 'Urban Dreams',
          media: { kind: 'text', text: 'Urban Dreams', colour: [255, 0, 0], place: null, style: 'pop', size: 1 },
          start: at(500),
          sourceRange: { start: NOTHING, duration: at(3000) },
        }),
      ],
    }),
    newTrack({ kind: 'other', id: 'foreign', name: 'Effects', clips: [], metadata: { tt: 12 } }),
  ],
});
const media = new Map([['med_film', { name: 'film.mp4', url: 'film.mp4', hasSound: true }]]);

// What OpenTimelineIO's own reader asks of the schemas used here: nothing missing, nothing of another type.
const Time = z.object({ OTIO_SCHEMA: z.literal('RationalTime.1'), rate: z.number().positive(), value: z.number() });
const Range = z.object({ OTIO_SCHEMA: z.literal('TimeRange.1'), start_time: Time, duration: Time });
const Common = { name: z.string(), metadata: z.record(z.string(), z.json()), enabled: z.boolean() };
const Effect = z.object({
  OTIO_SCHEMA: z.literal('LinearTimeWarp.1'),
  ...Common,
  effect_name: z.string(),
  time_scalar: z.number(),
});
const Mark = z.object({
  OTIO_SCHEMA: z.literal('Marker.2'),
  name: z.string(),
  color: z.string(),
  comment: z.string(),
  marked_range: Range,
});
const Item = { ...Common, effects: z.array(Effect), markers: z.array(Mark), color: z.null() };
const Reference = z.discriminatedUnion('OTIO_SCHEMA', [
  z.object({
    OTIO_SCHEMA: z.literal('ExternalReference.1'),
    name: z.string(),
    target_url: z.string(),
    available_range: Range.nullable(),
  }),
  z.object({ OTIO_SCHEMA: z.literal('MissingReference.1'), name: z.string(), available_range: Range.nullable() }),
  z.object({
    OTIO_SCHEMA: z.literal('GeneratorReference.1'),
    generator_kind: z.string(),
    parameters: z.record(z.string(), z.json()),
  }),
]);
const Child = z.discriminatedUnion('OTIO_SCHEMA', [
  z.object({ OTIO_SCHEMA: z.literal('Gap.1'), ...Item, source_range: Range }),
  z.object({
    OTIO_SCHEMA: z.literal('Clip.2'),
    ...Item,
    source_range: Range,
    active_media_reference_key: z.literal('DEFAULT_MEDIA'),
    media_references: z.object({ DEFAULT_MEDIA: Reference }),
  }),
  z.object({
    OTIO_SCHEMA: z.literal('Transition.1'),
    name: z.string(),
    transition_type: z.string(),
    in_offset: Time,
    out_offset: Time,
  }),
]);
const Otio = z.object({
  OTIO_SCHEMA: z.literal('Timeline.1'),
  name: z.string(),
  global_start_time: z.null(),
  tracks: z.object({
    OTIO_SCHEMA: z.literal('Stack.1'),
    ...Item,
    children: z.array(
      z.object({ OTIO_SCHEMA: z.literal('Track.1'), ...Item, kind: z.enum(['Video', 'Audio']), children: z.array(Child) }),
    ),
  }),
});

describe('a timeline for other programs', () => {
  const otio = Otio.parse(timelineToOtio(timeline, { media, framesPerSecond: 25 }));
  const tracks = otio.tracks.children;

  it('has pictures and words below sound, and the sound of footage on a track of its own', () => {
    expect(tracks.map(({ name, kind }) => [name, kind])).toEqual([
      ['Video', 'Video'],
      ['Title', 'Video'],
      ['BGM', 'Audio'],
      ['Video', 'Audio'],
    ]);
    expect(tracks[3]?.children.map((child) => child.OTIO_SCHEMA)).toEqual(['Gap.1', 'Clip.2', 'Transition.1', 'Clip.2']);
  });

  it('keeps every clip at its place: gaps and clips before it add up to its start', () => {
    const ends = tracks.map(({ children }) => {
      let frames = 0;
      return children.flatMap((child) => {
        if (child.OTIO_SCHEMA === 'Transition.1') {
          return [];
        }

        frames += child.source_range.duration.value;
        return child.OTIO_SCHEMA === 'Clip.2' ? [frames] : [];
      });
    });
    expect(ends).toEqual([[100, 150, 200], [87.5], [200], [100, 150]]);
  });

  it('says speed as a time warp, and a transition only between two clips that touch', () => {
    const picture = tracks[0]?.children ?? [];
    expect(picture.map((child) => child.OTIO_SCHEMA)).toEqual(['Gap.1', 'Clip.2', 'Transition.1', 'Clip.2', 'Gap.1', 'Clip.2']);
    expect(picture[3]).toMatchObject({ effects: [{ time_scalar: 2 }], source_range: { duration: { value: 50 } } });
    expect(picture[2]).toMatchObject({ transition_type: 'SMPTE_Dissolve', in_offset: { value: 0 }, out_offset: { value: 15 } });
  });

  it('names files by address, and what is not there as missing', () => {
    const clips = tracks.flatMap(({ children }) => children.flatMap((child) => (child.OTIO_SCHEMA === 'Clip.2' ? [child] : [])));
    expect(clips.map((clip) => clip.media_references.DEFAULT_MEDIA.OTIO_SCHEMA)).toEqual([
      ...Array.from({ length: 3 }, () => 'ExternalReference.1'),
      'GeneratorReference.1',
      'MissingReference.1',
      ...Array.from({ length: 2 }, () => 'ExternalReference.1'),
    ]);
  });

  it('carries levels, ducking and markers', () => {
    expect(tracks[2]?.children[0]).toMatchObject({
      metadata: { cuesmith: { gainDb: -9, ducking: { depthDb: 12, under: 'speech' }, levels: [{ atSeconds: 1, gainDb: -3 }] } },
    });
    expect(otio.tracks.markers).toMatchObject([{ name: 'Drop', color: 'YELLOW', marked_range: { start_time: { value: 100 } } }]);
  });
});
