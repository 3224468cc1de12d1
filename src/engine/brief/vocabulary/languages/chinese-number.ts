const DIGITS: ReadonlyMap<string, number> = new Map(
  [...'零一二三四五六七八九']
    .map((sign, value): [string, number] => [sign, value])
    .concat([
      ['〇', 0],
      ['两', 2],
      ['半', 0.5],
    ]),
);

/** The value of a number below a thousand in Chinese signs or in digits: "一百二十" is 120. */
export function chineseNumber(text: string): number {
  if (/^\d/.test(text)) {
    return Number(text);
  }

  let sum = 0;
  let digit: number | null = null;
  for (const sign of text) {
    const unit = sign === '百' ? 100 : sign === '十' ? 10 : 0;
    if (unit > 0) {
      sum += (digit ?? 1) * unit;
      digit = null;
    } else {
      digit = DIGITS.get(sign) ?? 0;
    }
  }

  return sum + (digit ?? 0);
}
