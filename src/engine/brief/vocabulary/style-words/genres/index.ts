import type { StyleWordRow } from '../style-row.ts';
import { BAND_GENRES } from './band-genres.ts';
import { CLUB_GENRES } from './club-genres.ts';
import { SCORE_GENRES } from './score-genres.ts';
import { URBAN_GENRES } from './urban-genres.ts';
import { WORLD_GENRES } from './world-genres.ts';

/** Every genre that is made from a style of another name. */
export const GENRES: readonly StyleWordRow[] = [
  ...CLUB_GENRES,
  ...URBAN_GENRES,
  ...BAND_GENRES,
  ...WORLD_GENRES,
  ...SCORE_GENRES,
];
