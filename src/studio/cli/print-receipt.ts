import type { ReceiptLine } from '../../engine/brief/index.ts';
import { type Paint } from './terminal.ts';
import { cellsOf, columnsOf, cutTo, padTo, wrapTo } from './text-width.ts';

const STATUS_MARKS: {
  readonly [status in ReceiptLine['status']]: { readonly sign: string; readonly colour: 'green' | 'yellow' | 'red' | 'dim' };
} = {
  honoured: { sign: '✓', colour: 'green' },
  approximated: { sign: '≈', colour: 'yellow' },
  refused: { sign: '✗', colour: 'red' },
  unused: { sign: '·', colour: 'dim' },
};

/** The prompt with each word that counted underlined by its status, then a line for each decision. */
export function printReceipt(
  prompt: string,
  receipt: readonly ReceiptLine[],
  layout: { readonly columns: number; readonly paint: Paint },
): string {
  return [...underlined(prompt, receipt, layout), '', ...decisions(receipt, layout)].join('\n');
}

function underlined(
  prompt: string,
  receipt: readonly ReceiptLine[],
  { columns, paint }: { readonly columns: number; readonly paint: Paint },
): string[] {
  const lines: string[] = [];
  for (const row of rowsOf(prompt, columns)) {
    lines.push(row.map((cell) => cell.text).join(''));
    const marks = row.map((cell) => {
      const line = receipt.find(({ start, end }) => start <= cell.start && cell.start < end);
      const mark = line ? STATUS_MARKS[line.status] : null;
      return mark ? paint[mark.colour](mark.sign.repeat(cell.columns)) : ' '.repeat(cell.columns);
    });
    lines.push(marks.join('').trimEnd());
  }

  return lines;
}

/** The prompt's visible characters in rows that fit, broken after spaces; control characters count as spaces. */
function rowsOf(prompt: string, columns: number) {
  const cells = cellsOf(prompt).map((cell) => (/^[\s\p{Cc}]+$/u.test(cell.text) ? { ...cell, text: ' ', columns: 1 } : cell));
  const rows: (typeof cells)[] = [];
  let row: typeof cells = [];
  let used = 0;
  let breakAt = 0;
  for (const cell of cells) {
    if (used + cell.columns > columns && row.length > 0) {
      const cut = breakAt > 0 ? breakAt : row.length;
      rows.push(row.slice(0, cut));
      row = row.slice(cut);
      used = row.reduce((sum, { columns: width }) => sum + width, 0);
      breakAt = 0;
    }

    row.push(cell);
    used += cell.columns;
    if (cell.text === ' ') {
      breakAt = row.length;
    }
  }

  return [...rows, row];
}

function decisions(
  receipt: readonly ReceiptLine[],
  { columns, paint }: { readonly columns: number; readonly paint: Paint },
): string[] {
  const wordsColumns = Math.min(28, Math.max(8, ...receipt.map(({ words }) => columnsOf(oneLine(words)))));
  const indent = wordsColumns + 6;
  const room = Math.max(20, columns - indent);
  return receipt.flatMap((line) => {
    const { sign, colour } = STATUS_MARKS[line.status];
    const [first = '', ...rest] = wrapTo(sentenceOf(line), room);
    const head = `  ${paint[colour](sign)} ${padTo(cutTo(oneLine(line.words), wordsColumns), wordsColumns)}  `;
    return [head + first, ...rest.map((text) => ' '.repeat(indent) + text)];
  });
}

function sentenceOf({ decision, status, note }: ReceiptLine): string {
  const what = decision === '' ? status : decision;
  return oneLine(note === '' ? what : `${what}: ${note}`);
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
