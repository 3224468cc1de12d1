import type { Feeling } from '../brief.ts';
import { CALM_MOODS } from './moods/calm.ts';
import { DARK_MOODS } from './moods/dark.ts';
import { HAPPY_MOODS } from './moods/happy.ts';
import type { MoodRow } from './moods/mood-row.ts';
import { SHADES } from './moods/shades.ts';
import { STRONG_MOODS } from './moods/strong.ts';
import { TENDER_MOODS } from './moods/tender.ts';

/** A mood word of the table and where it puts the music. */
export type MoodInfo = {
  /** The canonical word, as it stands in `Brief.moods`. */
  readonly word: string;
  /** A few words for `cuesmith moods`. */
  readonly description: string;
  /** All the ways to say it, the canonical word first. */
  readonly words: readonly string[];
  readonly feeling: Feeling;
  /** 0 still, 1 full force. */
  readonly energy: number;
  /** −1 towards the slow end of the style's range, 1 towards the fast end. */
  readonly tempo: number;
  /** −1 minor, 1 major. */
  readonly mode: number;
};

/** Every mood there is, brightest family first. */
export const MOODS: readonly MoodInfo[] = [
  ...HAPPY_MOODS,
  ...STRONG_MOODS,
  ...TENDER_MOODS,
  ...CALM_MOODS,
  ...DARK_MOODS,
  ...SHADES,
].map(moodFromRow);

const byWord = new Map(MOODS.map((mood) => [mood.word, mood]));

/** The mood with this canonical word, or null. */
export function findMood(word: string): MoodInfo | null {
  return byWord.get(word) ?? null;
}

function moodFromRow([words, description, feeling, [energy, tempo, mode]]: MoodRow): MoodInfo {
  const ways = words.split(', ');
  const [valence, brightness, tension, density, space] = feeling;
  return {
    word: ways[0] ?? words,
    description,
    words: ways,
    feeling: { valence, brightness, tension, density, space },
    energy,
    tempo,
    mode,
  };
}
