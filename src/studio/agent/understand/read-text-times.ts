import { Clause } from './clause.ts';
import { type EditState, endMsOf, frameOfTime, type Placed, startMsOf, textClips } from './edit-state.ts';
import { type Span, takeLength, takeMoment, takeSpan } from './read-times.ts';

/** How long a text stands of which only the beginning is said. */
const USUAL_MS = 4000;
const AT_START = /\b(?:at|from) (?:the (?:very )?(?:start|beginning)|\d)|第\d+(?:\.\d+)?秒|\d+秒处|开头|片头|一开始/u;
const AT_END = /\b(?:at|near|towards?|on) (?:the )?(?:very )?end\b|结尾|片尾|末尾|最后/u;
const LASTING = /\b(?:for|lasting|during|showing)\b|显示|持续|停留|出现|展示|保持/u;
/** Where the time of a title without marks may begin. */
const TAIL =
  /\s(?=(?:for|from|at|during|until|till|on|in|between|lasting|near)\s)|(?=显示|持续|停留|出现|展示|从第|在第|第\s*[\d一二两三四五六七八九十]+\s*秒|前\s*[\d一二两三四五六七八九十]+\s*秒|最后|在?(?:开头|片头|片尾|结尾))/giu;

/** When a text stands: from one moment to another, or only how long. */
export type TextTime = { readonly span: Span } | { readonly lastsMs: number };

/** Takes what a clause says of the time of a text: "from 0:02 to 0:05", "at the end for 3 seconds", "显示3秒"; null when it says nothing. */
export function takeTextTime(clause: Clause, state: EditState): TextTime | null {
  const frame = frameOfTime(state);
  const span = takeSpan(clause, frame);
  if (span !== null) {
    return { span: span.fromMs >= frame.lengthMs && AT_END.test(clause.text) ? endingAt(frame.lengthMs, span) : span };
  }

  const isEnd = clause.take(AT_END) !== null;
  const isStart = !isEnd && AT_START.test(clause.rest);
  const atMs = !isStart ? null : clause.take(/片头/u) === null ? takeMoment(clause, frame) : 0;
  const isLasting = clause.has(LASTING);
  const lengthMs = isEnd || atMs !== null || isLasting ? takeLength(clause) : null;
  clause.take(LASTING);
  if (isEnd) {
    return { span: endingAt(frame.lengthMs, { fromMs: 0, toMs: lengthMs ?? USUAL_MS }) };
  }

  return atMs !== null
    ? { span: { fromMs: atMs, toMs: atMs + (lengthMs ?? USUAL_MS) } }
    : lengthMs === null
      ? null
      : { lastsMs: lengthMs };
}

/** As long as the stretch, up to the end of the whole. */
function endingAt(endMs: number, { fromMs, toMs }: Span): Span {
  return { fromMs: Math.max(0, endMs - (toMs - fromMs)), toMs: endMs };
}

/** When a text that has only a length stands: a title opens, a caption follows the one before it. */
export function stretchOfNew(time: TextTime | null, state: EditState, role: 'title' | 'caption'): Partial<Span> {
  if (time === null || 'span' in time) {
    return time?.span ?? {};
  }

  const { lengthMs } = frameOfTime(state);
  const before = role === 'caption' ? textClips(state, 'caption').map(endMsOf) : [];
  const behind = Math.max(0, ...before);
  const fromMs = behind < lengthMs ? behind : 0;
  return { fromMs, toMs: fromMs + time.lastsMs };
}

/** When a text that is there stands after a change; what is not said of it stays. */
export function stretchOfOld(time: TextTime | null, old: Placed): Partial<Span> {
  return time === null ? {} : 'span' in time ? time.span : { toMs: startMsOf(old) + time.lastsMs };
}

/** The words of a title and the time behind them: "Urban Dreams for 3 seconds" is not all title. */
export function withoutTime(spoken: string, state: EditState): { readonly words: string; readonly time: TextTime | null } {
  for (const { index } of spoken.matchAll(TAIL)) {
    const words = spoken.slice(0, index).replace(/[\s,，、]+$/u, '');
    const tail = Clause.read(spoken.slice(index), []);
    const time = words === '' ? null : takeTextTime(tail, state);
    if (time !== null && tail.leftover() === '') {
      return { words, time };
    }
  }

  return { words: spoken, time: null };
}
