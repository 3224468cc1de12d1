import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filmSizeOf } from './film-size.ts';

describe('filmSizeOf', () => {
  it.each([
    [1280, 720, { width: 1280, height: 720 }],
    [3840, 2160, { width: 1920, height: 1080 }],
    [1080, 1920, { width: 1080, height: 1920 }],
    [641, 361, { width: 642, height: 362 }],
    [160, 90, null],
    [1920, 400, null],
    [null, 400, null],
  ])('shows %j × %j pixels as %j', (width, height, size) => {
    expect(filmSizeOf(width, height)).toEqual(size);
  });

  it('gives only sizes that an export takes, and these unchanged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8192 }), fc.integer({ min: 1, max: 8192 }), (width, height) => {
        const size = filmSizeOf(width, height);
        if (size !== null) {
          const [shorter, longer] = [Math.min(size.width, size.height), Math.max(size.width, size.height)];
          expect([shorter >= 240, longer <= 1920, longer <= 3 * shorter, size.width % 2, size.height % 2]).toEqual([
            true,
            true,
            true,
            0,
            0,
          ]);
          expect(filmSizeOf(size.width, size.height)).toEqual(size);
        }
      }),
    );
  });
});
