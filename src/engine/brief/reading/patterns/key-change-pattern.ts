import { TONICS } from '../../brief.ts';
import { readSeconds } from './duration-pattern.ts';
import { matchAt, type KeyChangeMeaning, type Pattern } from './pattern.ts';

const STEP = '(?:(?:a|an|one|two|three|1|2|3) )?(?:(?:whole|half|full|minor|major)[ -]?)?(?:step|tone|semitone|third)s?';
const UP = '(?:up|down|upwards?|downwards?|higher|lower)';
const GEAR = "truck[ -]?driver(?:'s)?(?: gear)?(?: key)?(?: change| modulation)?|gear[ -]change";
/** What says that the key changes, before how far and where. */
const CHANGE = new RegExp(
  `(?:(?:a|an|with a|the) )?(?:${STEP} )?(?:(?:big|final|last|uplifting|dramatic|upward|downward) )?(?:key[ -]change|modulation|${GEAR})` +
    `|(?:it |then |and )*(?:modulat(?:es|e|ing)|transpos(?:es|e|ing)|chang(?:es|e|ing) (?:the )?key|key (?:changes|goes|moves|shifts|rises|modulates)|(?:rais|lift|mov|shift)(?:es|e|s|ing)? (?:the )?key)`,
  'y',
);
const AMOUNT = new RegExp(`,? ?(?:(?:of|by|is) )?(?:${UP} )?(?:by )?${STEP}(?: ${UP})?|,? ?${UP}(?! to)`, 'y');
const TARGET =
  /,? ?(?:up |down )?(?:in)?to (?:the key of )?([a-g])(?: ?(#|♯|♭)|(b)(?![a-z])|[ -](sharp|flat))?(?: (?:major|minor))?/y;
const PLACE =
  /,? ?(?:in|at|for|on|into|before|going into|with|during|from)(?: the)? (?:(?:very )?(?:last|final|second|third|2nd|3rd|closing) )?(chorus(?:es)?|refrain|hook|drop|bridge|middle eight|break|end|ending|finale)/y;
const AT = /,? ?(?:at|after|around|by|from)(?: about| around)? /y;
const STARTS =
  /^(?:a|an|with|the|one|two|half|whole|full|big|final|key|key-change|modulation|modulates?|modulating|truck|truckdriver|gear|transposes?|transposing|changes?|changing|raises?|raising|lifts?|lifting|moves?|moving|shifts?|shifting|it|then|and)$/;

/** Reads key changes with how far and where: "key change in the last chorus", "modulates up a whole step at 0:40", "modulate to E". */
export const keyChangePattern: Pattern = ({ lexed: { folded }, word }) => {
  const change = STARTS.test(word.text) ? matchAt(CHANGE, folded, word.start) : null;
  if (change === null) {
    return null;
  }

  let end = word.start + change[0].length;
  let said = change[0];
  let tonic: KeyChangeMeaning['tonic'] = null;
  let at: KeyChangeMeaning['at'] = 'last-refrain';
  // How far and where come in either order, each once.
  for (let round = 0; round < 3; round++) {
    const target = matchAt(TARGET, folded, end);
    const amount = matchAt(AMOUNT, folded, end);
    const place = matchAt(PLACE, folded, end);
    const lead = leadAt(folded, end);
    const seconds = lead === null ? null : readSeconds(folded, end + lead);
    if (target !== null) {
      tonic = tonicOf(target);
      end += target[0].length;
    } else if (amount !== null) {
      said += ` ${amount[0]}`;
      end += amount[0].length;
    } else if (place !== null) {
      at = /bridge|middle|break/.test(place[1] ?? '') ? 'bridge' : 'last-refrain';
      end += place[0].length;
    } else if (lead !== null && seconds !== null) {
      at = seconds.seconds;
      end += lead + seconds.length;
    } else {
      break;
    }
  }

  return { end, meaning: { kind: 'key-change', semitones: semitonesOf(said), tonic, at } };
};

function leadAt(folded: string, from: number): number | null {
  AT.lastIndex = from;
  const match = AT.exec(folded);
  return match === null ? null : match[0].length;
}

/** Half steps from words; two up where none are said, which is what a gear change is. */
function semitonesOf(said: string): number {
  const count = /\b(?:three|3)\b/.test(said) ? 3 : /\b(?:two|2)\b/.test(said) ? 2 : 1;
  const size = /major third/.test(said)
    ? 4
    : /third/.test(said)
      ? 3
      : /semitone|half/.test(said)
        ? count
        : /whole|full|step|tone/.test(said)
          ? 2 * Math.min(2, count)
          : 2;
  return /\b(?:down|downwards?|downward|lower)\b/.test(said) ? -size : size;
}

function tonicOf([, letter = 'c', sign, flat, word]: RegExpExecArray): KeyChangeMeaning['tonic'] {
  const natural = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 }[letter] ?? 0;
  const shift =
    sign === '#' || sign === '♯' || word === 'sharp' ? 1 : sign === '♭' || flat !== undefined || word === 'flat' ? -1 : 0;
  return TONICS[(natural + shift + 12) % 12] ?? null;
}

const METER_CHANGE =
  /(?:then |and |it )*(?:switch(?:es|ing)?|chang(?:es|e|ing)|mov(?:es|e|ing)|go(?:es|ing)?|turn(?:s|ing)?|shift(?:s|ing)?)(?: the)?(?: (?:time|metre|meter|time signature|beat|rhythm))?(?: into| to) (?:a )?(\d{1,2} ?\/ ?\d{1,2}|waltz)(?: time| feel| metre| meter)?/y;
const METER_STARTS =
  /^(?:then|and|it|switch(?:es|ing)?|changes?|changing|moves?|moving|go|goes|going|turns?|turning|shifts?|shifting)$/;

/** Reads a wish for another metre on the way ("switch to 3/4 at the bridge"), which cannot be granted and must not become the metre of the whole. */
export const meterChangePattern: Pattern = ({ lexed: { folded }, word }) => {
  const match = METER_STARTS.test(word.text) ? matchAt(METER_CHANGE, folded, word.start) : null;
  if (match === null) {
    return null;
  }

  const from = word.start + match[0].length;
  const place = matchAt(PLACE, folded, from);
  return { end: from + (place?.[0].length ?? 0), meaning: { kind: 'meter-change', said: match[1] ?? '' } };
};
