import { type Key, TONICS } from '../brief.ts';

const PITCH_CLASSES = new Map<string, number>([
  ['C', 0],
  ['D', 2],
  ['E', 4],
  ['F', 5],
  ['G', 7],
  ['A', 9],
  ['B', 11],
]);
const MAJOR_STEPS = [0, 2, 4, 5, 7, 9, 11];
const MINOR_STEPS = [0, 2, 3, 5, 7, 8, 10];
const NUMERALS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'];
const NUMERAL = /^([b#]?)(VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)(.*)$/;

/** The key in which the chord symbols are most at home, or null when there are none to judge by. */
export function fitKeyToChords(chords: readonly string[]): Key | null {
  const symbols = chords.filter((chord) => !NUMERAL.test(chord));
  if (symbols.length === 0) {
    const first = chords.find((chord) => /^(I|i)(?![VviI])/.test(chord));
    return first === undefined ? null : { tonic: 'C', mode: first.startsWith('i') ? 'minor' : 'major' };
  }

  let best: Key = { tonic: 'C', mode: 'major' };
  let bestScore = -Infinity;
  TONICS.forEach((tonic, pitchClass) => {
    for (const mode of ['major', 'minor'] as const) {
      const score = symbols.reduce((sum, symbol, place) => sum + chordFit(symbol, pitchClass, mode, place, symbols.length), 0);
      if (score > bestScore) {
        bestScore = score;
        best = { tonic, mode };
      }
    }
  });
  return best;
}

/** Chord symbols as they are; Roman numerals as symbols in `key`. */
export function spellChords(chords: readonly string[], key: Key): string[] {
  return chords.map((chord) => {
    const match = NUMERAL.exec(chord);
    if (match === null) {
      return chord;
    }

    const [, accidental = '', numeral = 'I', suffix = ''] = match;
    const degree = NUMERALS.indexOf(numeral.toUpperCase());
    const isMinorKey = key.mode === 'minor' || key.mode === 'harmonic-minor' || key.mode === 'dorian' || key.mode === 'phrygian';
    const steps = isMinorKey && accidental === '' ? MINOR_STEPS : MAJOR_STEPS;
    const shift = accidental === 'b' ? -1 : accidental === '#' ? 1 : 0;
    const root = TONICS[(TONICS.indexOf(key.tonic) + (steps[degree] ?? 0) + shift + 12) % 12] ?? 'C';
    const isMinor = numeral === numeral.toLowerCase();
    return `${root}${isMinor && !/^(dim|m7b5)/.test(suffix) ? 'm' : ''}${suffix}`;
  });
}

function chordFit(symbol: string, tonic: number, mode: 'major' | 'minor', place: number, count: number): number {
  const match = /^([A-G])([#b]?)(m(?!aj)|dim)?/.exec(symbol);
  if (match === null) {
    return 0;
  }

  const [, letter = 'C', accidental = '', third = ''] = match;
  const root = (PITCH_CLASSES.get(letter) ?? 0) + (accidental === '#' ? 1 : accidental === 'b' ? -1 : 0);
  const step = (root - tonic + 24) % 12;
  const steps = mode === 'major' ? MAJOR_STEPS : MINOR_STEPS;
  const degree = steps.indexOf(step);
  if (degree < 0) {
    return -2;
  }

  const quality = third === '' ? 'M' : third === 'm' ? 'm' : 'd';
  const expected = (mode === 'major' ? 'MmmMMmd' : 'mdMmmMM')[degree] ?? 'M';
  const isDominantOfMinor = mode === 'minor' && degree === 4 && quality === 'M';
  const fits = quality === expected || isDominantOfMinor ? 2 : 0.25;
  const isHome = degree === 0 && quality === expected;
  return fits + (isHome ? (place === 0 ? 1.5 : place === count - 1 ? 1 : 0.4) : 0) + (mode === 'major' ? 0.01 : 0);
}
