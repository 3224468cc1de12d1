import type { Meaning } from '../vocabulary/meaning.ts';
import type { Lexed, Word } from './lex.ts';
import type { PatternMeaning } from './patterns/pattern.ts';
import { PHRASES } from './phrase-index.ts';
import { meaningOfForm } from './word-forms.ts';

type Found = {
  readonly end: number;
  readonly meaning: Meaning | PatternMeaning;
  readonly readAs: null;
  readonly isNegated: false;
};

const LONGEST_LEAD = 6;
const LONGEST_NAME = 5;
const LINKING = new Set(['the', 'of', 'and', '&', 'de', 'van', 'la', 'le', 'el', 'von', 'da', 'a']);
const SKIPPED = new Set([
  'the',
  'a',
  'an',
  'music',
  'of',
  'by',
  'from',
  'songs',
  'song',
  'track',
  'tracks',
  'something',
  'that',
  'style',
  'work',
  'works',
  'band',
  'artist',
  'composer',
  'early',
  'late',
]);
const AFTER_NAME = /^(?:type beat|type|style|styled|esque|vibes?|like|sound|flavou?red|inspired)(?![a-z])/;

/**
 * Reads "like <name>", "in the style of <name>", "<name> type beat". A name is one of the table of artists, words in
 * capitals that the vocabulary lacks, or, after a strong phrase, any words it lacks. Null when no name is there.
 */
export function findLikeness(lexed: Lexed, index: number): Found | null {
  const { words } = lexed;
  const lead = readLead(words, index);
  if (lead !== null) {
    const name = readName(lexed, lead.next, lead.isStrong);
    if (name !== null) {
      return name;
    }
  }

  return readNameBefore(lexed, index);
}

function readLead(words: readonly Word[], index: number): { readonly next: number; readonly isStrong: boolean } | null {
  const first = words[index]!;
  for (let count = Math.min(LONGEST_LEAD, PHRASES.longestFrom(first.text)); count >= 1; count--) {
    const slice = words.slice(index, index + count);
    if (slice.length < count || slice.some((word, place) => place > 0 && word.before !== 'tight')) {
      continue;
    }

    const meaning = PHRASES.find(slice.map(({ text }) => text).join(' '));
    if (meaning?.kind === 'likeness') {
      return { next: index + count, isStrong: meaning.isStrong };
    }
  }

  return null;
}

function readName(lexed: Lexed, from: number, isStrong: boolean): Found | null {
  const { words } = lexed;
  for (let skipped = 0; skipped <= 4; skipped++) {
    const index = from + skipped;
    const word = words[index];
    if (word === undefined || word.before === 'stop' || (skipped > 0 && !SKIPPED.has(words[index - 1]?.text ?? ''))) {
      return null;
    }

    const known = readArtist(words, index);
    if (known !== null) {
      return known;
    }

    const end = readUnknownName(lexed, index, isStrong);
    if (end !== null) {
      return { end, meaning: { kind: 'unknown-artist' }, readAs: null, isNegated: false };
    }
  }

  return null;
}

function readArtist(words: readonly Word[], index: number): Found | null {
  const first = words[index]!;
  for (let count = Math.min(LONGEST_NAME, PHRASES.longestFrom(first.text.replace(/'s$/, ''))); count >= 1; count--) {
    const slice = words.slice(index, index + count);
    if (slice.length < count || slice.some((word, place) => place > 0 && word.before === 'stop')) {
      continue;
    }

    const meaning = PHRASES.find(slice.map(({ text }) => text.replace(/'s$/, '')).join(' '));
    if (meaning?.kind === 'artist') {
      return { end: slice[count - 1]!.end, meaning, readAs: null, isNegated: false };
    }
  }

  // A name that is also an everyday word is owned by the everyday meaning; the table of names is asked by itself.
  return null;
}

function readUnknownName(lexed: Lexed, index: number, isStrong: boolean): number | null {
  const { words } = lexed;
  let end: number | null = null;
  for (let count = 0; count < LONGEST_NAME; count++) {
    const word = words[index + count];
    if (word === undefined || word.kind === 'emoji' || (count > 0 && word.before !== 'tight')) {
      break;
    }

    const isLinking = count > 0 && LINKING.has(word.text) && isCapital(lexed, words[index + count + 1]);
    const isName = !isKnown(word.text) && /^\p{L}/u.test(word.text) && (isCapital(lexed, word) || isStrong);
    const isCapitalAfterName = count > 0 && end !== null && isCapital(lexed, word) && !isAllCapitals(lexed);
    if (!isName && !isLinking && !isCapitalAfterName) {
      break;
    }

    end = isLinking ? end : word.end;
  }

  return end;
}

/** "Skepta type beat": an unknown name in capitals before the words that make it a likeness. */
function readNameBefore(lexed: Lexed, index: number): Found | null {
  const { words, folded } = lexed;
  const artist = readArtistWithContext(words, index);
  const end = artist?.end ?? (isCapital(lexed, words[index]) ? readUnknownName(lexed, index, false) : null);
  if (end === null) {
    return null;
  }

  const rest = folded.slice(end, end + 24).replace(/^(?:'s)?[ -]/, '');
  const after = AFTER_NAME.exec(rest);
  if (after === null || rest === folded.slice(end, end + 24)) {
    return null;
  }

  const lead = folded.slice(end, end + 24).length - rest.length;
  return {
    end: end + lead + after[0].length,
    meaning: artist?.meaning ?? { kind: 'unknown-artist' },
    readAs: null,
    isNegated: false,
  };
}

function readArtistWithContext(words: readonly Word[], index: number): Found | null {
  const found = readArtist(words, index);
  return found !== null && found.meaning.kind === 'artist' ? found : null;
}

function isKnown(text: string): boolean {
  return PHRASES.find(text) !== null || PHRASES.longestFrom(text) > 1 || meaningOfForm(text) !== null;
}

function isCapital({ raw }: Lexed, word: Word | undefined): boolean {
  return word !== undefined && /^\p{Lu}/u.test(raw.slice(word.start, word.end));
}

function isAllCapitals({ raw }: Lexed): boolean {
  return raw === raw.toUpperCase();
}
