import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newClip, newTimeline, newTrack } from '../timeline/index.ts';
import { FRAME_RATES } from './frame-format.ts';
import { titlesOf } from './plan-titles.ts';
import { titleSpan } from './title-span.ts';

const moment = (seconds: number): { value: number; rate: number } => ({ value: Math.round(seconds * 1000), rate: 1000 });

describe('titles', () => {
  it('keep their style, size, role and line breaks', () => {
    const clip = newClip({
      id: 'a',
      name: 'a',
      media: {
        kind: 'text',
        text: ' Maya\r\n\n Potter\t& Rene\u0301 ',
        colour: null,
        place: null,
        style: 'lower-third',
        size: 1.5,
      },
      start: moment(1),
      sourceRange: { start: moment(0), duration: moment(2) },
    });
    const timeline = newTimeline({
      name: 'film',
      tracks: [newTrack({ kind: 'text', id: 't', name: 'T', role: 'caption', clips: [clip] })],
    });
    expect(titlesOf(timeline, 10, undefined)).toEqual([
      {
        text: 'Maya\nPotter & René',
        role: 'caption',
        style: 'lower-third',
        size: 1.5,
        startSeconds: 1,
        endSeconds: 3,
        colour: null,
        place: null,
      },
    ]);
  });

  it('are seen for one frame at least, and only in frames of their own seconds', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0.001, max: 9, noNaN: true }),
        fc.constantFrom(...FRAME_RATES),
        (startSeconds, lengthSeconds, rate) => {
          const endSeconds = startSeconds + lengthSeconds;
          const { startFrame, endFrame } = titleSpan({ startSeconds, endSeconds }, rate);
          expect(endFrame).toBeGreaterThan(startFrame);
          expect(startFrame + 1).toBeGreaterThan(startSeconds * rate);
          expect(endFrame - 1).toBeLessThan(endSeconds * rate);
        },
      ),
    );
  });
});
