import { FAMILY_WORDS, INSTRUMENT_WORDS, NEAR_INSTRUMENT_WORDS } from './vocabulary/instruments/instrument-words.ts';

const wordsById: ReadonlyMap<string, readonly string[]> = new Map(INSTRUMENT_WORDS.map(([id, words]) => [id, words.split(', ')]));

/** The ways to ask for an instrument of the catalogue by name, the plainest first; empty for an unknown id. */
export function instrumentWords(id: string): readonly string[] {
  return wordsById.get(id) ?? [];
}

/** Words for whole families ("drums", "guitar"), within which the style picks the player. */
export const INSTRUMENT_FAMILIES: readonly { readonly family: string; readonly words: readonly string[] }[] = FAMILY_WORDS.map(
  ([family, words]) => ({
    family,
    words: words.split(', '),
  }),
);

/** Instruments that the catalogue lacks and another stands in for: the words and the stand-in's id. */
export const STAND_INS: readonly { readonly words: readonly string[]; readonly id: string; readonly note: string }[] =
  NEAR_INSTRUMENT_WORDS.map(([words, id, note]) => ({ words: words.split(', '), id, note }));
