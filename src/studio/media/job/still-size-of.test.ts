import { createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stillSizeOf } from './still-size-of.ts';

const side = fc.integer({ min: 1, max: 400 });

it('reads the size of stills without unpacking them', () => {
  fc.assert(
    fc.property(side, side, (width, height) => {
      const canvas = createCanvas(width, height);
      for (const bytes of [canvas.toBuffer('image/png'), canvas.toBuffer('image/jpeg'), canvas.toBuffer('image/webp')]) {
        expect(stillSizeOf(bytes)).toEqual({ width, height });
      }
    }),
    { numRuns: 20 },
  );
});

it('finds the size of a photo behind what else it says', () => {
  const plain = createCanvas(300, 200).toBuffer('image/jpeg');
  const preview = createCanvas(16, 16).toBuffer('image/jpeg');
  const said = Buffer.concat([Buffer.from([0xff, 0xe1, (preview.length + 2) >> 8, (preview.length + 2) & 0xff]), preview]);
  expect(stillSizeOf(Buffer.concat([plain.subarray(0, 2), said, Buffer.from([0xff]), plain.subarray(2)]))).toEqual({
    width: 300,
    height: 200,
  });
});

it('says nothing of what says nothing, and never fails', () => {
  const heads = ['', '89504e470d0a1a0a', 'ffd8ffe00010', '524946460000000057454250'].map((hex) => Buffer.from(hex, 'hex'));
  fc.assert(
    fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 80 }), (head, rest) => {
      const size = stillSizeOf(Buffer.concat([head, rest]));
      expect(size === null || (size.width >= 0 && size.height >= 0)).toBe(true);
    }),
  );
  expect(stillSizeOf(Buffer.from('GIF89a'.repeat(20)))).toBe(null);
});
