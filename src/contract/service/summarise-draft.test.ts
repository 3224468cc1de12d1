import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placedSegments, summariseDraft, WireDraft } from './index.ts';

describe('the summary of a timeline', () => {
  it('is the line that the product promises, letter by letter', () => {
    const draft = WireDraft.parse({
      d: 10_000,
      t: [
        { tt: 0, m: { name: 'Video' }, sg: [{ s: 0, d: 10_000, m: { name: 'city timelapse', volume: 1 } }] },
        { tt: 1, m: { name: 'BGM' }, sg: [{ s: 0, d: 10_000, m: { name: 'Lo-fi', volume: 0.35 } }] },
        { tt: 7, m: { name: 'Title' }, sg: [{ s: 0, d: 3000, m: { text: 'Urban Dreams' } }] },
      ],
    });
    expect(summariseDraft(draft)).toBe(
      'Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)',
    );
  });

  it.each([
    [{}, 'Timeline (0 tracks): empty'],
    [{ t: [{ tt: 1 }] }, 'Timeline (1 track): 1. Audio: empty'],
    [
      { t: [{ tt: 0, sg: [{ d: 1500, m: { kind: 'video' } }, { d: 2040 }] }] },
      'Timeline (1 track): 1. Video: video (0-1.5s), clip (1.5-3.5s)',
    ],
    [{ t: [{ tt: 0, sg: [{ s: 0, d: 1000, m: { name: 'a', volume: 0 } }] }] }, 'Timeline (1 track): 1. Video: a (0-1s, muted)'],
    [
      { t: [{ tt: 0, sg: [{ d: 1000, m: { name: 'a', speed: 2, volume: 0.5 } }] }] },
      'Timeline (1 track): 1. Video: a (0-1s, 2x, 50%)',
    ],
    [{ t: [{ tt: 1, sg: [{ d: 1000, m: { name: 'a', speed: 'fast' } }] }] }, 'Timeline (1 track): 1. Audio: a (0-1s)'],
    [
      { t: [{ tt: 7, sg: [{ s: 500, d: 1000, m: { text: 'two\nlines' } }] }] },
      'Timeline (1 track): 1. Text: "two lines" (0.5-1.5s)',
    ],
    [{ t: [{ tt: 9, sg: [{ d: 0, m: { text: 'x' } }] }] }, 'Timeline (1 track): 1. Track: "x" (0-0s)'],
  ])('of %j', (draft, line) => {
    expect(summariseDraft(WireDraft.parse(draft))).toBe(line);
  });

  it('is one line that counts every track, whatever is in the draft', () => {
    const segment = fc.record(
      { s: fc.nat(1e6), d: fc.nat(1e6), m: fc.record({ name: fc.string(), text: fc.string() }, { requiredKeys: [] }) },
      { requiredKeys: ['d'] },
    );
    const track = fc.record({ tt: fc.nat(9), sg: fc.array(segment, { maxLength: 40 }) });
    fc.assert(
      fc.property(fc.array(track, { maxLength: 8 }), (t) => {
        const draft = WireDraft.parse({ t });
        const line = summariseDraft(draft);
        expect(line).toMatch(/^Timeline \(\d+ tracks?\): /);
        expect(line).not.toMatch(/[\n\r]/);
        for (const { startMs, segment } of (draft.t ?? []).flatMap(placedSegments)) {
          expect(startMs).toBe(segment.s ?? startMs);
        }
      }),
    );
  });
});
