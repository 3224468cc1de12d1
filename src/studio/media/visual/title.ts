import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Area, ExportPlan, Motif, Palette, TitlePlan } from '../../../engine/export/index.ts';
import { contrastOf, type Rgb } from '../../../engine/kernel/index.ts';
import { css, yuvOf } from './colour.ts';
import { familiesFor } from './fonts.ts';
import { drawMask, even, maskFrom, type Mask } from './mask.ts';
import { smoothStep } from './music-clock.ts';
import type { Picture, Planes } from './picture.ts';
import type { TitlePlace } from './scene.ts';
import { drawSprite, spriteOf, type Sprite } from './sprite.ts';

/** How a family of pictures speaks. `tracking` is in em, `size` a factor on the format's usual size. */
type Voice = { readonly weight: number; readonly tracking: number; readonly isUpper: boolean; readonly size: number };

const VOICES: { readonly [motif in Motif]: Voice } = {
  hills: { weight: 700, tracking: -0.025, isUpper: false, size: 1 },
  city: { weight: 600, tracking: -0.02, isUpper: false, size: 0.92 },
  neon: { weight: 800, tracking: 0.02, isUpper: true, size: 0.92 },
  aurora: { weight: 300, tracking: 0.01, isUpper: false, size: 1 },
  rings: { weight: 800, tracking: -0.03, isUpper: false, size: 1 },
  ridges: { weight: 500, tracking: 0.14, isUpper: true, size: 0.7 },
  paper: { weight: 800, tracking: -0.035, isUpper: false, size: 1.02 },
  strings: { weight: 400, tracking: -0.02, isUpper: false, size: 0.98 },
  bars: { weight: 900, tracking: -0.035, isUpper: true, size: 1.05 },
  orbits: { weight: 700, tracking: -0.03, isUpper: false, size: 1 },
};

const FADE_IN_SECONDS = 0.7;
const FADE_OUT_SECONDS = 0.5;
/** Lines follow one another by this much. */
const STAGGER_SECONDS = 0.1;
const MOST_LINES = 3;
const LEADING = 1.12;
/** WCAG AA asks 4.5 of small text; moving things pass behind, so ask more of what stands still. */
const WANTED_CONTRAST = 5;
/** What a colour of the picture must give to serve as the shade of words in another: enough that half of it will do. */
const OWN_CONTRAST = 8;

type Line = { readonly sprite: Sprite; readonly left: number; readonly top: number };
type Typeset = { readonly fontPx: number; readonly lines: readonly string[] };

/** A title that has been set in type and can be drawn into frames. */
export type Title = {
  /** The box of the words, pixels. */
  readonly area: Area;
  readonly draw: (picture: Picture, seconds: number) => void;
};

/** The frame that words are set into. */
export type TitleFrame = Pick<ExportPlan, 'width' | 'height' | 'safeArea'>;

/** What lies behind the words, and how its kind of picture speaks. */
export type TitleGround = {
  readonly still: Planes;
  /** Where the words stand unless the title says it. */
  readonly place: TitlePlace;
  readonly motif: Motif;
  readonly palette: Pick<Palette, 'text' | 'shade'>;
  /** The shade is at least this strong (0–1), for ground that will change under the words. */
  readonly leastShade: number;
};

/** Sets a title in type: chosen size, balanced lines, and as much shade behind it as the still picture makes necessary. */
export function layTitle(title: TitlePlan, plan: TitleFrame, ground: TitleGround): Title {
  const { still } = ground;
  const place = title.place ?? ground.place;
  const voice = VOICES[ground.motif];
  const text = voice.isUpper ? title.text.toUpperCase() : title.text;
  const families = familiesFor(text, voice.weight);
  const measureWith = createCanvas(16, 16).getContext('2d');
  const setFont = (context: SKRSContext2D, fontPx: number): void => {
    context.font = `${voice.weight} ${fontPx}px ${families}`;
    context.fontVariationSettings = `"wght" ${voice.weight}`;
    context.letterSpacing = `${voice.tracking * fontPx}px`;
    context.textBaseline = 'alphabetic';
  };
  const widthOf = (line: string, fontPx: number): number => {
    setFont(measureWith, fontPx);
    return measureWith.measureText(line).width;
  };
  const set = typeset(text, boxOf(plan, place), { largest: usualSize(plan) * voice.size, widthOf });
  const area = placeArea(set, plan.safeArea, { place, widthOf });
  const palette =
    title.colour === null ? ground.palette : { text: title.colour, shade: shadeUnder(title.colour, ground.palette) };
  const lines = set.lines.map((words, index): Line => {
    const lineWidth = widthOf(words, set.fontPx);
    const pad = set.fontPx * 0.3;
    const sprite = spriteOf(lineWidth + 2 * pad, set.fontPx * 1.6, (context) => {
      setFont(context, set.fontPx);
      context.fillStyle = css(palette.text);
      context.fillText(words, pad, set.fontPx * 1.2);
    });
    const slack = area.width - lineWidth;
    const left = area.left + (place.align === 'left' ? 0 : place.align === 'right' ? slack : slack / 2);
    return { sprite, left: Math.round(left - pad), top: Math.round(area.top + index * set.fontPx * LEADING - set.fontPx * 0.35) };
  });
  const shade = shadeFor(area, set.fontPx, plan);
  const shadeLevel = Math.max(ground.leastShade, neededShade(still, area, palette));
  const draw = (picture: Picture, seconds: number): void => {
    if (seconds < title.startSeconds || seconds >= title.endSeconds) {
      return;
    }

    const fadeIn = Math.min(FADE_IN_SECONDS, (title.endSeconds - title.startSeconds) / 3);
    const leaving = 1 - smoothStep(title.endSeconds - Math.min(FADE_OUT_SECONDS, fadeIn), title.endSeconds, seconds);
    drawMask(picture, shade.mask, shade, {
      colour: yuvOf(palette.shade),
      level: shadeLevel * leaving * smoothStep(0, fadeIn, seconds - title.startSeconds),
    });
    for (const [index, line] of lines.entries()) {
      const arrived = easeOut((seconds - title.startSeconds - index * STAGGER_SECONDS) / fadeIn);
      const rise = Math.round((1 - arrived) * set.fontPx * 0.35);
      drawSprite(picture, line.sprite, { left: line.left, top: line.top + rise }, { level: arrived * leaving });
    }
  };
  return { area, draw };
}

/** What the colour stands out from: a colour of the picture's own if one will do, else black or white. */
function shadeUnder(colour: Rgb, { shade, text }: TitleGround['palette']): Rgb {
  const [black, white]: [Rgb, Rgb] = [
    [0, 0, 0],
    [255, 255, 255],
  ];
  const own = [shade, text].find((each) => contrastOf(colour, each) >= OWN_CONTRAST);
  return own ?? (contrastOf(colour, black) >= contrastOf(colour, white) ? black : white);
}

/** The usual size of a title in a format, pixels. */
function usualSize({ width, height }: TitleFrame): number {
  return width > height ? height * 0.1 : width * 0.105;
}

function boxOf({ width, height, safeArea }: TitleFrame, place: TitlePlace): { readonly width: number; readonly height: number } {
  const isWide = width > height;
  return {
    width: safeArea.width * (isWide && place.align !== 'center' ? 0.62 : isWide ? 0.8 : 1),
    height: safeArea.height * 0.42,
  };
}

/** The largest size, stepping down from the usual one, at which the words fit in a few balanced lines. */
function typeset(
  text: string,
  box: { readonly width: number; readonly height: number },
  { largest, widthOf }: { readonly largest: number; readonly widthOf: (line: string, fontPx: number) => number },
): Typeset {
  for (let fontPx = Math.round(largest); ; fontPx = Math.round(fontPx * 0.94)) {
    const isSmallest = fontPx <= largest * 0.34;
    const lines = breakLines(text, box.width, (line) => widthOf(line, fontPx));
    const isFitting =
      lines.length <= MOST_LINES &&
      lines.length * fontPx * LEADING <= box.height &&
      lines.every((line) => widthOf(line, fontPx) <= box.width);
    // One word alone on the last line of a short title looks lost: the next smaller sizes may hold everything on fewer lines.
    if (isFitting || isSmallest) {
      return { fontPx, lines: balance(text, lines.length, { width: box.width, widthOf: (line) => widthOf(line, fontPx) }) };
    }
  }
}

/** The narrowest setting that needs no more lines: lines of even length read better than a full one and a scrap. */
function balance(
  text: string,
  count: number,
  { width, widthOf }: { readonly width: number; readonly widthOf: (line: string) => number },
): string[] {
  let best = breakLines(text, width, widthOf);
  for (let part = 0.98; part > 0.4 && count > 1; part -= 0.02) {
    const lines = breakLines(text, width * part, widthOf);
    if (lines.length > count || lines.some((line) => widthOf(line) > width)) {
      return best;
    }

    best = lines;
  }

  return best;
}

function breakLines(text: string, width: number, widthOf: (line: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    const longer = line + piece;
    if (line !== '' && widthOf(longer.trimEnd()) > width) {
      lines.push(line.trim());
      line = piece.trimStart();
    } else {
      line = longer;
    }
  }

  return [...lines, line.trim()].filter((words) => words !== '');
}

/** Words with the space after them; Chinese and Japanese, which have no spaces, letter by letter. Very long words are cut too. */
function piecesOf(text: string): string[] {
  return (text.match(/\s*\S+/gu) ?? []).flatMap((word) => {
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word) || word.length > 40) {
      return [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(word)].map((part) => part.segment);
    }

    return [word];
  });
}

function placeArea(
  { fontPx, lines }: Typeset,
  safe: Area,
  { place, widthOf }: { readonly place: TitlePlace; readonly widthOf: (line: string, fontPx: number) => number },
): Area {
  const width = Math.min(safe.width, Math.max(...lines.map((line) => widthOf(line, fontPx))));
  const height = Math.min(safe.height, lines.length * fontPx * LEADING);
  const slack = safe.width - width;
  const left = safe.left + (place.align === 'left' ? 0 : place.align === 'right' ? slack : slack / 2);
  const room = safe.height - height;
  const top = safe.top + (place.at === 'top' ? 0 : place.at === 'middle' ? room / 2 : room);
  return { left: Math.round(left), top: Math.round(top), width: Math.round(width), height: Math.round(height) };
}

/**
 * A shade behind the words that reads as part of the picture: full over the lines of the words, fading slowly up and down, and
 * so slowly to the sides that no edge is seen.
 */
function shadeFor(
  area: Area,
  fontPx: number,
  { width: frameWidth, height: frameHeight }: TitleFrame,
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
function neededShade(still: Planes, area: Area, palette: TitleGround['palette']): number {
  const lumas: number[] = [];
  for (let row = Math.max(0, area.top); row < Math.min(still.height, area.top + area.height); row += 3) {
    for (let column = Math.max(0, area.left); column < Math.min(still.width, area.left + area.width); column += 3) {
      lumas.push(still.y[row * still.lumaStride + column]!);
    }
  }

  lumas.sort((left, right) => left - right);
  const extremes = [lumas[Math.floor(lumas.length * 0.01)] ?? 16, lumas[Math.floor(lumas.length * 0.99)] ?? 16];
  const shade = yuvOf(palette.shade).y;
  for (let level = 0; level < 0.92; level += 0.04) {
    const isClear = extremes.every((luma) => {
      const grey = Math.max(0, Math.min(255, ((luma + (shade - luma) * level - 16) * 255) / 219));
      return contrastOf(palette.text, [grey, grey, grey]) >= WANTED_CONTRAST;
    });
    if (isClear) {
      return level;
    }
  }

  return 0.92;
}

function easeOut(x: number): number {
  const rest = 1 - Math.max(0, Math.min(1, x));
  return 1 - rest * rest * rest;
}
