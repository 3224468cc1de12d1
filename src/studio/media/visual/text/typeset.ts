import { balanceLines, breakLines, letterCount, type EmsOf, type LineLimits } from './break-lines.ts';
import { emsOf, letteringFor, type Lettering, type Voice } from './lettering.ts';

/** Where words have to fit and how large they would like to be. */
export type TypesetWish = {
  readonly voice: Voice;
  /** Pixels. */
  readonly largest: number;
  /** The room there is, pixels. */
  readonly width: number;
  readonly height: number;
  /** The part of the height (0–1) that is taken before the words get small. */
  readonly usualHeight: number;
  /** Lines before the words get smaller. */
  readonly usualLines: number;
  /** From line to line at least, em; default 1.12. */
  readonly leading?: number | undefined;
  /** Letters a line; see `LineLimits`. */
  readonly letters?: number | null;
};

/** Words in lines, at a size. */
export type Typeset = {
  readonly lettering: Lettering;
  readonly fontPx: number;
  readonly lines: readonly string[];
};

const STEP = 0.94;
/** Below this words cannot be read in any picture; they are then only as small as they have to be. */
const LEAST_PX = 4;

/** How small words get, against the wished size, before they take more lines, more height, and then whatever is needed. */
const PHASES = [
  { lines: 1, from: 1, least: 0.62, isRoomy: false, mayCut: false },
  { lines: 2, from: 1, least: 0.42, isRoomy: false, mayCut: false },
  { lines: Infinity, from: 0.62, least: 0.3, isRoomy: false, mayCut: false },
  { lines: Infinity, from: 0.42, least: 0.3, isRoomy: true, mayCut: false },
  { lines: Infinity, from: 0.42, least: 0, isRoomy: true, mayCut: true },
] as const;

/** The largest size at which the words fit: smaller first, then on more lines, and never cut off. */
export function typeset(text: string, wish: TypesetWish): Typeset {
  const lettering = letteringFor(text, wish.voice, wish.leading);
  const measure = measureOnce(lettering);
  for (const { lines: times, from, least, isRoomy, mayCut } of PHASES) {
    const mostLines = wish.usualLines * times;
    const mostHeight = isRoomy ? wish.height : wish.height * wish.usualHeight;
    let fontPx = Math.round(wish.largest * from);
    while (fontPx >= Math.max(LEAST_PX, wish.largest * least)) {
      const limits: LineLimits = { width: wish.width / fontPx, letters: wish.letters ?? null, mayCut };
      const lines = breakLines(text, measure, limits);
      const fits =
        lines.length <= mostLines &&
        blockHeight(lettering, lines.length) * fontPx <= mostHeight &&
        lines.every((line) => measure(line) <= limits.width && (limits.letters === null || letterCount(line) <= limits.letters));
      if (fits) {
        return { lettering, fontPx, lines: balanceLines(text, measure, limits) };
      }

      fontPx = Math.min(fontPx - 1, Math.round(fontPx * STEP));
    }
  }

  const limits: LineLimits = { width: wish.width / LEAST_PX, letters: null, mayCut: true };
  return { lettering, fontPx: LEAST_PX, lines: breakLines(text, measure, limits) };
}

/** How high a block of lines is from the top of the tallest letter to the bottom of the deepest, em. */
export function blockHeight({ ascent, descent, leading }: Lettering, lines: number): number {
  return ascent + descent + (lines - 1) * leading;
}

/** Words are measured again and again while sizes are tried: once each is enough. */
function measureOnce(lettering: Lettering): EmsOf {
  const known = new Map<string, number>();
  return (words) => {
    const found = known.get(words) ?? emsOf(words, lettering);
    known.set(words, found);
    return found;
  };
}
