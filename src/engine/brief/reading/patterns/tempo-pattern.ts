import { matchAt, type Pattern } from './pattern.ts';
import { beginsNumber, NUMBER, valueOfNumber } from './numbers.ts';

const UNIT = '(?:[ -]?(?:bpm|b\\.?p\\.?m\\.?|beats per minute|beats a minute|beats/min))';
const HEDGE = '(?:(?:about|around|approximately|approx|roughly|circa|ca|near|exactly|at|of|is|to) )?~?';
const BETWEEN = new RegExp(
  `(?:tempo )?(?:anywhere )?(?:between|from) (${NUMBER})${UNIT}?(?: and | to | ?- ?)(${NUMBER})${UNIT}`,
  'y',
);
const RANGE = new RegExp(`(${NUMBER})${UNIT}?(?: to | ?- ?| or )(${NUMBER})${UNIT}`, 'y');
const NAMED_RANGE = new RegExp(
  `(?:tempo|bpm)(?: of| is| at)?[:= ]{1,3}(?:between |from )?(${NUMBER})(?: and | to | ?- ?)(${NUMBER})`,
  'y',
);
const LIMIT = new RegExp(
  `(under|below|less than|slower than|no faster than|not faster than|at most|max|maximum|up to|over|above|more than|faster than|at least|no slower than|not slower than|minimum|min) (${NUMBER})${UNIT}`,
  'y',
);
const PLUS = new RegExp(`(${NUMBER}) ?\\+${UNIT}`, 'y');
const PLAIN = new RegExp(`${HEDGE}(${NUMBER})${UNIT}`, 'y');
const NAMED = new RegExp(`(?:tempo|bpm|speed)(?: of| is| at| around| about| set to)?[:= ~]{1,3}(${NUMBER})${UNIT}?`, 'y');
const BARE =
  /at (?:around |about |roughly )?~?(\d{2,3})(?! ?(?:%|percent|st|nd|rd|th|sec|second|seconds|s|m|min|minute|minutes|bars?|measures|db|hz|khz|years?|:|\.\d|\/))/y;

const BELOW = new Set([
  'under',
  'below',
  'less than',
  'slower than',
  'no faster than',
  'not faster than',
  'at most',
  'max',
  'maximum',
  'up to',
]);

/** Reads tempi: "120 bpm", "between 80 and 100 bpm", "tempo: 96", "under 90 bpm", "at 90". */
export const tempoPattern: Pattern = ({ lexed: { folded }, word, previousKind }) => {
  const { start, text } = word;
  if (!beginsNumber(text) && !STARTERS.has(text)) {
    return null;
  }

  const range = matchAt(BETWEEN, folded, start) ?? matchAt(RANGE, folded, start) ?? matchAt(NAMED_RANGE, folded, start);
  if (range !== null) {
    const [low, high] = [valueOfNumber(range[1] ?? ''), valueOfNumber(range[2] ?? '')].sort((left, right) => left - right);
    return {
      end: start + range[0].length,
      meaning: { kind: 'tempo-number', low: low ?? 0, high: high ?? 0, isExact: low === high },
    };
  }

  const limit = matchAt(LIMIT, folded, start);
  if (limit !== null) {
    const bound = valueOfNumber(limit[2] ?? '');
    const [low, high] = BELOW.has(limit[1] ?? '') ? [bound * 0.75, bound] : [bound, bound * 1.25];
    return { end: start + limit[0].length, meaning: { kind: 'tempo-number', low, high, isExact: false } };
  }

  const plus = matchAt(PLUS, folded, start);
  if (plus !== null) {
    const bound = valueOfNumber(plus[1] ?? '');
    return { end: start + plus[0].length, meaning: { kind: 'tempo-number', low: bound, high: bound * 1.25, isExact: false } };
  }

  const bare = previousKind === 'energy' || previousKind === 'ending' ? null : matchAt(BARE, folded, start);
  const exact =
    matchAt(PLAIN, folded, start) ?? matchAt(NAMED, folded, start) ?? (bare !== null && isPlausible(bare[1]) ? bare : null);
  if (exact === null) {
    return null;
  }

  const sign = new RegExp(`(?:^|[\\s(,:=])-$`).test(folded.slice(Math.max(0, start - 2), start)) ? -1 : 1;
  const bpm = sign * valueOfNumber(exact[1] ?? '');
  return { end: start + exact[0].length, meaning: { kind: 'tempo-number', low: bpm, high: bpm, isExact: true } };
};

const STARTERS = new Set([
  'between',
  'from',
  'anywhere',
  'tempo',
  'bpm',
  'speed',
  'about',
  'around',
  'approximately',
  'approx',
  'roughly',
  'circa',
  'ca',
  'near',
  'exactly',
  'at',
  'of',
  'is',
  'to',
  'a',
  'under',
  'below',
  'less',
  'slower',
  'no',
  'not',
  'max',
  'maximum',
  'up',
  'over',
  'above',
  'more',
  'faster',
  'minimum',
  'min',
]);

function isPlausible(digits: string | undefined): boolean {
  const bpm = Number(digits);
  return bpm >= 40 && bpm <= 240;
}
