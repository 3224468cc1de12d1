import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { familiesFor } from '../fonts.ts';

/** How letters are drawn: `weight` 100–900; `tracking`, the space added after each letter, in em. */
export type Voice = { readonly weight: number; readonly tracking: number };

/** Letters of one text, ready to be measured and drawn at any size. */
export type Lettering = Voice & {
  readonly families: string;
  readonly isRightToLeft: boolean;
  /** How far the ink of the tallest and the deepest letter reaches from the baseline, em; at least those of plain Latin. */
  readonly ascent: number;
  readonly descent: number;
  /** From one baseline to the next, em. */
  readonly leading: number;
};

/** Letters that join, stack or reorder: space between them would break words apart. */
const JOINED = /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Thai}]/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
/** What letters are measured at, pixels: fonts are not hinted here, so lengths grow in step with the size. */
const MEASURE_PX = 100;
const INK_PX = 40;
const LEAST_ASCENT = 0.76;
const LEAST_DESCENT = 0.24;
const LEAST_LEADING = 1.12;
/** Letters that fill their squares need more air between the lines. */
const SQUARE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const SQUARE_LEADING = 1.28;
/** Between the lowest ink of a line and the highest of the next, em. */
const LEAST_LINE_GAP = 0.1;

const ruler = createCanvas(16, 16).getContext('2d');

/** Readies the fonts of a text, its lines at least `leastLeading` em apart (default 1.12). Throws `export.title-font-missing` where no font has a letter. */
export function letteringFor(text: string, voice: Voice, leastLeading = LEAST_LEADING): Lettering {
  const tracking = JOINED.test(text) ? 0 : voice.tracking;
  const plain = {
    weight: voice.weight,
    tracking,
    families: familiesFor(text, voice.weight),
    isRightToLeft: isRightToLeft(text),
    ascent: LEAST_ASCENT,
    descent: LEAST_DESCENT,
    leading: LEAST_LEADING,
  };
  const { ascent, descent } = inkReach(text, plain);
  const least = Math.max(leastLeading, SQUARE.test(text) ? SQUARE_LEADING : 0);
  return { ...plain, ascent, descent, leading: Math.max(least, ascent + descent + LEAST_LINE_GAP) };
}

/** Whether a text is read from the right: its first letter says so (Unicode's rule P2). */
export function isRightToLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text);
  return first !== null && RIGHT_TO_LEFT.test(first[0]);
}

/** Whether letters may stand apart without breaking words. */
export function mayStandApart(text: string): boolean {
  return !JOINED.test(text);
}

/** Whether words of both directions meet, so that what comes later does not always stand further on. */
export function isMixed(text: string): boolean {
  return RIGHT_TO_LEFT.test(text) && /[\p{L}--[\p{Script=Arabic}\p{Script=Hebrew}]]/v.test(text);
}

/** Readies a canvas to draw in these letters, from the left end of a line whatever its direction. */
export function useLettering(context: SKRSContext2D, lettering: Lettering, fontPx: number): void {
  context.font = `${lettering.weight} ${fontPx}px ${lettering.families}`;
  context.fontVariationSettings = `"wght" ${lettering.weight}`;
  context.letterSpacing = `${lettering.tracking * fontPx}px`;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.direction = lettering.isRightToLeft ? 'rtl' : 'ltr';
}

/** How far the words reach, em; the space after the last letter does not count. */
export function emsOf(words: string, lettering: Lettering): number {
  if (words === '') {
    return 0;
  }

  useLettering(ruler, lettering, MEASURE_PX);
  return ruler.measureText(words).width / MEASURE_PX - lettering.tracking;
}

/** How far ink reaches up and down, em. All words are drawn on one spot: only heights matter. (Canvas tells the ink of the first font only.) */
function inkReach(text: string, lettering: Lettering): Pick<Lettering, 'ascent' | 'descent'> {
  const words = [...new Set(text.split(/\s+/u))].flatMap((word) => word.match(/.{1,24}/gsu) ?? []);
  const width = Math.ceil(2 * INK_PX + INK_PX * Math.max(1, ...words.map((word) => emsOf(word, lettering))));
  const [baseline, height] = [2 * INK_PX, 4 * INK_PX];
  const context = createCanvas(width, height).getContext('2d');
  useLettering(context, lettering, INK_PX);
  for (const word of words) {
    context.fillText(word, INK_PX, baseline);
  }

  const { data } = context.getImageData(0, 0, width, height);
  const hasInk = (row: number): boolean => {
    for (let at = 4 * row * width + 3; at < 4 * (row + 1) * width; at += 4) {
      if (data[at]! > 0) {
        return true;
      }
    }

    return false;
  };
  let [top, bottom] = [0, height];
  while (top < baseline && !hasInk(top)) {
    top += 1;
  }

  while (bottom > baseline && !hasInk(bottom - 1)) {
    bottom -= 1;
  }

  return {
    ascent: Math.max(LEAST_ASCENT, (baseline - top) / INK_PX),
    descent: Math.max(LEAST_DESCENT, (bottom - baseline) / INK_PX),
  };
}
