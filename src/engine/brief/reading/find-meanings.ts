import type { Meaning } from '../vocabulary/meaning.ts';
import type { Lexed, Word } from './lex.ts';
import { aspectPattern } from './patterns/aspect-pattern.ts';
import { chordPattern } from './patterns/chord-pattern.ts';
import { durationPattern } from './patterns/duration-pattern.ts';
import { keyChangePattern, meterChangePattern } from './patterns/key-change-pattern.ts';
import { keyPattern } from './patterns/key-pattern.ts';
import { meterPattern } from './patterns/meter-pattern.ts';
import type { Pattern, PatternMeaning } from './patterns/pattern.ts';
import { sharePattern } from './patterns/share-pattern.ts';
import { tempoPattern } from './patterns/tempo-pattern.ts';
import { timePattern } from './patterns/time-pattern.ts';
import { titlePattern } from './patterns/title-pattern.ts';
import { EMOJI_WORDS, PHRASES } from './phrase-index.ts';
import { findLikeness } from './likeness.ts';
import { meaningOfForm, stemsOf, wordsNear } from './word-forms.ts';
import { findSynonym } from '../synonyms/find-synonym.ts';

export type ReadMeaning =
  Meaning | PatternMeaning | { readonly kind: 'unknown'; readonly suggestion: string | null } | { readonly kind: 'number' };

/** A stretch of the prompt with its meaning. */
export type Item = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly before: Word['before'];
  readonly meaning: ReadMeaning;
  /** The word it was taken for, when it was misspelt or a picture; null otherwise. */
  readonly readAs: string | null;
  /** "Drumless", "vocal-free": the word carries its own "no". */
  readonly isNegated: boolean;
  /** `readAs` is a word of like meaning, not of like spelling. */
  readonly isSynonym: boolean;
};

const PATTERNS: readonly Pattern[] = [
  aspectPattern,
  titlePattern,
  sharePattern,
  chordPattern,
  meterPattern,
  timePattern,
  durationPattern,
  tempoPattern,
  keyPattern,
  keyChangePattern,
  meterChangePattern,
];
/** A slip in a shorter word is only suggested, not acted on: too many short words lie one letter apart. */
const SHORTEST_CORRECTED = 7;

/** Cuts the prompt into meanings from left to right, the longest that fits at each place; every word is in exactly one. */
export function findMeanings(lexed: Lexed): readonly Item[] {
  const { words } = lexed;
  const items: Item[] = [];
  let index = 0;
  while (index < words.length) {
    const word = words[index]!;
    const found = findAt(lexed, index, items.at(-1)?.meaning.kind ?? null);
    let next = index + 1;
    while (next < words.length && words[next]!.start < found.end) {
      next++;
    }

    const text = lexed.folded.slice(word.start, found.end);
    items.push({
      start: word.start,
      end: found.end,
      text,
      before: word.before,
      meaning: found.meaning,
      readAs: found.readAs,
      isNegated: found.isNegated,
      isSynonym: found.isSynonym ?? false,
    });
    index = next;
  }

  return items;
}

type Place = {
  readonly end: number;
  readonly meaning: ReadMeaning;
  readonly readAs: string | null;
  readonly isNegated: boolean;
  readonly isSynonym?: boolean;
};

function findAt(lexed: Lexed, index: number, previousKind: string | null): Place {
  const word = lexed.words[index]!;
  if (word.kind === 'emoji') {
    return findEmoji(word);
  }

  let best: Place | null = findLikeness(lexed, index);
  for (const pattern of PATTERNS) {
    const found = pattern({ lexed, index, word, previousKind });
    if (found !== null && (best === null || found.end > best.end)) {
      best = { ...found, readAs: null, isNegated: false };
    }
  }

  const phrase = findPhrase(lexed.words, index);
  if (phrase !== null && (best === null || phrase.end > best.end)) {
    best = withFree(lexed, index, phrase);
  }

  return best ?? findOddWord(word);
}

function findPhrase(
  words: readonly Word[],
  index: number,
): { readonly end: number; readonly meaning: Meaning; readonly count: number } | null {
  const first = words[index]!;
  let most = 1;
  const longest = PHRASES.longestFrom(first.text);
  while (most < longest && words[index + most]?.before === 'tight') {
    most++;
  }

  for (let count = Math.min(most, longest); count >= 1; count--) {
    const meaning = PHRASES.find(
      count === 1
        ? first.text
        : words
            .slice(index, index + count)
            .map(({ text }) => text)
            .join(' '),
    );
    if (meaning !== null && !(meaning.kind === 'artist' && meaning.needsContext)) {
      return { end: words[index + count - 1]!.end, meaning, count };
    }
  }

  return null;
}

/** "Vocal-free", "drum free": the word after takes the instrument away. */
function withFree(
  lexed: Lexed,
  index: number,
  phrase: { readonly end: number; readonly meaning: Meaning; readonly count: number },
): Place {
  const next = lexed.words[index + phrase.count];
  const isThing = phrase.meaning.kind === 'instrument' || phrase.meaning.kind === 'vocals' || phrase.meaning.kind === 'melody';
  const isFree = isThing && next?.before === 'tight' && (next.text === 'free' || next.text === 'less');
  return { end: isFree ? next.end : phrase.end, meaning: phrase.meaning, readAs: null, isNegated: isFree };
}

function findEmoji(word: Word): Place {
  const signs = [word.text, ...word.text];
  const readAs = signs.map((sign) => EMOJI_WORDS.get(sign)).find((known) => known !== undefined) ?? null;
  const meaning = readAs === null ? null : PHRASES.find(readAs);
  return meaning === null
    ? { end: word.end, meaning: { kind: 'unknown', suggestion: null }, readAs: null, isNegated: false }
    : { end: word.end, meaning, readAs, isNegated: false };
}

function findOddWord(word: Word): Place {
  const { text, end } = word;
  const decade = /^((?:19[2-9]|20[0-2])\d)$/.test(text) ? PHRASES.find(`${text.slice(0, 3)}0s`) : null;
  if (decade !== null) {
    return { end, meaning: decade, readAs: null, isNegated: false };
  }

  if (/^\d/.test(text)) {
    return { end, meaning: { kind: 'number' }, readAs: null, isNegated: false };
  }

  const formed = meaningOfForm(text);
  if (formed !== null) {
    return { end, meaning: formed, readAs: null, isNegated: false };
  }

  const lacking = /^(\w{3,})less$/.exec(text)?.[1];
  const lacked = lacking === undefined ? null : PHRASES.find(lacking);
  if (lacked !== null && (lacked.kind === 'instrument' || lacked.kind === 'vocals')) {
    return { end, meaning: lacked, readAs: null, isNegated: true };
  }

  const synonym = [text, ...stemsOf(text)].flatMap((form) => findSynonym(form) ?? [])[0];
  const alike = synonym === undefined ? null : PHRASES.find(synonym);
  if (alike !== null && synonym !== undefined) {
    return { end, meaning: alike, readAs: synonym, isNegated: false, isSynonym: true };
  }

  const near = wordsNear(text);
  const nearest = near[0];
  const isClear = nearest !== undefined && text.length >= SHORTEST_CORRECTED && near.length === 1 && nearest[0] === text[0];
  const corrected = isClear ? PHRASES.find(nearest) : null;
  return corrected === null
    ? { end, meaning: { kind: 'unknown', suggestion: nearest ?? null }, readAs: null, isNegated: false }
    : { end, meaning: corrected, readAs: nearest ?? null, isNegated: false };
}
