/** Measures words, em. */
export type EmsOf = (words: string) => number;

/** What lines must keep to. */
export type LineLimits = {
  /** Em. */
  readonly width: number;
  /** Letters a line, where a letter of Chinese, Japanese or Korean counts as 2.1; null: any number. */
  readonly letters: number | null;
  /** Whether a word that is longer than a line may be cut. */
  readonly mayCut: boolean;
};

/** Scripts that write words without blanks between them. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u;
/** 20 of them are as much as 42 others. */
const WIDE_LETTERS = 2.1;
/** What must not begin a line (JIS X 4051 and its like), and what must not end one. */
const NEVER_FIRST =
  /^[\p{Pe}\p{Pf}\p{Po}\u30fc\u3005\u309d\u309e\u30fd\u30fe\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7…%]/u;
const NEVER_LAST = /[\p{Ps}\p{Pi}]$/u;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const words = new Intl.Segmenter('und', { granularity: 'word' });

/** Letters as a reader counts them. */
export function lettersOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** Words, with the blank before them; in scripts without blanks, words as a dictionary finds them, with their punctuation. */
export function wordsOf(line: string): string[] {
  const pieces: string[] = [];
  for (const spaced of line.match(/\s*\S+/gu) ?? []) {
    const parts = UNSPACED.test(spaced) ? Array.from(words.segment(spaced), ({ segment }) => segment) : [spaced];
    let isInside = false;
    for (const part of parts) {
      const last = pieces.at(-1);
      const isBound = isInside && last !== undefined && (NEVER_FIRST.test(part) || NEVER_LAST.test(last) || last.trim() === '');
      if (isBound) {
        pieces[pieces.length - 1] = last + part;
      } else {
        pieces.push(part);
      }

      isInside = true;
    }
  }

  return pieces;
}

/** Breaks a text into lines, as few as fit, at its own line breaks and between words. */
export function breakLines(text: string, emsOf: EmsOf, limits: LineLimits): string[] {
  return text.split('\n').flatMap((paragraph) => breakParagraph(paragraph, emsOf, limits));
}

/** The narrowest lines that are no more than those within the limits: lines of even length read better than a full one and a scrap. */
export function balanceLines(text: string, emsOf: EmsOf, limits: LineLimits): string[] {
  return text.split('\n').flatMap((paragraph) => {
    let best = breakParagraph(paragraph, emsOf, limits);
    for (let part = 0.98; part > 0.3 && best.length > 1; part -= 0.02) {
      const width = limits.width * part;
      const lines = breakParagraph(paragraph, emsOf, { ...limits, width });
      if (lines.length > best.length || lines.some((line) => emsOf(line) > limits.width)) {
        break;
      }

      best = lines;
    }

    return best;
  });
}

/** How much of a line's letters the words take. */
export function letterCount(line: string): number {
  return lettersOf(line).reduce((sum, letter) => sum + (WIDE.test(letter) ? WIDE_LETTERS : 1), 0);
}

function breakParagraph(text: string, emsOf: EmsOf, limits: LineLimits): string[] {
  const fits = (line: string): boolean =>
    emsOf(line) <= limits.width && (limits.letters === null || letterCount(line) <= limits.letters);
  const pieces = wordsOf(text).flatMap((piece) => (limits.mayCut && !fits(piece.trim()) ? lettersOf(piece) : [piece]));
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && !fits((line + piece).trim())) {
      lines.push(line.trim());
      line = piece.trimStart();
    } else {
      line += piece;
    }
  }

  return [...lines, line.trim()].filter((each) => each !== '');
}
