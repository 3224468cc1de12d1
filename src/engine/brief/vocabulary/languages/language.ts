/** A number, a key or a moment as a language writes it, put into the English that the patterns of `reading` read. */
export type LanguagePattern = {
  /** Sticky and, beyond Latin script, in Unicode mode; tried on the prompt as it is written. */
  readonly expression: RegExp;
  readonly english: (match: RegExpExecArray) => string;
};

/**
 * A language besides English as data: what its words are in the English of our own tables, so that one set of meanings, one
 * grammar of numbers and one reading of "no" serve them all.
 */
export type Language = {
  readonly id: 'zh' | 'ja' | 'hi' | 'es' | 'pt' | 'de' | 'fr';
  readonly name: string;
  /** English phrase of the vocabulary, then every way to say it, parted by commas. An empty phrase drops words that say nothing. */
  readonly words: readonly (readonly [english: string, said: string])[];
  /** Negations that follow what they deny ("ドラムなし", "drum ke bina") and go before it in English. */
  readonly negationsAfter: readonly (readonly [english: string, said: string])[];
  /** Small words by which a text in Latin script is known to be in this language and not in English. */
  readonly markers: string;
  /** Base forms that an inflected word may come from, likeliest first; the word itself is not among them. */
  readonly basesOf: (word: string) => readonly string[];
  readonly patterns: readonly LanguagePattern[];
};
