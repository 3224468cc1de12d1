import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReadyForExport, placedSegments, summariseDraft, WireDraft } from '../../../contract/service/index.ts';
import { type Footage, pictureLengthMs, placeOnDraft, type Placement, titleStretch } from './place-on-draft.ts';

const music = { mediaId: 'med_new', name: 'Amber Ridges', style: 'Lo-fi', durationMs: 30_000 };

function placement(more: Partial<Placement> = {}): Placement {
  let made = 0;
  return {
    music,
    title: null,
    frame: null,
    footage: [],
    isGenerated: (source) => source.startsWith('med_old'),
    revises: null,
    isDucked: false,
    makeId: (kind) => `${kind === 'track' ? 'trk' : 'seg'}_new${(made += 1)}`,
    ...more,
  };
}

const upload = (name: string, more: Partial<Footage> = {}): Footage => ({
  mediaId: `med_${name}`,
  kind: 'video',
  name,
  durationMs: 8000,
  width: 1920,
  height: 1080,
  ...more,
});

describe('placing music on a draft', () => {
  it('fills an empty one with the picture drawn from it, the music and the title', () => {
    const draft = placeOnDraft({}, placement({ title: 'Urban Dreams' }));
    expect(summariseDraft(draft)).toBe(
      'Timeline (3 tracks): 1. Video: Amber Ridges (0-30s) 2. BGM: Lo-fi (0-30s, 100%) 3. Title: "Urban Dreams" (0.5-4.5s)',
    );
    expect(draft).toMatchObject({ d: 30_000, m: { title: 'Urban Dreams', width: 1920, height: 1080, fps: 30, schema: 1 } });
    expect(draft.t?.[0]?.sg?.[0]?.m).toEqual({ name: 'Amber Ridges', src: 'med_new', kind: 'generated', source_start: 0 });
    expect(isReadyForExport(draft)).toBe(true);
  });

  it('replaces the music of before at its place, with its level and its ids, and the picture with it', () => {
    const first = placeOnDraft(
      {},
      placement({ music: { mediaId: 'med_old', name: 'Old', style: 'Jazz', durationMs: 10_000 }, title: 'Mine' }),
    );
    const [, audio] = first.t ?? [];
    audio!.sg![0]!.m!.volume = 0.35;
    const second = placeOnDraft(first, placement());
    expect(summariseDraft(second)).toBe(
      'Timeline (3 tracks): 1. Video: Amber Ridges (0-30s) 2. BGM: Lo-fi (0-30s, 35%) 3. Title: "Mine" (0.5-4.5s)',
    );
    expect(second.t?.map(({ id }) => id)).toEqual(first.t?.map(({ id }) => id));
    expect(second.m?.title).toBe('Mine');
    expect(second.d).toBe(30_000);
  });

  it('ends a title with music that is shorter than it, so that no export goes on in the dark', () => {
    const long = 'A Rather Long Title of the Night Drive';
    const old = { mediaId: 'med_old', name: 'Old', style: 'Jazz', durationMs: 30_000 };
    const first = placeOnDraft({}, placement({ music: old, title: long }));
    const second = placeOnDraft(first, placement({ music: { ...music, durationMs: 5000 } }));
    expect(second.d).toBe(5000);
    expect(second.t?.[2]?.sg).toMatchObject([{ s: 500, d: 4250, m: { text: long } }]);
    // A caption that stood behind the music already stays where it is.
    const [video, audio] = first.t ?? [];
    const caption = { tt: 7, sg: [{ s: 31_000, d: 1000, m: { text: 'The End' } }] };
    const third = placeOnDraft({ t: [video!, audio!, caption] }, placement({ music: { ...music, durationMs: 5000 } }));
    expect(third.t?.[2]?.sg).toMatchObject(caption.sg);
  });

  it('draws the picture wherever no footage is, before it, too', () => {
    const clip = (s: number) => ({ s, d: 5000, m: { name: 'clip', kind: 'video', src: 'med_clip' } });
    const drawn = { id: 'seg_drawn', s: 0, d: 10_000, m: { name: 'Old', kind: 'generated', src: 'med_old' } };
    const second = placeOnDraft(
      {
        t: [
          { tt: 0, sg: [drawn, clip(10_000)] },
          { tt: 0, sg: [clip(18_000)] },
          { tt: 1, sg: [{ s: 0, d: 10_000, m: { src: 'med_old' } }] },
        ],
      },
      placement(),
    );
    expect(summariseDraft(second)).toContain(
      '1. Video: Amber Ridges (0-10s), clip (10-15s), Amber Ridges (15-18s), Amber Ridges (23-30s)',
    );
    expect(second.t?.[0]?.sg?.map(({ m }) => m?.source_start)).toEqual([0, undefined, 15_000, 23_000]);
    expect(second.t?.[0]?.sg?.[0]?.id).toBe('seg_drawn');
  });

  it('names the project after the new music when it was named after the old', () => {
    const first = placeOnDraft({}, placement({ music: { mediaId: 'med_old', name: 'Old', style: 'Jazz', durationMs: 10_000 } }));
    expect(placeOnDraft(first, placement()).m?.title).toBe('Amber Ridges');
    expect(placeOnDraft({ ...first, m: { title: 'My film' } }, placement()).m?.title).toBe('My film');
  });

  it('shows uploads in their order and draws only what they leave over', () => {
    const footage = [upload('a'), upload('b', { kind: 'image', durationMs: null })];
    expect(pictureLengthMs({}, footage)).toBe(13_000);
    const draft = placeOnDraft({}, placement({ footage }));
    expect(summariseDraft(draft)).toBe(
      'Timeline (2 tracks): 1. Video: a (0-8s), b (8-13s), Amber Ridges (13-30s) 2. BGM: Lo-fi (0-30s, 100%)',
    );
    const short = placeOnDraft({}, placement({ footage, music: { ...music, durationMs: 13_000 } }));
    expect(summariseDraft(short)).toBe('Timeline (2 tracks): 1. Video: a (0-8s), b (8-13s) 2. BGM: Lo-fi (0-13s, 100%)');
    const later = placeOnDraft(short, placement({ footage: [upload('c')], isGenerated: (source) => source === 'med_new' }));
    expect(later.t?.[0]?.sg?.map(({ m }) => m?.name)).toEqual(['a', 'b', 'c', 'Amber Ridges']);
  });

  it('takes the shape that was asked for, else the draft’s own, else that of the first footage', () => {
    const upright = upload('a', { width: 720, height: 1280 });
    const shape = (draft: WireDraft): unknown => [draft.m?.width, draft.m?.height];
    expect(shape(placeOnDraft({}, placement({ footage: [upright] })))).toEqual([1080, 1920]);
    expect(shape(placeOnDraft({}, placement({ footage: [upload('a', { width: 500, height: 500 })] })))).toEqual([1080, 1080]);
    expect(shape(placeOnDraft({ m: { width: 1080, height: 1350 } }, placement({ footage: [upright] })))).toEqual([1080, 1350]);
    expect(
      shape(placeOnDraft({ m: { width: 1080, height: 1350 } }, placement({ frame: { width: 1080, height: 1920 } }))),
    ).toEqual([1080, 1920]);
  });

  it('gives the music a track of its own where other sound is in its way', () => {
    const draft = WireDraft.parse({
      t: [
        {
          id: 'trk_1',
          tt: 1,
          sg: [
            { d: 4000, m: { src: 'med_old' } },
            { s: 10_000, d: 5000, m: { src: 'voice' } },
          ],
        },
      ],
    });
    const placed = placeOnDraft(draft, placement());
    expect(placed.t?.map(({ tt, sg }) => [tt, sg?.map(({ m }) => m?.src)])).toEqual([
      [0, ['med_new']],
      [1, ['voice']],
      [1, ['med_new']],
    ]);
  });

  it('never lays segments over each other, loses nothing it does not know, and plays the music in full, whatever was there', () => {
    const segment = fc.record(
      {
        d: fc.integer({ min: 1, max: 60_000 }),
        gap: fc.nat(5000),
        m: fc.record(
          {
            src: fc.constantFrom('med_old1', 'med_old2', 'voice', 'film'),
            kind: fc.constantFrom('generated', 'video', 'x'),
            zz: fc.nat(),
          },
          { requiredKeys: [] },
        ),
        yy: fc.nat(),
      },
      { requiredKeys: ['d', 'gap', 'm'] },
    );
    const track = fc
      .record({ tt: fc.constantFrom(0, 1, 7, 9), sg: fc.array(segment, { maxLength: 5 }), xx: fc.nat() })
      .map(({ sg, ...rest }) => {
        let reached = 0;
        const placed = sg.map(({ gap, ...item }) => {
          const s = reached + gap;
          reached = s + item.d;
          return { ...item, s };
        });
        return { ...rest, sg: placed };
      });
    const wish = fc.record({
      t: fc.array(track, { maxLength: 5 }),
      title: fc.option(fc.string({ minLength: 1, maxLength: 80 }), { nil: null }),
      footage: fc.array(fc.constantFrom(upload('a'), upload('b', { kind: 'image', durationMs: null })), { maxLength: 3 }),
      durationMs: fc.integer({ min: 1000, max: 600_000 }),
    });
    fc.assert(
      fc.property(wish, ({ t, title, footage, durationMs }) => {
        const draft = WireDraft.parse({ ww: 1, m: { vv: 2 }, t });
        const placed = placeOnDraft(draft, placement({ title, footage, music: { ...music, durationMs } }));
        expect(WireDraft.parse(placed)).toEqual(placed);
        expect(placed).toMatchObject({ ww: 1, m: { vv: 2 } });
        const sounds = (placed.t ?? [])
          .flatMap(({ sg }) => sg ?? [])
          .filter(({ m }) => m?.src === 'med_new' && m.kind !== 'generated');
        expect(sounds.map(({ d }) => d)).toEqual([durationMs]);
        for (const item of placed.t ?? []) {
          let reached = 0;
          for (const { segment: placedSegment, startMs } of placedSegments(item)) {
            expect(startMs).toBeGreaterThanOrEqual(reached);
            reached = startMs + placedSegment.d;
          }
        }

        const kept = JSON.stringify(placed);
        for (const item of draft.t ?? []) {
          expect(kept).toContain(`"xx":${String(item['xx'])}`);
          const own = (item.sg ?? []).filter(({ m }) => m?.kind !== 'generated' && !m?.src?.startsWith('med_old'));
          for (const { yy } of own.filter((segmentBefore) => segmentBefore['yy'] !== undefined)) {
            expect(kept).toContain(`"yy":${String(yy)}`);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the stretch of a title', () => {
  it('is over before the piece is, however short that is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 1, max: 600_000 }), (text, wholeMs) => {
        const { s, d } = titleStretch(text, wholeMs);
        expect(d).toBeGreaterThan(0);
        expect(s + d).toBeLessThanOrEqual(wholeMs);
      }),
    );
  });
});
