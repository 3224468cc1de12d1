import { atan, clamp, cos, pow, sin, TAU } from './math.ts';

/** A colour in sRGB, each 0–255 and whole. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** A colour as the eye judges it (OKLCH by Björn Ottosson): lightness 0–1, chroma 0–0.37, hue in degrees. */
export type Oklch = readonly [lightness: number, chroma: number, hueDegrees: number];

/** The sRGB colour; where the screen cannot show it, chroma gives way and lightness and hue stay. */
export function rgbFromOklch([lightness, chroma, hueDegrees]: Oklch): Rgb {
  let low = 0;
  let high = chroma;
  if (isShowable(linearFromOklch([lightness, chroma, hueDegrees]))) {
    low = chroma;
  } else {
    for (let step = 0; step < 18; step++) {
      const middle = (low + high) / 2;
      if (isShowable(linearFromOklch([lightness, middle, hueDegrees]))) {
        low = middle;
      } else {
        high = middle;
      }
    }
  }

  const [red, green, blue] = linearFromOklch([lightness, low, hueDegrees]);
  return [encodeChannel(red), encodeChannel(green), encodeChannel(blue)];
}

/** The colour as the eye judges it; hue is 0 for greys. */
export function oklchFromRgb([red, green, blue]: Rgb): Oklch {
  const [r, g, b] = [decodeChannel(red), decodeChannel(green), decodeChannel(blue)];
  const l = cubeRoot(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = cubeRoot(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = cubeRoot(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  const chroma = Math.sqrt(a * a + bb * bb);
  return [lightness, chroma, chroma < 1e-6 ? 0 : degreesOf(a, bb)];
}

/** WCAG 2 contrast of two colours, 1 (the same) to 21 (black on white). */
export function contrastOf(one: Rgb, other: Rgb): number {
  const [a, b] = [luminanceOf(one), luminanceOf(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The colour `amount` (0–1) of the way between two, mixed evenly for the eye (in OKLab, so it does not turn grey or dark midway). */
export function mixRgb(from: Rgb, to: Rgb, amount: number): Rgb {
  const [l1, c1, h1] = oklchFromRgb(from);
  const [l2, c2, h2] = oklchFromRgb(to);
  const [a1, b1] = [c1 * cos((h1 / 360) * TAU), c1 * sin((h1 / 360) * TAU)];
  const [a2, b2] = [c2 * cos((h2 / 360) * TAU), c2 * sin((h2 / 360) * TAU)];
  const a = a1 + (a2 - a1) * amount;
  const b = b1 + (b2 - b1) * amount;
  const chroma = Math.sqrt(a * a + b * b);
  return rgbFromOklch([l1 + (l2 - l1) * amount, chroma, chroma < 1e-6 ? 0 : degreesOf(a, b)]);
}

function linearFromOklch([lightness, chroma, hueDegrees]: Oklch): Rgb {
  const angle = (hueDegrees / 360) * TAU;
  const a = chroma * cos(angle);
  const b = chroma * sin(angle);
  const l = lightness + 0.3963377774 * a + 0.2158037573 * b;
  const m = lightness - 0.1055613458 * a - 0.0638541728 * b;
  const s = lightness - 0.0894841775 * a - 1.291485548 * b;
  const [l3, m3, s3] = [l * l * l, m * m * m, s * s * s];
  return [
    4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3,
    -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3,
    -0.0041960863 * l3 - 0.7034186147 * m3 + 1.707614701 * s3,
  ];
}

function isShowable(linear: Rgb): boolean {
  return linear.every((channel) => channel >= -0.0005 && channel <= 1.0005);
}

function encodeChannel(linear: number): number {
  const held = clamp(linear, 0, 1);
  const encoded = held <= 0.0031308 ? 12.92 * held : 1.055 * pow(held, 1 / 2.4) - 0.055;
  return Math.round(encoded * 255);
}

function decodeChannel(encoded: number): number {
  const part = encoded / 255;
  return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

function luminanceOf([red, green, blue]: Rgb): number {
  return 0.2126 * decodeChannel(red) + 0.7152 * decodeChannel(green) + 0.0722 * decodeChannel(blue);
}

function cubeRoot(value: number): number {
  return value <= 0 ? 0 : pow(value, 1 / 3);
}

function degreesOf(a: number, b: number): number {
  const angle = a === 0 ? (b > 0 ? TAU / 4 : -TAU / 4) : atan(b / a) + (a < 0 ? TAU / 2 : 0);
  return ((((angle / TAU) * 360) % 360) + 360) % 360;
}
