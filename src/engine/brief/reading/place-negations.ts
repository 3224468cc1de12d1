import { PHRASES } from './phrase-index.ts';

/** A stretch of the prompt in English: a phrase, a negation that follows what it denies, a copy, or what lies between words. */
export type Piece = {
  readonly english: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'words' | 'negation-after' | 'copy' | 'gap';
  readonly isCopy: boolean;
};

const NOUNS = new Set(['instrument', 'vocals', 'melody', 'style', 'energy', 'ending', 'loop', 'use']);
const BOUNDARY = /[,.;:!?\n()•。！？；：।、，/]/;

/** Moves each negation that follows what it denies before it: "drums, vocals none" becomes "none drums, vocals". */
export function placeNegations(pieces: readonly Piece[]): readonly Piece[] {
  const placed: Piece[] = [];
  for (const piece of pieces) {
    if (piece.kind !== 'negation-after') {
      placed.push(piece);
      continue;
    }

    const at = startOfDenied(placed);
    const space: Piece = { english: ' ', start: piece.start, end: piece.start, kind: 'gap', isCopy: false };
    placed.splice(at, 0, { ...piece, kind: 'words' }, space);
  }

  return placed;
}

/** Where what is denied begins: the last thing named, with its list and the small words that steer it. */
function startOfDenied(placed: readonly Piece[]): number {
  let start = placed.length;
  let after: 'nothing' | 'noun' | 'join' | 'adjective' | 'steering' = 'nothing';
  for (let index = placed.length - 1; index >= 0; index--) {
    const { english, kind } = placed[index]!;
    if (kind === 'gap' && BOUNDARY.test(english)) {
      break;
    }

    if (kind === 'gap' || english === '') {
      continue;
    }

    const word = kindOf(english);
    const isTaken =
      after === 'nothing' ||
      (after === 'noun' && word === 'join') ||
      (after === 'join' && word === 'noun') ||
      (after === 'adjective' && word === 'steering');
    if (!isTaken) {
      break;
    }

    start = word === 'join' ? start : index;
    after = word;
  }

  return start;
}

function kindOf(english: string): 'noun' | 'join' | 'adjective' | 'steering' {
  const kind = PHRASES.find(english.toLowerCase())?.kind;
  return kind === 'join'
    ? 'join'
    : kind === 'intensify'
      ? 'steering'
      : kind !== undefined && NOUNS.has(kind)
        ? 'noun'
        : 'adjective';
}
