import type { Line } from '../interpreting/ledger.ts';

/** A stretch of the gloss and the stretch of the prompt that it stands for. */
export type GlossPiece = {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  /** Copied letter by letter, so that offsets inside it hold. */
  readonly isCopy: boolean;
};

/** A prompt in English words, and where each stretch of them comes from. The gloss of English is the prompt itself. */
export type Gloss = { readonly text: string; readonly pieces: readonly GlossPiece[] | null };

/** Puts the lines of a gloss back onto the prompt: its words, its order, and one line where one word became two. */
export function placeLines(lines: readonly Line[], { pieces }: Gloss, prompt: string): readonly Line[] {
  if (pieces === null) {
    return lines;
  }

  const quotes = new Map<string, string>();
  const placed: Line[] = [];
  for (const line of lines) {
    const range = rangeOf(line, pieces);
    if (range !== null) {
      const words = prompt.slice(range.start, range.end);
      quotes.set(`“${line.words}”`, `“${words}”`);
      placed.push({ ...line, ...range, words });
    }
  }

  const merged: Line[] = [];
  for (const line of placed.sort((left, right) => left.start - right.start || right.end - left.end)) {
    const previous = merged.at(-1);
    if (previous !== undefined && line.start < previous.end) {
      join(previous, line, prompt);
    } else {
      merged.push(line);
    }
  }

  for (const line of merged) {
    line.note = line.note.replace(/“[^”]*”/g, (quote) => quotes.get(quote) ?? quote);
  }

  return merged;
}

function rangeOf({ start, end }: Line, pieces: readonly GlossPiece[]): { readonly start: number; readonly end: number } | null {
  let first = Infinity;
  let last = -1;
  for (const piece of pieces) {
    if (piece.from < end && start < piece.to) {
      first = Math.min(first, piece.isCopy ? piece.start + Math.max(0, start - piece.from) : piece.start);
      last = Math.max(last, piece.isCopy ? piece.end - Math.max(0, piece.to - end) : piece.end);
    }
  }

  return last > first ? { start: first, end: last } : null;
}

/** From the best to the worst, so that a joined line never promises more than it kept. */
const STATUSES = ['honoured', 'approximated', 'refused', 'unused'] as const;

function join(line: Line, other: Line, prompt: string): void {
  line.end = Math.max(line.end, other.end);
  line.words = prompt.slice(line.start, line.end);
  if (other.decision === '' && other.note === '') {
    return;
  }

  const isEmpty = line.decision === '';
  line.decision = [line.decision, other.decision]
    .filter((text, place, all) => text !== '' && all.indexOf(text) === place)
    .join(', ');
  line.note = [line.note, other.note].filter((text, place, all) => text !== '' && all.indexOf(text) === place).join(' ');
  line.status = isEmpty && line.status === 'unused' ? other.status : worseOf(line.status, other.status);
}

function worseOf(left: Line['status'], right: Line['status']): Line['status'] {
  return STATUSES[Math.max(STATUSES.indexOf(left), STATUSES.indexOf(right))] ?? left;
}
