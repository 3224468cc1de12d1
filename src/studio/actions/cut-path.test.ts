import { describe, expect, it } from 'vitest';
import { cutPath } from './cut-path.ts';

describe('the name of a cut’s file', () => {
  it.each([
    ['ad.wav', 6, 'ad-6s.wav'],
    ['out/my.ad.mp4', 15, 'out/my.ad-15s.mp4'],
    ['stems', 30, 'stems-30s'],
    ['stems/', 30, 'stems-30s'],
    ['../takes.v2/ad', 7.5, '../takes.v2/ad-7.5s'],
  ])('%s at %d s is %s', (path, seconds, wanted) => {
    expect(cutPath(path, seconds)).toBe(wanted);
  });
});
