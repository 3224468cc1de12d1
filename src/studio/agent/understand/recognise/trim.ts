import {
  type EditState,
  frameOfTime,
  lengthMsOf,
  nameOf,
  pictureClips,
  type Placed,
  soundClips,
  startMsOf,
  textClips,
  type Understood,
} from '../edit-state.ts';
import type { Clause } from '../clause.ts';
import { takeLength, takeMoment, takeSpan } from '../read-times.ts';
import { focused, takeReference } from '../resolve-reference.ts';
import { clipsIn, type Recogniser, unclearReference } from './recogniser.ts';

const CUT =
  /\b(?:cut|trim|chop|clip|remove|delete|drop|lose|take|shave|crop)\b|剪掉|剪去|裁掉|切掉|去掉|删掉|删除|剪|都?不要了?|删了/u;
const AWAY = /\b(?:off|away|out)\b/u;
const SHORTEN = /\b(?:shorten|reduce|extend|lengthen|limit)\b|缩短|延长|拉长|剪到|剪成|裁到/u;
const LONG = /\b(?:long|longer|lasts?|runs?|stays?)\b|长|持续|显示|停留/u;
const HEAD = /\b(?:(?:from|off|at) (?:the )?)?(?:start|beginning|front|head)\b(?: of)?|开头|前面|头部|片头/u;
const TAIL = /\b(?:(?:from|off|at) (?:the )?)?(?:end|back|tail)\b(?: of)?|结尾|后面|尾部|末尾/u;
const OPEN = /\b(?:leave|keep) (?:a |the )?gap\b|留空|不要补上/u;

/** What is cut off clips or out of the whole: "cut the first 2 seconds of the second clip", "cut out from 0:05 to 0:08". */
export const trim: Recogniser = {
  name: 'trim',
  read(clause, state) {
    const isShortened = clause.take(SHORTEN) !== null;
    const isCut = !isShortened && clause.take(CUT) !== null;
    const isLong = !isCut && clause.take(LONG) !== null;
    if (!isShortened && !isCut && !isLong) {
      return null;
    }

    clause.take(AWAY);
    const reference = takeReference(clause, state, ['picture', 'sound']);
    const clips = clipsIn(reference);
    const isClosed = clause.take(OPEN) === null;
    if (!isCut) {
      return toLength(clause, state, { clips, isClosed, isShortened, unclear: unclearReference(reference, 'picture') });
    }

    const [clip] = clips;
    if (clip === undefined) {
      const isWhole =
        reference.kind === 'none' || /\b(?:video|film|footage)\b|视频/u.test(reference.kind === 'several' ? reference.words : '');
      return isWhole ? cutOut(clause, state) : unclearReference(reference, 'picture');
    }

    return cutOff(clause, clip, isClosed);
  },
};

const TOTAL =
  /\b(?:in )?total\b|\b(?:overall|altogether)\b|\b(?:the )?(?:whole|entire|total|full) (?:thing|video|film|movie|timeline|project|edit)\b|总长度?|总时长|总共|一共|整个(?:视频|片子|影片)|全片|成片|(?<=\b(?:trim|cut|shorten|reduce|get|bring) )(?:the |my |this )?(?:video|film|movie|edit)(?= (?:down )?to \d)|(?:把)?(?:视频|片子|影片)(?=(?:剪|缩短?|控制)(?:到|成|在))/u;
const TO_LENGTH = /\b(?:to|be|make|at|just|exactly|only|down)\b|到|成|为|剪|缩|控制/u;

/** "trim it to 10 seconds total": what is behind that is cut out of everything. */
export const total: Recogniser = {
  name: 'total',
  read(clause, state) {
    if (clause.take(TOTAL) === null || /\b(?:music|song|track|bgm)\b|音乐|配乐/u.test(clause.text)) {
      return null;
    }

    const isSaid = clause.has(TO_LENGTH);
    const lengthMs = takeLength(clause);
    const { lengthMs: nowMs } = frameOfTime(state);
    if (lengthMs === null || !isSaid || nowMs === 0) {
      return null;
    }

    clause.take(CUT);
    clause.take(SHORTEN);
    clause.take(LONG);
    clause.take(/\b(?:down|exactly)\b|控制|之?内|以内|度/u);
    return lengthMs >= nowMs
      ? { notices: [{ kind: 'after-the-end', askedMs: lengthMs, endMs: nowMs }] }
      : { requests: [{ kind: 'cut-out', fromMs: lengthMs, toMs: nowMs }] };
  },
};

/** A stretch of the timeline, of everything that is there. */
function cutOut(clause: Parameters<Recogniser['read']>[0], state: EditState): Understood | null {
  const frame = frameOfTime(state);
  clause.take(/\b(?:everything|all|the (?:part|piece|bit|section))\b|所有内容|部分|片段|内容/u);
  const span = takeSpan(clause, frame);
  clause.take(/\b(?:part|section|of it|of the (?:video|film|timeline))\b|视频的?|部分|内容/u);
  if (span === null) {
    return null;
  }

  if (frame.lengthMs === 0) {
    return { notices: [{ kind: 'nothing-there', what: 'clip' }] };
  }

  if (span.fromMs >= frame.lengthMs) {
    return { notices: [{ kind: 'after-the-end', askedMs: span.fromMs, endMs: frame.lengthMs }] };
  }

  return { requests: [{ kind: 'cut-out', fromMs: Math.max(0, span.fromMs), toMs: Math.min(frame.lengthMs, span.toMs) }] };
}

/** Something off a clip's beginning or end, or out of its middle. */
function cutOff(clause: Parameters<Recogniser['read']>[0], clip: Placed, isClosed: boolean): Understood | null {
  const lengthMs = lengthMsOf(clip);
  const frame = { lengthMs, form: null };
  const isHead = clause.has(HEAD);
  const span = takeSpan(clause, frame);
  const loose = span === null ? takeLength(clause) : null;
  clause.take(HEAD);
  clause.take(TAIL);
  clause.take(/\b(?:of|from|off)\b|的/u);
  const headMs = span === null ? (isHead ? (loose ?? 0) : 0) : span.fromMs <= 0 ? span.toMs : 0;
  const tailMs =
    span === null ? (isHead ? 0 : (loose ?? 0)) : span.toMs >= lengthMs && span.fromMs > 0 ? lengthMs - span.fromMs : 0;
  const tooMuch = span !== null && span.fromMs < 0 ? span.toMs - span.fromMs : headMs + tailMs;
  if (span === null && loose === null) {
    return null;
  }

  if (tooMuch >= lengthMs) {
    return { notices: [{ kind: 'trim-too-long', name: nameOf(clip), lengthMs, askedMs: tooMuch }], touched: [clip.clip.id] };
  }

  if (headMs === 0 && tailMs === 0 && span !== null) {
    const start = startMsOf(clip);
    return { requests: [{ kind: 'cut-out', fromMs: start + span.fromMs, toMs: start + span.toMs }], touched: [clip.clip.id] };
  }

  return { requests: [{ kind: 'trim-clip', clipId: clip.clip.id, headMs, tailMs, isClosed }] };
}

/** "make the map 4 seconds long", "把最后一个片段缩短到2秒". */
function toLength(
  clause: Parameters<Recogniser['read']>[0],
  state: EditState,
  wish: {
    readonly clips: readonly Placed[];
    readonly isClosed: boolean;
    readonly isShortened: boolean;
    readonly unclear: Understood | null;
  },
): Understood | null {
  const isBy = clause.has(/\bby \d|了\d/u);
  const isLonger = /\b(?:longer|extend|lengthen)\b|延长|拉长/u.test(clause.text);
  const lengthMs = takeLength(clause);
  clause.take(/\blong\b|长|到|为/u);
  const [clip] = wish.clips.length > 0 ? wish.clips : focused(state, ['picture']);
  if (
    lengthMs === null ||
    clip === undefined ||
    (wish.clips.length === 0 && !wish.isShortened && pictureClips(state).length !== 1)
  ) {
    return lengthMs === null ? null : wish.unclear;
  }

  const durationMs = isBy ? lengthMsOf(clip) + (isLonger ? lengthMs : -lengthMs) : lengthMs;
  return durationMs <= 0
    ? { notices: [{ kind: 'trim-too-long', name: nameOf(clip), lengthMs: lengthMsOf(clip), askedMs: lengthMs }] }
    : { requests: [{ kind: 'set-clip-length', clipId: clip.clip.id, durationMs, isClosed: wish.isClosed }] };
}

/** Cuts clips in two: "split the harbour at 0:07", "在第9秒把它切开". */
export const split: Recogniser = {
  name: 'split',
  read(clause, state) {
    if (
      clause.take(/\b(?:split|divide|cut(?= .{0,40}\b(?:in (?:two|2|half)|at )))\b|切开|分割|分成两段|切成两段|剪开|断开/u) ===
      null
    ) {
      return null;
    }

    const frame = frameOfTime(state);
    clause.take(/\b(?:in|into) (?:two|2|halves|half|two pieces)\b/u);
    const reference = takeReference(clause, state, ['picture', 'sound']);
    const unclear = reference.kind === 'missing' ? unclearReference(reference, 'picture') : null;
    const [named] = clipsIn(reference);
    const moment = takeMoment(clause, named === undefined ? frame : { lengthMs: lengthMsOf(named), form: frame.form });
    if (unclear !== null) {
      return unclear;
    }

    const at = moment ?? (named === undefined ? null : Math.round(lengthMsOf(named) / 2));
    if (at === null) {
      return { notices: [{ kind: 'how-much', what: 'when' }] };
    }

    const isInside = (placed: Placed): boolean => at > startMsOf(placed) && at < startMsOf(placed) + lengthMsOf(placed);
    const clip = named ?? pictureClips(state).find(isInside);
    if (clip === undefined) {
      return { notices: [{ kind: 'after-the-end', askedMs: at, endMs: frame.lengthMs }] };
    }

    // Outside of the clip the moment is counted from its own start.
    const isOwn = !isInside(clip) || moment === null;
    return {
      requests: [
        { kind: 'split-clip', clipId: clip.clip.id, atMs: isOwn ? startMsOf(clip) + at : at, newId: state.known.makeId('clip') },
      ],
    };
  },
};

/** Something that is named by its moment alone. */
const AT_THING =
  /\b(?:thing|bit|stuff|whatever|clip|shot|video|photo|picture|one)\b.{0,20}\b(?:at|around) \d|第\d+(?:\.\d+)?秒(?:处|那里?|上)?的?(?:那个|这个|片段|素材|东西)/u;

/** Takes clips off the timeline. */
export const remove: Recogniser = {
  name: 'remove',
  read(clause, state) {
    if (
      clause.take(
        /\b(?:remove|delete|drop|lose|get rid of|take (?:out|off|away)|throw (?:out|away)|kill)\b|删掉|删除|去掉|去除|移除|不要|拿掉/u,
      ) === null
    ) {
      return null;
    }

    clause.take(AWAY);
    const atMs = AT_THING.test(clause.text) ? takeMoment(clause, frameOfTime(state)) : null;
    if (atMs !== null) {
      return removeAt(clause, state, atMs);
    }

    const reference = takeReference(clause, state, ['picture', 'sound', 'music']);
    const unclear = unclearReference(reference, /music|bgm|song|track|音乐|配乐/u.test(clause.text) ? 'music' : 'picture');
    if (unclear !== null) {
      return unclear;
    }

    const clips = clipsIn(reference);
    clause.take(/\b(?:off|from|out of) the (?:time ?line|video)\b|时间线上的?/u);
    return clips.length === 0
      ? null
      : {
          requests: clips.map(({ clip, track }) => ({ kind: 'remove-clip', clipId: clip.id, isClosed: track.kind === 'video' })),
        };
  },
};

/** "delete the thing at 0:03": what is seen or heard there; where that are several things, one short question. */
function removeAt(clause: Clause, state: EditState, atMs: number): Understood | null {
  clause.take(/\b(?:thing|bit|stuff|whatever|clip|shot|video|photo|picture)s?\b|片段|素材|镜头|东西|内容/u);
  const isPicture = /\b(?:clip|shot|video|photo|picture)\b|片段|素材|镜头/u.test(clause.text);
  const isThere = (placed: Placed): boolean => startMsOf(placed) <= atMs && startMsOf(placed) + lengthMsOf(placed) > atMs;
  const shown = pictureClips(state).filter(isThere);
  const found = isPicture ? shown : [...shown, ...textClips(state, 'any').filter(isThere), ...soundClips(state).filter(isThere)];
  const [only] = found;
  if (only === undefined) {
    return { notices: [{ kind: 'no-such-clip', words: clause.words, clips: pictureClips(state).map(nameOf) }] };
  }

  return found.length > 1
    ? { notices: [{ kind: 'which', words: clause.words, choices: found.slice(0, 12).map(nameOf) }] }
    : { requests: [{ kind: 'remove-clip', clipId: only.clip.id, isClosed: only.track.kind === 'video' }] };
}
