import type { Key } from '../../brief/index.ts';
import { StudioError, type PitchClass } from '../../kernel/index.ts';
import { chordSymbol, type Harmony } from '../theory/chord.ts';
import { foldPitchClass } from '../theory/pitch.ts';
import { isNumeral, nameDegree, qualityOfSuffix, readNumeral } from './numerals.ts';

const LETTERS: ReadonlyMap<string, PitchClass> = new Map([
  ['C', 0],
  ['D', 2],
  ['E', 4],
  ['F', 5],
  ['G', 7],
  ['A', 9],
  ['B', 11],
]);

const SYMBOL = /^([A-Ga-g])([#b♯♭]?)([^/]*)(?:\/([A-Ga-g])([#b♯♭]?))?$/;

/**
 * Reads a chord as people write it (`Bm`, `Cmaj7`, `F#m7b5`, `G/B`) or as a roman numeral, in a key that names it.
 * Throws a `StudioError` for anything else.
 */
export function readChord(text: string, key: Key): Harmony {
  const symbol = text.trim();
  if (isNumeral(symbol)) {
    return readNumeral(symbol, key);
  }

  const match = SYMBOL.exec(symbol);
  const suffix = match?.[3] ?? '';
  const quality = match === null ? null : qualityOfSuffix(...normaliseSuffix(suffix));
  if (match === null || quality === null) {
    throw new StudioError(
      'score.chord-unreadable',
      `Expected a chord such as "Am7", "Cmaj7" or "vi", came "${text}". Spell it like one of these.`,
    );
  }

  const root = readNote(match[1] ?? 'C', match[2] ?? '');
  const bass = match[4] === undefined ? root : readNote(match[4], match[5] ?? '');
  return { root, quality, bass, degree: nameDegree(root, quality, key), symbol: chordSymbol({ root, quality, bass }, key) };
}

function readNote(letter: string, accidental: string): PitchClass {
  const natural = LETTERS.get(letter.toUpperCase()) ?? 0;
  const shift = accidental === '#' || accidental === '♯' ? 1 : accidental === 'b' || accidental === '♭' ? -1 : 0;
  return foldPitchClass(natural + shift);
}

/** The many spellings of a suffix as one of `SUFFIX_QUALITIES`, with whether it is a minor chord's. */
function normaliseSuffix(suffix: string): readonly [suffix: string, isMinor: boolean] {
  const plain = suffix
    .replace(/[()\s]/g, '')
    .replace(/♭/g, 'b')
    .replace(/♯/g, '#')
    .replace(/^(M|Maj|MAJ|ma(?=[0-9]|$)|Δ)/, 'maj')
    .replace(/^(Min|MIN|mi(?=[0-9]|$)|-)/, 'm')
    .replace(/^minor/, 'm')
    .replace(/^major/, 'maj');
  if (plain === 'maj') {
    return ['', false];
  }

  if (plain === 'Δ' || plain === 'maj6') {
    return [plain === 'maj6' ? '6' : 'maj7', false];
  }

  const minor = /^(?:min|m)(?!aj)(.*)$/.exec(plain);
  return minor === null ? [plain, false] : [(minor[1] ?? '').replace(/^M7$/, 'maj7'), true];
}
