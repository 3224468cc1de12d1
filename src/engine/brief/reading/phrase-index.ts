import { ARTISTS } from '../vocabulary/artists.ts';
import { COLOURS } from '../vocabulary/colours.ts';
import { EMOJI } from '../vocabulary/emoji.ts';
import { FAMILY_WORDS, INSTRUMENT_WORDS, NEAR_INSTRUMENT_WORDS } from '../vocabulary/instruments/instrument-words.ts';
import type { Meaning, StyleMeaning } from '../vocabulary/meaning.ts';
import { MOODS } from '../vocabulary/moods.ts';
import { SMALL_WORDS } from '../vocabulary/small-words.ts';
import { STRUCTURE } from '../vocabulary/structure.ts';
import { GENRES } from '../vocabulary/style-words/genres/index.ts';
import { HOME_STYLES } from '../vocabulary/style-words/home-styles.ts';
import { NEAR_STYLES } from '../vocabulary/style-words/near-styles.ts';
import type { StyleWordRow } from '../vocabulary/style-words/style-row.ts';
import { USES } from '../vocabulary/uses.ts';
import { findInstrument } from '../catalogue/instruments.ts';
import { fold } from './lex.ts';

/** Every phrase of the vocabulary with its meaning. A phrase said twice keeps its first meaning. */
export class PhraseIndex {
  readonly #meanings = new Map<string, Meaning>();
  readonly #longest = new Map<string, number>();

  /** Adds a phrase, unless it is there already. Hyphens count as spaces. */
  add(phrase: string, meaning: Meaning): void {
    const words = wordsOfPhrase(phrase);
    const key = words.join(' ');
    const first = words[0];
    if (first === undefined || this.#meanings.has(key)) {
      return;
    }

    this.#meanings.set(key, meaning);
    this.#longest.set(first, Math.max(this.#longest.get(first) ?? 0, words.length));
  }

  find(key: string): Meaning | null {
    return this.#meanings.get(key) ?? null;
  }

  /** How many words the longest phrase beginning with `first` has; 0 when none does. */
  longestFrom(first: string): number {
    return this.#longest.get(first) ?? 0;
  }

  phrases(): IterableIterator<string> {
    return this.#meanings.keys();
  }
}

/** The words of a phrase as the index keys them. */
export function wordsOfPhrase(phrase: string): readonly string[] {
  return fold(phrase)
    .split(/[\s\-_/.]+|(?<=[a-z0-9])(?=&)|(?<=&)(?=[a-z0-9])/)
    .filter((word) => word !== '');
}

/** The meaning of each known emoji, by its first code point or whole sequence. */
export const EMOJI_WORDS: ReadonlyMap<string, string> = new Map(
  EMOJI.flatMap(([emoji, word]) => [...emoji].map((sign): [string, string] => [sign, word])),
);

function buildIndex(): PhraseIndex {
  const index = new PhraseIndex();
  const addAll = (words: string, meaning: Meaning): void => words.split(', ').forEach((phrase) => index.add(phrase, meaning));

  // Order decides who owns a word said by two tables: steering words, then what is most specific.
  STRUCTURE.forEach(([words, meaning]) => addAll(words, meaning));
  [...HOME_STYLES, ...NEAR_STYLES, ...GENRES].forEach((row) => addAll(row[0], styleMeaning(row)));
  addInstruments(index);
  COLOURS.forEach((colour) => colour.words.forEach((word) => index.add(word, colour)));
  MOODS.forEach((mood) => mood.words.forEach((word) => index.add(word, { kind: 'mood', mood: mood.word })));
  USES.forEach((use) => use.words.forEach((word) => index.add(word, use)));
  ARTISTS.forEach(([names, substitute, style, moods, needsContext]) =>
    addAll(names, {
      kind: 'artist',
      substitute,
      style,
      moods: moods === '' ? [] : moods.split(', '),
      needsContext: needsContext === true,
    }),
  );
  SMALL_WORDS.forEach(([words, meaning]) => addAll(words, meaning));
  return index;
}

function addInstruments(index: PhraseIndex): void {
  const addPlural = (phrase: string, meaning: Meaning): void => {
    index.add(phrase, meaning);
    if (!/[sx]$/.test(phrase)) {
      index.add(`${phrase}s`, meaning);
    }
  };

  for (const [id, words] of INSTRUMENT_WORDS) {
    const name = findInstrument(id)?.name ?? id;
    [...words.split(', '), name].forEach((word) =>
      addPlural(word, { kind: 'instrument', target: { id }, excludes: WIDER_EXCLUSIONS.get(id) ?? [id], name, near: null }),
    );
  }

  for (const [family, words, excludes] of FAMILY_WORDS) {
    words.split(', ').forEach((word) =>
      addPlural(word, {
        kind: 'instrument',
        target: { family },
        excludes: excludes.split(' '),
        name: family.replace('-', ' '),
        near: null,
      }),
    );
  }

  for (const [words, id, near] of NEAR_INSTRUMENT_WORDS) {
    const name = findInstrument(id)?.name ?? id;
    words.split(', ').forEach((word) => addPlural(word, { kind: 'instrument', target: { id }, excludes: [id], name, near }));
  }
}

/** "No strings" means no violin either. */
const WIDER_EXCLUSIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['string-section', ['strings']],
  ['brass-section', ['brass']],
  ['808-bass', ['808-bass', 'kit-808']],
]);

function styleMeaning([, style, more = {}]: StyleWordRow): StyleMeaning {
  return {
    kind: 'style',
    style,
    near: more.near ?? null,
    apart: more.apart ?? null,
    tempoRange: more.tempo ?? null,
    mode: more.mode ?? null,
    meter: more.meter ?? null,
    instruments: more.with === undefined ? [] : more.with.split(' '),
    isWhole: more.whole === true,
    moods: more.moods === undefined ? [] : more.moods.split(', '),
    production: more.production === undefined ? [] : [more.production],
    blend: more.blend === undefined ? null : { style: more.blend[0], weight: more.blend[1] },
  };
}

export const PHRASES: PhraseIndex = buildIndex();
