import type { Substitutes } from './style.ts';

/** What a pianist puts in a chord's place when the changes come round again: tritone substitutes, related seconds, diminished chords that pass. No plain triads. */
export const JAZZ_SUBSTITUTES: Substitutes = {
  major: {
    I: ['I6', 'Imaj9', 'iii7'],
    ii: ['ii9', 'IVmaj7', 'V7/V'],
    iii: ['Imaj7/3', 'bIIIdim7'],
    IV: ['ii9', 'iv6'],
    V: ['bII7', 'V7b9', 'V7sus4'],
    vi: ['V7/ii', 'vi9'],
  },
  minor: {
    i: ['i6', 'i9', 'VImaj7'],
    ii: ['iv6', 'VImaj7'],
    III: ['VImaj7', 'i9'],
    iv: ['iiø7', 'iv6'],
    V: ['bII7', 'V7#9', 'V7b9'],
    VI: ['iv9', 'iiø7'],
    VII: ['VII13', 'VII7sus4'],
  },
};
