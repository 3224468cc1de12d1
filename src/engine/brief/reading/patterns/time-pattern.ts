import { readSeconds } from './duration-pattern.ts';
import { matchAt, type Pattern } from './pattern.ts';

const LEAD = /(?:at|after|by|until|till)(?: around| about)?(?: the)? /y;
const LOOSE_LEAD = /(?:at|after|by|until|till|around|about|from|near|within)(?: around| about)?(?: the)? /y;
const MARK = /(?:[ -]mark|[ -]point| in)/y;
const BARE_SECONDS = /(?:at|after|by|around) (\d{1,3})(?! ?(?:bpm|%|bars?|beats))/y;

/** Places in the piece said as words, as a fraction of its length. */
const FRACTIONS: readonly (readonly [RegExp, number])[] = [
  [/(?:at |by |around |from )?(?:the )?half ?-?way(?: through| point| mark| in)?/y, 0.5],
  [/(?:in|at|around|towards|near|through|from) the (?:very )?(?:middle|midpoint|mid point|centre|center)/y, 0.5],
  [/(?:in|for|during|through) the (?:second|2nd|last|latter) half/y, 0.6],
  [/(?:in|for|during|through) the (?:first|1st) half/y, 0.2],
  [/(?:at|towards?|near|by|before|in) the (?:very )?(?:end|finish|close)/y, 0.92],
  [/(?:at|in|from) the (?:very )?(?:start|beginning|outset|opening)/y, 0],
  [/(?:after |at |by )?(?:about )?(?:a|one) third(?: of the way)?(?: in| through)?/y, 0.33],
  [/(?:after |at |by |for the last )?(?:about )?two thirds(?: of the way)?(?: in| through)?/y, 0.67],
  [/(?:in |for |during )?the last third/y, 0.72],
  [/(?:after |at |by )?(?:about )?three quarters(?: of the way)?(?: in| through)?/y, 0.75],
  [/(?:after |at |by )?(?:about )?a quarter(?: of the way)? (?:in|through)/y, 0.25],
];
const STARTERS = new Set([
  'at',
  'after',
  'from',
  'by',
  'around',
  'about',
  'until',
  'till',
  'near',
  'halfway',
  'half',
  'in',
  'towards',
  'toward',
  'for',
  'during',
  'through',
  'before',
  'a',
  'one',
  'two',
  'three',
  'the',
]);

/** Reads moments: "at 0:15", "after 20 seconds", "halfway", "in the second half". */
export const timePattern: Pattern = ({ lexed: { folded }, word, previousKind }) => {
  const { start, text } = word;
  const isAfterSign = folded[start - 1] === '@';
  if (!STARTERS.has(text) && !isAfterSign) {
    return null;
  }

  const isAfterEvent = previousKind === 'energy' || previousKind === 'ending';
  const lead = matchLead(isAfterEvent ? LOOSE_LEAD : LEAD, folded, start);
  const from = isAfterSign ? start : lead;
  if (from !== null) {
    const seconds = readSeconds(folded, from);
    if (seconds !== null && !/^(?:no|not|at|up|max|under|less|over|more)/.test(folded.slice(from, from + 5))) {
      const end = from + seconds.length;
      const mark = matchAt(MARK, folded, end);
      return {
        end: end + (mark?.[0].length ?? 0),
        meaning: { kind: 'time', at: { seconds: seconds.seconds }, isClock: folded.slice(from, end).includes(':') },
      };
    }
  }

  // After "drops" a bare "at 15" is a moment, not a tempo.
  const bare = isAfterEvent ? matchAt(BARE_SECONDS, folded, start) : null;
  if (bare !== null) {
    return { end: start + bare[0].length, meaning: { kind: 'time', at: { seconds: Number(bare[1]) }, isClock: false } };
  }

  for (const [expression, fraction] of FRACTIONS) {
    const match = matchAt(expression, folded, start);
    if (match !== null) {
      return { end: start + match[0].length, meaning: { kind: 'time', at: { fraction }, isClock: false } };
    }
  }

  return null;
};

function matchLead(lead: RegExp, folded: string, start: number): number | null {
  lead.lastIndex = start;
  const match = lead.exec(folded);
  return match === null ? null : start + match[0].length;
}
