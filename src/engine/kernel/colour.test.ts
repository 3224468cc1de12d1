import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contrastOf, mixRgb, oklchFromRgb, rgbFromOklch, type Rgb } from './index.ts';

const colour: fc.Arbitrary<Rgb> = fc.tuple(
  fc.integer({ min: 0, max: 255 }),
  fc.integer({ min: 0, max: 255 }),
  fc.integer({ min: 0, max: 255 }),
);

it('turns screen colours into the eye’s terms and back', () => {
  fc.assert(
    fc.property(colour, (rgb) => {
      rgbFromOklch(oklchFromRgb(rgb)).forEach((channel, index) => expect(Math.abs(channel - rgb[index]!)).toBeLessThanOrEqual(1));
    }),
  );
});

it('knows published colours', () => {
  expect(oklchFromRgb([255, 0, 0]).map((value) => Math.round(value * 1000) / 1000)).toEqual([0.628, 0.258, 29.234]);
  expect(contrastOf([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5);
  expect(contrastOf([118, 118, 118], [255, 255, 255])).toBeCloseTo(4.54, 2);
});

it('gives up chroma, not lightness, for colours no screen can show', () => {
  const [lightness, chroma] = oklchFromRgb(rgbFromOklch([0.6, 0.4, 145]));
  expect(lightness).toBeCloseTo(0.6, 1);
  expect(chroma).toBeLessThan(0.3);
});

it('mixes from one colour to the other', () => {
  fc.assert(
    fc.property(colour, colour, (from, to) => {
      mixRgb(from, to, 0).forEach((channel, index) => expect(Math.abs(channel - from[index]!)).toBeLessThanOrEqual(1));
      mixRgb(from, to, 1).forEach((channel, index) => expect(Math.abs(channel - to[index]!)).toBeLessThanOrEqual(1));
    }),
  );
});
