import { log } from '../kernel/index.ts';

/** Shapes of picture: landscape, upright, square, and the tall rectangle of photo feeds. */
export const FRAME_FORMATS = ['16:9', '9:16', '1:1', '4:5'] as const;
export type FrameFormat = (typeof FRAME_FORMATS)[number];

/** Frames a second a picture may have. */
export const FRAME_RATES = [24, 25, 30, 60] as const;
export type FrameRate = (typeof FRAME_RATES)[number];

/** A rectangle in pixels from the picture's upper left corner. */
export type Area = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

const SIZES: { readonly [format in FrameFormat]: { readonly width: number; readonly height: number } } = {
  '16:9': { width: 1920, height: 1080 },
  '9:16': { width: 1080, height: 1920 },
  '1:1': { width: 1080, height: 1080 },
  '4:5': { width: 1080, height: 1350 },
};

// Margins as parts of width and height. Upright players cover the top with a bar, the bottom with the caption and the
// right with buttons; televisions may cut 5 % of a landscape picture on each side (EBU R 95: graphics inside 90 %).
const MARGINS: { readonly [format in FrameFormat]: { readonly side: number; readonly top: number; readonly bottom: number } } = {
  '16:9': { side: 0.07, top: 0.08, bottom: 0.09 },
  '9:16': { side: 0.1, top: 0.14, bottom: 0.22 },
  '1:1': { side: 0.08, top: 0.08, bottom: 0.09 },
  '4:5': { side: 0.08, top: 0.08, bottom: 0.1 },
};

/** Picture size in pixels of a format. */
export function sizeOf(format: FrameFormat): { readonly width: number; readonly height: number } {
  return SIZES[format];
}

/** Where words may stand in a picture of this size (default: the format's own): inside it nothing is covered by a player's buttons or cut off by a screen. */
export function safeAreaOf(format: FrameFormat, { width, height } = SIZES[format]): Area {
  const margins = MARGINS[format];
  const left = Math.round(width * margins.side);
  const top = Math.round(height * margins.top);
  return { left, top, width: width - 2 * left, height: Math.round(height * (1 - margins.bottom)) - top };
}

/** The format whose shape is nearest to `width` by `height`. */
export function nearestFormat(width: number, height: number): FrameFormat {
  const distance = (format: FrameFormat): number =>
    Math.abs(log((width * SIZES[format].height) / (height * SIZES[format].width)));
  return FRAME_FORMATS.reduce((best, format) => (distance(format) < distance(best) ? format : best));
}
