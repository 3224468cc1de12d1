import type { Language } from '../vocabulary/languages/language.ts';
import { fold } from './lex.ts';

/** What a phrase of a language is in English. */
export type Translation = { readonly english: string; readonly isNegationAfter: boolean };

type Tables = {
  readonly phrases: Map<string, Translation>;
  readonly mostWords: Map<string, number>;
  /** Letters of the longest phrase that begins with a letter, for languages without spaces. */
  readonly mostLetters: Map<string, number>;
};

/** A language's phrases under their folded words; built the first time they are asked for, as most prompts need none. */
export class LanguageIndex {
  readonly language: Language;
  readonly #markers: ReadonlySet<string>;
  #tables: Tables | null = null;

  constructor(language: Language) {
    this.language = language;
    this.#markers = new Set(language.markers.split(' ').map(keyOf));
  }

  isMarker(word: string): boolean {
    return this.#markers.has(word);
  }

  /** The translation of a phrase of folded words, as it stands or by its base form. */
  find(key: string): Translation | null {
    const { phrases } = this.#built();
    const found = phrases.get(key);
    if (found !== undefined) {
      return found;
    }

    for (const base of this.language.basesOf(key)) {
      const based = phrases.get(base);
      if (based !== undefined) {
        return based;
      }
    }

    return null;
  }

  /** How many words the longest phrase beginning with `first` has; 1 when none does. */
  mostWords(first: string): number {
    return this.#built().mostWords.get(first) ?? 1;
  }

  /** The longest phrase that `text` has at `offset`, written without spaces. */
  findAt(text: string, offset: number): (Translation & { readonly length: number }) | null {
    const { phrases, mostLetters } = this.#built();
    const most = mostLetters.get(text[offset] ?? '') ?? 0;
    for (let length = Math.min(most, text.length - offset); length > 0; length--) {
      const found = phrases.get(text.slice(offset, offset + length));
      if (found !== undefined) {
        return { ...found, length };
      }
    }

    return null;
  }

  #built(): Tables {
    if (this.#tables === null) {
      this.#tables = { phrases: new Map(), mostWords: new Map(), mostLetters: new Map() };
      const { negationsAfter, words } = this.language;
      negationsAfter.forEach(([english, said]) => this.#add(english, said, true));
      words.forEach(([english, said]) => this.#add(english, said, false));
    }

    return this.#tables;
  }

  #add(english: string, said: string, isNegationAfter: boolean): void {
    const { phrases, mostWords, mostLetters } = this.#built();
    for (const key of said.split(', ').flatMap(keysOf)) {
      if (phrases.has(key)) {
        continue;
      }

      phrases.set(key, { english, isNegationAfter });
      const words = key.split(' ');
      const first = words[0] ?? key;
      mostWords.set(first, Math.max(mostWords.get(first) ?? 1, words.length));
      const letter = key[0] ?? '';
      mostLetters.set(letter, Math.max(mostLetters.get(letter) ?? 0, key.length));
    }
  }
}

/** A word as the index keys it: without case, accents and the dots that few people type. */
export function keyOf(word: string): string {
  return fold(word).replaceAll('ß', 'ss').replaceAll('œ', 'oe').replaceAll('\u093c', '');
}

/** German umlauts are typed as "ä", "a" or "ae". */
function keysOf(phrase: string): readonly string[] {
  const plain = keyOf(phrase).replace(/[-\s]+/g, ' ');
  return /[äöüÄÖÜ]/.test(phrase)
    ? [plain, keyOf(phrase.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue')).replace(/[-\s]+/g, ' ')]
    : [plain];
}
