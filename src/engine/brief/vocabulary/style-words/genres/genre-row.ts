import { STYLE_IDS, type StyleId } from '../../../brief.ts';
import type { StyleWordRow } from '../style-row.ts';

/**
 * A genre that is not a style of its own: its names, the styles it may be made from (the first there is counts), what sets
 * it apart from that style, and the same as data.
 */
export type GenreRow = readonly [words: string, homes: string, apart: string, more?: Omit<NonNullable<StyleWordRow[2]>, 'near'>];

/** Genres as the rows that the phrase index reads. */
export function styleWordsOf(rows: readonly GenreRow[]): readonly StyleWordRow[] {
  return rows.map(([words, homes, apart, more = {}]) => [words, homeOf(homes, words), { ...more, apart }]);
}

function homeOf(homes: string, words: string): StyleId {
  const found = homes.split(' ').flatMap((id) => STYLE_IDS.filter((known) => known === id))[0];
  if (found === undefined) {
    throw new Error(`No style among "${homes}" to make "${words}" from.`);
  }

  return found;
}
