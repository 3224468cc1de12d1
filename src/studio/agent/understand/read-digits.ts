import { CHINESE_DIGITS, chineseNumber } from './chinese-number.ts';

const UNITS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
] as const;
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const;
const VALUES: ReadonlyMap<string, number> = new Map<string, number>([
  ...UNITS.map((word, value): [string, number] => [word, value]),
  ...TENS.map((word, place): [string, number] => [word, 20 + 10 * place]),
]);
const WORD = `(?:${[...VALUES.keys()].join('|')})`;
/** "one" is a pronoun as well ("the other one"): it counts only where something that can be counted follows. */
const COUNTED =
  '(?=\\s*-?(?:seconds?|secs?|s\\b|minutes?|mins?|bars?|beats?|frames?|db\\b|decibels?|percent|%|semitones?|half|times|more time|clips? back|and a half|steps?|octaves?|hundred))';
/** A file's ending: what stands before it is a name. */
const ENDING = '(?!\\.[a-z0-9]{2,4}\\b)';
const ENGLISH = new RegExp(
  `\\b(?:(${TENS.join('|')})[ -](${UNITS.slice(1, 10).join('|')})|(${WORD}))\\b${ENDING}( and a half)?( hundred)?`,
  'gu',
);
const ONE = new RegExp(`^ ?${COUNTED}`, 'u');

const CHINESE = '[零一二两三四五六七八九十百]{1,7}';
const COUNTED_ZH = '(?:秒|分钟|分贝|分(?!割|开|段|成|别|镜)|倍|次|步|小节|拍|号|半音|帧|%|个半音|个八度)';

/** The text with its number words in figures, in both languages: `two and a half seconds` is `2.5 seconds`, `三分贝` `3分贝`. Lower case goes in. */
export function withDigits(text: string): string {
  return withChineseDigits(withEnglishDigits(text));
}

function withEnglishDigits(text: string): string {
  return text
    .replace(/\bhalf an? (second|minute|bar|beat)\b/gu, '0.5 $1')
    .replace(/\ban? (second|minute|bar|beat) and a half\b/gu, '1.5 $1s')
    .replace(/\ba couple (?:of )?(?=seconds|clips|bars|steps)/gu, '2 ')
    .replace(
      ENGLISH,
      (
        found,
        tens: string | undefined,
        ones: string | undefined,
        word: string | undefined,
        half: string | undefined,
        hundred: string | undefined,
        at: number,
      ) => {
        if (word === 'one' && half === undefined && hundred === undefined && !ONE.test(text.slice(at + found.length))) {
          return found;
        }

        const value = (VALUES.get(tens ?? '') ?? 0) + (VALUES.get(ones ?? word ?? '') ?? 0) + (half === undefined ? 0 : 0.5);
        return String(hundred === undefined ? value : value * 100);
      },
    );
}

function withChineseDigits(text: string): string {
  return text
    .replace(/半分钟/gu, '30秒')
    .replace(new RegExp(`百分之\\s*(${CHINESE}|\\d+)`, 'gu'), (_, count: string) => `${chineseNumber(count)}%`)
    .replace(new RegExp(`第(${CHINESE})(?!点)`, 'gu'), (_, count: string) => `第${chineseNumber(count)}`)
    .replace(
      new RegExp(`(${CHINESE})点(${CHINESE})(?=${COUNTED_ZH})`, 'gu'),
      (_, whole: string, part: string) =>
        `${chineseNumber(whole)}.${[...part].map((letter) => CHINESE_DIGITS.get(letter) ?? 0).join('')}`,
    )
    .replace(new RegExp(`(${CHINESE}|\\d+)分(?:钟)?半`, 'gu'), (_, count: string) => `${chineseNumber(count) * 60 + 30}秒`)
    .replace(new RegExp(`(${CHINESE}|\\d+)秒半`, 'gu'), (_, count: string) => `${chineseNumber(count) + 0.5}秒`)
    .replace(/半秒/gu, '0.5秒')
    .replace(new RegExp(`(?<!第)(${CHINESE})(?=(?:个)?${COUNTED_ZH})`, 'gu'), (_, count: string) => String(chineseNumber(count)))
    .replace(
      /(\d+)分(?:钟)?(\d+(?:\.\d+)?)秒/gu,
      (_, minutes: string, seconds: string) => `${Number(minutes) * 60 + Number(seconds)}秒`,
    );
}
