import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newClip, newTimeline, newTrack, TRANSITION_KINDS, type Clip, type PictureRect } from '../timeline/index.ts';
import { FRAME_RATES, motionRectAt, planDraftExport, transitionProgress, type Look, type Shot } from './index.ts';

type Wish = Partial<Pick<Clip, 'speed' | 'framing' | 'transition'>> & {
  readonly mediaId: string;
  readonly at: number;
  readonly lasts: number;
  readonly from?: number;
};

function shotsOf(tracks: readonly (readonly Wish[])[], framesPerSecond: (typeof FRAME_RATES)[number] = 25): readonly Shot[] {
  const timeline = newTimeline({
    name: 'Draft',
    tracks: tracks.map((clips, track) =>
      newTrack({
        kind: 'video',
        id: `track-${track}`,
        name: '',
        clips: clips.map(({ mediaId, at, lasts, from = 0, ...more }, index) =>
          newClip({
            id: `clip-${track}-${index}`,
            name: '',
            media: { kind: 'media', mediaId, shows: 'video', availableRange: null },
            start: { value: at, rate: 1000 },
            sourceRange: { start: { value: from, rate: 1000 }, duration: { value: lasts, rate: 1000 } },
            ...more,
          }),
        ),
      }),
    ),
  });
  return planDraftExport({
    timeline,
    scores: new Map(),
    size: { width: 640, height: 360 },
    framesPerSecond,
    quantiser: null,
  }).shots;
}

const over = (kind: (typeof TRANSITION_KINDS)[number], ms: number): Clip['transition'] => ({
  kind,
  duration: { value: ms, rate: 1000 },
});
const nameOf = ({ source }: Look): string => ('mediaId' in source ? source.mediaId : source.kind);

const lane = fc
  .array(
    fc.record({
      gap: fc.constantFrom(0, 0, 0, 130, 700),
      lasts: fc.integer({ min: 1, max: 1500 }),
      entrance: fc.option(fc.integer({ min: 1, max: 2000 })),
      kind: fc.constantFrom(...TRANSITION_KINDS),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((list) => {
    let reached = 0;
    return list.map(({ gap, lasts, entrance, kind }, index): Wish => {
      const at = reached + gap;
      reached = at + lasts;
      return { mediaId: `film-${index}`, at, lasts, transition: entrance === null ? null : over(kind, entrance) };
    });
  });

describe('shots', () => {
  it('show every frame once, and have transitions inside their clips only', () => {
    fc.assert(
      fc.property(fc.array(lane, { minLength: 1, maxLength: 3 }), fc.constantFrom(...FRAME_RATES), (lanes, rate) => {
        let reached = 0;
        for (const shot of shotsOf(lanes, rate)) {
          expect(shot.startFrame).toBe(reached);
          expect(shot.endFrame).toBeGreaterThan(shot.startFrame);
          reached = shot.endFrame;
          for (let look: Look | undefined = shot; look !== undefined; look = look.transition?.from) {
            const { transition } = look;
            if (transition !== null) {
              expect(transition.startFrame).toBeGreaterThanOrEqual(0);
              expect(transition.startFrame).toBeLessThanOrEqual(shot.startFrame);
              expect(transition.endFrame).toBeGreaterThan(shot.startFrame);
            }
          }
        }
      }),
    );
  });

  it('come in over what follows in the clip before, which is not moved', () => {
    const shots = shotsOf([
      [
        { mediaId: 'a', at: 0, lasts: 1000, from: 500, speed: 2 },
        { mediaId: 'b', at: 1000, lasts: 1000, transition: over('wipe', 400) },
      ],
    ]);
    expect(shots.map(({ startFrame, endFrame }) => [startFrame, endFrame])).toEqual([
      [0, 25],
      [25, 50],
    ]);
    expect(shots[0]).toMatchObject({ sourceSeconds: 0.5, speed: 2, transition: null });
    expect(shots[1]).toMatchObject({
      sourceSeconds: 0,
      transition: { kind: 'wipe', startFrame: 25, endFrame: 35, from: { sourceSeconds: 2.5, speed: 2 } },
    });
  });

  it('come in over what lies below where no clip ends, and over black where nothing does', () => {
    const shots = shotsOf([
      [{ mediaId: 'below', at: 400, lasts: 2000, transition: over('crossfade', 9000) }],
      [{ mediaId: 'above', at: 1000, lasts: 1000, transition: over('slide', 200) }],
    ]);
    expect(shots.map((shot) => [nameOf(shot), shot.transition === null ? null : nameOf(shot.transition.from)])).toEqual([
      ['black', null],
      ['below', 'black'],
      ['above', 'below'],
      ['below', 'black'],
    ]);
    // Below, the first transition, cut to its clip's length, is still on its way.
    expect(shots[2]?.transition?.from.transition).toMatchObject({ startFrame: 10, endFrame: 60 });
    expect(shots[3]).toMatchObject({ startFrame: 50, sourceSeconds: 1.6, transition: { startFrame: 10, endFrame: 60 } });
  });

  it('read a film that was split, and not changed, in one go', () => {
    const split = (more: Partial<Wish>): number =>
      shotsOf([
        [
          { mediaId: 'a', at: 0, lasts: 700 },
          { mediaId: 'a', at: 700, lasts: 500, from: 700, ...more },
        ],
      ]).length;
    expect(split({})).toBe(1);
    expect(split({ from: 740 })).toBe(2);
    expect(split({ speed: 2 })).toBe(2);
    expect(split({ framing: { fit: 'fill', crop: null, motion: null } })).toBe(2);
    expect(split({ transition: over('crossfade', 200) })).toBe(2);
  });
});

describe('a slow move', () => {
  const rect = fc
    .record({ width: fc.double({ min: 0.2, max: 1, noNaN: true }), at: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(({ width, at }): PictureRect => ({ x: at * (1 - width), y: (1 - at) * (1 - width), width, height: width }));

  it('goes from its first rectangle to its last without turning back, and stays within them', () => {
    fc.assert(
      fc.property(rect, rect, fc.integer({ min: 2, max: 200 }), (from, to, length) => {
        const motion = { from, to, startFrame: 7, endFrame: 7 + length };
        const path = Array.from({ length: length + 10 }, (_, frame) => motionRectAt(motion, frame));
        for (const key of ['x', 'y', 'width', 'height'] as const) {
          expect(path[7]![key]).toBeCloseTo(from[key], 9);
          expect(path.at(-1)![key]).toBeCloseTo(to[key], 9);
          const direction = Math.sign(to[key] - from[key]);
          for (const [place, each] of path.entries()) {
            expect(direction * (each[key] - (path[place - 1] ?? each)[key])).toBeGreaterThanOrEqual(-1e-9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the span of its clip where something else covers its middle', () => {
    const framing = {
      fit: 'blur',
      crop: null,
      motion: { from: { x: 0, y: 0, width: 1, height: 1 }, to: { x: 0.1, y: 0.1, width: 0.8, height: 0.8 } },
    } as const;
    const shots = shotsOf([[{ mediaId: 'a', at: 0, lasts: 4000, framing }], [{ mediaId: 'b', at: 1000, lasts: 1000 }]]);
    expect(shots.map(nameOf)).toEqual(['a', 'b', 'a']);
    for (const { source } of [shots[0]!, shots[2]!]) {
      expect(source).toMatchObject({ framing: { motion: { startFrame: 0, endFrame: 100 } } });
    }
  });
});

it('has a transition not begun at its first frame and over at its last', () => {
  const from: Look = { source: { kind: 'black' }, sourceSeconds: 0, speed: 1, transition: null };
  const transition = { kind: 'wipe', startFrame: 10, endFrame: 14, from } as const;
  expect([9, 10, 11, 13, 14, 15].map((frame) => transitionProgress(transition, frame))).toEqual([0, 0, 0.25, 0.75, 1, 1]);
});
