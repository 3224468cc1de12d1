const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
// East Asian wide and fullwidth letters and emoji take two columns of a terminal; combining marks none of their own.
const WIDE =
  /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFD}]/u;

/** One visible character: its place in the string (UTF-16) and its width in terminal columns. */
export type Cell = { readonly text: string; readonly start: number; readonly columns: number };

/** The visible characters of a text, in order. */
export function cellsOf(text: string): Cell[] {
  return [...graphemes.segment(text)].map(({ segment, index }) => ({
    text: segment,
    start: index,
    columns: widthOfGrapheme(segment),
  }));
}

/** How many terminal columns a text takes. */
export function columnsOf(text: string): number {
  return cellsOf(text).reduce((sum, cell) => sum + cell.columns, 0);
}

/** The text, followed by spaces up to `columns`. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** The text cut to `columns`, with an ellipsis where something was left out. */
export function cutTo(text: string, columns: number): string {
  if (columnsOf(text) <= columns) {
    return text;
  }

  let kept = '';
  let used = 0;
  for (const cell of cellsOf(text)) {
    if (used + cell.columns > columns - 1) {
      break;
    }

    kept += cell.text;
    used += cell.columns;
  }

  return `${kept.trimEnd()}…`;
}

/** Lines of at most `columns`, broken at spaces where there are any. */
export function wrapTo(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columnsOf(longer) <= columns || line === '') {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }

  return [...lines, line];
}

function widthOfGrapheme(grapheme: string): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u.test(grapheme)) {
    return 0;
  }

  return WIDE.test(grapheme) ? 2 : 1;
}
