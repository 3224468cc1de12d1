import { cellsOf } from '../text-width.ts';

/** Must not begin a line. */
const CLOSING = /^[\p{Pe}\p{Pf}、。，．：；！？,.:;!?%％…·]/u;
/** Must not end one. */
const OPENING = /[\p{Ps}\p{Pi}]$/u;

/** Lines of at most `columns`: Latin breaks at spaces, Chinese between letters, neither before closing marks; what fits nowhere is cut. */
export function wrapWords(text: string, columns: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, Math.max(8, columns)));
}

function wrapLine(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of piecesOf(text)) {
    const width = piece.columns;
    if (used + width > columns && line !== '') {
      lines.push(line.trimEnd());
      [line, used] = ['', 0];
    }

    const isBlank = piece.text.trim() === '';
    if (line === '' && lines.length > 0 && isBlank) {
      continue;
    }

    for (const cell of width > columns ? cellsOf(piece.text) : [piece]) {
      if (used + cell.columns > columns && line !== '') {
        lines.push(line.trimEnd());
        [line, used] = ['', 0];
      }

      line += cell.text;
      used += cell.columns;
    }
  }

  return [...lines, line.trimEnd()];
}

type Piece = { readonly text: string; readonly columns: number };

/** Runs that stay together: words, gaps, single wide letters with the marks that belong to them. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const cell of cellsOf(text)) {
    const last = pieces.at(-1);
    if (last !== undefined && belongs(last.text, cell.text)) {
      pieces[pieces.length - 1] = { text: last.text + cell.text, columns: last.columns + cell.columns };
    } else {
      pieces.push(cell);
    }
  }

  return pieces;
}

function belongs(before: string, next: string): boolean {
  const isGap = next.trim() === '';
  if (isGap || before.trim() === '') {
    return isGap && before.trim() === '';
  }

  return CLOSING.test(next) || OPENING.test(before) || !(isWide(before.at(-1) ?? '') || isWide(next));
}

function isWide(letter: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF00-\uFFEF]/u.test(letter);
}
