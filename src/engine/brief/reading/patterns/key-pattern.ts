import { type Key, type Mode, TONICS } from '../../brief.ts';
import { matchAt, type Found, type Pattern } from './pattern.ts';

const LETTERS: ReadonlyMap<string, number> = new Map([
  ['c', 0],
  ['d', 2],
  ['e', 4],
  ['f', 5],
  ['g', 7],
  ['a', 9],
  ['b', 11],
]);

/** How people name modes, and what is written when it is only near. */
const MODE_NAMES: ReadonlyMap<string, { readonly mode: Mode; readonly near: string | null }> = new Map([
  ['major', { mode: 'major', near: null }],
  ['maj', { mode: 'major', near: null }],
  ['ionian', { mode: 'major', near: null }],
  ['minor', { mode: 'minor', near: null }],
  ['min', { mode: 'minor', near: null }],
  ['m', { mode: 'minor', near: null }],
  ['aeolian', { mode: 'minor', near: null }],
  ['natural minor', { mode: 'minor', near: null }],
  ['harmonic minor', { mode: 'harmonic-minor', near: null }],
  ['melodic minor', { mode: 'minor', near: 'Melodic minor is written as natural minor, the nearest mode.' }],
  ['dorian', { mode: 'dorian', near: null }],
  ['phrygian', { mode: 'phrygian', near: null }],
  ['lydian', { mode: 'lydian', near: null }],
  ['mixolydian', { mode: 'mixolydian', near: null }],
  ['locrian', { mode: 'phrygian', near: 'Locrian has no stable home chord; Phrygian is the nearest mode that does.' }],
  ['pentatonic', { mode: 'major', near: 'A pentatonic key is written in the major key around it.' }],
  ['minor pentatonic', { mode: 'minor', near: 'A pentatonic key is written in the minor key around it.' }],
  ['blues', { mode: 'mixolydian', near: 'A blues key is written in Mixolydian.' }],
]);

const NOTE = '([a-g])(?: ?(#|♯|♭)|b(?=[\\s,.;:!?)]|$|m(?:in|aj|inor|ajor)?(?![a-z]))|[ -](sharp|flat))?';
const MODE =
  '(natural minor|harmonic minor|melodic minor|minor pentatonic|pentatonic|major|minor|maj|min|m|ionian|aeolian|dorian|phrygian|lydian|mixolydian|locrian|blues)';
const LEAD = '(?:(?:in the key of|in key of|key of|in the|in|key:|key is|key =|key|the key of)[ :]{1,2})';
const WITH_MODE = new RegExp(`${LEAD}?${NOTE}[ -]?${MODE}(?: key| scale| mode| tonality)?`, 'y');
const LED = new RegExp(`${LEAD}${NOTE}(?: key)?`, 'y');
const SIGNED = /([a-g])(?: ?(#|♯|♭)|b|[ -](sharp|flat))(?: key)?/y;
const LEADS = new Set(['in', 'key', 'the']);

/** Reads keys: "D minor", "in F#", "Bb major", "key of C sharp minor", "Am", "E dorian". */
export const keyPattern: Pattern = ({ lexed: { folded, raw }, word }) => {
  const { start, text } = word;
  if (!LEADS.has(text) && !/^[a-g](?:b|m|min|maj|bm|bmin|bmaj)?$/.test(text) && text !== 'key') {
    return null;
  }

  return withMode(folded, raw, start) ?? led(folded, raw, start) ?? signed(folded, raw, start);
};

function withMode(folded: string, raw: string, start: number): Found | null {
  const match = matchAt(WITH_MODE, folded, start);
  if (match === null) {
    return null;
  }

  const end = start + match[0].length;
  const [whole, letter = 'c', sign, word, modeName = 'major'] = match;
  const isLed = !/^[a-g]/.test(whole) || /^(?:in|key)/.test(whole);
  const letterAt = start + whole.search(/(?<![a-z])[a-g](?:[#♯♭b -]|m|$)/);
  const isUpper = /[A-G]/.test(raw[letterAt] ?? '');
  const isFlat = hasFlat(folded, letterAt);
  if (
    letter === 'a' &&
    !isUpper &&
    sign === undefined &&
    word === undefined &&
    !isFlat &&
    isArticle(folded, end, whole, modeName)
  ) {
    return null;
  }

  // "Am" without a lead is a key; "am" is a verb, "em" and "dm" are said otherwise.
  if (modeName === 'm' && !isUpper && !isLed) {
    return null;
  }

  // "Am I happy?" asks something else.
  if (modeName === 'm' && !isLed && /^ i(?![a-z'])/.test(folded.slice(end, end + 3))) {
    return null;
  }

  const mode = MODE_NAMES.get(modeName);
  return mode === undefined ? null : found(end, letter, signOf(sign, word, isFlat), mode.mode, mode.near);
}

/** In "in a minor key" and "a minor piano piece" the "a" is an article; in "in a minor" it is a note. */
function isArticle(folded: string, end: number, whole: string, modeName: string): boolean {
  if (/(?:key|scale|mode|tonality)$/.test(whole)) {
    return true;
  }

  const after = folded.slice(end, end + 24);
  const isLast = /^\s*(?:$|[,.;:!?)]|(?:at|with|and|for|but|around|about|in|no|without|\d))/.test(after);
  return !(isLast && (modeName === 'minor' || modeName === 'major' || modeName === 'm'));
}

function led(folded: string, raw: string, start: number): Found | null {
  const match = matchAt(LED, folded, start);
  if (match === null) {
    return null;
  }

  const [whole, letter = 'c', sign, word] = match;
  const letterAt = start + whole.lastIndexOf(letter, whole.length - 1 - (/ key$/.test(whole) ? 4 : 0));
  const noteAt = start + whole.search(/(?<![a-z])[a-g](?:[#♯♭ -]|b|$)(?!.*(?<![a-z])[a-g](?:[#♯♭ -]|b|$))/);
  const at = noteAt >= start ? noteAt : letterAt;
  const isUpper = /[A-G]/.test(raw[at] ?? '');
  const isFlat = hasFlat(folded, at);
  if (letter === 'a' && !isUpper && sign === undefined && word === undefined && !isFlat) {
    return null;
  }

  // "in the" leads to a note only when the note is written as one.
  if (/^in the [a-g]/.test(whole) && !isUpper) {
    return null;
  }

  return found(start + whole.length, letter, signOf(sign, word, isFlat), null, null);
}

function signed(folded: string, raw: string, start: number): Found | null {
  const match = matchAt(SIGNED, folded, start);
  if (match === null || !/[A-G]/.test(raw[start] ?? '')) {
    return null;
  }

  const [whole, letter = 'c', sign, word] = match;
  return found(start + whole.length, letter, signOf(sign, word, hasFlat(folded, start)), null, null);
}

function hasFlat(folded: string, letterAt: number): boolean {
  return folded[letterAt + 1] === 'b';
}

function signOf(sign: string | undefined, word: string | undefined, isFlat: boolean): -1 | 0 | 1 {
  return sign === '#' || sign === '♯' || word === 'sharp' ? 1 : sign === '♭' || word === 'flat' || isFlat ? -1 : 0;
}

function found(end: number, letter: string, sign: -1 | 0 | 1, mode: Mode | null, near: string | null): Found {
  const tonic = tonicOf(letter, sign);
  const said = `${letter.toUpperCase()}${sign === 1 ? '#' : sign === -1 ? 'b' : ''}`;
  return { end, meaning: { kind: 'key', tonic, mode, said, near } };
}

function tonicOf(letter: string, sign: -1 | 0 | 1): Key['tonic'] {
  return TONICS[((LETTERS.get(letter) ?? 0) + sign + 12) % 12] ?? 'C';
}

const HINT = new RegExp(`^${NOTE}(?:[ -]?${MODE})?(?: key| scale| mode)?$`);

/** Reads a key given as an option: "D minor", "F#", "Bbm"; null when it is none. */
export function readKey(text: string): { readonly tonic: Key['tonic']; readonly mode: Mode | null } | null {
  const folded = text.trim().toLowerCase().replace(/\s+/g, ' ').replace('♭', 'b').replace('♯', '#');
  const match = HINT.exec(folded);
  if (match === null) {
    return null;
  }

  const [, letter = 'c', sign, word, modeName] = match;
  const mode = modeName === undefined ? null : (MODE_NAMES.get(modeName)?.mode ?? null);
  return { tonic: tonicOf(letter, signOf(sign, word, hasFlat(folded, 0))), mode };
}
