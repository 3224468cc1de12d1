import type { EditRequest } from '../../../../engine/timeline/index.ts';
import { type Clause, MASK } from '../clause.ts';
import {
  type EditState,
  endMsOf,
  frameOfTime,
  isCaption,
  type Placed,
  startMsOf,
  textClips,
  type Understood,
} from '../edit-state.ts';
import type { TextPlace } from '../../../../engine/timeline/index.ts';
import { isLook, takeTextLook } from '../read-text-look.ts';
import { takeShift } from '../read-shift.ts';
import { stretchOfNew, stretchOfOld, takeTextTime, withoutTime } from '../read-text-times.ts';
import { type Span, takeLength, takeMoment, takeSpan } from '../read-times.ts';
import { focused, focusedSort, takeReference, type Wanted } from '../resolve-reference.ts';
import { clipsIn, type Recogniser, unclearReference } from './recogniser.ts';

const TITLE = /\b(?:titles?|headings?|headlines?|text overlays?|texts?)\b|标题|片名|大字|文字/u;
const CAPTION = /\b(?:captions?|subtitles?)\b|字幕/u;
const ANY_WORD =
  /\b(?:title|heading|headline|text overlay|text|caption|subtitle)s?(?: (?:card|track|text|line))?\b|标题|片名|大字|文字|字幕/u;
const REMOVE =
  /\b(?:remove|delete|hide|drop|get rid of|take (?:off|away|out)|lose|clear)\b|\bno (?=(?:more )?(?:title|text|caption|subtitle|heading))|\bwithout (?=(?:a |the )?(?:title|text|caption))|去掉|去除|删除|删掉|清除|不要|隐藏|移除/u;
const ADDS = /\b(?:add|another|new|second|also|more|insert|create)\b|加|添|另|再来|新/u;
const RENAMES = /\b(?:change|rename|edit|update|replace|correct|should (?:say|read|be))\b|改|换成|修改/u;
const SAYING =
  /\b(?:that )?(?:saying|says|say|reads?|reading|called|with the (?:words|text)|which says|to|as|is|=)\b|[:：]|写着?|内容是?|叫做?|名为/u;
const CALLS_IT = /^\s*(?:please )?(?:call|name|rename) (?:it|this|the video|the film)\b|^(?:把它|它)?(?:叫做?|命名为|改名为)/u;
const BARE =
  /\b(?:titles?|heading|headline|text overlay|text|call it|name it|rename it|call this|name this)\b(?: (?:card|track))? *(?:to|is|as|:|=|that says|saying|reading|of|(?:should|must|needs? to|to) (?:be|say|read)|says|reads)? *:? *(.{1,200})$|(?:标题|片名) *(?:改成|改为|换成|设为|设成|写|叫|是|为|:)? *(.{1,200})$/u;
const BARE_CAPTION =
  /\b(?:captions?|subtitles?)(?: (?:saying|that says|reading))? *: *(.{1,200})$|字幕 *(?:加|写|添加|改成|内容)?(?:上)?(?:一?[句行条个段])? *: *(.{1,200})$/u;
const DISTANCE_MS = 1;

/** Titles and captions: their words, looks, times and end. */
export const text: Recogniser = {
  name: 'text',
  read(clause, state) {
    const isTitle = clause.has(TITLE);
    const role = clause.has(CAPTION) && !/\bcaption style\b|字幕样式/u.test(clause.text) ? 'caption' : isTitle ? 'title' : null;
    const hasQuote = clause.has(new RegExp(MASK, 'u'));
    const spokenOf = focusedSort(state);
    const isOfText = spokenOf === 'title' || spokenOf === 'caption' || quotedText(clause, state) !== undefined;
    if (role !== null && !hasQuote && clause.take(REMOVE) !== null) {
      return removeTexts(clause, state, role);
    }

    const calls = clause.take(CALLS_IT) !== null;
    if (hasQuote && (role !== null || calls || isOfText || wasText(state))) {
      return clause.take(REMOVE) === null ? words(clause, state, { role, calls }) : removeTexts(clause, state, role ?? 'title');
    }

    return role === null && !isOfText && !calls ? null : looks(clause, state, { role, calls });
  },
};

/** A text on the timeline whose words stand in marks. */
function quotedText(clause: Clause, state: EditState): Placed | undefined {
  const quotes = (clause.rest.match(new RegExp(MASK, 'gu')) ?? []).map((mask) => clause.quoteOf(mask));
  return textClips(state, 'any').find(({ clip }) => clip.media.kind === 'text' && quotes.includes(clip.media.text));
}

/** Whether the last thing that was done was about words. */
function wasText({ lastRequests }: EditState): boolean {
  return lastRequests.some(({ kind }) => kind === 'add-text' || kind === 'change-text');
}

function removeTexts(clause: Clause, state: EditState, role: 'title' | 'caption'): Understood {
  const span = takeSpan(clause, frameOfTime(state));
  const reference = takeReference(clause, state, [role]);
  const unclear = unclearReference(reference, role);
  if (unclear !== null && reference.kind === 'missing') {
    return unclear;
  }

  clause.take(ANY_WORD);
  const all = textClips(state, role);
  const named = clipsIn(reference);
  const isOne =
    /\b(?:this|that|it|last|first|second|third)\b|这条|那条|最后|第\d/u.test(clause.text) || named.length < all.length;
  const meant =
    named.length > 0 && isOne
      ? named
      : reference.kind === 'several' && /captions|subtitles|titles|字幕/u.test(clause.text)
        ? all
        : named;
  const inside = span === null ? meant : all.filter((placed) => startMsOf(placed) < span.toMs && endMsOf(placed) > span.fromMs);
  return inside.length === 0
    ? (unclear ?? { notices: [{ kind: 'nothing-there', what: role }] })
    : { requests: inside.map(({ clip }) => ({ kind: 'remove-clip', clipId: clip.id, isClosed: false })) };
}

/** A clause with words in marks: a new text, or other words for one that is there. */
function words(
  clause: Clause,
  state: EditState,
  { role, calls }: { readonly role: 'title' | 'caption' | null; readonly calls: boolean },
): Understood | null {
  const quoted = quotedText(clause, state);
  const isOfCaption = quoted === undefined ? focusedSort(state) === 'caption' : isCaption(quoted);
  const sort: 'title' | 'caption' = role ?? (isOfCaption ? 'caption' : 'title');
  const all = textClips(state, sort);
  const mentioned = takeOld(clause, state, sort);
  const content = clause.takeQuote();
  if (content === null) {
    return null;
  }

  const isAdded = clause.take(ADDS) !== null;
  const isRenamed = clause.take(RENAMES) !== null || calls;
  const [focus] = focused(state, [sort]);
  const time = takeTextTime(clause, state);
  const span = time !== null && 'span' in time ? time.span : null;
  const reference = takeReference(clause, state, [sort]);
  const named = mentioned ?? (reference.kind === 'clips' && reference.clips.length === 1 ? reference.clips[0] : undefined);
  while (clause.take(ANY_WORD) !== null || clause.take(SAYING) !== null) {
    continue;
  }

  clause.take(/\b(?:at|from|show(?:n|ing)?|display(?:ed)?|it)\b|显示|出现/u);
  clause.take(/这?一?[句行条]话?/u);
  const isThere = !isAdded && span === null && quoted?.clip.media.kind === 'text' && quoted.clip.media.text === content;
  const old = isThere && quoted !== undefined ? quoted : oldOf({ all, named, focus, span, isAdded, isRenamed, role: sort });
  const before = old?.clip.media.kind === 'text' ? old.clip.media.size : 1;
  const look = takeTextLook(clause, before);
  const cleaned = content.slice(0, 500);
  return old === null
    ? {
        requests: [
          {
            kind: 'add-text',
            role: sort,
            text: cleaned,
            fromMs: null,
            toMs: null,
            ...stretchOfNew(time, state, sort),
            ...look,
            newId: state.known.makeId('clip'),
          },
        ],
      }
    : { requests: [{ kind: 'change-text', clipId: old.clip.id, text: cleaned, ...stretchOfOld(time, old), ...look }] };
}

/** "change 'Old' to 'New'": the first words in marks are those of a text that is there. */
function takeOld(clause: Clause, state: EditState, sort: 'title' | 'caption'): Placed | undefined {
  const masks = clause.rest.match(new RegExp(MASK, 'gu')) ?? [];
  const [first] = masks;
  if (first === undefined || masks.length < 2) {
    return undefined;
  }

  const words = clause.quoteOf(first);
  const found = textClips(state, sort).find(({ clip }) => clip.media.kind === 'text' && clip.media.text === words);
  return found !== undefined && clause.take(new RegExp(first, 'u')) !== null ? found : undefined;
}

/** The text that other words are for; null where a new one is wished. */
function oldOf(wish: {
  readonly all: readonly Placed[];
  readonly named: Placed | undefined;
  readonly focus: Placed | undefined;
  readonly span: Span | null;
  readonly isAdded: boolean;
  readonly isRenamed: boolean;
  readonly role: 'title' | 'caption';
}): Placed | null {
  const { all, named, focus, span, isAdded, isRenamed, role } = wish;
  const [only] = all;
  if (isAdded || only === undefined || (role === 'caption' && !isRenamed)) {
    return null;
  }

  if (isRenamed || span === null) {
    return named ?? focus ?? only;
  }

  return all.find((placed) => startMsOf(placed) < span.toMs - DISTANCE_MS && endMsOf(placed) > span.fromMs + DISTANCE_MS) ?? null;
}

/** A clause without marks: looks and times of a text, or a title in plain words. */
function looks(
  clause: Clause,
  state: EditState,
  { role, calls }: { readonly role: 'title' | 'caption' | null; readonly calls: boolean },
): Understood | null {
  const bare = clause.again();
  const sorts: readonly Wanted[] = role === null ? ['title', 'caption'] : [role];
  const newest = focused(state, sorts)[0] ?? (role === null ? undefined : textClips(state, role)[0]);
  const before = newest?.clip.media.kind === 'text' ? newest.clip.media.size : 1;
  const nudged = takeNudge(clause, newest);
  const look = { ...takeTextLook(clause, before), ...(nudged === null ? {} : { place: nudged }) };
  const time = takeTimes(clause, state, newest);
  const reference = takeReference(clause, state, sorts);
  const named = clipsIn(reference);
  clause.take(ANY_WORD);
  clause.take(/放在?|移到|摆在?/u);
  clause.take(/\b(?:colou?r|font|size|position|place|style|animation|look)s?\b|颜色|字体|大小|位置|样式|效果|动画/u);
  const isAboutLooks = (isLook(look) || time !== null) && clause.leftover() === '';
  if (!isAboutLooks) {
    const isCaption = role === 'caption' && !isLook(look) && time === null && clause.leftover() === '';
    const spoken = role === 'caption' && !isCaption ? bareText(clause, bare, state, 'caption') : null;
    if (spoken !== null) {
      return spoken;
    }

    return isCaption
      ? { notices: [{ kind: 'which-words', what: 'caption' }] }
      : role === 'title' || calls
        ? bareText(clause, bare, state, 'title')
        : null;
  }

  const clips =
    named.length > 0
      ? role === null && reference.kind === 'clips'
        ? named
        : oneOrAll(named, newest, clause)
      : newest === undefined
        ? []
        : [newest];
  if (clips.length === 0) {
    return unclearReference(reference, role ?? 'title') ?? { notices: [{ kind: 'nothing-there', what: role ?? 'title' }] };
  }

  return { requests: clips.map(({ clip }): EditRequest => ({ kind: 'change-text', clipId: clip.id, ...look, ...time })) };
}

const NUDGE =
  /\b(?:a (?:little |tiny )?bit |slightly |further )?(upwards?|up|higher|downwards?|down|lower)\b(?! third)(?: (?:a (?:little |tiny )?bit|slightly|some|further|on the (?:screen|picture)))*|(?:再|稍微)?(?:往|向|靠)(上|下)(?:面|边|方)?(?:移动?|放|靠)?(?:一?[点些])?/u;
const HEIGHTS = ['top', 'middle', 'bottom'] as const;

/** "move the title down a bit": one of the three heights further. */
function takeNudge(clause: Clause, text: Placed | undefined): TextPlace | null {
  if (
    text?.clip.media.kind !== 'text' ||
    !/\b(?:move|shift|nudge|push|bring|put|place|go|higher|lower)s?\b|[往向靠]/u.test(clause.text)
  ) {
    return null;
  }

  const found = clause.take(NUDGE);
  clause.take(/\b(?:move|shift|nudge|push|bring|put|place)\b|移动?/u);
  const { place } = text.clip.media;
  const height = HEIGHTS.indexOf(place?.at ?? (isCaption(text) ? 'bottom' : 'middle'));
  const isUp = /^(?:up|higher|上)/u.test(found?.[1] ?? found?.[2] ?? '');
  const next = HEIGHTS[Math.max(0, Math.min(2, height + (isUp ? -1 : 1)))];
  return found === null || next === undefined ? null : { at: next, align: place?.align ?? 'center' };
}

function oneOrAll(named: readonly Placed[], newest: Placed | undefined, clause: Clause): readonly Placed[] {
  const isAll = /\b(?:all|every|each|titles|captions|subtitles)\b|所有|全部|都/u.test(clause.text);
  return named.length > 1 && !isAll && newest !== undefined && !isCaption(newest) ? [newest] : named;
}

/** "show the title until 0:05", "make the title 5 seconds long", "move it to 0:03". */
function takeTimes(clause: Clause, state: EditState, newest: Placed | undefined): { fromMs?: number; toMs?: number } | null {
  const shift = newest === undefined ? null : takeShift(clause);
  if (shift !== null && newest !== undefined) {
    clause.take(/\b(?:put|move|start|begin|show)s?\b|移|推|出现/u);
    const fromMs = Math.max(0, startMsOf(newest) + shift);
    return { fromMs, toMs: fromMs + endMsOf(newest) - startMsOf(newest) };
  }

  const span = takeSpan(clause, frameOfTime(state));
  clause.take(/\b(?:show|display|stay|keep|last|lasts|appear|put|have)\b|显示|出现|停留/u);
  if (span !== null) {
    return { fromMs: span.fromMs, toMs: span.toMs };
  }

  if (newest === undefined) {
    return null;
  }

  const isMove = clause.take(/\b(?:move|shift|start|begin)s?\b|移到|移动到|放到|挪到/u) !== null;
  const moment = isMove ? takeMoment(clause, frameOfTime(state)) : null;
  if (moment !== null) {
    return { fromMs: moment, toMs: moment + endMsOf(newest) - startMsOf(newest) };
  }

  const length = takeLength(clause);
  clause.take(/\b(?:longer|long)\b|长/u);
  return length === null ? null : { toMs: startMsOf(newest) + length };
}

/** Words without marks go on to the end of the clause, but for the time behind them; those of a caption follow a colon. */
function bareText(taken: Clause, clause: Clause, state: EditState, role: 'title' | 'caption'): Understood | null {
  const found = (role === 'title' ? BARE : BARE_CAPTION).exec(clause.words.normalize('NFKC').toLowerCase());
  const spoken = found === null ? '' : clause.words.slice(clause.words.length - (found[1] ?? found[2] ?? '').length);
  if (found === null && role === 'caption') {
    return null;
  }

  const { words: content, time: behind } = withoutTime(spoken.replace(/[。！.!\s]+$/u, '').trim(), state);
  if (content === '' || /^(?:please|card|now|吧)$/iu.test(content)) {
    clause.take(/\b(?:add|put|make|set|change|show|insert|create|edit|use)\b/u);
    clause.take(ANY_WORD);
    return clause.leftover().replace(/^(?:card|添|修)$/u, '') === ''
      ? { notices: [{ kind: 'which-words', what: 'title' }] }
      : null;
  }

  // Something else was said before it, or it says what becomes of the title that is there.
  const ahead = clause.again();
  ahead.keep(clause.words.slice(0, found?.index ?? 0).toLowerCase());
  const place = takeTextTime(ahead, state);
  if (
    ahead.leftover() !== '' ||
    /^(?:up|down|left|right|higher|lower|later|earlier|away|bigger|smaller|darker|lighter|brighter|warmer|softer|thinner|thicker|larger|longer|shorter|nicer|more|less|往|向|再|更|太|放|移)/iu.test(
      content,
    )
  ) {
    return null;
  }

  // A comma, or an "and" with a verb behind it, begins another wish.
  if (
    /[,;，；。]|\b(?:and|then) (?:make|set|add|put|turn|fade|mute|cut|remove|delete|export|lower|raise|show|zoom|split|move|the music|music)\b/iu.test(
      content,
    )
  ) {
    return null;
  }

  taken.keep('');
  const time = behind ?? place;
  const [old] = role === 'title' ? textClips(state, 'title') : [];
  return {
    requests:
      old === undefined
        ? [
            {
              kind: 'add-text',
              role,
              text: content,
              fromMs: null,
              toMs: null,
              ...stretchOfNew(time, state, role),
              newId: state.known.makeId('clip'),
            },
          ]
        : [{ kind: 'change-text', clipId: old.clip.id, text: content, ...stretchOfOld(time, old) }],
  };
}
