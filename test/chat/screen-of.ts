import { columnsOf } from '../../src/studio/cli/text-width.ts';

// Escape sequences, line ends, or one visible character with its marks.
const STEP = /\u001b\[([?\d;]*)([A-Za-z])|\r|\n|\u0007|[^\r\n\u001b]/gu;

/**
 * What a terminal shows after so much output: its lines from the first on, as text. Knows what our chat and readline send: colours (which
 * are dropped), moves of the cursor, and clearing.
 */
export function screenOf(output: string): string {
  const rows: string[][] = [[]];
  let [row, column] = [0, 0];
  const line = (): string[] => (rows[row] ??= []);
  for (const [step, numbers = '', command] of output.matchAll(STEP)) {
    const count = Math.max(1, Number(numbers.split(';')[0]) || 1);
    if (step === '\r') {
      column = 0;
    } else if (step === '\n') {
      row++;
      line();
    } else if (command === undefined && step !== '\u0007') {
      column += put(line(), column, step);
    }

    switch (command ?? '') {
      case 'A':
        row = Math.max(0, row - count);
        break;
      case 'B':
        row += count;
        break;
      case 'C':
        column += count;
        break;
      case 'D':
        column = Math.max(0, column - count);
        break;
      case 'G':
        column = count - 1;
        break;
      case 'K':
        line().splice(numbers === '2' ? 0 : column);
        break;
      case 'J':
        line().splice(column);
        rows.splice(row + 1);
        break;
      default:
        break;
    }
  }

  return rows
    .map((cells) =>
      Array.from(cells, (cell) => cell ?? ' ')
        .join('')
        .trimEnd(),
    )
    .join('\n');
}

/** Puts a character at a column and gives its width: a wide one leaves an empty cell behind it. */
function put(cells: string[], column: number, character: string): number {
  const width = columnsOf(character);
  if (width === 0) {
    cells[column - 1] = `${cells[column - 1] ?? ''}${character}`;
    return 0;
  }

  cells[column] = character;
  if (width === 2) {
    cells[column + 1] = '';
  }

  return width;
}
