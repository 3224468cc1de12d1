/** Values of single figures; `两` is another two. */
export const CHINESE_DIGITS: ReadonlyMap<string, number> = new Map([
  ...[...'零一二三四五六七八九'].map((letter, value): [string, number] => [letter, value]),
  ['两', 2],
]);

/** The value of `30`, `三十`, `十五`, `一百二十`: whole numbers below a thousand, or figures as they are written. */
export function chineseNumber(text: string): number {
  if (/^[0-9]/.test(text)) {
    return Number(text);
  }

  let total = 0;
  let digit = 0;
  for (const letter of text) {
    if (letter === '百' || letter === '十') {
      total += (digit === 0 ? 1 : digit) * (letter === '百' ? 100 : 10);
      digit = 0;
    } else {
      digit = CHINESE_DIGITS.get(letter) ?? 0;
    }
  }

  return total + digit;
}
