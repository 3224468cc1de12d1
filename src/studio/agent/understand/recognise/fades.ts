import { frameOfTime } from '../edit-state.ts';
import { takeLength, takeSpan } from '../read-times.ts';
import { takeReference } from '../resolve-reference.ts';
import { clipsIn, type Recogniser, unclearReference } from './recogniser.ts';
import { musicClips, soundClips } from '../edit-state.ts';

/** Length of a fade without a number, milliseconds. */
const FADE_MS = 2000;
const FADE = /\bfad(?:e|es|ed|ing)\b|淡[入出]|渐[强弱](?=.{0,4}(?:进|出))/u;
const PICTURE = /\bcross-?fade|\b(?:from|to) (?:black|white)\b|叠化|黑场|白场/u;
const NONE =
  /\b(?:no|without|remove|delete|drop|kill|get rid of)\b[^.]{0,16}\bfad(?:e|es|ing)\b|(?:去掉|取消|不要|删掉|删除)[^，。]{0,8}淡/u;
const AT_END =
  /\b(?:at|near|towards?) the (?:very )?end\b(?! of the (?:clip|shot|video))|(?:在)?(?:结尾|末尾|片尾|最后)(?:处|时|的时候)?(?![\d一二两三四五六七八九十])/u;
const AT_START = /\b(?:at|from) the (?:very )?(?:start|beginning)\b|(?:在)?(?:开头|片头|一开始)(?:处|时|的时候)?/u;
const LENGTH = '(?:[^\\d;]{0,14}?(\\d+(?:\\.\\d+)?) ?(?:s\\b|secs?\\b|seconds?\\b|秒|(?![\\d.:%])))?';

/** "fade it in over one second and out over two", "最后两秒淡出". */
export const fades: Recogniser = {
  name: 'fades',
  read(clause, state) {
    if (!clause.has(FADE) || clause.has(PICTURE)) {
      return null;
    }

    const isNone = clause.take(NONE) !== null;
    const isAtEnd = AT_END.test(clause.text);
    const isIn = /\bin\b|淡入/u.test(clause.text.replace(/\b(?:in|on) the (?:last|first|final)\b|\bin \d/gu, ''));
    const isOut = /\bout\b|淡出/u.test(clause.text) || (isAtEnd && !isIn);
    const [inText = '', outText = ''] = halves(clause.text);
    const span = takeSpan(clause, frameOfTime(state));
    const spanMs = span === null ? null : span.toMs - span.fromMs;
    const reference = takeReference(clause, state, ['music', 'sound', 'picture']);
    const unclear = unclearReference(reference, 'music');
    while (takeLength(clause) !== null || clause.take(/\b(?:over|for|of|in) \d+(?:\.\d+)?(?![\d.:%])/u) !== null) {
      continue;
    }

    while (clause.take(/\bfad(?:e|es|ed|ing)\b|淡入|淡出|淡/u) !== null) {
      continue;
    }

    clause.take(/\b(?:over|long|slowly|gently|smoothly|lasting)\b|慢慢|缓缓/u);
    clause.take(AT_END);
    clause.take(AT_START);
    if (unclear !== null) {
      return unclear;
    }

    const named = clipsIn(reference);
    const usual = musicClips(state);
    const clips = named.length > 0 ? named : usual.length > 0 ? usual : soundClips(state);
    if (clips.length === 0) {
      return { notices: [{ kind: 'nothing-there', what: 'music' }] };
    }

    const isBoth = isIn === isOut;
    const length = (text: string): number => secondsIn(text) ?? spanMs ?? secondsIn(clause.text) ?? FADE_MS;
    return {
      requests: [
        {
          kind: 'set-fades',
          clipIds: clips.map(({ clip }) => clip.id),
          inMs: isIn || isBoth ? (isNone ? 0 : length(inText)) : null,
          outMs: isOut || isBoth ? (isNone ? 0 : length(outText)) : null,
        },
      ],
    };
  },
};

/** The words about the way in, and those about the way out, each up to the other. */
function halves(text: string): readonly [string, string] {
  const inAt = /\bin\b(?! the (?:last|first))|淡入/u.exec(text)?.index ?? -1;
  const outAt = /\bout\b|淡出/u.exec(text)?.index ?? -1;
  if (inAt < 0 || outAt < 0) {
    return [inAt < 0 ? '' : text.slice(inAt), outAt < 0 ? '' : text.slice(outAt)];
  }

  return inAt < outAt ? [text.slice(inAt, outAt), text.slice(outAt)] : [text.slice(inAt), text.slice(outAt, inAt)];
}

function secondsIn(text: string): number | null {
  const found = new RegExp(`^${LENGTH}`, 'u').exec(text.replace(/^(?:in|out|淡入|淡出)/u, ''))?.[1];
  return found === undefined ? null : Math.round(Number(found) * 1000);
}
