import type { Key, Meter, Mode } from '../../brief.ts';
import type { Meaning } from '../../vocabulary/meaning.ts';
import type { Lexed, Word } from '../lex.ts';

/** What a grammar of numbers and signs found, beside the vocabulary's meanings. */
export type PatternMeaning =
  | { readonly kind: 'tempo-number'; readonly low: number; readonly high: number; readonly isExact: boolean }
  | { readonly kind: 'duration'; readonly seconds: number; readonly isLimit: boolean }
  | { readonly kind: 'bars'; readonly bars: number }
  | {
      readonly kind: 'key';
      readonly tonic: Key['tonic'];
      readonly mode: Mode | null;
      readonly said: string;
      readonly near: string | null;
    }
  | { readonly kind: 'odd-meter'; readonly said: string; readonly meter: Meter | null }
  | { readonly kind: 'chords'; readonly chords: readonly string[]; readonly changed: readonly string[] }
  | { readonly kind: 'title'; readonly title: string }
  | {
      readonly kind: 'time';
      readonly at: { readonly seconds: number } | { readonly fraction: number };
      readonly isClock: boolean;
    }
  | KeyChangeMeaning
  | { readonly kind: 'meter-change'; readonly said: string }
  | { readonly kind: 'unknown-artist' };

/** Another key on the way: so many half steps from the first, or to a named tonic, and from where on. */
export type KeyChangeMeaning = {
  readonly kind: 'key-change';
  readonly semitones: number;
  readonly tonic: Key['tonic'] | null;
  readonly at: 'last-refrain' | 'bridge' | number;
};

export type Found = { readonly end: number; readonly meaning: Meaning | PatternMeaning };

/** Where a pattern may look: the text, the word it starts at, and the kind of what came just before. */
export type Place = { readonly lexed: Lexed; readonly index: number; readonly word: Word; readonly previousKind: string | null };

/** Tries to read something at a word; null when it is not there. */
export type Pattern = (place: Place) => Found | null;

/** Runs a sticky expression at `offset`; the match must not end inside a word. */
export function matchAt(expression: RegExp, text: string, offset: number): RegExpExecArray | null {
  expression.lastIndex = offset;
  const match = expression.exec(text);
  return match === null || /[\p{L}\p{N}]/u.test(text[offset + match[0].length] ?? '') ? null : match;
}
