import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breathe } from './breathe.ts';
import { secondsAt } from './tempo-time.ts';

describe('rubato', () => {
  it('sets out in time and gives every phrase exactly its time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 }),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        fc.nat(),
        (bars, depth, seed) => {
          const plan = { bpm: 66, depth, barTicks: 3840, beatTicks: 960, phraseBars: 4, bars, seed };
          const points = [...breathe(plan), { tick: bars * 3840, bpm: 66 }];
          expect(points[0]!.bpm).toBeCloseTo(66, 9);
          for (let bar = 4; bar <= bars; bar += 4) {
            expect(secondsAt(points, bar * 3840)).toBeCloseTo((bar * 4 * 60) / 66, 9);
          }
        },
      ),
    );
  });

  it('presses on inside a phrase and is slowest at its end', () => {
    const points = breathe({ bpm: 66, depth: 0.07, barTicks: 3840, beatTicks: 960, phraseBars: 4, bars: 4, seed: 1 });
    const tempi = points.map(({ bpm }) => bpm);
    expect(Math.max(...tempi)).toBeGreaterThan(67);
    expect(tempi.at(-1)).toBe(Math.min(...tempi));
    expect(tempi.at(-1)!).toBeLessThan(64);
  });
});
