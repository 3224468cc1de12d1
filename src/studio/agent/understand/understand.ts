import { isReadyForExport } from '../../../contract/service/index.ts';
import type { PlannedUse } from '../tools/tool-arguments.ts';
import type { Language, Topic } from '../wording/wording.ts';
import { anotherTake, changedWish, makesOtherMusic } from './change-wish.ts';
import {
  ANOTHER,
  asksForCredits,
  asksForRights,
  ASKS_FOR_MUSIC,
  ASKS_FOR_MUSIC_ZH,
  CHANGES_IT,
  CHANGES_IT_ZH,
  COMPARES,
  EXPORT,
  HELLO,
  HELP,
  LATER,
  STATUS,
  THANKS,
  UNDO,
  UPLOAD,
  WHICH_TITLE,
} from './intents.ts';
import { musicContentOf } from './music-content.ts';
import { isAboutFootageSound, isAboutLooks, QUOTED, readEdits } from './read-edits.ts';
import { readFrame } from './read-frame.ts';
import { type Known, type Reading, readMessage } from './reading.ts';

/** Stands for words in marks while a message is taken apart. */
const HIDDEN = '\uE000';

/** What is done about a message: the uses of tools, in order. Never empty. */
export type Plan = { readonly language: Language; readonly uses: readonly PlannedUse[] };

/** Plans what to do about a message, without a language model: one recogniser after the other, the first that knows it decides. */
export function understand(message: string, known: Known): Plan {
  const reading = readMessage(message, known);
  for (const recognise of RECOGNISERS) {
    const uses = recognise(reading);
    if (uses !== null) {
      const hasMissedFiles = known.hasFiles && reading.words !== '';
      return { language: reading.language, uses: hasMissedFiles ? [...uses, explain(reading, 'attachment')] : uses };
    }
  }

  return { language: reading.language, uses: [explain(reading, 'unclear')] };
}

type Recogniser = (reading: Reading) => readonly PlannedUse[] | null;

/** In order of precedence. A message that asks for music in so many words is that, whatever else is in it. */
const RECOGNISERS: readonly Recogniser[] = [
  (reading) => (reading.words === '' ? [explain(reading, reading.known.hasFiles ? 'attachment' : 'unclear')] : null),
  whenSaid(UNDO, () => ({ tool: 'undo', args: {} })),
  changeOfLast,
  asksForMusic,
  (reading) => (asksForRights(reading.folded) ? [explain(reading, 'rights')] : null),
  (reading) => (asksForCredits(reading.folded) ? [{ tool: 'get_credits', args: {} }] : null),
  (reading) => (isAboutFootageSound(reading) || isAboutLooks(reading) ? [explain(reading, 'not-yet')] : null),
  edits,
  whenSaid(WHICH_TITLE, (reading) => explain(reading, 'which-title')),
  whenSaid(EXPORT, (reading) => explain(reading, 'export')),
  whenSaid(STATUS, () => ({ tool: 'show_timeline', args: {} })),
  whenSaid(LATER, (reading) => explain(reading, 'not-yet')),
  whenSaid(HELLO, (reading) => explain(reading, 'hello')),
  whenSaid(THANKS, (reading) => explain(reading, 'thanks')),
  whenSaid(HELP, (reading) => explain(reading, 'help')),
  whenSaid(UPLOAD, (reading) => explain(reading, 'upload')),
  musicByContent,
];

function whenSaid(pattern: RegExp, use: (reading: Reading) => PlannedUse): Recogniser {
  return (reading) => (pattern.test(reading.folded) ? [use(reading)] : null);
}

/** "another one", "calmer", "in D minor": a new take of what was made last. */
function changeOfLast(reading: Reading): readonly PlannedUse[] | null {
  const { folded, known } = reading;
  const { last } = known;
  if (ANOTHER.test(folded)) {
    return last === null
      ? [explain(reading, 'nothing-yet')]
      : [newTake(last.mediaId, { wish: anotherTake(last.details, known.usedSeeds), isAnother: true })];
  }

  if (last === null || readEdits(reading).length > 0 || LATER.test(folded)) {
    return null;
  }

  const isChange = COMPARES.test(folded) || CHANGES_IT.test(folded) || (CHANGES_IT_ZH.test(folded) && !/生成|创作/u.test(folded));
  const { decisive } = musicContentOf(reading.english);
  const wish = changedWish(last.details, reading);
  const isWished =
    wish.prompt !== last.details.wish.prompt ||
    Object.entries(wish.hints).some(
      ([name, value]) =>
        name !== 'seed' && !Object.is(value, Object.entries(last.details.wish.hints).find(([key]) => key === name)?.[1]),
    );

  // A length, a tempo or a key alone says nothing about a piece of its own.
  const isDetail =
    decisive.length > 0 && decisive.every(({ decision }) => /^(?:length|tempo|key|metre|loop|without) /.test(`${decision} `));
  const isDetailOfIt = isDetail && !ASKS_FOR_MUSIC.test(folded) && !ASKS_FOR_MUSIC_ZH.test(folded);
  if (!isWished || !(isChange || isDetailOfIt)) {
    return null;
  }

  // The same once more is not what was asked for, and must not be charged.
  return [makesOtherMusic(wish, last.details) ? newTake(last.mediaId, { wish, isAnother: false }) : explain(reading, 'same')];
}

/** "make a lo-fi beat", "来一段轻快的背景音乐". */
function asksForMusic(reading: Reading): readonly PlannedUse[] | null {
  const { folded } = reading;
  const asks = ASKS_FOR_MUSIC.test(folded) || ASKS_FOR_MUSIC_ZH.test(folded);
  const isLevel = readEdits(reading).some(
    ({ kind }) => kind === 'set-volume' || kind === 'change-volume' || kind === 'remove-title',
  );
  const isQuestion = /^(?:how|what|why|who|when|where|which) /.test(folded) && !/\bcan you\b/.test(folded);
  return asks && !isLevel && !isQuestion && !isForExport(folded) ? [newMusic(reading)] : null;
}

/** Whether the export is what is wanted, not something to be done with the music once it is made: "生成一段音乐，导出 MP4". */
function isForExport(folded: string): boolean {
  const found = EXPORT.exec(folded);
  const before = found === null ? '' : folded.slice(0, found.index);
  return found !== null && !ASKS_FOR_MUSIC.test(before) && !ASKS_FOR_MUSIC_ZH.test(before);
}

/** "calm piano, 30 seconds": no verb, but every word is about music. */
function musicByContent(reading: Reading): readonly PlannedUse[] | null {
  const isQuestion =
    /^(?:how|what|why|who|when|where|which|is|are|do|does|did|can|could|will|would) |[?？]$|吗[？?]?$|什么|为什么/u.test(
      reading.folded,
    );
  const { decisive } = musicContentOf(reading.english);
  const isBareWord =
    /^(?:music|bgm|background music|a song|song|a track|soundtrack|a beat|beat)[.!]?$|^(?:音乐|配乐|背景音乐|bgm)[。！]?$/u.test(
      reading.folded,
    );
  return (decisive.length > 0 && !isQuestion) || isBareWord ? [newMusic(reading)] : null;
}

function edits(reading: Reading): readonly PlannedUse[] | null {
  const whole = readEdits(reading);
  if (whole.length === 0) {
    return null;
  }

  if (whole.some(({ kind }) => kind === 'set-fades')) {
    return [{ tool: 'edit_multitrack', args: { edits: [...whole] } }];
  }

  const parts = partsOf(reading);
  const found = parts.map((part) => ({ part, edits: readEdits(part) }));
  const kinds = new Map(found.flatMap((each) => each.edits).map((edit) => [edit.kind, edit]));
  const edit: PlannedUse = { tool: 'edit_multitrack', args: { edits: kinds.size === 0 ? [...whole] : [...kinds.values()] } };
  const rest = found.filter((each) => each.edits.length === 0).map(({ part }) => part.words);
  if (kinds.size === 0 || rest.length === 0) {
    return [edit];
  }

  const other = readMessage(rest.join(', '), reading.known);
  const isMade = /^(?:please )?(?:make|generate|create|compose|write|produce)\b|生成|制作|创作/u.test(other.folded);
  return [...(changeOfLast(other) ?? asksForMusic(other) ?? (isMade ? musicByContent(other) : null) ?? []), edit];
}

/** The parts of a message that wishes for several things: "title "Hi", music at 20% and make it vertical". */
function partsOf(reading: Reading): readonly Reading[] {
  const { words, known } = reading;
  const quoted = QUOTED.exec(words)?.[0] ?? null;
  const isBareTitle = quoted === null && readEdits(reading).some(({ kind }) => kind === 'set-title');
  // A title without marks goes on to the end, whatever is in it.
  return isBareTitle
    ? [reading]
    : (quoted === null ? words : words.replace(quoted, HIDDEN))
        .split(/\s*(?:[,;，；。、]|\b(?:and|then|also|plus)\b|并且|然后|同时|而且)\s*/iu)
        .map((part) => readMessage(quoted === null ? part : part.replace(HIDDEN, quoted), known))
        .filter((part) => part.words !== '');
}

function newMusic(reading: Reading): PlannedUse {
  const { words, english, folded } = reading;
  const prompt = english.trim() === '' ? 'music' : english;
  const wish = { prompt, words, hints: titleHint(reading), frame: readFrame(folded), keepsTitle: false };
  return { tool: 'generate_music', args: { wish, takeOf: null, isAnother: false } };
}

/** A title in Chinese marks: the reader of English briefs does not see it. */
function titleHint({ words, language }: Reading): { readonly title?: string } {
  const title =
    language === 'zh'
      ? /(?:标题|片名|题目|名字|名为|叫做?)[^「『《“"]{0,6}[「『《“"]([^」』》”"]{1,200})[」』》”"]/u.exec(words)?.[1]
      : undefined;
  return title === undefined ? {} : { title };
}

function newTake(
  takeOf: string,
  take: { readonly wish: ReturnType<typeof anotherTake>; readonly isAnother: boolean },
): PlannedUse {
  return { tool: 'generate_music', args: { ...take, takeOf } };
}

function explain(reading: Reading, topic: Topic): PlannedUse {
  const isEmptyExport = topic === 'export' && !isReadyForExport(reading.known.draft);
  return { tool: 'explain', args: { topic, words: isEmptyExport ? '' : [...reading.words].slice(0, 120).join('') } };
}
