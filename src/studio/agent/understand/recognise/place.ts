import type { EditRequest, MediaFacts } from '../../../../engine/timeline/index.ts';
import { type Clause, MASK } from '../clause.ts';
import {
  type EditState,
  endMsOf,
  frameOfTime,
  musicClips,
  nameOf,
  pictureClips,
  type Placed,
  startMsOf,
  type Understood,
} from '../edit-state.ts';
import { shortNames } from '../about-timeline.ts';
import { takeShift } from '../read-shift.ts';
import { takeLength, takeMoment } from '../read-times.ts';
import { namePatterns, takeReference } from '../resolve-reference.ts';
import { DUCKING_DB } from './ducking.ts';
import { clipsIn, type Recogniser } from './recogniser.ts';

const PUT =
  /\b(?:put|place|add|insert|use|show|include|drop|lay|bring in|append|duplicate|copy|start with|begin with|open with)\b|复制|放|加|插入|拖|用|摆|接|添加/u;
const VOICE_WORD =
  /\b(?:as )?(?:an? |the |my )?(?:voice-?overs?|voice overs?|narrations?|voices?)\b|(?:作为|当作|做)?(?:旁白|配音|解说|人声)/u;
const OVERLAY =
  /\b(?:as an? )?(?:overlay|picture[- ]in[- ]picture|on top(?: of (?:it|the video|everything))?|over the video)\b|叠加|画中画|盖在上面/u;
const EVERYTHING =
  /\b(?:everything|all(?: of)?(?: (?:my|the|these|those))?(?: (?:clips?|uploads?|files?|videos?|photos?|footage|pictures?))?|all of (?:it|them)|(?:my|the) (?:uploads|clips|footage|videos|files|photos)|them all)\b|(?:所有|全部)的?(?:素材|片段|视频|照片|文件)?|(?:我的)?素材(?:全部|都)?/u;
const ON_TIMELINE =
  /\b(?:on|onto|to|in|into) (?:the |my )?(?:time ?line|video|project|track|film)\b|(?:到|在|进)?(?:时间线|时间轴|轨道)(?:上|里)?/u;
const FIRST =
  /\b(?:first|at the (?:very )?(?:front|start|beginning|top)|(?:to|in) (?:the )?front(?! of)|in the first place|before everything(?: else)?|to open with)\b|最前面?|开头|片头|第一个位置|最开始/u;
const LAST = /\b(?:last|at the (?:very )?end|to the end|behind everything|at the back|in the end)\b|最后面?|末尾|结尾|片尾/u;
const BEHIND = /\b(?:after|behind|following|next to)\b|后面|之后|后边/u;
const BEFORE = /\b(?:before|in front of|ahead of|preceding)\b|前面|之前|前边/u;

/** Puts uploaded files on the timeline: "put the harbour and the market on the timeline", "show the map first, for 3 seconds". */
export const place: Recogniser = {
  name: 'place',
  read(clause, state) {
    const files = takeFiles(clause, state);
    const isPut = clause.take(PUT) !== null;
    if (files.length === 0 || !(isPut || state.lastRequests.some(({ kind }) => kind === 'place-media'))) {
      return null;
    }

    clause.take(ON_TIMELINE);
    const isVoice = files.every(({ kind }) => kind === 'audio');
    const on = isVoice ? (isVoiceLike(clause, files) ? 'voice' : 'sound') : clause.take(OVERLAY) === null ? 'video' : 'overlay';
    const where = takePlace(clause, state, on);
    while (clause.take(VOICE_WORD) !== null || clause.take(ON_TIMELINE) !== null || clause.take(PUT) !== null) {
      continue;
    }

    clause.take(/\b(?:clip|video|photo|picture|image|file|footage|sound|audio)s?\b|片段|视频|照片|图片|文件|素材/u);
    clause.take(/\b(?:next|starting|begin(?:ning)?|afterwards|in order|one after another|in that order)\b|依次|按顺序|接着/u);
    return { requests: requestsFor(state, { files, on, ...where }) };
  },
};

/** The uploads that a clause names, in the order in which it names them; those on the timeline already count when all is new about them. */
function takeFiles(clause: Clause, state: EditState): readonly MediaFacts[] {
  const uploads = [...state.known.media.values()].filter(({ kind }) => kind !== 'music');
  const shown = new Set(
    state.timeline.tracks.flatMap(({ clips }) => clips.flatMap(({ media }) => (media.kind === 'media' ? [media.mediaId] : []))),
  );
  const unplaced = uploads.filter(({ id }) => !shown.has(id));
  const isAgain =
    /\b(?:again|once more|another copy|a copy|copy|duplicate|a second time|twice)\b|再(?:放|加|来)一[次遍份]|复制/u.test(
      clause.text,
    );
  const named = namedFiles(clause, isAgain ? uploads : unplaced);
  if (named.length > 0) {
    return named;
  }

  if (clause.take(EVERYTHING) !== null) {
    return unplaced.filter(({ kind }) => kind === 'video' || kind === 'image');
  }

  const again = isAgain ? clipsIn(takeReference(clause, state, ['picture', 'sound'])) : [];
  const copies = again.flatMap(({ clip }) =>
    clip.media.kind === 'media' ? (state.known.media.get(clip.media.mediaId) ?? []) : [],
  );
  if (copies.length > 0) {
    while (
      clause.take(
        /\b(?:again|once more|another copy|a copy|copy|duplicate|a second time|twice)\b|再(?:放|加|来)一[次遍份]|复制(?:1|一)?份?|(?<=\s)份/u,
      ) !== null
    ) {
      continue;
    }

    return copies;
  }

  const sounds = unplaced.filter(({ kind }) => kind === 'audio');
  const pictures = unplaced.filter(({ kind }) => kind !== 'audio');
  const isVoice = clause.has(VOICE_WORD);
  const [only] = isVoice
    ? sounds
    : /\b(?:my|the|this|that) (?:clip|video|footage|photo|picture|image|upload)\b|视频|照片|图片/u.test(clause.text)
      ? pictures
      : [];
  return only !== undefined && (isVoice ? sounds : pictures).length === 1 ? [only] : [];
}

/** The files that a clause names, in its order; their names are taken out of it. */
export function namedFiles(clause: Clause, files: readonly MediaFacts[]): readonly MediaFacts[] {
  const found: { readonly file: MediaFacts; readonly at: number }[] = [];
  const longest = [...files].sort((left, right) => right.name.length - left.name.length || (left.id < right.id ? -1 : 1));
  for (const file of longest) {
    const name = file.name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[_\s]+/gu, ' ')
      .trim();
    const mask = (clause.rest.match(new RegExp(MASK, 'gu')) ?? []).find((each) => {
      const quoted = clause.quoteOf(each).normalize('NFKC').toLowerCase();
      return quoted === name || quoted.replace(/\.[a-z0-9]{2,4}$/u, '') === name;
    });
    const [pattern = /$^/u] = namePatterns(name);
    const short = shortNames(
      file.name,
      files.map((each) => each.name),
    );
    const taken =
      name === ''
        ? null
        : (clause.take(mask === undefined ? pattern : new RegExp(mask, 'u')) ??
          (short.length === 0
            ? null
            : clause.take(
                new RegExp(`(?:\\b(?:the|my|a) )?\\b(?:${short.join('|')})\\b(?: (?:clip|video|shot|photo|picture))?`, 'u'),
              )));
    if (taken !== null) {
      found.push({ file, at: clause.text.indexOf(taken[0]) });
    }
  }

  return found.sort((left, right) => left.at - right.at).map(({ file }) => file);
}

function isVoiceLike(clause: Clause, files: readonly MediaFacts[]): boolean {
  const isVoice =
    clause.has(VOICE_WORD) || files.some(({ name }) => /voice|narrat|speech|speak|talk|旁白|配音|解说|人声/iu.test(name));
  return isVoice || !/\b(?:sound|effect|sfx|noise|ambien\w*|audio|music|song)\b|音效|声音|环境|音乐/u.test(clause.text);
}

function takePlace(
  clause: Clause,
  state: EditState,
  on: 'video' | 'overlay' | 'sound' | 'voice',
): { readonly atMs: number | null; readonly durationMs: number | null } {
  const isFirst = clause.take(FIRST) !== null;
  const isBetween = !isFirst && clause.take(/\bbetween\b|之间|中间/u) !== null;
  const isBehind = isBetween || (!isFirst && clause.take(BEHIND) !== null);
  const isBefore = !isFirst && !isBehind && clause.take(BEFORE) !== null;
  const beside =
    isBehind || isBefore
      ? takeReference(clause, state, on === 'video' || on === 'overlay' ? ['picture'] : ['sound', 'picture'])
      : null;
  const neighbours = beside === null ? [] : clipsIn(beside);
  const isLast = !isFirst && clause.take(LAST) !== null;
  const durationMs = /\bfor \d|持续|停留?\d|显示\d|\d秒钟?长|long\b/u.test(clause.rest) ? takeLength(clause) : null;
  clause.take(/持续|显示|停留?/u);
  const atMs = isFirst || isLast ? null : neighbours.length > 0 ? null : takeMoment(clause, frameOfTime(state));
  const edge =
    neighbours.length === 0
      ? null
      : isBetween
        ? Math.min(...neighbours.map(endMsOf))
        : isBehind
          ? Math.max(...neighbours.map(endMsOf))
          : Math.min(...neighbours.map(startMsOf));
  return { atMs: isFirst ? 0 : (edge ?? atMs), durationMs };
}

function requestsFor(
  state: EditState,
  wish: {
    readonly files: readonly MediaFacts[];
    readonly on: 'video' | 'overlay' | 'sound' | 'voice';
    readonly atMs: number | null;
    readonly durationMs: number | null;
  },
): readonly EditRequest[] {
  const { files, on, durationMs } = wish;
  let { atMs } = wish;
  const placed = files.map((file): EditRequest => {
    const request: EditRequest = {
      kind: 'place-media',
      mediaId: file.id,
      on,
      atMs,
      durationMs,
      newId: state.known.makeId('clip'),
    };
    atMs = atMs === null ? null : atMs + (durationMs ?? file.durationMs ?? 5000);
    return request;
  });
  // A voice that is put over music is meant to be heard.
  const music = on === 'voice' ? musicClips(state).filter(({ clip }) => clip.ducking === null) : [];
  return music.length === 0
    ? placed
    : [
        ...placed,
        { kind: 'set-ducking', clipIds: music.map(({ clip }) => clip.id), ducking: { depthDb: DUCKING_DB, under: 'speech' } },
      ];
}

/** "start with the drone": it comes first. */
const OPENS_WITH = /\b(?:start|begin|open)s? with\b|从(?=[^\d]+(?:片段|镜头)?开始)/u;

/** Moves clips that are on the timeline: "move the rooftop to the front", "swap the map and the harbour". */
export const reorder: Recogniser = {
  name: 'reorder',
  read(clause, state) {
    const isSwap =
      clause.take(
        /\b(?:swap|switch|exchange)\b|(?:互换|对调|交换|换一下)(?:位置|顺序)?|(?:调换|换)(?:一?下|一?个)?(?:位置|顺序)/u,
      ) !== null;
    const isMoved =
      clause.has(OPENS_WITH) ||
      clause.take(
        /\b(?:move|put|bring|place|shift|push|reorder|send|have|delay|start|begin|come|go)(?:e?s)?\b|移动?|放|挪|换|调|推|延后|提前|往后|往前|开始/u,
      ) !== null;
    if (!isSwap && !isMoved) {
      return null;
    }

    const shift = isSwap ? null : takeShift(clause);
    const opens = !isSwap && clause.take(OPENS_WITH) !== null;
    const isFirst = opens || (!isSwap && shift === null && clause.take(FIRST) !== null);
    const isLast = !isSwap && !isFirst && clause.take(LAST) !== null;
    const beside = isFirst || isLast || isSwap ? null : splitAt(clause);
    const moved = takeReference(beside?.before ?? clause, state, ['picture', 'sound']);
    const anchor = beside === null ? null : takeReference(beside.after, state, ['picture', 'sound']);
    const [clip, other] = clipsIn(moved);
    clause.take(ON_TIMELINE);
    if (clip === undefined) {
      return null;
    }

    if (shift !== null) {
      while (clause.take(/\b(?:put|move|start|begin)s?\b|开始|移|推/u) !== null) {
        continue;
      }

      return { requests: [{ kind: 'move-clip', clipId: clip.clip.id, toMs: Math.max(0, startMsOf(clip) + shift) }] };
    }

    if (isSwap) {
      clause.take(/\b(?:places?|positions?|order)\b|位置|顺序/u);
      return other === undefined ? null : swapped(state, clip, other);
    }

    const neighbour = anchor === null ? undefined : clipsIn(anchor)[0];
    if (beside !== null && neighbour !== undefined) {
      clause.take(/[^]*/u);
      return reordered(state, clip, placeBeside(clip, neighbour, beside.isBefore));
    }

    if (isFirst || isLast) {
      clause.take(/开始/u);
      return reordered(state, clip, isFirst ? 0 : clip.track.clips.length - 1);
    }

    const number = clause.take(/\b(?:to )?(?:position|place|number) (\d{1,3})\b|第(\d{1,3})(?:个|位)(?:位置)?/u);
    if (number !== null) {
      return reordered(state, clip, Number(number[1] ?? number[2]) - 1);
    }

    const moment = clip.track.kind === 'video' && clip.track.clips.length > 1 ? null : takeMoment(clause, frameOfTime(state));
    clause.take(/开始|起/u);
    return moment === null ? null : { requests: [{ kind: 'move-clip', clipId: clip.clip.id, toMs: moment }] };
  },
};

/** The words before and after "in front of" or "behind", which stands between two clips ("A前面": behind the second). */
function splitAt(clause: Clause): { readonly before: Clause; readonly after: Clause; readonly isBefore: boolean } | null {
  const isBefore = BEFORE.test(clause.rest);
  const found = (isBefore ? BEFORE : BEHIND).exec(clause.rest);
  if (found === null) {
    return null;
  }

  const isChinese = /\p{Script=Han}/u.test(found[0]);
  const text = clause.rest;
  // "把摆盘移到下锅前面": the verb divides the two.
  const cut = isChinese ? Math.max(text.indexOf('到'), text.indexOf('在'), text.indexOf('  ')) : found.index;
  const [before, after] = [clause.again(), clause.again()];
  before.keep(text.slice(0, Math.max(0, cut)));
  after.keep(text.slice(Math.max(0, isChinese ? cut : found.index + found[0].length)));
  return { before, after, isBefore };
}

function placeBeside(clip: Placed, neighbour: Placed, isBefore: boolean): number {
  const { clips } = neighbour.track;
  const from = clips.indexOf(clip.clip);
  const to = clips.indexOf(neighbour.clip) + (isBefore ? 0 : 1);
  return from >= 0 && from < to ? to - 1 : to;
}

function reordered(state: EditState, { clip }: Placed, place: number): Understood {
  return {
    requests: [{ kind: 'reorder-clip', clipId: clip.id, place: Math.max(0, place) }],
    touched: pictureClips(state).length > 0 ? [clip.id] : [],
  };
}

function swapped(state: EditState, one: Placed, other: Placed): Understood | null {
  const { clips } = one.track;
  const [from, to] = [clips.indexOf(one.clip), clips.indexOf(other.clip)].sort((left, right) => left - right);
  const [first, second] = [clips[from ?? -1], clips[to ?? -1]];
  return first === undefined || second === undefined || first === second || from === undefined || to === undefined
    ? { notices: [{ kind: 'not-possible', words: `${nameOf(one)}, ${nameOf(other)}` }] }
    : {
        requests: [
          { kind: 'reorder-clip', clipId: second.id, place: from },
          { kind: 'reorder-clip', clipId: first.id, place: to },
        ],
        touched: state.focus.slice(0, 0),
      };
}
