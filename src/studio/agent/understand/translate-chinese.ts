import { chineseNumber } from './chinese-number.ts';
import { CHINESE_WORDS } from './chinese-words.ts';

/** No longer than a number is: without an end, every letter of a message that is nothing but figures would be tried as a beginning. */
const NUMBER = '[0-9]{1,9}(?:\\.[0-9]{1,9})?|[零一二两三四五六七八九十百]{1,9}';
const LONGEST_FIRST = [...CHINESE_WORDS].sort(([left], [right]) => right.length - left.length || (left < right ? -1 : 1));
const NOT = /(?:不要有|不要|不用|没有|去掉|去除|删掉|不带|无|别加|别用)(?:任何)?$/u;

/** UTF-16 units; what lies beyond is left out. */
const LONGEST_TRANSLATED = 10_000;

/** A message in English words that `readBrief` reads: what is not in the table is left out. Text without Chinese stays as it is. */
export function translateChinese(text: string): string {
  if (!hasChinese(text)) {
    return text;
  }

  const pieces: string[] = [];
  let rest = withNumbers(text.slice(0, LONGEST_TRANSLATED));
  let skipped = '';
  while (rest !== '') {
    const word = LONGEST_FIRST.find(([chinese]) => rest.startsWith(chinese));
    if (word !== undefined) {
      pieces.push(NOT.test(skipped) ? `without ${word[1]}` : word[1]);
      rest = rest.slice(word[0].length);
      skipped = '';
      continue;
    }

    const plain = /^[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}\s.:/%#'’&-]*/u.exec(rest)?.[0];
    if (plain !== undefined) {
      pieces.push(plain.trim());
      rest = rest.slice(plain.length);
      skipped = '';
      continue;
    }

    const letter = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    skipped = /\s/.test(letter) ? skipped : skipped + letter;
    rest = rest.slice(letter.length);
  }

  // "D小调" gives the tonic and the mode one after the other: they belong together.
  return pieces.join(', ').replace(/\b([A-G](?:#|b| sharp| flat)?), (major|minor)(?: key)?\b/g, '$1 $2');
}

/** Whether there is a Chinese character in it. */
export function hasChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/** Lengths and tempi with English units: `三十秒` is ` 30 seconds `, `一分半` ` 90 seconds `. */
function withNumbers(text: string): string {
  return text
    .replace(/每分钟\s*(\d+)\s*拍/gu, ' $1 bpm ')
    .replace(/半分钟/gu, ' 30 seconds ')
    .replace(
      new RegExp(`(${NUMBER})\\s*分(?:钟)?半(?:钟)?`, 'gu'),
      (_, count: string) => ` ${chineseNumber(count) * 60 + 30} seconds `,
    )
    .replace(
      new RegExp(`(${NUMBER})\\s*分(?:钟)?\\s*(${NUMBER})\\s*秒(?:钟)?`, 'gu'),
      (_, minutes: string, seconds: string) => ` ${chineseNumber(minutes) * 60 + chineseNumber(seconds)} seconds `,
    )
    .replace(new RegExp(`(${NUMBER})\\s*分钟`, 'gu'), (_, count: string) => ` ${chineseNumber(count) * 60} seconds `)
    .replace(new RegExp(`(${NUMBER})\\s*秒(?:钟)?`, 'gu'), (_, count: string) => ` ${chineseNumber(count)} seconds `)
    .replace(/([A-Ga-g])\s*(?:升|#)\s*(?=[大小]调)/gu, '$1#')
    .replace(
      /([升降])\s*([A-Ga-g])\s*(?=[大小]调)/gu,
      (_, sign: string, tonic: string) => `${tonic}${sign === '升' ? '#' : 'b'}`,
    );
}
