import type { Key, Mode } from '../../brief/index.ts';
import type { PitchClass } from '../../kernel/index.ts';
import type { MelodyStyle } from '../styles/style.ts';
import { foldPitchClass, tonicPitchClass } from './pitch.ts';

const MODE_STEPS: { readonly [mode in Mode]: readonly number[] } = {
  major: [0, 2, 4, 5, 7, 9, 11],
  minor: [0, 2, 3, 5, 7, 8, 10],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  phrygian: [0, 1, 3, 5, 7, 8, 10],
  lydian: [0, 2, 4, 6, 7, 9, 11],
  mixolydian: [0, 2, 4, 5, 7, 9, 10],
  'harmonic-minor': [0, 2, 3, 5, 7, 8, 11],
};

/** Semitones of the seven degrees above the tonic. */
export function modeSteps(mode: Mode): readonly number[] {
  return MODE_STEPS[mode];
}

/** Whether the mode's own third is minor. */
export function isMinorMode(mode: Mode): boolean {
  return MODE_STEPS[mode][2] === 3;
}

/** The seven pitch classes of the key, from the tonic up. */
export function scalePitchClasses(key: Key): PitchClass[] {
  const tonic = tonicPitchClass(key);
  return MODE_STEPS[key.mode].map((step) => foldPitchClass(tonic + step));
}

/** The pitch class of a degree (1–7) of the key. */
export function degreePitchClass(key: Key, degree: number): PitchClass {
  return foldPitchClass(tonicPitchClass(key) + (MODE_STEPS[key.mode][(((degree - 1) % 7) + 7) % 7] ?? 0));
}

/** Where a pitch class lies in the key, 0–6 for its degrees from the tonic, or −1 outside the key. */
export function degreeIndex(pitchClass: PitchClass, key: Key): number {
  return MODE_STEPS[key.mode].indexOf(foldPitchClass(pitchClass - tonicPitchClass(key)));
}

/** The pitch classes a melody of this flavour uses, from the tonic up: five, six or seven notes of the key (with the blue notes). */
export function melodicScale(key: Key, flavour: MelodyStyle['scale']): PitchClass[] {
  const tonic = tonicPitchClass(key);
  const steps = MODE_STEPS[key.mode];
  const isMinor = isMinorMode(key.mode);
  switch (flavour) {
    case 'diatonic':
      return scalePitchClasses(key);
    case 'pentatonic': {
      // The five notes a fifth apart that hold no semitone, so nothing can clash; modes keep the note that marks them.
      const degrees = isMinor
        ? key.mode === 'dorian'
          ? [0, 2, 3, 4, 5]
          : key.mode === 'phrygian'
            ? [0, 1, 3, 4, 6]
            : [0, 2, 3, 4, 6]
        : key.mode === 'lydian'
          ? [0, 1, 2, 3, 4]
          : [0, 1, 2, 4, 5];
      return degrees.map((degree) => foldPitchClass(tonic + (steps[degree] ?? 0)));
    }
    case 'blues': {
      const blue = isMinor ? [0, 3, 5, 6, 7, 10] : [0, 2, 3, 4, 7, 9];
      return blue.map((step) => foldPitchClass(tonic + step));
    }
    case 'bebop': {
      const passing = isMinor ? 11 : 8;
      return [...new Set([...steps, passing])].sort((left, right) => left - right).map((step) => foldPitchClass(tonic + step));
    }
  }
}
