import { INSTRUMENTS, MOODS, STYLES, USES } from '../../engine/brief/index.ts';

/** The lists there are of what a prompt may say. */
export const VOCABULARIES = ['styles', 'moods', 'instruments', 'uses'] as const;
export type VocabularyName = (typeof VOCABULARIES)[number];

/** One entry of a list: the word to use, what it is, and other ways to say it. */
export type VocabularyEntry = { readonly name: string; readonly description: string; readonly also: readonly string[] };

/** What a prompt may say of one kind. */
export function listVocabulary(name: VocabularyName): readonly VocabularyEntry[] {
  switch (name) {
    case 'styles':
      return STYLES.map((style) => ({
        name: style.name,
        description: `${style.description} ${style.tempoRange[0]}–${style.tempoRange[1]} BPM.`,
        also: style.id === style.name ? [] : [style.id],
      }));
    case 'moods':
      return MOODS.map(({ word, description, words }) => ({ name: word, description, also: words.slice(1) }));
    case 'instruments':
      return INSTRUMENTS.map(({ id, name: shown, family }) => ({ name: shown, description: family, also: [id] }));
    case 'uses':
      return USES.map(({ name: use, words, moods }) => ({
        name: use,
        description: moods.length === 0 ? 'any mood' : moods.join(', '),
        also: words.slice(1),
      }));
  }
}
