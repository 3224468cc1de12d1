import { TRACK_TYPES } from '../../../contract/service/index.ts';
import type { DraftEdit } from '../../actions/sessions/edit-draft.ts';
import { FOOTAGE_SOUND, MUSIC_SOUND } from './intents.ts';
import { readFrame, withoutFrame } from './read-frame.ts';
import type { Reading } from './reading.ts';

const QUOTES = '["“”„«»「」『』《》\'‘’]';
/** Words in marks of any kind. */
export const QUOTED = new RegExp(`${QUOTES}([^"“”„«»「」『』《》\\n]{1,200}?)${QUOTES}(?![\\p{L}\\p{N}])`, 'u');
const TITLE_VERB =
  /^(?:please |can you |could you |now )*(?:(?:set|change|make|rename|edit|update|put|add|show|give (?:it|this)|use|insert|create)\b.{0,30}?)?\b(?:title|heading|headline|text overlay|text)\b|^(?:please )?(?:call|name|rename) (?:it|this|the (?:project|video))\b|标题|片名/u;
const TITLE_TEXT =
  /\b(?:title|heading|headline|text overlay|text|call it|name it|rename it|call this|name this)\b(?:\s+(?:card|track))?\s*(?:to|is|as|:|=|that says|saying|reading|of|should be)?\s*[:：]?\s*(.{1,200})$/iu;
const TITLE_TEXT_ZH = /(?:标题|片名)\s*(?:改成|改为|换成|设为|设成|写|叫|是|为|：|:)?\s*(.{1,200})$/u;
const REMOVE_TITLE =
  /\b(?:remove|delete|hide|drop|no|without|get rid of|take (?:off|away|out)|lose)\b.{0,12}\b(?:titles?|text|heading|headline)\b|(?:去掉|去除|删除|删掉|不要|隐藏|移除)(?:这个|那个)?(?:标题|文字|片名)|(?:标题|文字)(?:去掉|删掉|删除|不要)/u;

/** How a title looks, in place of its words. */
const LOOKS =
  /^(?:(?:'s )?(?:colou?r|font|size|position|style|animation)\b.*|(?:in |to the |at the |on the |a bit |much )?(?:bigger|smaller|larger|bold|italic|red|blue|green|yellow|white|black|orange|purple|pink|gold(?:en)?|gr[ae]y|top|bottom|left|right|cent(?:er|re)|middle)|(?:的?(?:颜色|字体|大小|位置|样式).*)|[红蓝绿黄白黑橙紫粉金灰]色|大一?点|小一?点)$/iu;

const SOUND = '(?:music|bgm|background music|soundtrack|track|audio|sound|song|volume|level|it|音乐|背景音乐|音量|声音|bgm)';
const PERCENT = /(\d{1,3}(?:\.\d+)?)\s*(?:%|percent|per cent)|百分之\s*(\d{1,3})/u;
const VOLUME_WORD = new RegExp(
  `\\b(?:volume|music|bgm|soundtrack|audio|sound|level|loud|quiet|it)\\b|音量|音乐|声音|bgm|调到|降到|调成`,
  'u',
);
/** A bare number that can only be a level: "volume 50". */
const LEVEL =
  /(?:\bvolume|\blevel|音量)(?:\s*(?:to|at|=|:|：|of|到|为|调到|调成|设为|改成|改为))?\s*(\d{1,3})(?![\d.%]|\s*(?:%|db|percent|s\b|sec|分贝|秒))/u;
const DECIBELS = /([-+−]?\s*\d{1,2}(?:\.\d+)?)\s*(?:db|decibels?|分贝)/u;
const DOWN =
  /\b(?:quieter|lower|softly|turn (?:it|the (?:music|volume|sound|bgm)) down|turn down|less loud|too loud|reduce|decrease|duck|down)\b|小一?点|小声|轻一点|太大声|太响|太吵|调低|降低|调小/u;
const UP =
  /\b(?:louder|raise|turn (?:it|the (?:music|volume|sound|bgm)) up|turn up|too quiet|increase|boost|up)\b|大一?点|大声|响一点|调高|提高|调大|太小声/u;
const MUTE = new RegExp(`^(?:please )?(?:mute|silence)\\b(?:.{0,16}${SOUND})?|静音|关掉(?:音乐|声音)`, 'u');
const UNMUTE = /\bunmute\b|取消静音|full volume/u;
const ABOUT_LEVEL =
  /\b(?:volume|level|louder|quieter|loud|quiet|turn (?:it|the (?:music|volume|sound|bgm))? ?(?:up|down)|turn (?:up|down))\b|音量|大声|小声|声音|大一?点|小一?点|太吵|太响/u;
const FADE = /\bfad(?:e|es|ing)[ -]?(in|out)\b|(淡入|淡出)/u;
const FADE_SECONDS = /(\d{1,2}(?:\.\d+)?)\s*(?:s\b|sec|seconds?|秒)/u;

/** Steps of "louder" and "quieter" without a number, in dB. */
const STEP_DB = 4;
/** Length of a fade without a number, in milliseconds. */
const FADE_MS = 2000;

/** The edits of the timeline that a message asks for; empty when it asks for none. */
export function readEdits(reading: Reading): readonly DraftEdit[] {
  const title = readTitle(reading);
  if (title !== null) {
    return [title];
  }

  const level = isAboutFootageSound(reading) ? null : readLevel(reading.folded);
  if (level !== null) {
    return [level];
  }

  const fade = readFade(reading);
  if (fade !== null) {
    return [fade];
  }

  const frame = readFrame(reading.folded);
  return frame === null || !saysNothingElse(reading.folded) ? [] : [{ kind: 'set-frame', ...frame }];
}

/** The title in a message about a title; null when it is about something else. */
function readTitle({ words, folded }: Reading): DraftEdit | null {
  if (REMOVE_TITLE.test(folded)) {
    return { kind: 'remove-title' };
  }

  if (!TITLE_VERB.test(folded)) {
    return null;
  }

  const text = QUOTED.exec(words)?.[1] ?? TITLE_TEXT.exec(words)?.[1] ?? TITLE_TEXT_ZH.exec(words)?.[1] ?? '';
  const clean = text.replace(new RegExp(`^${QUOTES}+|${QUOTES}+$|[。！]+$`, 'gu'), '').trim();
  // "make the title red" is about how it looks; in marks it would be the title itself.
  const isLook = QUOTED.exec(words) === null && LOOKS.test(clean);
  return clean === '' || isLook ? null : { kind: 'set-title', text: clean };
}

/** Whether a message is about how the title looks, which cannot be changed by words. */
export function isAboutLooks({ words, folded }: Reading): boolean {
  const text = TITLE_TEXT.exec(words)?.[1] ?? TITLE_TEXT_ZH.exec(words)?.[1] ?? '';
  return TITLE_VERB.test(folded) && QUOTED.exec(words) === null && LOOKS.test(text.replace(/[。！.!]+$/u, '').trim());
}

/** Whether a message is about the footage's own sound, where there is footage with one: it must not change the music. */
export function isAboutFootageSound({ folded, known }: Reading): boolean {
  const hasFootage = (known.draft.t ?? []).some(
    ({ tt, sg }) => tt === TRACK_TYPES.video && (sg ?? []).some(({ m }) => m?.kind === 'video'),
  );
  return hasFootage && FOOTAGE_SOUND.test(folded) && !MUSIC_SOUND.test(folded) && readLevel(folded) !== null;
}

function readLevel(folded: string): DraftEdit | null {
  if (UNMUTE.test(folded)) {
    return { kind: 'set-volume', volume: 1 };
  }

  if (MUTE.test(folded)) {
    return { kind: 'set-volume', volume: 0 };
  }

  const decibels = DECIBELS.exec(folded)?.[1];
  if (decibels !== undefined) {
    const amount = Math.min(20, Math.abs(Number(decibels.replace(/[\s+−-]/g, ''))));
    const isDown = /[-−]/.test(decibels) || DOWN.test(folded);
    return { kind: 'change-volume', byDb: isDown ? -amount : amount };
  }

  const percent = PERCENT.exec(folded) ?? LEVEL.exec(folded);
  if (
    percent !== null &&
    VOLUME_WORD.test(folded) &&
    !/\b(?:faster|slower|tempo|speed|longer|shorter)\b|快|慢|速/u.test(folded)
  ) {
    const value = Number(percent[1] ?? percent[2]) / 100;
    const isRelative = /\bby\b/.test(folded) && (DOWN.test(folded) || UP.test(folded));
    return isRelative
      ? { kind: 'change-volume', byDb: relativeDb(value, DOWN.test(folded)) }
      : { kind: 'set-volume', volume: Math.min(2, value) };
  }

  if (!ABOUT_LEVEL.test(folded)) {
    return null;
  }

  return DOWN.test(folded)
    ? { kind: 'change-volume', byDb: -STEP_DB }
    : UP.test(folded)
      ? { kind: 'change-volume', byDb: STEP_DB }
      : null;
}

/** "down by 20 %" as a level in dB. */
function relativeDb(part: number, isDown: boolean): number {
  const factor = isDown ? Math.max(0.01, 1 - part) : 1 + part;
  return Math.max(-60, Math.min(20, 20 * Math.log10(factor)));
}

function readFade({ folded, known }: Reading): DraftEdit | null {
  const found = FADE.exec(folded);
  const hasSound = (known.draft.t ?? []).some(({ tt, sg }) => tt === 1 && (sg ?? []).length > 0);
  // Said alone it is about the timeline even when there is nothing to fade; in a wish for music it is a way to end.
  const isAlone = /^(?:please )?(?:add (?:an? |some )?)?fades?\b|^淡[入出]/u.test(folded);
  if (found === null || !(hasSound || isAlone) || folded.split(' ').length > 12) {
    return null;
  }

  const seconds = FADE_SECONDS.exec(folded)?.[1];
  const milliseconds = seconds === undefined ? FADE_MS : Math.round(Number(seconds) * 1000);
  const isIn = found[1] === 'in' || found[2] === '淡入';
  const isBoth = /\bfad(?:e|es|ing)[ -]?in\b.*\bout\b|\bfad(?:e|es|ing)[ -]?out\b.*\bin\b|淡入.*淡出|淡出.*淡入/u.test(folded);
  return {
    kind: 'set-fades',
    inMs: isIn || isBoth ? milliseconds : null,
    outMs: isIn && !isBoth ? null : milliseconds,
  };
}

/** Whether a message about the shape of the picture is about nothing else. */
function saysNothingElse(folded: string): boolean {
  const rest = withoutFrame(folded)
    .replace(
      /\b(?:please|can you|could you|now|make|set|change|turn|switch|convert|it|this|that|the|a|an|my|video|picture|frame|format|aspect|ratio|size|canvas|shape|to|into|in|for|be|should|as|is|of|export|and|want|i|mode|orientation)\b/g,
      ' ',
    )
    .replace(/请|把|将|改成|改为|变成|换成|设为|设成|做成|调成|画面|视频|比例|尺寸|格式|的|成|一下|要|用/gu, ' ')
    .replace(/[\s\p{P}]+/gu, '');
  return rest === '';
}
