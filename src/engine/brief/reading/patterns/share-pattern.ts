import { PHRASES } from '../phrase-index.ts';
import { matchAt, type Pattern } from './pattern.ts';

const PERCENT = /(?:about |around |roughly )?(\d{1,3}) ?(?:%|percent|per cent)(?: of)?/y;
/** "Jazz 70% hip hop 30%": the next style has its own share behind it. */
const SHARE_AGAIN = /^ [a-z][a-z &'-]{1,24} \d{1,3} ?(?:%|percent)\s*(?:$|[,.;])/;
const PAIR = /(\d{2}) ?[/:-] ?(\d{2})(?= (?:mix|blend|split|of|between|\p{L}))/uy;
const EQUAL = /(?:equal parts(?: of)?|half and half(?: of)?|(?:an )?even (?:mix|blend|split) (?:of|between))/y;
const HALF = /half(?: of it)? /y;
const PARTS = /(one|two|three|four|1|2|3|4) parts?(?: of)? /y;
const COUNTS: ReadonlyMap<string, number> = new Map([
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
]);

/** Reads how much of each style: "70% jazz, 30% hip hop", "50/50 rock and funk", "half jazz, half house", "two parts folk". */
export const sharePattern: Pattern = ({ lexed, index, word, previousKind }) => {
  const { folded, words } = lexed;
  const { start } = word;
  const percent = matchShare(PERCENT, folded, start);
  if (percent !== null) {
    const weight = Number(percent[1]) / 100;
    const end = start + percent[0].length;
    const isAfter =
      previousKind === 'style' &&
      word.before === 'tight' &&
      (!isStyleAt(lexed, end) || SHARE_AGAIN.test(folded.slice(end, end + 40)));
    return weight > 0 && weight <= 1 ? { end, meaning: { kind: 'share', weight, side: isAfter ? 'after' : 'before' } } : null;
  }

  const pair = matchAt(PAIR, folded, start);
  if (pair !== null && Number(pair[1]) + Number(pair[2]) === 100) {
    return { end: start + pair[0].length, meaning: { kind: 'shares', weights: [Number(pair[1]) / 100, Number(pair[2]) / 100] } };
  }

  const equal = matchAt(EQUAL, folded, start);
  if (equal !== null) {
    return { end: start + equal[0].length, meaning: { kind: 'shares', weights: [0.5, 0.5, 0.5] } };
  }

  const half = matchShare(HALF, folded, start) ?? matchShare(PARTS, folded, start);
  if (half === null || !isStyleAt(lexed, start + half[0].length)) {
    return null;
  }

  const said = half[1] ?? '';
  const weight = half[1] === undefined ? 0.5 : (COUNTS.get(said) ?? Number(said));
  const end = start + half[0].trimEnd().length;
  return words[index] === undefined ? null : { end, meaning: { kind: 'share', weight, side: 'before' } };
};

/** As `matchAt`, for expressions that end in a sign or a space. */
function matchShare(expression: RegExp, folded: string, offset: number): RegExpExecArray | null {
  expression.lastIndex = offset;
  return expression.exec(folded);
}

function isStyleAt(
  { words }: { readonly words: readonly { readonly start: number; readonly text: string }[] },
  offset: number,
): boolean {
  const at = words.findIndex(({ start }) => start >= offset);
  if (at < 0) {
    return false;
  }

  for (let count = Math.min(3, words.length - at); count > 0; count--) {
    const phrase = words.slice(at, at + count).map(({ text }) => text);
    if (PHRASES.find(phrase.join(' '))?.kind === 'style') {
      return true;
    }
  }

  return false;
}
