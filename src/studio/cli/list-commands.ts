import { INSTRUMENTS, MOODS, STYLES } from '../../engine/brief/index.ts';
import type { ListOptions } from './program.ts';
import { columnsOf, padTo } from './text-width.ts';

/** `cuesmith styles`. */
export function listStyles({ json }: ListOptions): string {
  const rows = STYLES.map(({ id, name, description, tempoRange }) => ({ id, name, description, tempoRange }));
  return json
    ? `${JSON.stringify({ styles: rows })}\n`
    : table(rows.map(({ id, tempoRange, description }) => [id, `${tempoRange[0]}–${tempoRange[1]} BPM`, description]));
}

/** `cuesmith moods`. */
export function listMoods({ json }: ListOptions): string {
  const rows = MOODS.map(({ word, words, description }) => ({ mood: word, words, description }));
  return json
    ? `${JSON.stringify({ moods: rows })}\n`
    : table(rows.map(({ mood, description, words }) => [mood, description, words.slice(1).join(', ')]));
}

/** `cuesmith instruments`. */
export function listInstruments({ json }: ListOptions): string {
  const rows = INSTRUMENTS.map(({ id, name, family }) => ({ id, name, family }));
  return json ? `${JSON.stringify({ instruments: rows })}\n` : table(rows.map(({ id, name, family }) => [id, name, family]));
}

/** Columns wide enough for their longest text. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => columnsOf(row[column] ?? ''))));
  return rows
    .map(
      (row) =>
        `${row
          .map((text, column) => padTo(text, widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
