import { describe, expect, it } from 'vitest';
import { layoutCost, VOICING_ROWS } from './voicing-costs.ts';
import { VOICING_COSTS } from './weights/voicing-costs.ts';

const C = [0, 4, 7];

describe('learned voicing costs', () => {
  it('has one cost for every row', () => {
    expect(VOICING_COSTS.voices).toHaveLength(VOICING_ROWS);
    expect(VOICING_COSTS.hands).toHaveLength(VOICING_ROWS);
  });

  it('likes what harmony books teach: roots doubled rather than thirds, wide gaps below, hands that can reach', () => {
    expect(layoutCost('voices', [48, 55, 64, 72], C)).toBeLessThan(layoutCost('voices', [48, 52, 64, 67], C));
    expect(layoutCost('voices', [43, 55, 59, 62], [7, 11, 2])).toBeLessThan(layoutCost('voices', [43, 47, 50, 62], [7, 11, 2]));
    expect(layoutCost('hands', [60, 64, 67, 72], C)).toBeLessThan(layoutCost('hands', [60, 67, 72, 76], C));
  });

  it('asks nothing of tones it does not know, and takes any number of voices', () => {
    const ninth = [0, 4, 7, 10, 2];
    for (const voicing of [
      [60, 64, 70],
      [60, 64, 70, 74],
      [60, 62, 64, 67, 70],
    ]) {
      expect(Number.isFinite(layoutCost('hands', voicing, ninth))).toBe(true);
    }
  });
});
