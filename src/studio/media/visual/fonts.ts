import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import { StudioError } from '../../../engine/kernel/index.ts';
import { lettersIn } from './text/font-letters.ts';
import { emojiTypeface, typefacesFor, type Typeface } from './text/typefaces.ts';

/** One file of a typeface: for which letters it was made, and which it really has. */
type Slice = { readonly name: string; readonly isFor: (letter: number) => boolean };

/** What is drawn as a picture in colour wherever it stands, or because a sign after it asks for it. */
const IN_COLOUR = /\p{Emoji_Presentation}|\p{Emoji_Modifier}|\u20e3|\p{Extended_Pictographic}(?=\ufe0f)/gu;
/** What no font needs to draw: joiners, marks of direction, variation selectors. */
const NOT_DRAWN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\n]/u;

const require = createRequire(import.meta.url);
const registered = new Map<string, string>();
const slices = new Map<string, readonly Slice[]>();
const lettersOf = new Map<string, (letter: number) => boolean>();

/**
 * The CSS families that together hold every letter of `text`, best first, registered and ready to draw with; what the text does not
 * use is not even opened. Throws `export.title-font-missing` for letters that no packaged font has, rather than draw boxes.
 */
export function familiesFor(text: string, weight: number): string {
  const families: string[] = [];
  const left = new Set([...text].filter((letter) => !NOT_DRAWN.test(letter)).map((letter) => letter.codePointAt(0) ?? 0));
  const inColour = new Set((text.match(IN_COLOUR) ?? []).map((letter) => letter.codePointAt(0) ?? 0));
  for (const letter of inColour) {
    left.delete(letter);
  }

  for (const typeface of typefacesFor(text)) {
    const wanted = typeface === emojiTypeface() ? new Set([...inColour, ...left]) : left;
    families.push(...familiesOf(typeface, wanted, weight));
    if (typeface === emojiTypeface()) {
      left.forEach((letter) => wanted.has(letter) || left.delete(letter));
      inColour.forEach((letter) => wanted.has(letter) && left.add(letter));
    }
  }

  if (left.size > 0) {
    const letters = [...left].map(
      (code) => `${String.fromCodePoint(code)} (U+${code.toString(16).toUpperCase().padStart(4, '0')})`,
    );
    throw new StudioError(
      'export.title-font-missing',
      `No packaged font can draw these letters: ${letters.join(', ')}. Write them in Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari, Thai, Chinese, Japanese or Korean letters or as emoji.`,
    );
  }

  const found = families.length > 0 ? families : familiesOf(typefacesFor('')[0]!, new Set([0x20]), weight);
  return found.map((family) => `"${family}"`).join(', ');
}

/** Registers the slices of a typeface that hold any of the letters, and takes those letters off the list. */
function familiesOf(typeface: Typeface, letters: Set<number>, weight: number): string[] {
  const families: string[] = [];
  for (const { name, isFor } of letters.size === 0 ? [] : slicesOf(typeface)) {
    const likely = [...letters].filter(isFor);
    const found = typeface.isListed === true || likely.length === 0 ? likely : likely.filter(readLetters(typeface, name, weight));
    if (found.length > 0) {
      families.push(registerSlice(typeface, name, weight));
    }

    for (const letter of found) {
      letters.delete(letter);
    }
  }

  return [...new Set(families)];
}

function slicesOf({ packageName, slices: used }: Typeface): readonly Slice[] {
  const key = `${packageName} ${used?.join(' ') ?? ''}`;
  const known = slices.get(key);
  if (known !== undefined) {
    return known;
  }

  const ranges: unknown = JSON.parse(readFileSync(require.resolve(`${packageName}/unicode.json`), 'utf8'));
  if (typeof ranges !== 'object' || ranges === null) {
    throw new StudioError(
      'export.font-broken',
      `The letter ranges of ${packageName} cannot be read. Reinstall Cuesmith's packages (npm install).`,
    );
  }

  const found = Object.entries(ranges)
    .map(([name, list]): Slice => {
      const spans = String(list)
        .split(',')
        .map((range) => range.replace(/^U\+/i, '').split('-'))
        .map(([from = '0', to = from]) => ({ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) }));
      return {
        name: name.replace(/[[\]]/g, ''),
        isFor: (letter) => spans.some(({ from, to }) => letter >= from && letter <= to),
      };
    })
    .filter(({ name }) => used === null || used.includes(name))
    // "latin" before "latin-ext": the plain letters' slice also holds the common punctuation.
    .sort((one, other) => (one.name === 'latin' ? -1 : other.name === 'latin' ? 1 : 0));
  slices.set(key, found);
  return found;
}

function readLetters(typeface: Typeface, slice: string, weight: number): (letter: number) => boolean {
  const path = pathOf(typeface, typeface.fileOf(slice, weight));
  const known = lettersOf.get(path) ?? lettersIn(path);
  lettersOf.set(path, known);
  return known;
}

function registerSlice(typeface: Typeface, slice: string, weight: number): string {
  const file = typeface.fileOf(slice, weight);
  const known = registered.get(file);
  if (known !== undefined) {
    return known;
  }

  const family = `Cuesmith ${file.replace(/\.woff2$/, '')}`;
  if (GlobalFonts.registerFromPath(pathOf(typeface, file), family) === null) {
    throw new StudioError(
      'export.font-broken',
      `The font file "${file}" of ${typeface.packageName} cannot be read. Reinstall Cuesmith's packages (npm install).`,
    );
  }

  registered.set(file, family);
  return family;
}

function pathOf({ packageName }: Typeface, file: string): string {
  return join(dirname(require.resolve(`${packageName}/unicode.json`)), 'files', file);
}
