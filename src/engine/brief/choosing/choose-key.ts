import { exp, type Rng } from '../../kernel/index.ts';
import { type Key, type Mode, TONICS } from '../brief.ts';
import { findInstrument } from '../catalogue/instruments.ts';
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

/** Sharps of each tonic's major key, flats negative. */
const SHARPS: { readonly [tonic in Key['tonic']]: number } = {
  C: 0,
  Db: -5,
  D: 2,
  Eb: -3,
  E: 4,
  F: -1,
  'F#': 6,
  G: 1,
  Ab: -4,
  A: 3,
  Bb: -2,
  B: 5,
};

/** How many sharps a mode's signature has more than the major key on the same tonic. */
const MODE_SHARPS: { readonly [mode in Mode]: number } = {
  major: 0,
  lydian: 1,
  mixolydian: -1,
  dorian: -2,
  minor: -3,
  'harmonic-minor': -3,
  phrygian: -4,
};

export type KeyWish = {
  readonly style: StyleInfo;
  /** The stated tonic, null when nobody said one. */
  readonly tonic: Key['tonic'] | null;
  readonly mode: Mode | null;
  /** −1 minor to 1 major. */
  readonly lean: number;
  /** Instruments that must sound; their open strings or their horns decide with the style. */
  readonly instruments: readonly string[];
  readonly rng: Rng;
};

/** The stated tonic and mode, or ones that suit the style, its instruments and the mood, with few accidentals. */
export function chooseKey({ style, tonic, mode, lean, instruments, rng }: KeyWish): Key {
  // Moods outweigh the style's habit: at a full lean the other side all but disappears.
  const chosenMode =
    mode ??
    rng.fork('mode').weighted(style.modes, ({ mode: candidate, weight }) => weight * exp(6 * lean * BRIGHTNESS[candidate])).mode;
  const chosenTonic =
    tonic ?? rng.fork('tonic').weighted(TONICS, (candidate) => ease(candidate, chosenMode, { style, instruments }));
  return { tonic: chosenTonic, mode: chosenMode };
}

/** Sharps (flats negative) in the signature of a key: 3 for A major, −3 for C minor. */
export function signatureOf({ tonic, mode }: Key): number {
  return SHARPS[tonic] + MODE_SHARPS[mode];
}

/** How well a key lies for the style and the asked players; never quite 0, so that there is always one to take. */
function ease(
  tonic: Key['tonic'],
  mode: Mode,
  band: { readonly style: StyleInfo; readonly instruments: readonly string[] },
): number {
  const signature = signatureOf({ tonic, mode });
  const [low, high] = band.style.signatures;
  const isOutside = signature < low || signature > high;
  const families = band.instruments.map((id) => findInstrument(id)?.family);
  const hasStrings = families.some((family) => family === 'guitar' || family === 'plucked' || family === 'strings');
  const hasHorns = families.includes('brass');
  const against = (hasStrings && signature < -2) || (hasHorns && !hasStrings && signature > 2);
  return (isOutside ? 1e-6 : 1 / (1 + 0.18 * Math.abs(signature))) * (against ? 0.05 : 1);
}
