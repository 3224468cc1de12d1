import type { Rgb } from '../../../engine/kernel/index.ts';

/** A colour as video stores it (BT.709, limited range), kept unrounded. */
export type Yuv = { readonly y: number; readonly u: number; readonly v: number };

// ITU-R BT.709: luma weights, and the divisors that bring the colour differences to ±0.5.
const RED = 0.2126;
const GREEN = 0.7152;
const BLUE = 0.0722;

/** The colour as video stores it: luma 16–235, differences 16–240 around 128. */
export function yuvOf([red, green, blue]: Rgb): Yuv {
  const luma = (RED * red + GREEN * green + BLUE * blue) / 255;
  return { y: 16 + 219 * luma, u: 128 + (224 * (blue / 255 - luma)) / 1.8556, v: 128 + (224 * (red / 255 - luma)) / 1.5748 };
}

/** The colour for a canvas; `alpha` 0–1. */
export function css([red, green, blue]: Rgb, alpha = 1): string {
  return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
}

/** The colour `amount` (0–1) of the way between two neighbours of a palette. */
export function between(from: Rgb, to: Rgb, amount: number): Rgb {
  const mix = (a: number, b: number): number => Math.round(a + (b - a) * amount);
  return [mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])];
}
