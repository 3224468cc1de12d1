import type { Key } from '../../brief/index.ts';
import { assert, at, StudioError, type PitchClass } from '../../kernel/index.ts';
import type { ChordQuality } from '../score.ts';
import { chordSymbol, type Harmony } from '../theory/chord.ts';
import { foldPitchClass, tonicPitchClass } from '../theory/pitch.ts';
import { degreePitchClass, isMinorMode, modeSteps } from '../theory/scale.ts';

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii'] as const;
const MAJOR_STEPS = [0, 2, 4, 5, 7, 9, 11] as const;

/** What a suffix makes of a numeral, by case: upper-case numerals are major, lower-case ones minor. */
const SUFFIX_QUALITIES: ReadonlyMap<string, readonly [upper: ChordQuality, lower: ChordQuality]> = new Map([
  ['', ['maj', 'min']],
  ['maj', ['maj', 'maj']],
  ['min', ['min', 'min']],
  ['m', ['min', 'min']],
  ['o', ['dim', 'dim']],
  ['°', ['dim', 'dim']],
  ['dim', ['dim', 'dim']],
  ['+', ['aug', 'aug']],
  ['aug', ['aug', 'aug']],
  ['sus2', ['sus2', 'sus2']],
  ['sus4', ['sus4', 'sus4']],
  ['sus', ['sus4', 'sus4']],
  ['5', ['5', '5']],
  ['6', ['6', 'min6']],
  ['min6', ['min6', 'min6']],
  ['m6', ['min6', 'min6']],
  ['7', ['7', 'min7']],
  ['maj7', ['maj7', 'minmaj7']],
  ['min7', ['min7', 'min7']],
  ['m7', ['min7', 'min7']],
  ['ø', ['m7b5', 'm7b5']],
  ['ø7', ['m7b5', 'm7b5']],
  ['m7b5', ['m7b5', 'm7b5']],
  ['7b5', ['m7b5', 'm7b5']],
  ['o7', ['dim7', 'dim7']],
  ['°7', ['dim7', 'dim7']],
  ['dim7', ['dim7', 'dim7']],
  ['7sus4', ['7sus4', '7sus4']],
  ['7sus', ['7sus4', '7sus4']],
  ['9sus4', ['7sus4', '7sus4']],
  ['add9', ['add9', 'minadd9']],
  ['add2', ['add9', 'minadd9']],
  ['minadd9', ['minadd9', 'minadd9']],
  ['madd9', ['minadd9', 'minadd9']],
  ['9', ['9', 'min9']],
  ['maj9', ['maj9', 'minmaj7']],
  ['min9', ['min9', 'min9']],
  ['m9', ['min9', 'min9']],
  ['11', ['7sus4', 'min11']],
  ['min11', ['min11', 'min11']],
  ['m11', ['min11', 'min11']],
  ['13', ['13', 'min11']],
  ['maj13', ['maj9', 'maj9']],
  ['maj7#11', ['maj7#11', 'maj7#11']],
  ['7b9', ['7b9', '7b9']],
  ['7#9', ['7#9', '7#9']],
  ['7alt', ['7#9', '7#9']],
  ['minmaj7', ['minmaj7', 'minmaj7']],
  ['mmaj7', ['minmaj7', 'minmaj7']],
  ['mM7', ['minmaj7', 'minmaj7']],
]);

const NUMERAL = /^([b#]?)(VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)([^/]*)$/;

/** The quality that a suffix names after a capital (major) or small (minor) numeral or letter; null for an unknown one. */
export function qualityOfSuffix(suffix: string, isMinor: boolean): ChordQuality | null {
  const pair = SUFFIX_QUALITIES.get(suffix);
  return pair === undefined ? null : pair[isMinor ? 1 : 0];
}

/** Whether the text has the shape of a roman numeral (`bVII`, `V7/ii`, `IV/5`). */
export function isNumeral(text: string): boolean {
  return NUMERAL.test(text.split('/')[0] ?? '');
}

/**
 * Reads a roman numeral in a key. Plain degrees are the mode's own (VI in A minor is F); an accidental counts from the
 * major scale (bVI is F in A minor and in A major alike). `V7/ii` borrows from the key of ii; `I/3` puts the third
 * degree of the key in the bass.
 */
export function readNumeral(text: string, key: Key): Harmony {
  const [head = '', slash] = text.split('/');
  const bassDegree = slash !== undefined && /^[1-7]$/.test(slash) ? Number(slash) : null;
  if (slash !== undefined && bassDegree === null) {
    return readSecondary(text, { head, target: slash, key });
  }

  const { root, quality } = readPlain(head, text, key);
  const bass = bassDegree === null ? root : degreePitchClass(key, bassDegree);
  return { root, quality, bass, degree: text, symbol: chordSymbol({ root, quality, bass }, key) };
}

/** A chord in a key named by its numeral, for chords that came as symbols: `bVII7`, `ii`. */
export function nameDegree(root: PitchClass, quality: ChordQuality, key: Key): string {
  const isSmall = ['min', 'min6', 'min7', 'minadd9', 'min9', 'min11', 'minmaj7', 'dim', 'm7b5', 'dim7'].includes(quality);
  const offset = foldPitchClass(root - tonicPitchClass(key));
  const own = modeSteps(key.mode).indexOf(offset);
  const flat = MAJOR_STEPS.findIndex((step) => step === offset + 1);
  const degree = own >= 0 ? own : flat >= 0 ? flat : MAJOR_STEPS.findIndex((step) => step === offset);
  const accidental = own >= 0 || flat < 0 ? '' : 'b';
  const roman = at(ROMAN, degree < 0 ? 0 : degree);
  return `${accidental}${isSmall ? roman : roman.toUpperCase()}${suffixOfQuality(quality)}`;
}

function readSecondary(text: string, parts: { readonly head: string; readonly target: string; readonly key: Key }): Harmony {
  const target = readPlain(parts.target, text, parts.key);
  const isMinorTarget = /^[b#]?[iv]/.test(parts.target);
  const borrowed = readOffset(parts.head, text, isMinorTarget);
  const root = foldPitchClass(target.root + borrowed.offset);
  return {
    root,
    quality: borrowed.quality,
    bass: root,
    degree: text,
    symbol: chordSymbol({ root, quality: borrowed.quality, bass: root }, parts.key),
  };
}

function readPlain(numeral: string, text: string, key: Key): { readonly root: PitchClass; readonly quality: ChordQuality } {
  const { accidental, degree, quality } = split(numeral, text);
  const own = at(modeSteps(key.mode), degree);
  const major = at(MAJOR_STEPS, degree);
  const offset = accidental === 'b' ? major - 1 : accidental === '#' ? (own < major ? own + 1 : major + 1) : own;
  return { root: foldPitchClass(tonicPitchClass(key) + offset), quality };
}

function readOffset(
  numeral: string,
  text: string,
  isMinor: boolean,
): { readonly offset: number; readonly quality: ChordQuality } {
  const { accidental, degree, quality } = split(numeral, text);
  const steps = modeSteps(isMinor ? 'minor' : 'major');
  // The leading-tone chord of a borrowed key stands on its raised seventh degree in minor too.
  const own = degree === 6 && (quality === 'dim' || quality === 'dim7' || quality === 'm7b5') ? 11 : at(steps, degree);
  return { offset: own + (accidental === 'b' ? -1 : accidental === '#' ? 1 : 0), quality };
}

function split(
  numeral: string,
  text: string,
): { readonly accidental: string; readonly degree: number; readonly quality: ChordQuality } {
  const match = NUMERAL.exec(numeral);
  if (match === null) {
    throw new StudioError('score.numeral-unreadable', `Expected a roman numeral such as "ii7" or "bVII", came "${text}".`);
  }

  const [, accidental = '', roman = '', suffix = ''] = match;
  const quality = qualityOfSuffix(suffix, roman === roman.toLowerCase());
  if (quality === null) {
    throw new StudioError(
      'score.numeral-unreadable',
      `Expected a chord suffix such as "7" or "maj9" in "${text}", came "${suffix}".`,
    );
  }

  const degree = ROMAN.findIndex((name) => name === roman.toLowerCase());
  assert(degree >= 0, `no degree in ${text}`);
  return { accidental, degree, quality };
}

function suffixOfQuality(quality: ChordQuality): string {
  const plain: { readonly [quality in ChordQuality]?: string } = {
    maj: '',
    min: '',
    dim: 'o',
    aug: '+',
    min6: '6',
    min7: '7',
    minadd9: 'add9',
    min9: '9',
    min11: '11',
    minmaj7: 'maj7',
    m7b5: 'ø7',
    dim7: 'o7',
  };
  return plain[quality] ?? quality;
}

/** Whether a key's dominant chord is major only by raising its third (all minor modes but harmonic minor, and the flat-seven modes). */
export function lacksLeadingTone(key: Key): boolean {
  return !modeSteps(key.mode).includes(11) && (isMinorMode(key.mode) || key.mode === 'mixolydian');
}
