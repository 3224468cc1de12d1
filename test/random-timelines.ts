import fc from 'fast-check';
import {
  newClip,
  newTimeline,
  newTrack,
  type Clip,
  type EditContext,
  type EditRequest,
  type MediaFacts,
  type Timeline,
} from '../src/engine/timeline/index.ts';

/** Files for timelines in tests: a film of 20 s, one without sound, a still, a voice of 8 s, a song of 60 s, music of 30 s. */
export const FIXTURE_MEDIA: ReadonlyMap<string, MediaFacts> = new Map(
  [
    file('film', 'video', 20_000, true),
    file('mute-film', 'video', 20_000, false),
    file('still', 'image', null, false),
    file('voice', 'audio', 8000, true),
    file('song', 'audio', 60_000, true),
    file('music', 'music', 30_000, true),
  ].map((facts) => [facts.id, facts]),
);

/** A context whose ids count up behind those that were made for a timeline before. */
export function fixtureContext({ tracks }: Timeline): EditContext {
  const ids = tracks.flatMap(({ id, clips }) => [id, ...clips.map((clip) => clip.id)]);
  let made = Math.max(0, ...ids.map((id) => Number(/-made-(\d+)$/.exec(id)?.[1] ?? 0)));
  return { media: FIXTURE_MEDIA, makeId: (kind) => `${kind}-made-${++made}` };
}

/** A film, the same again, a still (0–5, 5–11, 12–16 s), music over all, a voice, a title and two captions; keys of others everywhere. */
export function fixtureTimeline(): Timeline {
  return newTimeline({
    name: 'Holiday',
    frame: { width: 1920, height: 1080 },
    framesPerSecond: 30,
    markers: [{ id: 'marker-1', name: 'splash', at: ms(7000), kind: 'hit' }],
    metadata: { client: 'theirs' },
    tracks: [
      newTrack({
        kind: 'video',
        id: 'picture',
        name: 'Video',
        metadata: { locked: true },
        clips: [
          mediaClip({ id: 'first', mediaId: 'film', startMs: 0, durationMs: 5000, sourceMs: 2000, metadata: { tag: 1 } }),
          mediaClip({ id: 'second', mediaId: 'film', startMs: 5000, durationMs: 6000, sourceMs: 8000, metadata: { tag: 2 } }),
          mediaClip({ id: 'third', mediaId: 'still', startMs: 12_000, durationMs: 4000, sourceMs: 0, metadata: { tag: 3 } }),
        ],
      }),
      newTrack({
        kind: 'other',
        id: 'effects',
        name: '',
        clips: [],
        metadata: { wire: { track: { id: 'effects', tt: 33, sg: [{ d: 3 }] } } },
      }),
      newTrack({
        kind: 'audio',
        id: 'bgm',
        name: 'BGM',
        clips: [mediaClip({ id: 'music', mediaId: 'music', startMs: 0, durationMs: 16_000, sourceMs: 0, metadata: {} })],
      }),
      newTrack({
        kind: 'audio',
        id: 'voice-over',
        name: 'Voice',
        role: 'voice',
        clips: [mediaClip({ id: 'voice', mediaId: 'voice', startMs: 6000, durationMs: 4000, sourceMs: 500, metadata: {} })],
      }),
      newTrack({ kind: 'text', id: 'titles', name: 'Title', clips: [textClip('title', 'Holiday', 500, 4500)] }),
      newTrack({
        kind: 'text',
        id: 'captions',
        name: 'Captions',
        role: 'caption',
        clips: [textClip('hello', 'Hello', 6000, 7500), textClip('bye', 'Bye', 13_000, 15_000)],
      }),
    ],
  });
}

const moment = fc.integer({ min: 0, max: 20_000 });
const nullable = fc.option(moment, { nil: null });
const rect = fc.constantFrom({ x: 0, y: 0, width: 1, height: 1 }, { x: 0.1, y: 0.2, width: 0.5, height: 0.5 });

/** Requests of every kind about clips of the fixture, sensible and not. */
export function requestsAbout(clipIds: readonly string[]): fc.Arbitrary<EditRequest> {
  const clipId = fc.constantFrom(...clipIds, 'nobody');
  const ids = fc.array(clipId, { minLength: 1, maxLength: 3 });
  const isClosed = fc.boolean();
  const signed = fc.integer({ min: -6000, max: 6000 });
  const marker = fc.constantFrom('cut', 'hit', 'note');
  const texts = fc.constantFrom('Hello', 'The end', 'A rather long title that takes its time to be read');
  const newId = fc.constant(null);
  const kind = <const Kind extends EditRequest['kind']>(value: Kind): fc.Arbitrary<Kind> => fc.constant(value);
  return fc.oneof(
    fc.record({
      kind: kind('place-media'),
      mediaId: fc.constantFrom(...FIXTURE_MEDIA.keys(), 'lost'),
      on: fc.constantFrom('video', 'overlay', 'sound', 'voice'),
      atMs: nullable,
      durationMs: nullable,
      newId,
    }),
    fc.record({ kind: kind('remove-clip'), clipId, isClosed }),
    fc.record({ kind: kind('trim-clip'), clipId, headMs: signed, tailMs: signed, isClosed }),
    fc.record({ kind: kind('set-clip-length'), clipId, durationMs: moment, isClosed }),
    fc.record({ kind: kind('cut-out'), fromMs: moment, toMs: moment }),
    fc.record({ kind: kind('split-clip'), clipId, atMs: moment, newId }),
    fc.record({ kind: kind('reorder-clip'), clipId, place: fc.nat(3) }),
    fc.record({ kind: kind('move-clip'), clipId, toMs: moment }),
    fc.record({ kind: kind('set-speed'), clipId, speed: fc.constantFrom(0.25, 0.5, 0.77, 1, 1.5, 2, 3.3, 4) }),
    fc.record({
      kind: kind('set-framing'),
      clipId,
      fit: fc.constantFrom('blur', 'fit', 'fill'),
      crop: fc.option(rect, { nil: null }),
      motion: fc.option(fc.record({ from: rect, to: rect }), { nil: null }),
    }),
    fc.record({
      kind: kind('set-transition'),
      clipId: fc.option(clipId, { nil: null }),
      transition: fc.constantFrom('crossfade', 'dip-to-black', 'wipe', null),
      durationMs: fc.integer({ min: 0, max: 3000 }),
    }),
    fc.record({
      kind: kind('set-level'),
      clipIds: ids,
      gainDb: fc.oneof(fc.integer({ min: -120, max: 24 }), fc.double({ min: -60, max: 20, noNaN: true })),
      isRelative: fc.boolean(),
      fromMs: nullable,
      toMs: nullable,
    }),
    fc.record({ kind: kind('set-fades'), clipIds: ids, inMs: nullable, outMs: nullable }),
    fc.record({
      kind: kind('set-ducking'),
      clipIds: ids,
      ducking: fc.constantFrom(null, { depthDb: 12, under: 'speech' as const }, { depthDb: 9, under: 'sound' as const }),
    }),
    fc.record({
      kind: kind('add-text'),
      role: fc.constantFrom('title', 'caption'),
      text: texts,
      fromMs: nullable,
      toMs: nullable,
      newId,
    }),
    fc.record({ kind: kind('change-text'), clipId, text: texts, fromMs: moment, toMs: moment, size: fc.constantFrom(0.5, 1, 2) }),
    fc.record({
      kind: kind('change-text'),
      clipId,
      style: fc.constantFrom('pop', 'rise', 'caption'),
      colour: fc.option(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), { nil: null }),
    }),
    fc.record({
      kind: kind('set-captions'),
      captions: fc.array(fc.record({ fromMs: moment, toMs: moment, text: texts }), { maxLength: 3 }),
    }),
    fc.record({ kind: kind('set-frame'), width: fc.constantFrom(1080, 1920), height: fc.constantFrom(1080, 1920) }),
    fc.record({ kind: kind('set-frame-rate'), framesPerSecond: fc.constantFrom(24, 25, 29.97, 30, 60) }),
    fc.record({ kind: kind('rename'), name: texts }),
    fc.record({ kind: kind('add-marker'), atMs: moment, name: texts, marker }),
    fc.record({ kind: kind('remove-markers'), marker: fc.option(marker, { nil: null }) }),
  );
}

/** A clip of a fixture file, without fades. */
export function mediaClip(given: {
  readonly id: string;
  readonly mediaId: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly sourceMs: number;
  readonly metadata: Clip['metadata'];
}): Clip {
  const facts = FIXTURE_MEDIA.get(given.mediaId);
  const kind = facts?.kind ?? 'video';
  return newClip({
    id: given.id,
    name: facts?.name ?? given.mediaId,
    media: {
      kind: 'media',
      mediaId: given.mediaId,
      shows: kind === 'audio' || kind === 'music' ? 'sound' : kind,
      availableRange: facts?.durationMs ? { start: ms(0), duration: ms(facts.durationMs) } : null,
    },
    start: ms(given.startMs),
    sourceRange: { start: ms(given.sourceMs), duration: ms(given.durationMs) },
    fadeIn: ms(0),
    fadeOut: ms(0),
    metadata: given.metadata,
  });
}

function textClip(id: string, text: string, startMs: number, endMs: number): Clip {
  return newClip({
    id,
    name: '',
    media: { kind: 'text', text, colour: null, place: null, style: 'rise', size: 1 },
    start: ms(startMs),
    sourceRange: { start: ms(0), duration: ms(endMs - startMs) },
    fadeIn: ms(0),
    fadeOut: ms(0),
  });
}

function file(id: string, kind: MediaFacts['kind'], durationMs: number | null, hasSound: boolean): MediaFacts {
  const isSeen = kind === 'video' || kind === 'image';
  return { id, kind, name: `${id}.file`, durationMs, width: isSeen ? 1920 : null, height: isSeen ? 1080 : null, hasSound };
}

function ms(value: number): { readonly value: number; readonly rate: number } {
  return { value, rate: 1000 };
}
