import { matchAt, type Found, type Pattern, type Place } from './pattern.ts';
import { beginsNumber, NUMBER, valueOfNumber } from './numbers.ts';

const HEDGE =
  '(?:(?:no longer than|not longer than|no more than|not more than|at most|up to|max|maximum|maximum of|under|less than|shorter than|at least|minimum|minimum of|over|more than|longer than|about|around|approximately|approx|roughly|circa|exactly|precisely|just under|just over|length|duration|runtime|lasting|lasts)[: ]{1,2})?';
const SECONDS = '(?:seconds?|secs?|s)';
const MINUTES = '(?:minutes?|mins?|m)';
const HOURS = '(?:hours?|hrs?|h)';
const GAP = '[ -]{0,2}';
const LONG = `(?:${GAP}long|${GAP}in length|${GAP}duration|${GAP}in duration|${GAP}in total|${GAP}total)?`;

const CLOCK = new RegExp(
  `${HEDGE}(\\d{1,3}):(\\d{2})(?::(\\d{2}))?(?:\\.(\\d{1,3}))?(?: ?(?:minutes?|mins?|m|min))?${LONG}`,
  'y',
);
const HALF_AFTER = new RegExp(`${HEDGE}(${NUMBER}|a) (?:and a half|& a half|1/2)${GAP}${MINUTES}${LONG}`, 'y');
const AND_A_HALF = new RegExp(`${HEDGE}(${NUMBER}|a)${GAP}${MINUTES} and a half${LONG}`, 'y');
const HALF = new RegExp(`${HEDGE}half(?: a|-a| of a)?[ -]${MINUTES}${LONG}`, 'y');
const HALF_HOUR = new RegExp(`${HEDGE}half(?: an|-an)?[ -]hour${LONG}`, 'y');
const COUPLE = new RegExp(`${HEDGE}(?:a )?couple(?: of)? minutes${LONG}`, 'y');
const PARTS = new RegExp(
  `${HEDGE}(?:(${NUMBER}|an?)${GAP}${HOURS}(?:,? and |[ ,]{0,2}))?(?:(${NUMBER}|a)${GAP}${MINUTES}(?:,? and |[ ,]{0,2}))?(${NUMBER}|a)${GAP}${SECONDS}${LONG}`,
  'y',
);
const WHOLE_MINUTES = new RegExp(
  `${HEDGE}(?:(${NUMBER}|an?)${GAP}${HOURS}(?:,? and |[ ,]{0,2}))?(${NUMBER}|a)${GAP}${MINUTES}${LONG}`,
  'y',
);
const WHOLE_HOURS = new RegExp(`${HEDGE}(${NUMBER}|an)${GAP}${HOURS}${LONG}`, 'y');
const BARS = new RegExp(`${HEDGE}(${NUMBER})${GAP}(?:bars?|measures?)${LONG}`, 'y');

const RANGE = new RegExp(
  `(?:between |from |about |around )?(${NUMBER})(?: ?- ?| to | and | or )(${NUMBER})${GAP}(${MINUTES}|${SECONDS})${LONG}`,
  'y',
);

/** "90s" is a decade unless something beside it says it is a length. */
const DECADE = /^(?:20|30|40|50|60|70|80|90)'?s$/;
const LENGTH_AFTER = /^[ -]{0,2}(?:long|in length|duration|in duration|in total|total|loop|cut|max|maximum)(?![\p{L}\p{N}])/u;
const SPOT_AFTER = /^[ -]{0,2}(?:ad|advert|spot|commercial|promo|teaser|reel|clip|video|version|edit)(?![\p{L}\p{N}])/u;
const LENGTH_BEFORE =
  /(?:for|length|length of|lasting|lasts|duration|duration of|exactly|under|about|around|at most|up to|make it|max|is|:|=) ?$/;
const OCCASION_AFTER =
  /^[ -]{0,2}(?:drive|flight|journey|trip|road trip|walk|run|workout|session|shift|hike|race|mile|ride)(?![\p{L}\p{N}])/u;
const PLACE_BEFORE = /(?:first|last|final|opening|closing|initial|for the first|after|every) ?(?:the )?$/;
const PART_AFTER =
  /^[ -]{0,2}(?:intro|outro|mark|in(?![\p{L}\p{N}-])|into|fade|build|buildup|pause|silence|lead|break|drop|ending)(?![\p{L}\p{N}])/u;

/** Reads lengths: "30 seconds", "1:30", "a minute and a half", "8 bars". */
export const durationPattern: Pattern = (place) => {
  const { lexed, word } = place;
  if (!beginsNumber(word.text) && !STARTERS.has(word.text)) {
    return null;
  }

  // "808s" and "909s" are drum machines.
  if (/^(?:808|909|707|606|303|1[6-9]\d0|20\d0)'?s$/.test(word.text) || (DECADE.test(word.text) && !isLengthBeside(place))) {
    return null;
  }

  const { folded } = lexed;
  const range = DECADE.test(word.text) ? null : matchAt(RANGE, folded, word.start);
  const [shortest, longest] = [valueOfNumber(range?.[1] ?? ''), valueOfNumber(range?.[2] ?? '')];
  // "Forty-five" is one number, "30-45" are two.
  if (range !== null && shortest < longest) {
    const seconds = ((shortest + longest) / 2) * (range[3]?.startsWith('m') ? 60 : 1);
    return { end: word.start + range[0].length, meaning: { kind: 'duration', seconds, isLimit: true } };
  }

  const bars = matchAt(BARS, folded, word.start);
  if (bars !== null) {
    return { end: word.start + bars[0].length, meaning: { kind: 'bars', bars: valueOfNumber(bars[1] ?? '') } };
  }

  const found = readSeconds(folded, word.start);
  if (found === null) {
    return null;
  }

  const end = word.start + found.length;
  const after = folded.slice(end, end + 20);
  const before = folded.slice(Math.max(0, word.start - 16), word.start);
  const bare = folded.slice(word.start, end);
  if (OCCASION_AFTER.test(after)) {
    return plain(end, 'Read as part of the occasion, not as the length of the music.');
  }

  if (
    PLACE_BEFORE.test(before) ||
    (PART_AFTER.test(after) && !/^[ -]{0,2}(?:intro|outro)/.test(after)) ||
    /^(?:the )?\d+[ -]?s\w* mark/.test(bare)
  ) {
    return plain(
      end,
      'Names a place within the music; section lengths follow the form, so say what happens “at 0:10” to pin it.',
    );
  }

  const sign = /(?:^|[\s(,:=])-$/.test(folded.slice(Math.max(0, word.start - 2), word.start)) ? -1 : 1;
  return {
    end,
    meaning: {
      kind: 'duration',
      seconds: sign * found.seconds,
      isLimit: /^(?:no |not |at |up |max|under|less|shorter|min|over|more|longer)/.test(bare),
    },
  };
};

const STARTERS = new Set([
  'between',
  'from',
  'a',
  'an',
  'half',
  'couple',
  'no',
  'not',
  'at',
  'up',
  'max',
  'maximum',
  'under',
  'less',
  'shorter',
  'minimum',
  'over',
  'more',
  'longer',
  'about',
  'around',
  'approximately',
  'approx',
  'roughly',
  'circa',
  'exactly',
  'precisely',
  'just',
  'length',
  'duration',
  'runtime',
  'lasting',
  'lasts',
]);

/** A time of the clock or a count of seconds, for lengths and for "at 0:15" alike. */
export function readSeconds(folded: string, offset: number): { readonly length: number; readonly seconds: number } | null {
  const of = (match: RegExpExecArray, seconds: number) => ({ length: match[0].length, seconds });
  const clock = matchAt(CLOCK, folded, offset);
  if (clock !== null) {
    const [, first = '0', second = '0', third, fraction] = clock;
    const whole =
      third === undefined ? Number(first) * 60 + Number(second) : Number(first) * 3600 + Number(second) * 60 + Number(third);
    return of(clock, whole + (fraction === undefined ? 0 : Number(`0.${fraction}`)));
  }

  const half = matchAt(HALF_AFTER, folded, offset) ?? matchAt(AND_A_HALF, folded, offset);
  if (half !== null) {
    return of(half, (amount(half[1]) + 0.5) * 60);
  }

  const halfMinute = matchAt(HALF, folded, offset);
  if (halfMinute !== null) {
    return of(halfMinute, 30);
  }

  const halfHour = matchAt(HALF_HOUR, folded, offset);
  if (halfHour !== null) {
    return of(halfHour, 1800);
  }

  const couple = matchAt(COUPLE, folded, offset);
  if (couple !== null) {
    return of(couple, 120);
  }

  const parts = matchAt(PARTS, folded, offset);
  if (parts !== null) {
    return of(parts, amount(parts[1]) * 3600 + amount(parts[2]) * 60 + amount(parts[3]));
  }

  const minutes = matchAt(WHOLE_MINUTES, folded, offset);
  if (minutes !== null) {
    return of(minutes, amount(minutes[1]) * 3600 + amount(minutes[2]) * 60);
  }

  const hours = matchAt(WHOLE_HOURS, folded, offset);
  return hours === null ? null : of(hours, amount(hours[1]) * 3600);
}

function amount(text: string | undefined): number {
  return text === undefined ? 0 : text === 'a' || text === 'an' ? 1 : valueOfNumber(text);
}

function isLengthBeside({ lexed: { folded }, word }: Place): boolean {
  const decade = Number(word.text.slice(0, 2));
  const before = folded.slice(Math.max(0, word.start - 14), word.start);
  const after = folded.slice(word.end, word.end + 14);
  if (LENGTH_AFTER.test(after) || LENGTH_BEFORE.test(before) || (decade === 60 && SPOT_AFTER.test(after))) {
    return true;
  }

  const isEra =
    /(?:the|roaring|early|late|mid)[ -]$/.test(before) ||
    /^[ -](?:jazz|swing|big band|style|music|era|vibe|feel|sound|retro|vintage|inspired)/.test(after);
  return decade <= 40 && !word.text.includes("'") && !isEra;
}

function plain(end: number, note: string): Found {
  return { end, meaning: { kind: 'plain', note } };
}
