import { LANGUAGES } from '../vocabulary/languages/index.ts';
import type { Gloss, GlossPiece } from './gloss.ts';
import { keyOf, LanguageIndex } from './language-index.ts';
import { PHRASES } from './phrase-index.ts';
import { type Piece, placeNegations } from './place-negations.ts';
import { meaningOfForm } from './word-forms.ts';

const SPACELESS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〇]/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const DEVANAGARI = /^\p{Script=Devanagari}/u;
const FOREIGN_SCRIPT = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Devanagari}]/u;
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/uy;
const QUOTED = /["“”„«《「『][^"“”„«»《》「」『』\n]{1,200}["”“»》」』]/uy;
const ELISION = /^(?:d|l|qu|j|n|s|m|t|c)['’]/iu;
/** What may stand between the words of one phrase. */
const TIGHT = /[ \t-]{0,3}/y;

/** Words by which a text is English; those that other languages share say nothing. */
const ENGLISH_MARKERS = new Set(
  'the with and for of like music that is it but from should make some want need which very without track song to on at by my your this'.split(
    ' ',
  ),
);
/** Kinds worth taking from another language into a text that is not in it. */
const CONTENT = new Set([
  'mood',
  'style',
  'instrument',
  'tempo',
  'use',
  'colour',
  'energy',
  'request',
  'vocals',
  'loop',
  'meter',
]);
/** A shorter word of a text in no known language is likelier a chance likeness. */
const SHORTEST_GUEST = 5;

const INDICES: readonly LanguageIndex[] = LANGUAGES.map((language) => new LanguageIndex(language));
const [CHINESE, JAPANESE, HINDI] = ['zh', 'ja', 'hi'].map((id) => INDICES.filter(({ language }) => language.id === id)[0]);
const LATIN = INDICES.filter(({ language }) => language.id !== 'zh' && language.id !== 'ja');

/** Puts a prompt in any of the known languages, or in several, into English words; English stays untouched. */
export function translate(prompt: string): Gloss {
  const words = [...prompt.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu)].map(([word]) => keyOf(word));
  const ranked = rankLanguages(words, KANA.test(prompt));
  if (!FOREIGN_SCRIPT.test(prompt) && ranked.first === null && words.every(isEnglish)) {
    return { text: prompt, pieces: null };
  }

  const pieces: Piece[] = [];
  let offset = 0;
  while (offset < prompt.length) {
    const piece = pieceAt(prompt, offset, ranked);
    pieces.push(piece);
    offset = piece.end;
  }

  return pieces.every(({ isCopy }) => isCopy) ? { text: prompt, pieces: null } : glossOf(placeNegations(pieces));
}

type Ranked = {
  /** The language that the text is in rather than in English; null when it is English. */
  readonly first: LanguageIndex | null;
  /** Where single words may come from, likeliest first. */
  readonly others: readonly LanguageIndex[];
  readonly hasMarkers: boolean;
  /** There is English in it too, so a word of both stays English. */
  readonly isMixed: boolean;
  /** Where words without spaces come from: kana are only Japanese. */
  readonly spaceless: readonly LanguageIndex[];
};

function rankLanguages(words: readonly string[], hasKana: boolean): Ranked {
  const english = words.reduce((count, word) => count + (ENGLISH_MARKERS.has(word) ? 1 : 0), 0);
  const scored = LATIN.map((index) => {
    const found = words.filter((word) => index.isMarker(word.replace(ELISION, '')) || index.isMarker(word));
    return { index, score: found.length, isSure: found.length > 1 || found.some((word) => !isEnglish(word)) };
  }).sort((left, right) => right.score - left.score);
  const best = scored[0];
  const isForeign = best !== undefined && best.score > english && best.isSure;
  return {
    first: isForeign ? best.index : null,
    others: scored.filter(({ index }) => !isForeign || index !== best.index).map(({ index }) => index),
    hasMarkers: best !== undefined && best.score > 0,
    isMixed: english > 0,
    spaceless: (hasKana ? [JAPANESE, CHINESE] : [CHINESE, JAPANESE]).flatMap((index) => index ?? []),
  };
}

function isEnglish(word: string): boolean {
  return PHRASES.find(word) !== null || PHRASES.longestFrom(word) > 1 || /^\d/.test(word);
}

function pieceAt(prompt: string, offset: number, ranked: Ranked): Piece {
  const quoted = matchAt(QUOTED, prompt, offset);
  if (quoted !== null) {
    // The marks of other scripts become the plain ones, so that titles are found between them.
    const english = /^[《「『]/.test(quoted) ? `"${quoted.slice(1, -1)}"` : quoted;
    return { english, start: offset, end: offset + quoted.length, kind: 'copy', isCopy: true };
  }

  return (
    patternAt(prompt, offset, ranked) ??
    (SPACELESS.test(prompt.slice(offset, offset + 2)) ? spacelessAt(prompt, offset, ranked) : spacedAt(prompt, offset, ranked))
  );
}

function patternAt(prompt: string, offset: number, { first }: Ranked): Piece | null {
  if (/[\p{L}\p{M}\p{N}]/u.test(prompt[offset - 1] ?? '') && !SPACELESS.test(prompt[offset - 1] ?? '')) {
    return null;
  }

  for (const index of INDICES) {
    const { id, patterns } = index.language;
    if (patterns.length === 0 || !(index === first || id === 'zh' || id === 'ja' || id === 'hi')) {
      continue;
    }

    for (const { expression, english } of patterns) {
      expression.lastIndex = offset;
      const match = expression.exec(prompt);
      if (match !== null && match[0] !== '') {
        return { english: english(match), start: offset, end: offset + match[0].length, kind: 'words', isCopy: false };
      }
    }
  }

  return null;
}

/** Chinese and Japanese: the longest phrase that begins here, or all letters up to the next one. */
function spacelessAt(prompt: string, offset: number, { spaceless }: Ranked): Piece {
  const findAt = (at: number) => {
    const found = spaceless.flatMap((index) => index.findAt(prompt, at) ?? []);
    // The language of the text decides, unless the other knows a longer word.
    return found.reduce<(typeof found)[number] | null>(
      (best, item) => (best === null || item.length > best.length ? item : best),
      null,
    );
  };
  const found = findAt(offset);
  if (found !== null) {
    return {
      english: found.english,
      start: offset,
      end: offset + found.length,
      kind: found.isNegationAfter ? 'negation-after' : 'words',
      isCopy: false,
    };
  }

  let end = offset + 1;
  while (end < prompt.length && SPACELESS.test(prompt.slice(end, end + 2)) && findAt(end) === null) {
    end++;
  }

  return { english: prompt.slice(offset, end), start: offset, end, kind: 'words', isCopy: true };
}

function spacedAt(prompt: string, offset: number, ranked: Ranked): Piece {
  const word = matchAt(WORD, prompt, offset);
  if (word === null) {
    let end = offset + 1;
    while (end < prompt.length && matchAt(WORD, prompt, end) === null && matchAt(QUOTED, prompt, end) === null) {
      end++;
    }

    return { english: prompt.slice(offset, end), start: offset, end, kind: 'gap', isCopy: true };
  }

  const spaceless = [...word].findIndex((letter) => SPACELESS.test(letter));
  const own = spaceless > 0 ? [...word].slice(0, spaceless).join('') : word;
  const isHindi = DEVANAGARI.test(own);
  const isGuest = !isHindi && ranked.first === null;
  const key = keyOf(own);
  // "Bossa nova" is known as it is, whatever "nova" may be elsewhere.
  const english = isHindi ? null : englishAt(prompt, offset, own);
  if (english !== null && (isGuest || ranked.isMixed)) {
    return copy(prompt.slice(offset, english.end), offset);
  }

  if (isGuest && meaningOfForm(key) !== null) {
    return copy(own, offset);
  }

  const languages = isHindi ? (HINDI === undefined ? [] : [HINDI]) : ranked.first === null ? ranked.others : [ranked.first];
  for (const index of languages) {
    const found = phraseAt(prompt, offset, own, index);
    if (found !== null && (!isGuest || isWorthTaking(found.english, own, index, ranked))) {
      return english !== null && isBetter(english, found) ? copy(prompt.slice(offset, english.end), offset) : found;
    }
  }

  if (!isGuest && english === null && meaningOfForm(key) === null) {
    for (const index of ranked.others) {
      const found = phraseAt(prompt, offset, own, index);
      if (found !== null && isWorthTaking(found.english, own, index, ranked)) {
        return found;
      }
    }
  }

  return copy(own, offset);
}

type EnglishPhrase = { readonly end: number; readonly kind: string; readonly count: number };

/** The longest English phrase that begins with `word`, or null. */
function englishAt(prompt: string, offset: number, word: string): EnglishPhrase | null {
  let end = offset + word.length;
  let key = keyOf(word);
  const most = PHRASES.longestFrom(key);
  let longest: EnglishPhrase | null = null;
  for (let count = 1; ; count++) {
    const meaning = PHRASES.find(key);
    if (meaning !== null) {
      longest = { end, kind: meaning.kind, count };
    }

    const gap = count < most ? (matchAt(TIGHT, prompt, end) ?? '') : '';
    const next = gap === '' ? null : matchAt(WORD, prompt, end + gap.length);
    if (next === null) {
      return longest;
    }

    end += gap.length + next.length;
    key += ` ${keyOf(next)}`;
  }
}

/** In a text of another language an English phrase counts where it says more than what the language makes of the word. */
function isBetter(english: EnglishPhrase, found: Piece): boolean {
  const kind = PHRASES.find(found.english)?.kind;
  const saysLittle = found.english === '' || kind === 'request' || kind === 'frame' || kind === 'stop';
  return (
    english.end > found.end ||
    (english.count > 1 && english.end === found.end) ||
    (saysLittle && CONTENT.has(english.kind) && english.kind !== 'request')
  );
}

function copy(text: string, start: number): Piece {
  return { english: text, start, end: start + text.length, kind: 'words', isCopy: true };
}

/** Whether a single word of another language is to be believed in a text that is not in it. */
function isWorthTaking(english: string, word: string, index: LanguageIndex, { hasMarkers }: Ranked): boolean {
  if (english === '') {
    return index.isMarker(keyOf(word));
  }

  const kind = PHRASES.find(english)?.kind ?? (english.includes(' ') ? 'mood' : null);
  return kind !== null && CONTENT.has(kind) && (hasMarkers || word.length >= SHORTEST_GUEST);
}

/** The longest phrase of a language with spaces that begins with `word`. */
function phraseAt(prompt: string, offset: number, word: string, index: LanguageIndex): Piece | null {
  const bare = word.replace(ELISION, '');
  for (const first of bare === word ? [word] : [word, bare]) {
    const keys = [keyOf(first)];
    const ends = [offset + word.length];
    const most = index.mostWords(keys[0] ?? '');
    while (keys.length < most) {
      const at = ends.at(-1) ?? offset;
      const gap = matchAt(TIGHT, prompt, at) ?? '';
      const next = gap === '' ? null : matchAt(WORD, prompt, at + gap.length);
      if (next === null) {
        break;
      }

      keys.push(`${keys.at(-1) ?? ''} ${keyOf(next)}`);
      ends.push(at + gap.length + next.length);
    }

    for (let count = keys.length - 1; count >= 0; count--) {
      const found = index.find(keys[count] ?? '');
      if (found !== null) {
        const kind = found.isNegationAfter ? 'negation-after' : 'words';
        return { english: found.english, start: offset, end: ends[count] ?? offset, kind, isCopy: false };
      }
    }
  }

  return null;
}

function matchAt(expression: RegExp, text: string, offset: number): string | null {
  expression.lastIndex = offset;
  return expression.exec(text)?.[0] ?? null;
}

/** Joins the pieces into one text, with a space wherever two words would touch. */
function glossOf(pieces: readonly Piece[]): Gloss {
  const placed: GlossPiece[] = [];
  let text = '';
  for (const { english, start, end, kind, isCopy } of pieces) {
    if (english === '') {
      continue;
    }

    const isTouching = kind !== 'gap' && /[\p{L}\p{M}\p{N}]$/u.test(text);
    text += isTouching ? ' ' : '';
    placed.push({ from: text.length, to: text.length + english.length, start, end, isCopy });
    text += english;
  }

  return { text, pieces: placed };
}
