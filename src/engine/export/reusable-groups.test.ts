import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planExport, reusableGroups, type ExportPlan, type Shot, type TitlePlan } from './index.ts';
import { fixtureScore } from './score-fixture.ts';
import { placeMusic } from '../timeline/index.ts';

const score = fixtureScore({ durationSeconds: 10 });
const drawn = planExport({ timeline: placeMusic({ score, title: '' }), score, frame: '16:9', framesPerSecond: 30 });

/** A plan of films one after the other, each of so many frames, from its beginning. */
function filmed(shots: readonly { readonly film: string; readonly frames: number; readonly from?: number }[]): ExportPlan {
  let startFrame = 0;
  const list = shots.map(({ film, frames, from = 0 }): Shot => {
    const shot: Shot = {
      ...drawn.shots[0]!,
      startFrame,
      endFrame: startFrame + frames,
      sourceSeconds: from / 30,
      source: { kind: 'video', mediaId: film, framing: { fit: 'blur', crop: null, motion: null } },
    };
    startFrame += frames;
    return shot;
  });
  return { ...drawn, frames: startFrame, durationSeconds: startFrame / 30, shots: list, titles: [] };
}

function titled(plan: ExportPlan, ...titles: readonly (readonly [string, number, number])[]): ExportPlan {
  const usual = planExport({ timeline: placeMusic({ score, title: 'Usual' }), score, frame: '16:9', framesPerSecond: 30 })
    .titles[0]!;
  return {
    ...plan,
    titles: titles.map(([text, startSeconds, endSeconds]): TitlePlan => ({ ...usual, text, startSeconds, endSeconds })),
  };
}

const spans = (plan: readonly { readonly startFrame: number; readonly endFrame: number }[]): number[][] =>
  plan.map(({ startFrame, endFrame }) => [startFrame, endFrame]);

describe('what can be copied of a former export', () => {
  it('is everything when nothing but the sound changed', () => {
    expect(reusableGroups(drawn, { ...drawn, audio: { ...drawn.audio, bitsPerSecond: 1 } })).toEqual([
      { startFrame: 0, endFrame: 300, fromFrame: 0 },
    ]);
  });

  it('is all but the seconds that a title touches, wherever it is added, changed or taken away', () => {
    const [none, one, other] = [titled(drawn), titled(drawn, ['A', 2.5, 4.1]), titled(drawn, ['B', 2.5, 4.1])];
    for (const [before, after] of [
      [none, one],
      [one, none],
      [one, other],
    ] as const) {
      expect(spans(reusableGroups(before, after))).toEqual([
        [0, 60],
        [150, 300],
      ]);
    }
  });

  it('counts titles seen at the same time as one, since they make room for one another', () => {
    const [before, after] = [titled(drawn, ['A', 1, 3], ['B', 2.5, 6]), titled(drawn, ['A', 1, 3])];
    expect(spans(reusableGroups(before, after))).toEqual([
      [0, 30],
      [180, 300],
    ]);
  });

  it('is nothing under a title that comes a frame earlier than it did, though its moment moved by whole seconds', () => {
    // At 30 pictures a second 0.05 s is picture 1.5, and 2.05 s a little less than picture 61.5.
    const film = { film: 'a', frames: 120 };
    const [before, after] = [
      titled(filmed([film]), ['A', 0.05, 1.9]),
      titled(filmed([{ film: 'b', frames: 60 }, film]), ['A', 2.05, 3.9]),
    ];
    expect(spans(reusableGroups(before, after))).toEqual([[120, 180]]);
  });

  it('takes words for changed when what they stand on changes, even in another second', () => {
    const before = titled(
      filmed([
        { film: 'a', frames: 60 },
        { film: 'b', frames: 90 },
      ]),
      ['A', 1.5, 4],
    );
    const after = titled(
      filmed([
        { film: 'a', frames: 60 },
        { film: 'c', frames: 90 },
      ]),
      ['A', 1.5, 4],
    );
    expect(spans(reusableGroups(before, after))).toEqual([[0, 30]]);
  });

  it('leaves the other clips alone when one is swapped, cut in two or trimmed at its end', () => {
    const before = filmed([
      { film: 'a', frames: 65 },
      { film: 'b', frames: 60 },
      { film: 'c', frames: 80 },
    ]);
    const swapped = filmed([
      { film: 'a', frames: 65 },
      { film: 'x', frames: 60 },
      { film: 'c', frames: 80 },
    ]);
    expect(spans(reusableGroups(before, swapped))).toEqual([
      [0, 60],
      [150, 205],
    ]);
    const cut = filmed([{ film: 'a', frames: 35 }, { film: 'a', frames: 30, from: 35 }, ...shotsAfterA]);
    // Only the second that now has two shots in it is another one.
    expect(spans(reusableGroups(before, cut))).toEqual([
      [0, 30],
      [60, 205],
    ]);
    const trimmed = filmed([
      { film: 'a', frames: 65 },
      { film: 'b', frames: 60 },
      { film: 'c', frames: 71 },
    ]);
    expect(spans(reusableGroups(before, trimmed))).toEqual([[0, 180]]);
  });

  it('finds pictures again that moved by whole groups', () => {
    const before = filmed([
      { film: 'a', frames: 60 },
      { film: 'b', frames: 120 },
    ]);
    const after = filmed([
      { film: 'b', frames: 120 },
      { film: 'a', frames: 60 },
    ]);
    expect(reusableGroups(before, after)).toEqual([
      { startFrame: 0, endFrame: 120, fromFrame: 60 },
      { startFrame: 120, endFrame: 180, fromFrame: 0 },
    ]);
  });

  it('is nothing when size, rate or encoding differ', () => {
    expect(reusableGroups(drawn, { ...drawn, width: 1280 })).toEqual([]);
    expect(reusableGroups(drawn, { ...drawn, framesPerSecond: 25 })).toEqual([]);
    expect(reusableGroups(drawn, { ...drawn, video: { ...drawn.video, quantiser: 21 } })).toEqual([]);
  });

  it('never takes a group for equal in which any shot or title differs, and never runs backwards', () => {
    const lengths = fc.array(fc.record({ film: fc.constantFrom('a', 'b', 'c'), frames: fc.integer({ min: 1, max: 70 }) }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(lengths, lengths, (one, other) => {
        const [before, after] = [filmed(one), filmed(other)];
        const runs = reusableGroups(before, after);
        let reached = 0;
        for (const { startFrame, endFrame, fromFrame } of runs) {
          expect(startFrame).toBeGreaterThanOrEqual(reached);
          reached = endFrame;
          for (let frame = startFrame; frame < endFrame; frame++) {
            expect(seenAt(after, frame)).toBe(seenAt(before, fromFrame + frame - startFrame));
          }
        }
      }),
    );
  });
});

const shotsAfterA = [
  { film: 'b', frames: 60 },
  { film: 'c', frames: 80 },
];

function seenAt(plan: ExportPlan, frame: number): string {
  const shot = plan.shots.find(({ startFrame, endFrame }) => startFrame <= frame && frame < endFrame)!;
  return JSON.stringify([shot.source, Math.round((shot.sourceSeconds + (frame - shot.startFrame) / 30) * 1e5)]);
}
