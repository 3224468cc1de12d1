import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../engine/kernel/index.ts';
import { checkTimeline, durationOf, type Timeline } from '../../engine/timeline/index.ts';
import { draftSources, readDraft, WireDraft, type DraftMedia, type WireSegment } from './index.ts';

const MEDIA: ReadonlyMap<string, DraftMedia> = new Map([
  ['med_music', { id: 'med_music', kind: 'music', durationMs: 60_000 }],
  ['http://127.0.0.1:8787/files/ab/film.mp4', { id: 'med_film', kind: 'video', durationMs: 60_000 }],
  ['med_film', { id: 'med_film', kind: 'video', durationMs: 60_000 }],
  ['med_still', { id: 'med_still', kind: 'image', durationMs: null }],
  ['med_gif', { id: 'med_gif', kind: 'video', durationMs: 900, contentType: 'image/gif' }],
  ['med_voice', { id: 'med_voice', kind: 'audio', durationMs: 60_000 }],
]);

function read(draft: WireDraft): Timeline {
  return readDraft(draft, { media: MEDIA, title: 'project' });
}

function one(tt: number, ...sg: WireSegment[]): WireDraft {
  return { t: [{ tt, sg }] };
}

/** Segments of a track, one after the other with gaps between them, and the media they may name. */
function segmentsOf(sources: readonly string[]): fc.Arbitrary<WireSegment[]> {
  const segment = fc.record({
    gap: fc.integer({ min: 0, max: 5000 }),
    hasStart: fc.boolean(),
    d: fc.integer({ min: 1, max: 20_000 }),
    m: fc.record(
      {
        name: fc.string(),
        src: fc.constantFrom(...sources),
        source_start: fc.integer({ min: 0, max: 40_000 }),
        volume: fc.double({ min: 0, max: 10, noNaN: true }),
        fade_in: fc.integer({ min: 0, max: 100_000 }),
        fade_out: fc.integer({ min: 0, max: 100_000 }),
        color: fc.string(),
        position: fc.string(),
        text: fc.string(),
      },
      { requiredKeys: ['src'] },
    ),
  });
  return fc.array(segment, { maxLength: 6 }).map((list) => {
    let reached = 0;
    return list.map(({ gap, hasStart, d, m }): WireSegment => {
      const s = reached + (hasStart ? gap : 0);
      reached = s + d;
      return hasStart ? { s, d, m } : { d, m };
    });
  });
}

const validDraft: fc.Arbitrary<WireDraft> = fc.record({
  t: fc
    .array(
      fc.oneof(
        segmentsOf(['med_film', 'med_still', 'med_music']).map((sg) => ({ tt: 0, sg })),
        segmentsOf(['med_film', 'med_music', 'med_voice']).map((sg) => ({ tt: 1, sg })),
        segmentsOf(['ignored']).map((sg) => ({ tt: 7, sg: sg.map((each) => ({ ...each, m: { ...each.m, text: 'x' } })) })),
        segmentsOf(['unknown']).map((sg) => ({ tt: 9, sg, x: 1 })),
      ),
      { maxLength: 5 },
    )
    .map((tracks) => [...tracks, { tt: 7, sg: [{ d: 500, m: { text: 'Hi' } }] }]),
});

describe('reading a draft', () => {
  it('lets an animation last longer than one round of it', () => {
    const timeline = readDraft(WireDraft.parse({ t: [{ tt: 0, sg: [{ d: 5000, m: { src: 'med_gif' } }] }] }), {
      media: MEDIA,
      title: 'Draft',
    });
    expect(timeline.tracks[0]?.clips[0]?.media).toMatchObject({ shows: 'video', availableRange: null });
  });

  it('loses nothing of any valid one: every segment is a clip at its place, of its length', () => {
    fc.assert(
      fc.property(validDraft, (draft) => {
        const timeline = read(draft);
        checkTimeline(timeline);
        const rendered = (draft.t ?? []).filter(({ tt }) => tt !== 9);
        expect(timeline.tracks.map(({ clips }) => clips.length)).toEqual(rendered.map(({ sg }) => sg?.length));
        for (const [place, { sg }] of rendered.entries()) {
          let reached = 0;
          for (const [index, segment] of (sg ?? []).entries()) {
            const clip = timeline.tracks[place]?.clips[index];
            expect(clip?.start).toEqual({ value: segment.s ?? reached, rate: 1000 });
            expect(clip?.sourceRange.duration.value).toBe(segment.d);
            reached = (segment.s ?? reached) + segment.d;
          }
        }
      }),
    );
  });

  it('never fails in a way of its own, whatever JSON comes', () => {
    const track = fc.record({ tt: fc.constantFrom(0, 1, 7, 3), sg: fc.array(fc.record({ d: fc.integer(), m: fc.jsonValue() })) });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ t: fc.array(track), m: fc.jsonValue() })), (json) => {
        const draft = WireDraft.safeParse(json);
        if (draft.success) {
          try {
            read(draft.data);
          } catch (problem) {
            expect(problem).toBeInstanceOf(StudioError);
          }
        }
      }),
    );
  });

  it('says exactly where something is wrong', () => {
    const film = { src: 'med_film' };
    const cases: readonly [WireDraft, RegExp][] = [
      [{}, /nothing to export/],
      [one(9, { d: 5, m: film }), /nothing to export/],
      [one(0, { d: 0, m: film }), /nothing to export/],
      [
        one(0, { s: 0, d: 900, m: film }, { s: 800, d: 100, m: film }),
        /^t\[0\]\.sg\[1\] begins at 800 ms, before t\[0\]\.sg\[0\] ends/,
      ],
      [
        one(0, { s: 500, d: 900, m: film }, { s: 0, d: 600, m: film }),
        /^t\[0\]\.sg\[0\] begins at 500 ms, before t\[0\]\.sg\[1\]/,
      ],
      [one(0, { d: 8_000_000, m: film }), /^t\[0\]\.sg\[0\] ends at 8000000 ms/],
      [
        one(1, { d: 100, m: { src: 'https://elsewhere.example/a.mp3' } }),
        /^t\[0\]\.sg\[0\]\.m\.src "https:.*is no file of this account/,
      ],
      [one(1, { d: 100 }), /m\.src is missing/],
      [one(0, { d: 100, m: { kind: 'generated' } }), /m\.src is missing/],
      [one(1, { d: 1000, m: { src: 'med_music', source_start: 59_500 } }), /plays up to 60500 ms of a file that lasts 60000 ms/],
      [one(0, { d: 40_000, m: { ...film, speed: 2 } }), /plays up to 80000 ms of a file that lasts 60000 ms/],
      [one(0, { d: 100, m: { ...film, speed: 9 } }), /^t\[0\]\.sg\[0\]\.m\.speed is 9/],
      [one(0, { d: 1000, m: { src: 'med_voice' } }), /no picture/],
      [one(1, { d: 1000, m: { src: 'med_still' } }), /is a picture, on an audio track/],
      [{ t: Array.from({ length: 61 }, () => ({ tt: 0, sg: [] })) }, /61 tracks/],
      [one(0, ...Array.from({ length: 501 }, () => ({ d: 10, m: film }))), /501 segments/],
    ];
    for (const [draft, message] of cases) {
      expect(() => read(draft), JSON.stringify(draft).slice(0, 200)).toThrow(message);
    }
  });

  it('reads a generated picture, links, words with colour and place, and a missing start', () => {
    const draft: WireDraft = {
      m: { title: ' Urban\nDreams ' },
      t: [
        {
          tt: 0,
          sg: [
            { d: 1000, m: { kind: 'generated' } },
            { d: 500, m: { src: 'http://127.0.0.1:8787/files/ab/film.mp4' } },
          ],
        },
        { tt: 1, sg: [{ d: 1500, m: { src: 'med_music', volume: 0.5, fade_in: 2000, fade_out: 1000 } }] },
        {
          tt: 7,
          sg: [
            { d: 400, m: { text: 'A', color: '#FD0', position: 'bottom-left' } },
            { d: 400, m: { text: 'B', color: 'red' } },
          ],
        },
      ],
    };
    const { name, tracks } = read(draft);
    expect(name).toBe('Urban Dreams');
    expect(tracks[0]?.clips.map(({ media }) => media)).toMatchObject([
      { mediaId: 'med_music', shows: 'music-picture' },
      { mediaId: 'med_film', shows: 'video' },
    ]);
    expect(tracks[0]?.clips[1]?.start.value).toBe(1000);
    expect(tracks[1]?.clips[0]).toMatchObject({ fadeIn: { value: 1000 }, fadeOut: { value: 500 } });
    expect(tracks[1]?.clips[0]?.gainDb).toBeCloseTo(-6.02, 2);
    expect(tracks[2]?.clips.map(({ media }) => media)).toMatchObject([
      { colour: [255, 221, 0], place: { align: 'left', at: 'bottom' } },
      { colour: null, place: null },
    ]);
    expect(durationOf(read(draft))).toEqual({ value: 1500, rate: 1000 });
    expect(draftSources(draft)).toEqual(['http://127.0.0.1:8787/files/ab/film.mp4', 'med_music']);
  });
});
