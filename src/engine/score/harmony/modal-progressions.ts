import type { Mode } from '../../brief/index.ts';

/** What a mode sounds like when a style has no progressions of its own for it: each leans on the chord that marks the mode. */
export const MODAL_PROGRESSIONS: { readonly [mode in Mode]: readonly string[] } = {
  major: ['I V vi IV', 'I vi IV V', 'I IV vi V', 'vi IV I V', 'I iii IV V', 'I V/7 vi IV'],
  minor: ['i VI III VII', 'i iv VI V', 'i VII VI VII', 'i VI iv V', 'i III VII iv', 'i v VI VII'],
  dorian: ['i IV i IV', 'i VII IV i', 'i ii III IV', 'i7 IV7 VII i7', 'i III IV VII'],
  phrygian: ['i II i vii', 'i II III II', 'i vii II i', 'i VI II i', 'i iv II i'],
  lydian: ['I II I vii', 'I II vi V', 'I V II I', 'Imaj7 II/1 I vi', 'I iii II I'],
  mixolydian: ['I VII IV I', 'I v IV I', 'I IV VII IV', 'I VII ii I', 'I ii VII IV'],
  'harmonic-minor': ['i iv V i', 'i VI iv V7', 'i V7 VI iv', 'i iio7 V7 i', 'i VII VI V7', 'i bII V7 i'],
};

/** Last two chords in each mode, used where the style's own cadences would contradict the mode. */
export const MODAL_CADENCES: { readonly [mode in Mode]: readonly string[] } = {
  major: ['V I', 'IV I'],
  minor: ['V i', 'iv i', 'VII i'],
  dorian: ['IV i', 'VII i', 'v i'],
  phrygian: ['II i', 'vii i'],
  lydian: ['II I', 'V I', 'vii I'],
  mixolydian: ['VII I', 'IV I', 'v I'],
  'harmonic-minor': ['V7 i', 'iv i', 'viio7 i'],
};

/** Chords that leave a phrase open in each mode. */
export const MODAL_HALF_CADENCES: { readonly [mode in Mode]: readonly string[] } = {
  major: ['V', 'ii V', 'IV V'],
  minor: ['V', 'iv V', 'VI VII'],
  dorian: ['IV', 'v', 'VII'],
  phrygian: ['II', 'vii'],
  lydian: ['II', 'V'],
  mixolydian: ['VII', 'v', 'IV'],
  'harmonic-minor': ['V7', 'iv V7'],
};
