/** A packaged typeface, cut by its publisher into files for ranges of letters. */
export type Typeface = {
  readonly packageName: string;
  readonly fileOf: (slice: string, weight: number) => string;
  /** The slices that are used; null: all. */
  readonly slices: readonly string[] | null;
  /** Whether to trust the publisher's list of letters: reading so large a file takes a second. */
  readonly isListed?: boolean;
};

const LATIN: Typeface = {
  packageName: '@fontsource/inter',
  fileOf: (slice, weight) => `inter-${slice}-${weight}-normal.woff2`,
  slices: null,
};
const CHINESE = noto('sc', null);
const JAPANESE = noto('jp', null);
const KOREAN = noto('kr', null);
const OTHER_SCRIPTS: readonly Typeface[] = [
  noto('arabic', ['arabic']),
  noto('hebrew', ['hebrew']),
  noto('devanagari', ['devanagari']),
  noto('thai', ['thai']),
];

const EMOJI: Typeface = {
  packageName: '@fontsource/noto-color-emoji',
  // The slices draw empty in Skia (seen with @napi-rs/canvas 1.0.11); the whole font draws well.
  fileOf: () => 'noto-color-emoji-emoji-400-normal.woff2',
  slices: null,
  isListed: true,
};

/** The typefaces to draw a text with, best first; stars, notes and arrows are in the Chinese one. Chinese characters are drawn as the language around them draws them. */
export function typefacesFor(text: string): readonly Typeface[] {
  const asian = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)
    ? [JAPANESE, CHINESE, KOREAN]
    : /\p{Script=Hangul}/u.test(text)
      ? [KOREAN, CHINESE, JAPANESE]
      : [CHINESE, JAPANESE, KOREAN];
  return [LATIN, ...OTHER_SCRIPTS, ...asian, EMOJI];
}

/** The typeface that has every emoji in colour. */
export function emojiTypeface(): Typeface {
  return EMOJI;
}

function noto(script: string, slices: readonly string[] | null): Typeface {
  return {
    packageName: `@fontsource-variable/noto-sans-${script}`,
    fileOf: (slice) => `noto-sans-${script}-${slice}-wght-normal.woff2`,
    slices,
  };
}
