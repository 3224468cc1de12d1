import type { Meaning } from '../vocabulary/meaning.ts';
import { PHRASES } from './phrase-index.ts';

/** Kinds whose words keep their meaning in another form: "sadness" is "sad", "guitars" is "guitar". */
const FORMING: ReadonlySet<Meaning['kind']> = new Set([
  'style',
  'instrument',
  'use',
  'colour',
  'mood',
  'tempo',
  'loop',
  'energy',
  'request',
  'frame',
  'vocals',
  'melody',
  'plain',
  'stop',
]);
const SHORTEST_STEM = 4;

/** The meaning of a word by its stem, or null. */
export function meaningOfForm(word: string): Meaning | null {
  for (const stem of stemsOf(word)) {
    const meaning = stem.length >= SHORTEST_STEM ? PHRASES.find(stem) : null;
    if (meaning !== null && FORMING.has(meaning.kind)) {
      return meaning;
    }
  }

  return null;
}

/** What may be left of a word without its ending: "sadness" gives "sad". */
export function stemsOf(word: string): readonly string[] {
  const stems: string[] = [];
  const strip = (suffix: string, ...endings: readonly string[]): void => {
    if (word.endsWith(suffix)) {
      const stem = word.slice(0, -suffix.length);
      stems.push(...endings.map((ending) => stem + ending));
      if (/([b-df-hj-np-tv-z])\1$/.test(stem)) {
        stems.push(stem.slice(0, -1));
      }
    }
  };

  strip("'s", '');
  strip("s'", 's', '');
  strip('ies', 'y');
  strip('es', '', 'e');
  strip('s', '');
  strip('ily', 'y');
  strip('ly', '', 'le');
  strip('iness', 'y');
  strip('ness', '');
  strip('ier', 'y');
  strip('iest', 'y');
  strip('er', '', 'e');
  strip('est', '', 'e');
  strip('ish', '', 'e');
  strip('esque', '', 'e');
  strip('like', '');
  strip('ing', '', 'e');
  strip('ed', '', 'e');
  strip('y', '', 'e');
  return stems;
}

/** Single words of the vocabulary by each way to leave one letter out: a slip of one letter meets its word here. */
let bySlip: ReadonlyMap<string, readonly string[]> | null = null;

function indexSlips(): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const phrase of PHRASES.phrases()) {
    const meaning = PHRASES.find(phrase);
    if (phrase.length < 4 || phrase.includes(' ') || meaning === null || !FORMING.has(meaning.kind) || meaning.kind === 'stop') {
      continue;
    }

    for (const key of withoutOneLetter(phrase)) {
      const words = index.get(key);
      if (words === undefined) {
        index.set(key, [phrase]);
      } else {
        words.push(phrase);
      }
    }
  }

  return index;
}

function withoutOneLetter(word: string): readonly string[] {
  return [word, ...Array.from(word, (_, place) => word.slice(0, place) + word.slice(place + 1))];
}

/** The words of the vocabulary one slip away: a letter too many, too few, wrong, or two swapped. Nearest in spelling first. */
export function wordsNear(word: string): readonly string[] {
  if (word.length < 4 || word.length > 24) {
    return [];
  }

  // Built for the first word that nothing knows: most prompts never ask.
  bySlip ??= indexSlips();
  const near = new Set<string>();
  for (const key of withoutOneLetter(word)) {
    for (const candidate of bySlip.get(key) ?? []) {
      if (isOneSlip(word, candidate)) {
        near.add(candidate);
      }
    }
  }

  // The first letter is rarely the one mistyped.
  return [...near].sort((left, right) => Number(right[0] === word[0]) - Number(left[0] === word[0]) || (left < right ? -1 : 1));
}

function isOneSlip(left: string, right: string): boolean {
  if (left === right || Math.abs(left.length - right.length) > 1) {
    return false;
  }

  let start = 0;
  while (start < left.length && left[start] === right[start]) {
    start++;
  }

  const restOfLeft = left.slice(start);
  const restOfRight = right.slice(start);
  const isSwap =
    restOfLeft.length >= 2 &&
    restOfLeft[0] === restOfRight[1] &&
    restOfLeft[1] === restOfRight[0] &&
    restOfLeft.slice(2) === restOfRight.slice(2);
  return (
    isSwap ||
    restOfLeft.slice(1) === restOfRight ||
    restOfLeft === restOfRight.slice(1) ||
    restOfLeft.slice(1) === restOfRight.slice(1)
  );
}
