import { JAPANESE_WORDS } from './japanese-words.ts';
import type { Language } from './language.ts';

const NOTES = ['ハ', 'ニ', 'ホ', 'ヘ', 'ト', 'イ', 'ロ'];
const LETTERS = ['C', 'D', 'E', 'F', 'G', 'A', 'B'];
const KANJI = '一二三四五六七八九十';

export const JAPANESE: Language = {
  id: 'ja',
  name: 'Japanese',
  words: [...JAPANESE_WORDS, ...inflected(JAPANESE_WORDS)],
  negationsAfter: [
    [
      'without',
      'なし, 無し, 抜き, ぬき, のない, がない, がなくて, はなし, はいらない, いらない, は要らない, を使わない, 使わない, は使わず, を使わずに, を入れない, は入れない, を入れないで, は入れないで, 入れないで, は不要, 不要, を除いて, を避けて, を抜いて, は無しで, なしで, のない曲',
    ],
    ['not', 'ではない, じゃない, ではなく, じゃなく, ではなくて, じゃなくて'],
    ['not too', 'すぎない, すぎず, になりすぎない, 過ぎない, すぎないで'],
    ['a hint of', 'の要素, 風味, テイスト, の香り, っぽさ'],
    ['like', 'のような, のように, みたいな, みたいに'],
  ],
  markers: '',
  basesOf: () => [],
  patterns: [
    { expression: /(?:BPM|bpm|テンポ|速さ)(?:は|を|:|：|\s)*(\d{2,3})(?!\d)/uy, english: ([, bpm = '']) => `tempo ${bpm}` },
    { expression: /(\d{1,3})\s*分\s*半/uy, english: ([, minutes = '']) => `${Number(minutes) * 60 + 30} seconds` },
    {
      expression: /(\d{1,3})\s*分(?:間)?\s*(\d{1,2})\s*秒(?:間)?/uy,
      english: ([, minutes = '', seconds = '']) => `${Number(minutes) * 60 + Number(seconds)} seconds`,
    },
    { expression: /(\d{1,3})\s*秒(?:に|から|あたり|のところ|目)/uy, english: ([, at = '']) => `at ${at} seconds` },
    { expression: /(\d{1,4})\s*秒(?:間)?(?:くらい|ほど|程度)?/uy, english: ([, seconds = '']) => `${seconds} seconds` },
    { expression: /(\d)\s*分の\s*(\d)\s*拍子/uy, english: ([, unit = '', beats = '']) => `${beats}/${unit}` },
    {
      expression: /(\d{1,3})\s*分(?:間)?(?:くらい|ほど|程度)?/uy,
      english: ([, minutes = '']) => `${Number(minutes) * 60} seconds`,
    },
    {
      expression: /([一二三四五六七八九十])分間?/uy,
      english: ([, minutes = '']) => `${(KANJI.indexOf(minutes) + 1) * 60} seconds`,
    },
    { expression: /(\d{1,3})\s*小節/uy, english: ([, bars = '']) => `${bars} bars` },
    {
      expression: /(嬰|変)?([ハニホヘトイロ])(長調|短調)/uy,
      english: ([, sign, note = '', mode]) =>
        `${LETTERS[NOTES.indexOf(note)] ?? 'C'}${sign === '嬰' ? '#' : sign === '変' ? 'b' : ''} ${mode === '長調' ? 'major' : 'minor'}`,
    },
    {
      expression: /([A-Ga-g])\s*([#♯♭b])?\s*(メジャー|マイナー|長調|短調)/uy,
      english: ([, note = '', sign, mode = '']) =>
        `${note.toUpperCase()}${sign === undefined ? '' : /[#♯]/u.test(sign) ? '#' : 'b'} ${/メジャー|長調/u.test(mode) ? 'major' : 'minor'}`,
    },
    { expression: /(\d{2})年代(?:風)?/uy, english: ([, decade = '']) => `${decade}s retro` },
  ],
};

/** Adjectives in "い" as they bend: "暗く", "暗くて", "暗くない", "暗すぎない", "暗さ". */
function inflected(rows: Language['words']): Language['words'] {
  return rows.flatMap(([english, said]) => {
    const stems = said
      .split(', ')
      .filter((word) => word.endsWith('い') && word.length > 1)
      .map((word) => word.slice(0, -1));
    const bent = (...endings: readonly string[]): string =>
      stems.flatMap((stem) => endings.map((ending) => stem + ending)).join(', ');
    return stems.length === 0
      ? []
      : [
          [english, bent('く', 'くて', 'さ', 'め', 'かった')] as const,
          [`not ${english}`, bent('くない', 'くなく', 'くなくて')] as const,
          [`not too ${english}`, bent('すぎない', 'すぎず', '過ぎない', 'すぎないで')] as const,
        ];
  });
}
