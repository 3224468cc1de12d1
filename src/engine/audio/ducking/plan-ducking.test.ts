import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SAMPLE_RATE } from '../../kernel/index.ts';
import type { HeardClip } from './clip-listener.ts';
import { describeDucking } from './describe-ducking.ts';
import { DuckCurve } from './duck-curve.ts';
import { planDucking, type DuckingClip } from './plan-ducking.ts';
import type { Stretch } from './stretch.ts';

const LENGTH = 60 * SAMPLE_RATE;
const HOP = SAMPLE_RATE / 100;

function clip(clipId: string, more: Partial<DuckingClip> = {}): DuckingClip {
  return { clipId, role: 'voice', startSample: 0, endSample: LENGTH, ducking: null, ...more };
}

/** What is heard in seconds `[from, to)`, at one loudness throughout. */
function heardAs(stretches: readonly (readonly [number, number])[], lufs: number): HeardClip {
  const found: Stretch[] = stretches.map(([from, to]) => ({ startSample: from * SAMPLE_RATE, endSample: to * SAMPLE_RATE }));
  return {
    speech: found,
    voice: found,
    sound: found,
    energies: new Float64Array(600).fill(Math.pow(10, (lufs + 0.691) / 10) * 4800),
  };
}

const music = clip('music', { role: 'music', ducking: { depthDb: 12, under: 'speech' } });

/** The curve of music under speech in these seconds, dB for every 10 ms. */
function curveOf(stretches: readonly (readonly [number, number])[], musicLufs = -14): number[] {
  const heard = new Map([
    ['voice', heardAs(stretches, -18)],
    ['music', heardAs([[0, 60]], musicLufs)],
  ]);
  const curve = new DuckCurve(planDucking([music, clip('voice')], heard).get('music') ?? []);
  return Array.from({ length: LENGTH / HOP }, (_, hop) => curve.dbAt(hop * HOP));
}

const talk = fc
  .array(
    fc.record({ pause: fc.double({ min: 0.3, max: 9, noNaN: true }), talks: fc.double({ min: 0.35, max: 8, noNaN: true }) }),
    {
      maxLength: 12,
    },
  )
  .map((list) => {
    let reached = 0;
    return list
      .map(({ pause, talks }): [number, number] => {
        const from = reached + pause;
        reached = from + talks;
        return [from, reached];
      })
      .filter(([, to]) => to < 60);
  });

describe('ducking', () => {
  it('is down before every word and to its end, and never deeper than asked', () => {
    fc.assert(
      fc.property(talk, (stretches) => {
        const curve = curveOf(stretches);
        expect(Math.min(0, ...curve)).toBeGreaterThanOrEqual(-12);
        for (const [from, to] of stretches) {
          for (let hop = Math.ceil(from * 100); hop < Math.floor(to * 100); hop++) {
            expect(curve[hop]).toBeCloseTo(-12, 6);
          }
        }
      }),
    );
  });

  it('never turns twice in a second, and moves no faster than 50 dB a second down and 15 up', () => {
    fc.assert(
      fc.property(talk, (stretches) => {
        const curve = curveOf(stretches);
        let [direction, turned] = [0, -1000];
        for (let hop = 1; hop < curve.length; hop++) {
          const step = 100 * (curve[hop]! - curve[hop - 1]!);
          expect(step).toBeGreaterThan(-50);
          expect(step).toBeLessThan(15);
          const now = Math.sign(step);
          if (now !== 0 && now !== direction) {
            expect(hop - turned).toBeGreaterThanOrEqual(100);
            [direction, turned] = [now, hop];
          }
        }
      }),
    );
  });

  it('holds through short pauses and comes all the way back in long ones', () => {
    const curve = curveOf([
      [5, 8],
      [10, 12],
      [16, 18],
    ]);
    expect(Math.max(...curve.slice(500, 1200))).toBeCloseTo(-12, 6);
    expect(Math.max(...curve.slice(1200, 1600))).toBeCloseTo(0, 6);
    expect(curve[475]).toBeCloseTo(-6, 0);
  });

  it('does not swell for a moment before the first words or after the last', () => {
    const curve = curveOf([
      [1, 4],
      [50, 58.9],
    ]);
    expect([curve[0], curve.at(-1)]).toEqual([-12, -12]);
  });

  it('goes less deep, down to three quarters, where music is soft already', () => {
    expect(Math.min(...curveOf([[5, 9]], -22))).toBeCloseTo(-11, 1);
    expect(Math.min(...curveOf([[5, 9]], -34))).toBeCloseTo(-9, 6);
  });

  it('gives way to voices and footage but not to music, to what sounds when asked to, and to nothing of its own', () => {
    const sounding = { ...heardAs([], -20), sound: heardAs([[5, 9]], -20).sound };
    const heard = new Map([
      ['music', heardAs([[0, 60]], -14)],
      ['other', heardAs([[20, 30]], -14)],
      ['film', sounding],
    ]);
    const film = clip('film', { role: 'footage' });
    const other = clip('other', { role: 'music' });
    expect(planDucking([music, other, film], heard).get('music')).toEqual(undefined);
    const underSound = { ...music, ducking: { depthDb: 12, under: 'sound' as const } };
    expect(planDucking([underSound, other, film], heard).get('music')).toMatchObject([{ startSample: 5 * SAMPLE_RATE }]);
  });

  it('is told with its stretches, depths and distance', () => {
    const heard = new Map([
      [
        'voice',
        heardAs(
          [
            [5, 8],
            [20, 24],
          ],
          -18,
        ),
      ],
      ['music', heardAs([[0, 60]], -14)],
    ]);
    const clips = [music, clip('voice')];
    const [report] = describeDucking(clips, planDucking(clips, heard));
    expect(report).toMatchObject({ clipId: 'music', under: 'speech', stretches: 2, seconds: 7, leastDb: 12, mostDb: 12 });
    expect(report?.leastBelowLu).toBeCloseTo(8, 0);
    expect(describeDucking(clips, new Map())).toMatchObject([{ stretches: 0, mostDb: 0 }]);
  });
});
