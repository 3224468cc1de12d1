import { exp, type Rng } from '../../kernel/index.ts';
import type { Key, Mode } from '../brief.ts';
import type { StyleInfo } from '../vocabulary/styles.ts';

/** How bright each mode sounds: −1 to 1, matched against the mode lean of the moods. */
const BRIGHTNESS: { readonly [mode in Mode]: number } = {
  lydian: 0.8,
  major: 1,
  mixolydian: 0.5,
  dorian: -0.1,
  minor: -0.8,
  'harmonic-minor': -0.9,
  phrygian: -1,
};

/** The stated tonic and mode, or ones that suit the style, its instruments and the mood (`lean`, −1 minor to 1 major). */
export function chooseKey(style: StyleInfo, tonic: Key['tonic'] | null, mode: Mode | null, lean: number, rng: Rng): Key {
  // Moods outweigh the style's habit: at a full lean the other side all but disappears.
  const chosenMode =
    mode ??
    rng.fork('mode').weighted(style.modes, ({ mode: candidate, weight }) => weight * exp(6 * lean * BRIGHTNESS[candidate])).mode;
  const chosenTonic = tonic ?? rng.fork('tonic').pick(style.tonics);
  return { tonic: chosenTonic, mode: chosenMode };
}
