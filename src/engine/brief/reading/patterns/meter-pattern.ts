import { Meter } from '../../brief.ts';
import { matchAt, type Pattern } from './pattern.ts';

const METER = /(?:in )?(\d{1,2}) ?\/ ?(\d{1,2})(?: time signature| time| meter| metre| signature)?/y;
const OVER = /(?:in )?(\d{1,2}) over (\d{1,2})/y;

/** The metre that stands in for one that cannot be written; metres without a near relative are refused. */
const NEAREST: ReadonlyMap<string, Meter> = new Map([
  ['2/2', '4/4'],
  ['4/2', '4/4'],
  ['8/8', '4/4'],
  ['3/2', '3/4'],
  ['3/8', '3/4'],
  ['6/4', '3/4'],
  ['9/8', '3/4'],
  ['5/8', '5/4'],
  ['10/8', '5/4'],
  ['7/4', '7/8'],
  ['11/8', '7/8'],
  ['4/8', '2/4'],
  ['12/4', '12/8'],
]);

/** Reads metres written as fractions: "3/4", "in 6/8 time". */
export const meterPattern: Pattern = ({ lexed: { folded }, word }) => {
  if (!/^\d/.test(word.text) && word.text !== 'in') {
    return null;
  }

  const match = matchAt(METER, folded, word.start) ?? matchAt(OVER, folded, word.start);
  if (match === null || folded[word.start + match[0].length] === '/' || folded[word.start - 1] === '/') {
    return null;
  }

  const said = `${Number(match[1])}/${Number(match[2])}`;
  const end = word.start + match[0].length;
  const exact = Meter.options.find((meter) => meter === said);
  if (exact !== undefined) {
    return { end, meaning: { kind: 'meter', meter: exact, isWord: false, near: null } };
  }

  // "24/7" and dates are no metres.
  const isMeterLike = [2, 4, 8, 16].includes(Number(match[2])) && Number(match[1]) > 0;
  return isMeterLike ? { end, meaning: { kind: 'odd-meter', said, meter: NEAREST.get(said) ?? null } } : null;
};
