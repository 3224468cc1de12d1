/** Pixels of the shapes that can be asked for. */
const SHAPES = {
  landscape: { width: 1920, height: 1080 },
  upright: { width: 1080, height: 1920 },
  square: { width: 1080, height: 1080 },
  feed: { width: 1080, height: 1350 },
} as const;

const WORDS: readonly (readonly [keyof typeof SHAPES, RegExp])[] = [
  ['feed', /\b4:5\b|4比5/u],
  [
    'upright',
    /\b9:16\b|9比16|\bvertical(?:ly)?\b|\bportrait\b|\bupright\b|\b(?:for|on) (?:an? )?(?:tiktok|tik tok|reels?|(?:youtube )?shorts|instagram stor(?:y|ies)|stories|snapchat)\b(?! (?:creators?|users?))|竖屏|竖版|竖向|竖的|抖音|快手|小红书/u,
  ],
  ['square', /\b1:1\b|1比1|\bsquare\b|方形|正方形|方屏/u],
  [
    'landscape',
    /\b16:9\b|16比9|\bhorizontal(?:ly)?\b|\blandscape (?:video|format|mode|orientation)\b|\b(?:make it|in|to) landscape\b|\bwidescreen\b|横屏|横版|横向/u,
  ],
];

/** The shape of the picture that folded text asks for, in pixels; null when it says nothing about one. */
export function readFrame(folded: string): { readonly width: number; readonly height: number } | null {
  const found = WORDS.find(([, pattern]) => pattern.test(folded));
  return found === undefined ? null : SHAPES[found[0]];
}

/** The text without the words that say the shape. */
export function withoutFrame(folded: string): string {
  return WORDS.reduce((text, [, pattern]) => text.replace(new RegExp(pattern.source, 'gu'), ' '), folded);
}
