import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixtureContext, FIXTURE_MEDIA, fixtureTimeline, requestsAbout } from '../../../test/random-timelines.ts';
import { StudioError } from '../../engine/kernel/index.ts';
import {
  applyEdit,
  checkTimeline,
  newTimeline,
  newTrack,
  planEdit,
  type EditRequest,
  type Timeline,
} from '../../engine/timeline/index.ts';
import {
  dbOfVolume,
  openDraft,
  placedSegments,
  readDraft,
  volumeOfDb,
  WireDraft,
  writeDraft,
  type DraftReading,
} from './index.ts';

const READING: DraftReading = {
  media: new Map([...FIXTURE_MEDIA, ['https://here.example/files/ab/film.mp4', FIXTURE_MEDIA.get('film') ?? facing()]]),
  title: 'project',
};
const IDS = fixtureTimeline().tracks.flatMap(({ clips }) => clips.map(({ id }) => id));

function facing(): never {
  throw new Error('the fixture has a film');
}

/** Any value under a name that is ours or theirs. */
const strange = fc.dictionary(
  fc.constantFrom('wire', 'x', 'speed', 'crop', 'motion', 'levels', 'ducking', 'transition', 'style', 'size', 'fit', 'role', 'z'),
  fc.jsonValue(),
  { maxKeys: 4 },
);
const unknown = fc.dictionary(fc.constantFrom('wire', 'x', 'y', 'metadata'), fc.jsonValue(), { maxKeys: 2 });

const ours = fc.record(
  {
    name: fc.string(),
    src: fc.constantFrom(
      'film',
      'mute-film',
      'still',
      'voice',
      'song',
      'music',
      'gone',
      'https://here.example/files/ab/film.mp4',
    ),
    kind: fc.constantFrom('video', 'image', 'generated', 'other'),
    source_start: fc.integer({ min: 0, max: 4000 }),
    volume: fc.oneof(
      fc.double({ min: 0, max: 10, noNaN: true }),
      fc.integer({ min: 0, max: 200 }).map((percent) => percent / 100),
    ),
    fade_in: fc.integer({ min: 0, max: 3000 }),
    fade_out: fc.integer({ min: 0, max: 3000 }),
    text: fc.constantFrom('', ' ', 'Hello', ' Hello '),
    color: fc.constantFrom('#fff', '#FFDD00', '#ffdd00', 'red'),
    position: fc.constantFrom('top', 'bottom-left', 'center', 'left', 'upper left', 'nowhere'),
    speed: fc.constantFrom(1, 0.5, 2, 9),
    fit: fc.constantFrom('fill', 'fit', 'blur', 'stretch'),
    crop: fc.constantFrom({ x: 0.1, y: 0, width: 0.5, height: 1 }, { x: 0.6, y: 0, width: 0.5, height: 1 }, { left: 3 }),
    transition: fc.constantFrom({ type: 'crossfade', d: 400 }, { type: 'crossfade', d: 40_000 }, { type: 'star', d: 4 }),
    levels: fc.constantFrom(
      [
        { at: 0, volume: 0.35 },
        { at: 50, volume: 1 },
      ],
      [{ at: 90_000, volume: 1 }],
      [{ at: 0, volume: 1, by: 'x' }],
    ),
    ducking: fc.constantFrom({ depth_db: 12, under: 'speech' }, { depth_db: 99 }),
    style: fc.constantFrom('rise', 'pop', 'spin'),
    size: fc.constantFrom(1, 1.5, 50),
  },
  { requiredKeys: [] },
);

const segment = fc
  .tuple(
    fc.record(
      {
        id: fc.constantFrom('a', 'b', 'clip-0-0', ''),
        s: fc.nat(9000),
        d: fc.nat(5000),
        m: fc.tuple(ours, strange).map(([known, other]) => ({ ...other, ...known })),
      },
      { requiredKeys: ['d'] },
    ),
    unknown,
  )
  .map(([known, other]) => ({ ...other, ...known }));
const track = fc
  .tuple(
    fc.record(
      {
        id: fc.constantFrom('a', 't', 'track-1'),
        tt: fc.constantFrom(0, 1, 7, 7, 3),
        m: fc
          .tuple(fc.record({ name: fc.string(), role: fc.constantFrom('voice', 'lead') }, { requiredKeys: [] }), strange)
          .map(([known, other]) => ({ ...other, ...known })),
        sg: fc.array(segment, { maxLength: 5 }),
      },
      { requiredKeys: ['tt'] },
    ),
    unknown,
  )
  .map(([known, other]) => ({ ...other, ...known }));
const anyDraft = fc
  .tuple(
    fc.record(
      {
        d: fc.nat(60_000),
        m: fc
          .tuple(
            fc.record(
              {
                title: fc.string(),
                width: fc.constantFrom(1080, 1920),
                height: fc.constantFrom(1080),
                fps: fc.constantFrom(30, 29.97),
                markers: fc.constantFrom([{ id: 'm', name: 'x', at: 5, kind: 'cut' }], [{ at: 'noon' }], []),
              },
              { requiredKeys: [] },
            ),
            strange,
          )
          .map(([known, other]) => ({ ...other, ...known })),
        t: fc.array(track, { maxLength: 4 }),
      },
      { requiredKeys: [] },
    ),
    unknown,
  )
  .map(([known, other]) => WireDraft.parse({ ...other, ...known }));

/** Whether segments of one track that are rendered overlap. */
function hasOverlap({ t }: WireDraft): boolean {
  return (t ?? [])
    .filter(({ tt }) => [0, 1, 7].includes(tt))
    .some((each) => {
      const places = placedSegments(each).filter(({ segment: { d } }) => d > 0);
      return places.some((one) =>
        places.some(
          (other) =>
            one !== other && one.startMs < other.startMs + other.segment.d && other.startMs < one.startMs + one.segment.d,
        ),
      );
    });
}

/** A draft with what writing says outright: starts, in their order, and ids that are unlike. */
function saidOutright(draft: WireDraft, ids: WireDraft): WireDraft {
  return {
    ...draft,
    ...(draft.t === undefined
      ? {}
      : {
          t: draft.t.map((each, place) => {
            if (![0, 1, 7].includes(each.tt)) {
              return each;
            }

            const placed = placedSegments(each)
              .map(({ segment: one, startMs }, index) => ({ one: { ...one, s: startMs }, index }))
              .sort((left, right) => left.one.s - right.one.s || left.index - right.index);
            const sg = placed.map(({ one }, index) => {
              const id = ids.t?.[place]?.sg?.[index]?.id;
              return id === undefined ? one : { ...one, id };
            });
            return { ...each, id: ids.t?.[place]?.id, ...(each.sg === undefined ? {} : { sg }) };
          }),
        }),
  };
}

function carryOut(timeline: Timeline, requests: readonly EditRequest[]): Timeline {
  const context = fixtureContext(timeline);
  return requests.reduce((done, request) => {
    try {
      return applyEdit(done, planEdit(done, request, context)).timeline;
    } catch (problem) {
      expect(problem).toBeInstanceOf(StudioError);
      return done;
    }
  }, timeline);
}

describe('a draft that is opened and written back', () => {
  it('is the draft it was, with all that we do not know, whatever that is', () => {
    fc.assert(
      fc.property(
        anyDraft.filter((draft) => !hasOverlap(draft)),
        (draft) => {
          const timeline = openDraft(draft, READING);
          checkTimeline(timeline);
          const written = writeDraft(timeline);
          expect(written).toEqual(saidOutright(draft, written));
          expect(writeDraft(openDraft(written, READING))).toEqual(written);
          expect(openDraft(written, READING)).toEqual(timeline);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('has its overlapping segments on tracks of their own, and none lost', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const timeline = openDraft(draft, READING);
        checkTimeline(timeline);
        const count = ({ t }: WireDraft): number => (t ?? []).reduce((sum, { sg }) => sum + (sg ?? []).length, 0);
        expect(count(writeDraft(timeline))).toBe(count(draft));
      }),
    );
  });

  it('is the same timeline after any edits', () => {
    const start = openDraft(writeDraft(fixtureTimeline()), READING);
    expect(start).toEqual(fixtureTimeline());
    fc.assert(
      fc.property(fc.array(requestsAbout(IDS), { minLength: 1, maxLength: 6 }), (requests) => {
        const timeline = carryOut(start, requests);
        expect(openDraft(writeDraft(timeline), READING)).toEqual(timeline);
      }),
      { numRuns: 200 },
    );
  });

  it('can be exported as it stands on the timeline', () => {
    fc.assert(
      fc.property(fc.array(requestsAbout(IDS), { maxLength: 6 }), (requests) => {
        const timeline = carryOut(fixtureTimeline(), requests);
        const read = readDraft(writeDraft(timeline), READING);
        const facts = ({ tracks }: Timeline): unknown =>
          tracks
            .filter(({ kind }) => kind !== 'other')
            .map(({ kind, role, clips }) => [kind, role, clips.map((clip) => ({ ...clip, id: '', metadata: {} }))]);
        expect(facts(read)).toEqual(facts(timeline));
      }),
    );
  });
});

describe('levels on the wire', () => {
  it('are the shortest number that is read as the same level', () => {
    expect([0, -120, -6, -9.118639, 20].map((gainDb) => volumeOfDb(gainDb, 10))).toEqual([1, 0, 0.50118723, 0.35, 10]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: -60_000_000, max: 20_000_000 }), (percent, millionths) => {
        expect(volumeOfDb(dbOfVolume(percent / 100), 10)).toBe(percent / 100);
        expect(dbOfVolume(volumeOfDb(millionths / 1e6, 10))).toBe(millionths / 1e6);
      }),
    );
  });
});

describe('music that is no file', () => {
  it('is not written, and said so', () => {
    const whole = { start: { value: 0, rate: 1 }, duration: { value: 9, rate: 1 } };
    const clip = {
      ...(fixtureTimeline().tracks[2]?.clips[0] ?? facing()),
      media: { kind: 'music' as const, seed: 7, availableRange: whole },
    };
    const timeline = newTimeline({ name: 'x', tracks: [newTrack({ kind: 'audio', id: 'a', name: '', clips: [clip] })] });
    expect(() => writeDraft(timeline)).toThrow(/no file yet/);
  });
});

describe('a draft that is no draft of a person', () => {
  const words = (count: number, gapMs: number) =>
    Array.from({ length: count }, (_, place) => ({ s: place * gapMs, d: 1, m: { text: 'Hi' } }));

  it('is not opened: more segments than anybody edits', () => {
    const draft: WireDraft = { t: Array.from({ length: 3 }, () => ({ tt: 7, sg: words(7000, 2) })) };
    expect(() => openDraft(draft, READING)).toThrowError('21000 segments; at most 20000');
  });

  it('is not opened: more segments at one moment than there can be tracks', () => {
    expect(() => openDraft({ t: [{ tt: 7, sg: words(1200, 0) }] }, READING)).toThrowError('needs 1200 tracks');
  });
});
