import type { PlannedUse } from '../tools/tool-arguments.ts';
import { chineseNumber } from './chinese-number.ts';
import { withDigits } from './read-digits.ts';
import type { Reading } from './reading.ts';

/** Each piece costs, and a message is worked on as long as all of them take. */
const MOST_PIECES = 8;
/** "A few" of them. */
const A_FEW = 3;
/** How far the length of music may be from the length that it is called by, milliseconds. */
const SLACK_MS = 600;
const [SHORTEST, LONGEST] = [1, 600];
const COUNTS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

const TAKES =
  /\b(\d{1,2}|two|three|four|five|six|seven|eight|a couple of|a few|several) (?:(?:different|other|more|new|alternative|musical?) )*(?:versions?|takes?|variations?|variants?|alternatives?)\b(?: (?:of|for) (?:it|this|that|the (?:music|track|song))\b)?(?: to (?:choose|pick) from)?|([0-9两二三四五六七八几])(?:个|种|首|段|份|条)?(?:不同的?|不一样的?)?(?:音乐|配乐)?(?:版本|变体|备选|版)(?:的|让我(?:选|挑))?/iu;
const OF_PICTURE =
  /\b(?:videos?|clips?|titles?|captions?|subtitles?|cover|export|vertical|square|portrait)\b|视频|片段|标题|字幕|导出|竖屏|方形/u;
const LIST =
  '\\d{1,3}(?:[ -]?(?:s|secs?|seconds?))?(?:(?: ?, ?(?:and |& ?)?| and | ?[&/+] ?)\\d{1,3}(?:[ -]?(?:s|secs?|seconds?))?)+';
const CUTS = new RegExp(
  `\\b(${LIST})[ -]?(?:long )?(?:music )?(?:cuts?|cut-?downs?|edits?|versions?)\\b(?: of (?:it|this|that|the (?:music|track|song))\\b)?|\\bcut (?:it|this|that|the (?:music|track|song)) (?:down )?(?:in)?to (${LIST})\\b|(?:剪|裁|做|改)(?:成|出)((?:\\d{1,3}秒?(?: ?[、,，和及与] ?| ?以及 ?))+\\d{1,3})秒(?:钟)?的?(?:版本|短版|版)?|((?:\\d{1,3}秒?(?: ?[、,，和及与] ?| ?以及 ?))+\\d{1,3})秒(?:钟)?的?(?:剪辑版?|版本|短版)`,
  'iu',
);
const FILLER =
  /\b(?:please|can you|could you|would you|give me|make|create|generate|i want|i'd like|i need|let me have|produce|do|the|music|me|us|now|and|of|as|out|into|it)\b|请|给我|帮我|我想要|我要|想要|来|做|生成|把|音乐|配乐|这首|的|再|出|一下|吧|[\s,.!，。！、]/giu;

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
const CHOOSE =
  /^(?:please |ok(?:ay)?,? |now |let's |can you |i (?:prefer|like|want|choose|pick|take) )*(?:(?:use|take|choose|pick|select|go with|switch to|try|play|put)(?: in)? )?(?:the |number |version |take |option )+(first|second|third|fourth|fifth|sixth|seventh|eighth|last|\d{1,3}(?:st|nd|rd|th)?)?(?: ?-?(s|secs?|seconds?))?(?: (?:long )?(?:one|version|take|variation|cut|option|piece|music|track))?(?: (?:instead|please|on the timeline))*[\s!.]*$|^(?:请|那就?|还是|改|就)*(?:用|换成?|选择?|要|放)(?:第([0-9一二三四五六七八])|(\d{1,3})秒(?:钟)?的?)(?:个|版|首|段|条)?(?:版本|音乐|那个|剪辑)?[吧。！]*$/u;

/** A wish for several pieces, or a choice among them: "give me three versions of a calm piano", "make 6, 15 and 30 second cuts", "use the second one": null for anything else. `planRest` plans what is left of a message. */
export function severalPieces(reading: Reading, planRest: (rest: string) => readonly PlannedUse[]): readonly PlannedUse[] | null {
  return chosen(reading) ?? cuts(reading, planRest) ?? takes(reading, planRest);
}

/** One of the pieces that were made before, by its number or its length. */
function chosen({ folded, known }: Reading): readonly PlannedUse[] | null {
  const found = CHOOSE.exec(folded);
  const word = found?.[1] ?? found?.[3] ?? found?.[4] ?? '';
  if (found === null || word === '' || known.takes.length === 0) {
    return null;
  }

  const isLength = found[2] !== undefined || found[4] !== undefined;
  const place = ORDINALS.indexOf(word);
  const number = place >= 0 ? place + 1 : chineseNumber(word.replace(/(?:st|nd|rd|th)$/u, ''));
  const wanted = isLength
    ? known.takes.findLast(({ mediaId }) => Math.abs((known.media.get(mediaId)?.durationMs ?? 0) - 1000 * number) <= SLACK_MS)
    : word === 'last'
      ? known.takes.at(-1)
      : known.takes.find((take) => take.number === number);
  return wanted === undefined ? null : [{ tool: 'use_music', args: { mediaId: wanted.mediaId } }];
}

/** The same music at several lengths. Where there is none yet it is made first, at the longest of them. */
function cuts(reading: Reading, planRest: (rest: string) => readonly PlannedUse[]): readonly PlannedUse[] | null {
  const { found, text } = findIn(reading, CUTS);
  const lengths = [...(found?.slice(1).join(' ') ?? '').matchAll(/\d+/gu)].map(Number);
  const seconds = [...new Set(lengths)].filter((length) => length >= SHORTEST && length <= LONGEST).slice(0, MOST_PIECES);
  if (found === null || seconds.length < 2) {
    return null;
  }

  const { last } = reading.known;
  const rest = without(text, found[0]);
  const cut = (length: number, place: number): PlannedUse => ({
    tool: 'make_cut',
    args: { mediaId: last?.mediaId ?? null, seconds: length, number: place + 1 },
  });
  if (last !== null && isEmpty(rest)) {
    return seconds.map(cut);
  }

  const longest = Math.max(...seconds);
  const [music, ...others] = planRest(isEmpty(rest) ? text : `${rest}, ${longest} seconds`);
  if (music?.tool !== 'generate_music') {
    return null;
  }

  const shorter = seconds.filter((length) => length !== longest);
  return [
    { ...music, args: { ...music.args, take: { number: 1, isAside: false } } },
    ...others,
    ...shorter.map((length, place): PlannedUse => ({
      tool: 'make_cut',
      args: { mediaId: null, seconds: length, number: place + 2 },
    })),
  ];
}

/** Takes that differ: the first is laid on the timeline, the others are kept beside it. */
function takes(reading: Reading, planRest: (rest: string) => readonly PlannedUse[]): readonly PlannedUse[] | null {
  const { found, text } = findIn(reading, TAKES);
  const count = countOf((found?.[1] ?? found?.[2] ?? '').toLowerCase());
  if (found === null || count < 2 || OF_PICTURE.test(reading.folded)) {
    return null;
  }

  const { last } = reading.known;
  const rest = without(text, found[0]);
  const again = last === null || !isEmpty(rest) ? null : { ...last.details.wish, frame: null, keepsTitle: true };
  const [music, ...others] = again === null ? planRest(isEmpty(rest) ? '' : rest) : [newTake(last?.mediaId ?? null, again)];
  if (music?.tool !== 'generate_music') {
    return isEmpty(rest) ? [{ tool: 'explain', args: { topic: 'nothing-yet', words: '' } }] : null;
  }

  const numbers = Array.from({ length: Math.min(count, MOST_PIECES) }, (_, place) => place + 1);
  const pieces = numbers.map((number): PlannedUse => {
    // Without a seed each take is written to be unlike what the account made before, so unlike the takes ahead of it.
    const hints = { ...music.args.wish.hints };
    delete hints.seed;
    const wish = { ...music.args.wish, words: reading.words, hints, ...(number === 1 ? {} : { frame: null, keepsTitle: true }) };
    const first = number === 1 ? { newId: music.args.newId } : { newId: null };
    return {
      tool: 'generate_music',
      args: { ...music.args, ...first, wish, isAnother: number > 1, take: { number, isAside: number > 1 } },
    };
  });
  return [...pieces.slice(0, 1), ...others, ...pieces.slice(1)];
}

function countOf(said: string): number {
  const word = COUNTS.indexOf(said);
  return word >= 0 ? word : said === 'a couple of' ? 2 : /^(?:a few|several|几)$/u.test(said) ? A_FEW : chineseNumber(said);
}

function newTake(takeOf: string | null, wish: Extract<PlannedUse, { tool: 'generate_music' }>['args']['wish']): PlannedUse {
  return { tool: 'generate_music', args: { wish, takeOf, isAnother: true } };
}

/** In the words as they were written, so that names keep their capitals; with numbers in figures where that is needed. */
function findIn({ words, folded }: Reading, pattern: RegExp): { readonly found: RegExpExecArray | null; readonly text: string } {
  const found = pattern.exec(words);
  const text = found === null ? withDigits(folded) : words;
  return { found: found ?? pattern.exec(text), text };
}

function without(text: string, words: string): string {
  return text
    .replace(words, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/ (?:of|for)? ?$|^(?:of|for) /u, '')
    .trim();
}

function isEmpty(rest: string): boolean {
  return rest.replace(FILLER, '') === '';
}
