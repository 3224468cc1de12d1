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
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const VALUES: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((word, value): [string, number] => [word, value]),
  ...TENS.map((word, place): [string, number] => [word, (place + 2) * 10]),
  ['hundred', 100],
]);

/** The source of an expression for a number in digits or words, up to "one hundred and twenty"; its text goes to `valueOfNumber`. */
export const NUMBER = `(?:\\d{1,9}(?:[.,]\\d{1,6})?|(?:(?:a|one) hundred(?: and)? )?(?:${TENS.join('|')})(?:[ -](?:${UNITS.slice(1, 10).join('|')}))?|(?:a|one) hundred|${[...UNITS].reverse().join('|')})`;

/** The value of what `NUMBER` matched. */
export function valueOfNumber(text: string): number {
  if (/^\d/.test(text)) {
    return Number(text.replace(',', '.'));
  }

  return text.split(/[ -]/).reduce((sum, word) => sum + (VALUES.get(word) ?? 0), 0);
}

/** Whether a word can begin a number. */
export function beginsNumber(word: string): boolean {
  return /^\d/.test(word) || VALUES.has(word);
}
