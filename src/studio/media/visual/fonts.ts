import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import { StudioError } from '../../../engine/kernel/index.ts';

/** A packaged typeface, cut by its publisher into files for ranges of letters. */
type Typeface = {
  readonly packageName: string;
  readonly fileOf: (slice: string, weight: number) => string;
};

const LATIN: Typeface = {
  packageName: '@fontsource/inter',
  fileOf: (slice, weight) => `inter-${slice}-${weight}-normal.woff2`,
};

const EAST_ASIAN: { readonly [script in 'sc' | 'jp' | 'kr']: Typeface } = {
  sc: variable('sc'),
  jp: variable('jp'),
  kr: variable('kr'),
};

const EMOJI: Typeface = {
  packageName: '@fontsource/noto-color-emoji',
  // The slices draw empty in Skia (seen with @napi-rs/canvas 1.0.11); the whole font draws well.
  fileOf: () => 'noto-color-emoji-emoji-400-normal.woff2',
};

const require = createRequire(import.meta.url);
const registered = new Map<string, string>();

/**
 * The CSS families that together hold every letter of `text`, best first, registered and ready to draw with. Throws
 * `export.title-font-missing` for letters that no packaged font has, rather than draw boxes.
 */
export function familiesFor(text: string, weight: number): string {
  const families: string[] = [];
  const isKana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
  const isHangul = /\p{Script=Hangul}/u.test(text);
  // Chinese characters are drawn as the language around them draws them.
  const asian = isKana
    ? [EAST_ASIAN.jp, EAST_ASIAN.sc, EAST_ASIAN.kr]
    : isHangul
      ? [EAST_ASIAN.kr, EAST_ASIAN.sc]
      : [EAST_ASIAN.sc, EAST_ASIAN.jp];
  const needsLater = new Set<number>();
  const left = new Set([...text].filter((letter) => !/[\p{Cf}\p{Zs}]/u.test(letter)).map((letter) => letter.codePointAt(0) ?? 0));
  for (const letter of text.match(/\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u20e3/gu) ?? []) {
    needsLater.add(letter.codePointAt(0) ?? 0);
    left.delete(letter.codePointAt(0) ?? 0);
  }

  for (const typeface of [LATIN, ...asian]) {
    families.push(...familiesOf(typeface, left, weight));
    if (left.size === 0) {
      break;
    }
  }

  if (needsLater.size > 0) {
    families.push(registerSlice(EMOJI, 'emoji', 400));
  }

  if (left.size > 0) {
    const letters = [...left].map((code) => String.fromCodePoint(code)).join(' ');
    throw new StudioError(
      'export.title-font-missing',
      `No packaged font can draw these letters of the title: ${letters}. Write the title with Latin, Greek, Cyrillic, Chinese, Japanese or Korean letters or emoji.`,
    );
  }

  return (families.length > 0 ? families : [registerSlice(LATIN, 'latin', weight)]).map((family) => `"${family}"`).join(', ');
}

/** Registers the slices of a typeface that hold any of the letters, and takes those letters off the list. */
function familiesOf(typeface: Typeface, letters: Set<number>, weight: number): string[] {
  if (letters.size === 0) {
    return [];
  }

  const families: string[] = [];
  for (const [slice, isIn] of slicesOf(typeface)) {
    const found = [...letters].filter(isIn);
    if (found.length > 0) {
      families.push(registerSlice(typeface, slice, weight));
      for (const letter of found) {
        letters.delete(letter);
      }
    }
  }

  return families;
}

function slicesOf({ packageName }: Typeface): [slice: string, isIn: (letter: number) => boolean][] {
  const ranges: unknown = JSON.parse(readFileSync(require.resolve(`${packageName}/unicode.json`), 'utf8'));
  if (typeof ranges !== 'object' || ranges === null) {
    throw new StudioError(
      'export.font-broken',
      `The letter ranges of ${packageName} cannot be read. Reinstall Cuesmith's packages (npm install).`,
    );
  }

  const slices = Object.entries(ranges).map(([name, list]): [string, (letter: number) => boolean] => {
    const spans = String(list)
      .split(',')
      .map((range) => range.replace(/^U\+/i, '').split('-'))
      .map(([from = '0', to = from]) => ({ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) }));
    return [name.replace(/[[\]]/g, ''), (letter) => spans.some(({ from, to }) => letter >= from && letter <= to)];
  });
  // "latin" before "latin-ext": the plain letters' slice also holds the common punctuation.
  return slices.sort(([one], [other]) => (one === 'latin' ? -1 : other === 'latin' ? 1 : 0));
}

function registerSlice(typeface: Typeface, slice: string, weight: number): string {
  const file = typeface.fileOf(slice, weight);
  const known = registered.get(file);
  if (known !== undefined) {
    return known;
  }

  const family = `Cuesmith ${file.replace(/\.woff2$/, '')}`;
  const path = join(dirname(require.resolve(`${typeface.packageName}/unicode.json`)), 'files', file);
  if (GlobalFonts.registerFromPath(path, family) === null) {
    throw new StudioError(
      'export.font-broken',
      `The font file "${file}" of ${typeface.packageName} cannot be read. Reinstall Cuesmith's packages (npm install).`,
    );
  }

  registered.set(file, family);
  return family;
}

function variable(script: 'sc' | 'jp' | 'kr'): Typeface {
  return {
    packageName: `@fontsource-variable/noto-sans-${script}`,
    fileOf: (slice) => `noto-sans-${script}-${slice}-wght-normal.woff2`,
  };
}
