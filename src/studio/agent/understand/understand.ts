import { isReadyForExport } from '../../../contract/service/index.ts';
import type { MusicChange } from '../../../engine/score/index.ts';
import type { PlannedUse } from '../tools/tool-arguments.ts';
import type { Notice } from '../wording/notice.ts';
import type { Language, Topic } from '../wording/wording.ts';
import { isAboutTimeline } from './about-timeline.ts';
import { anotherTake, changedWish, makesOtherMusic } from './change-wish.ts';
import { splitMessage } from './clause.ts';
import {
  ANOTHER,
  ANOTHER_LIKE_IT,
  asksForCredits,
  asksForRights,
  ASKS_FOR_MUSIC,
  ASKS_FOR_MUSIC_ZH,
  CHANGES_IT,
  CHANGES_IT_ZH,
  COMPARES,
  EXPORT,
  FOR_FOOTAGE,
  HELLO,
  HELP,
  LATER,
  STATUS,
  THANKS,
  UPLOAD,
  WHICH_TITLE,
} from './intents.ts';
import { isForExport } from './is-for-export.ts';
import { isSoAlready } from './is-so-already.ts';
import { musicContentOf } from './music-content.ts';
import { withMusicToCome } from './music-to-come.ts';
import { clauseOf, type ClauseReading, readClauses, readOne } from './read-clauses.ts';
import { readFrame } from './read-frame.ts';
import { type Known, NOTHING_KNOWN, type Reading, readMessage } from './reading.ts';
import { hasChinese } from './translate-chinese.ts';
import { severalPieces } from './several-pieces.ts';

/** What is done about a message: the uses of tools, in order. Never empty. */
export type Plan = { readonly language: Language; readonly uses: readonly PlannedUse[] };

/**
 * Plans what to do about a message, without a language model. First it is read part by part; where that leaves nothing over, that is it.
 * What is left over may be a wish for music in its own words; else the parts that were understood are done and the others are named.
 */
export function understand(message: string, known: Known): Plan {
  const reading = readMessage(message, known);
  const uses = plan(reading);
  const hasMissedFiles = known.hasFiles && reading.words !== '';
  return { language: reading.language, uses: hasMissedFiles ? [...uses, explain(reading, 'attachment')] : uses };
}

/** Changes that new music may be wished with as well. */
const DETAILS: ReadonlySet<MusicChange['kind']> = new Set(['length', 'tempo', 'tempo-by', 'key', 'mode', 'loop']);

function plan(reading: Reading): readonly PlannedUse[] {
  const { words, known } = reading;
  if (words === '') {
    return [explain(reading, known.hasFiles ? 'attachment' : 'unclear')];
  }

  const several = severalPieces(reading, (rest) => plan(readMessage(rest, known)));
  if (several !== null) {
    return several;
  }

  const fresh = anotherLikeIt(reading);
  if (fresh !== null) {
    return fresh;
  }

  const parts = readClauses(words, known);
  if (parts.isAny && parts.missed.length === 0) {
    return told(reading, parts);
  }

  const music = changeOfLast(reading) ?? asksForMusic(reading);
  if (music !== null) {
    return music;
  }

  // Where no music is there yet, words about music are a wish for it, and a title beside them is the title of that.
  const isFirst = known.last === null && parts.missed.some((missed) => isMusical(missed));
  const changesMusic = parts.uses.some(
    (use) => use.tool === 'revise_music' && use.args.changes.some(({ kind }) => !DETAILS.has(kind)),
  );
  const isMusic = isFirst || (!parts.hasRequests && !changesMusic && parts.missed.every((missed) => isMusical(missed)));
  const other = isMusic && !LATER.test(reading.folded) ? musicByContent(reading) : null;
  if (other !== null) {
    return other;
  }

  // The first music, wished for among edits of the footage.
  if (isFirst && parts.isAny) {
    return [newMusic(readMessage(parts.missed.join(', '), known)), ...told(reading, { ...parts, missed: [] })];
  }

  if (parts.isAny) {
    return told(reading, parts);
  }

  for (const recognise of RECOGNISERS) {
    const uses = recognise(reading);
    if (uses !== null) {
      return uses;
    }
  }

  return [explain(reading, 'unclear')];
}

/** The uses of a message that was read part by part, and at last what of it was not done. */
function told(reading: Reading, { uses, notices, missed }: ClauseReading): readonly PlannedUse[] {
  const unknown = missed.map((words): Notice => ({ kind: 'not-understood', words: [...words].slice(0, 120).join('') }));
  const all = [...notices, ...unknown];
  const known = uses.flatMap((use) => withoutSame(reading, use));
  const said: readonly PlannedUse[] =
    all.length === 0 ? [] : [{ tool: 'explain', args: { topic: 'notices', words: '', notices: [...all] } }];
  const planned = [...known, ...said];
  return planned.length > 0 ? planned : [explain(reading, 'unclear')];
}

/** Changes of music that make it what it is already are not made: they would be charged for nothing. */
function withoutSame(reading: Reading, use: PlannedUse): readonly PlannedUse[] {
  const { last } = reading.known;
  if (use.tool !== 'revise_music' || last === null) {
    return [use];
  }

  const { brief } = last.details;
  const changes = use.args.changes.filter((change) => !isSoAlready(change, brief));
  return changes.length === 0 ? [explain(reading, 'same')] : [{ ...use, args: { ...use.args, changes } }];
}

function isMusical(words: string): boolean {
  return musicContentOf(readMessage(words, NOTHING_KNOWN).english).decisive.length > 0;
}

type Recogniser = (reading: Reading) => readonly PlannedUse[] | null;

/** In order of precedence, for what was not understood part by part. */
const RECOGNISERS: readonly Recogniser[] = [
  (reading) => (asksForRights(reading.folded) ? [explain(reading, 'rights')] : null),
  (reading) => (asksForCredits(reading.folded) ? [{ tool: 'get_credits', args: {} }] : null),
  whenSaid(WHICH_TITLE, (reading) => explain(reading, 'which-title')),
  whenSaid(EXPORT, (reading) => explain(reading, 'export')),
  whenSaid(STATUS, () => ({ tool: 'show_timeline', args: { about: 'all' } })),
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

/** "a new one, but darker": a new take that differs as it says; without "new" it would be a change of the music that is there. */
function anotherLikeIt({ folded, known }: Reading): readonly PlannedUse[] | null {
  const { last } = known;
  const found = ANOTHER_LIKE_IT.exec(folded);
  const how = (found?.[1] ?? found?.[2] ?? '').replace(/(?:一?[点些])?的?(?:音乐|曲子|歌)?[吧呢。！\s]*$/u, '');
  if (last === null || found === null || !(COMPARES.test(how) || (/^(?:更|再|不那么)/u.test(how) && hasChinese(how)))) {
    return null;
  }

  const wish = changedWish(last.details, readMessage(how, known));
  const { seed } = anotherTake(last.details, known.usedSeeds).hints;
  return [
    newTake(last.mediaId, {
      wish: { ...wish, hints: { ...wish.hints, ...(seed === undefined ? {} : { seed }) } },
      isAnother: false,
    }),
  ];
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

  if (
    last === null ||
    ADDS_A_PIECE.test(folded) ||
    LATER.test(folded) ||
    isOfTimeline(reading) ||
    readClauses(reading.words, known).hasRequests
  ) {
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

/** "add some chill music to this" is music of its own, no change of the music that is there. */
const ADDS_A_PIECE =
  /\b(?:add|put|lay|throw|get me|give me)(?: me)? (?:some |an? )?(?!more\b)(?:[\p{L}-]+ ){1,4}(?:music|track|song|soundtrack|bgm|score|background)\b(?! (?:louder|quieter))/u;

/** Whether words are about what is there, and do not ask for music in so many words. */
function isOfTimeline(reading: Reading): boolean {
  const { folded, known } = reading;
  const asks = ASKS_FOR_MUSIC.test(folded) || ASKS_FOR_MUSIC_ZH.test(folded);
  return (!asks || isOfThatMusic(reading)) && isAboutTimeline(folded.replace(FOR_FOOTAGE, ' '), known);
}

/** "make a lo-fi beat", "来一段轻快的背景音乐". */
function asksForMusic(reading: Reading): readonly PlannedUse[] | null {
  const { folded } = reading;
  const asks = ASKS_FOR_MUSIC.test(folded) || ASKS_FOR_MUSIC_ZH.test(folded);
  const isQuestion = /^(?:how|what|why|who|when|where|which) /.test(folded) && !/\bcan you\b/.test(folded);
  return asks && !isQuestion && !isOfThatMusic(reading) && !isForExport(folded) ? newMusicAndEdits(reading) : null;
}

const THE_MUSIC =
  /\b(?:the|this|that|my) (?:\S+ )?(?:music|track|song|bgm|soundtrack|beat|tune)\b|\b(?:louder|quieter|softer) than\b|(?:这|那)(?:首|段|个)|把.{0,4}(?:音乐|配乐)/u;

/** "i want the music to start at 3 seconds" is about music that is there. */
function isOfThatMusic(reading: Reading): boolean {
  return (
    reading.known.last !== null &&
    THE_MUSIC.test(reading.folded) &&
    (!hasContent(reading) || / than the music\b/u.test(reading.folded))
  );
}

/** Whether words say what music should be like, beyond how long it is. */
function hasContent({ english, known }: Reading): boolean {
  const names = [...known.media.values()].map(({ name }) => name.toLowerCase());
  const { decisive } = musicContentOf(english);
  return decisive.some(
    ({ decision, words }) =>
      !/^(?:length|loop) /.test(`${decision} `) && !names.some((name) => name.includes(words.toLowerCase())),
  );
}

/** "calm piano, 30 seconds": no verb, but every word is about music. */
function musicByContent(reading: Reading): readonly PlannedUse[] | null {
  const isQuestion =
    /^(?:how|what|why|who|when|where|which|is|are|do|does|did|can|could|will|would) |[?？]$|吗[？?]?$|什么|为什么/u.test(
      reading.folded,
    );
  const { decisive } = musicContentOf(reading.english);
  if (isOfTimeline(reading)) {
    return null;
  }

  const isBareWord =
    /^(?:music|bgm|background music|a song|song|a track|soundtrack|a beat|beat)[.!]?$|^(?:音乐|配乐|背景音乐|bgm)[。！]?$/u.test(
      reading.folded,
    );
  return (decisive.length > 0 && !isQuestion) || isBareWord ? [newMusic(reading)] : null;
}

/** A wish for music in some parts of a message, and edits of the timeline in others: "generate calm piano and set the music to 30%". */
function newMusicAndEdits(reading: Reading): readonly PlannedUse[] {
  const { words, known } = reading;
  const fragments = splitMessage(words);
  const newId = known.makeId('clip');
  const state = withMusicToCome(known, newId);
  const isEdit = fragments.parts.map((_, at) => {
    const found = readOne(clauseOf(fragments, at, at + 1), state);
    const requests = found?.leftover === '' ? (found.understood.requests ?? []) : [];
    // The title and the shape of the picture belong to the wish: the music is placed with them.
    return (
      requests.length > 0 && requests.every(({ kind }) => kind !== 'add-text' && kind !== 'change-text' && kind !== 'set-frame')
    );
  });
  const wishes = fragments.parts.filter((_, at) => isEdit[at] === false);
  const edits = fragments.parts.filter((_, at) => isEdit[at] === true);
  if (edits.length === 0 || wishes.length === 0) {
    return [newMusic(reading)];
  }

  const textOf = (parts: typeof wishes): string =>
    parts.map((part) => clauseOf({ ...fragments, parts: [part] }, 0, 1).words).join(', ');
  const { uses, notices } = readClauses(textOf(edits), known, state);
  const said: readonly PlannedUse[] =
    notices.length === 0 ? [] : [{ tool: 'explain', args: { topic: 'notices', words: '', notices: [...notices] } }];
  const music = newMusic(readMessage(textOf(wishes), known));
  return [music.tool === 'generate_music' ? { ...music, args: { ...music.args, newId } } : music, ...uses, ...said];
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
