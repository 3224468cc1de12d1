import { describe, expect, it } from 'vitest';
import { readBrief } from '../brief/index.ts';
import { chooseApart } from './choose-apart.ts';
import { compose } from './compose.ts';
import { fingerprintOf } from './critic/fingerprint.ts';
import { likenessOf } from './critic/likeness.ts';

const PRINTS = Array.from({ length: 12 }, (_, seed) =>
  fingerprintOf(compose(readBrief('upbeat acoustic', { durationSeconds: 20, seed, learned: false }).brief, { candidates: 1 })),
);

/** Likeness of the two that are most alike. */
function nearest(places: readonly number[]): number {
  const pairs = places.flatMap((one, i) => places.slice(0, i).map((other) => likenessOf(PRINTS[one]!, PRINTS[other]!).total));
  return Math.max(...pairs);
}

describe('pieces chosen apart', () => {
  it('are as many as wanted, each once, the first among them, and less alike than those that come first', () => {
    const chosen = chooseApart(PRINTS, 4);
    expect(new Set(chosen).size).toBe(4);
    expect(chosen[0]).toBe(0);
    expect(nearest(chosen)).toBeLessThan(nearest([0, 1, 2, 3]));
    expect(chooseApart(PRINTS.slice(0, 2), 5)).toEqual([0, 1]);
  });

  it('keep away from what was heard lately', () => {
    expect(chooseApart(PRINTS.slice(0, 2), 1, [PRINTS[0]!])).toEqual([1]);
  });

  it('include no piece and its own copy while others are left', () => {
    const chosen = chooseApart([PRINTS[0]!, PRINTS[0]!, PRINTS[1]!, PRINTS[2]!], 3);
    expect(chosen).toEqual([0, expect.any(Number), expect.any(Number)]);
    expect(chosen).not.toContain(1);
  });
});
