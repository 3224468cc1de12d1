import { assert, type Pitch, type PitchClass } from '../../kernel/index.ts';
import type { Key } from '../../brief/index.ts';

const PITCH_CLASS_BY_TONIC: { readonly [tonic in Key['tonic']]: PitchClass } = {
  C: 0,
  Db: 1,
  D: 2,
  Eb: 3,
  E: 4,
  F: 5,
  'F#': 6,
  G: 7,
  Ab: 8,
  A: 9,
  Bb: 10,
  B: 11,
};

const SHARP_NAMES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'] as const;
const FLAT_NAMES = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'] as const;

/** Semitones that a mode's tonic lies above the tonic of the major key with the same key signature. */
const SIGNATURE_SHIFT: { readonly [mode in Key['mode']]: number } = {
  major: 0,
  dorian: 2,
  phrygian: 4,
  lydian: 5,
  mixolydian: 7,
  minor: 9,
  'harmonic-minor': 9,
};

/** `value` folded into 0–11. */
export function foldPitchClass(value: number): PitchClass {
  return ((value % 12) + 12) % 12;
}

/** The key's first degree, 0–11. */
export function tonicPitchClass(key: Key): PitchClass {
  return PITCH_CLASS_BY_TONIC[key.tonic];
}

/** Sharps (positive) or flats (negative) in the key signature, −6 to 6. */
export function keySignature(key: Key): number {
  const relativeMajor = foldPitchClass(tonicPitchClass(key) - SIGNATURE_SHIFT[key.mode]);
  const fifths = (relativeMajor * 7) % 12;
  const usesFlats = fifths > 6 || (fifths === 6 && key.tonic !== 'F#' && key.tonic !== 'B' && key.tonic !== 'E');
  return usesFlats ? fifths - 12 : fifths;
}

const LETTERS = ['C', 'D', 'E', 'F', 'G', 'A', 'B'] as const;
const NATURALS = [0, 2, 4, 5, 7, 9, 11] as const;

/** Which degree (0–6) a note so many semitones above the tonic is heard as: the leading tone is a seventh in minor too, never a flat eighth. */
const HEARD_AS = [0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6] as const;

/** A pitch class spelled as it would be in the key: `Bb` in F major, `A#` in B major, `C#` in D minor. */
export function spellPitchClass(pitchClass: PitchClass, key: Key): string {
  const folded = foldPitchClass(pitchClass);
  const plain = keySignature(key) < 0 ? FLAT_NAMES : SHARP_NAMES;
  const tonic = tonicPitchClass(key);
  const tonicLetter = (plain[tonic] ?? 'C').charAt(0);
  const degree = HEARD_AS[foldPitchClass(folded - tonic)] ?? 0;
  const index = (LETTERS.findIndex((letter) => letter === tonicLetter) + degree) % 7;
  const off = foldPitchClass(folded - (NATURALS[index] ?? 0) + 6) - 6;
  const accidental = off === 0 ? '' : off === 1 ? '#' : off === -1 ? 'b' : null;
  return accidental === null ? (plain[folded] ?? 'C') : `${LETTERS[index] ?? 'C'}${accidental}`;
}

/** A pitch as a musician says it, middle C being `C4`. */
export function pitchName(pitch: Pitch, key: Key): string {
  return `${spellPitchClass(pitch, key)}${Math.floor(pitch / 12) - 1}`;
}

/** The pitch of this class nearest to `near`; the lower one when two are as near. */
export function nearestPitch(pitchClass: PitchClass, near: Pitch): Pitch {
  const up = foldPitchClass(pitchClass - near);
  return up < 6 ? near + up : near + up - 12;
}

/** The pitch of this class in `low`–`high` nearest to `near`, or the one nearest to that range when the range has none. */
export function nearestPitchWithin(pitchClass: PitchClass, near: Pitch, range: readonly [low: Pitch, high: Pitch]): Pitch {
  let pitch = nearestPitch(pitchClass, near);
  while (pitch < range[0]) {
    pitch += 12;
  }

  while (pitch > range[1]) {
    pitch -= 12;
  }

  return pitch;
}

/** Every pitch of the given classes from `low` to `high`, rising. */
export function pitchesWithin(pitchClasses: readonly PitchClass[], low: Pitch, high: Pitch): Pitch[] {
  assert(low <= high, `an empty range ${low}–${high}`);
  const pitches: Pitch[] = [];
  for (let pitch = Math.ceil(low); pitch <= high; pitch++) {
    if (pitchClasses.includes(foldPitchClass(pitch))) {
      pitches.push(pitch);
    }
  }

  return pitches;
}

/** The pitch moved by octaves into `low`–`high`, or as near to it as octaves bring it. */
export function foldIntoRange(pitch: Pitch, low: Pitch, high: Pitch): Pitch {
  let folded = pitch;
  while (folded < low) {
    folded += 12;
  }

  while (folded > high && folded - 12 >= low) {
    folded -= 12;
  }

  return folded;
}
