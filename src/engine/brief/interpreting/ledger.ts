import type { ReceiptLine } from '../brief.ts';

export type Status = ReceiptLine['status'];

/** A receipt line while it is being written: later words may still overrule it. */
export type Line = { words: string; start: number; end: number; decision: string; status: Status; note: string };

/** A value asked for by some words, for a field that can have only one. */
export type Claim<T> = { readonly value: T; readonly rank: number; readonly line: Line };

/**
 * Picks the claim that counts: the most exact (numbers beat words, options beat everything), and of equally exact ones
 * the later. The losers' lines are marked, unless they asked for the same.
 */
export function settle<T>(
  claims: readonly Claim<T>[],
  field: string,
  describe: (value: T) => string,
  isSame: (left: T, right: T) => boolean = (left, right) => left === right,
): Claim<T> | null {
  let winner: Claim<T> | null = null;
  for (const claim of claims) {
    if (winner === null || claim.rank >= winner.rank) {
      winner = claim;
    }
  }

  if (winner === null) {
    return null;
  }

  for (const claim of claims) {
    if (claim !== winner && !isSame(claim.value, winner.value)) {
      overrule(claim.line, field, describe(winner.value), claim.rank < winner.rank, winner.line);
    }
  }

  return winner;
}

export const RANK = { word: 1, range: 2, number: 3, option: 10 } as const;

function overrule(line: Line, field: string, winning: string, isByExactness: boolean, winner: Line): void {
  const reason =
    winner.start < 0
      ? 'an option beats the prompt'
      : isByExactness
        ? 'the more exact wish counts'
        : 'of two equally exact wishes the later one counts';
  line.status = 'refused';
  line.note = `“${winner.words}” decides the ${field} (${winning}): ${reason}.`;
}
