import type { Area } from '../../../../engine/export/index.ts';
import { contrastOf, type Rgb } from '../../../../engine/kernel/index.ts';
import { between, yuvOf } from '../colour.ts';
import { drawMask, even, maskFrom, type Mask } from '../mask.ts';
import { smoothStep } from '../music-clock.ts';
import type { Picture, Planes } from '../picture.ts';

type Pair = { readonly text: Rgb; readonly shade: Rgb };

/** WCAG AA asks 4.5 of small text; moving things pass behind, so ask more of what stands still. */
const WANTED_CONTRAST = 5;
/** What a colour of the picture must give to serve as the shade of words in another: enough that half of it will do. */
const OWN_CONTRAST = 8;
const STRONGEST = 0.92;
/** A shade over the whole width that is stronger hides the picture rather than calm it. */
const STRONGEST_SOFT = 0.72;
/** How near an edge words must be for their shade to grow out of it, as a part of the height; and how far a band reaches beyond them, em. */
const EDGE_PART = 0.3;
const BAND_REACH = 2.6;
const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

/** What the colour stands out from: a colour of the picture's own if one will do, else black or white. */
export function shadeUnder(colour: Rgb, { shade, text }: Pair): Rgb {
  const own = [shade, text].find((each) => contrastOf(colour, each) >= OWN_CONTRAST);
  return own ?? (contrastOf(colour, BLACK) >= contrastOf(colour, WHITE) ? BLACK : WHITE);
}

/** How strong a band must be (0–1, `least` at least) for words on it to be read whatever lies under it, black or white. */
export function bandLevel({ text, shade }: Pair, least: number): number {
  for (let level = least; level < 1; level += 0.02) {
    if ([BLACK, WHITE].every((under) => contrastOf(text, between(under, shade, level)) >= WANTED_CONTRAST)) {
      return level;
    }
  }

  return 1;
}

/**
 * Readies the shade behind words; to be drawn at a part (0–1) of its strength. On ground that stands still (`leastShade` 0) it is as strong as that makes
 * necessary. On ground that moves it is as strong as any ground could need: what the first frame shows says nothing about the next,
 * and a shade that depended on it would jump at cuts and where a part of an export is made anew.
 */
export function groundShade(
  { still, colours, leastShade }: { readonly still: Planes; readonly colours: Pair; readonly leastShade: number },
  area: Area,
  fontPx: number,
): (picture: Picture, part: number) => void {
  const strength =
    leastShade === 0 ? neededShade(still, area, colours) : Math.min(STRONGEST_SOFT, bandLevel(colours, leastShade));
  if (strength === 0) {
    return () => undefined;
  }

  const { mask, left, top } = leastShade > 0 ? bandMask(area, fontPx, still) : softMask(area, fontPx, still);
  const colour = yuvOf(colours.shade);
  return (picture, part) => drawMask(picture, mask, { left, top }, { colour, level: strength * part });
}

/**
 * A shade over the whole width, to the edge of the picture if that is near, as lenses and cinema screens darken: on footage a patch
 * behind the words would look like dirt.
 */
function bandMask(
  area: Area,
  fontPx: number,
  { width, height }: Pick<Planes, 'width' | 'height'>,
): { readonly mask: Mask; readonly left: number; readonly top: number } {
  const reach = Math.max(fontPx * BAND_REACH, height * 0.1);
  const isAtTop = area.top <= height * EDGE_PART;
  const isAtBottom = height - area.top - area.height <= height * EDGE_PART;
  const top = isAtTop ? 0 : Math.max(0, Math.floor(area.top - reach)) & ~1;
  const bottom = isAtBottom ? height : Math.min(height, even(area.top + area.height + reach));
  const full = new Uint8Array(width * (bottom - top));
  for (let row = 0; row < bottom - top; row++) {
    const above = isAtTop ? 0 : area.top - top - row;
    const below = isAtBottom ? 0 : top + row - area.top - area.height;
    full.fill(Math.round(255 * (1 - smoothStep(0, 1, Math.max(above, below) / reach))), row * width, (row + 1) * width);
  }

  return { mask: maskFrom(width, bottom - top, full), left: 0, top };
}

/**
 * A shade that reads as part of the picture: full over the lines of the words, fading slowly up and down, and so slowly to the
 * sides that no edge is seen.
 */
function softMask(
  area: Area,
  fontPx: number,
  { width: frameWidth, height: frameHeight }: Pick<Planes, 'width' | 'height'>,
): { readonly mask: Mask; readonly left: number; readonly top: number } {
  const reach = { x: fontPx * 7, y: fontPx * 2.4 };
  const left = Math.max(0, Math.floor(area.left - reach.x)) & ~1;
  const top = Math.max(0, Math.floor(area.top - reach.y)) & ~1;
  const width = even(Math.min(frameWidth, area.left + area.width + reach.x) - left);
  const height = even(Math.min(frameHeight, area.top + area.height + reach.y) - top);
  const fall = (distance: number): number => {
    const rest = 1 - smoothStep(0, 1, distance);
    return rest * rest;
  };
  const across = Float32Array.from({ length: width }, (_, column) =>
    fall(Math.max(0, area.left - left - column, left + column - area.left - area.width) / reach.x),
  );
  const full = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const down = 255 * fall(Math.max(0, area.top - top - row, top + row - area.top - area.height) / reach.y);
    for (let column = 0; column < width; column++) {
      full[row * width + column] = Math.round(down * across[column]!);
    }
  }

  return { mask: maskFrom(width, height, full), left, top };
}

/** How strong the shade must be (0–1) for the words to stand out from all but the last hundredth of the pixels behind them. */
function neededShade(still: Planes, area: Area, { text, shade }: Pair): number {
  const lumas: number[] = [];
  for (let row = Math.max(0, area.top); row < Math.min(still.height, area.top + area.height); row += 3) {
    for (let column = Math.max(0, area.left); column < Math.min(still.width, area.left + area.width); column += 3) {
      lumas.push(still.y[row * still.lumaStride + column]!);
    }
  }

  lumas.sort((left, right) => left - right);
  const extremes = [lumas[Math.floor(lumas.length * 0.01)] ?? 16, lumas[Math.floor(lumas.length * 0.99)] ?? 16];
  const shadeLuma = yuvOf(shade).y;
  for (let level = 0; level < STRONGEST; level += 0.04) {
    const isClear = extremes.every((luma) => {
      const grey = Math.max(0, Math.min(255, ((luma + (shadeLuma - luma) * level - 16) * 255) / 219));
      return contrastOf(text, [grey, grey, grey]) >= WANTED_CONTRAST;
    });
    if (isClear) {
      return level;
    }
  }

  return STRONGEST;
}
