import type { Clause } from './clause.ts';

/** Where bars and sections of the music lie on the timeline, milliseconds; empty lists where that is not known. */
export type MusicForm = {
  /** Downbeats, and at last where the piece ends. */
  readonly bars: readonly number[];
  readonly beatsPerBar: number;
  readonly sections: readonly { readonly kind: string; readonly fromMs: number; readonly toMs: number }[];
};

/** What times are counted against. */
export type TimeFrame = { readonly lengthMs: number; readonly form: MusicForm | null };

/** A stretch of time, milliseconds. */
export type Span = { readonly fromMs: number; readonly toMs: number };

const SECONDS = '(?:seconds?|secs?|s(?![a-z]))';
const MINUTES = '(?:minutes?|mins?|min)';
const CLOCK = '(\\d{1,3}):(\\d{2}(?:\\.\\d{1,3})?)(?!\\d)';
const EDGE = '(?:the )?(?:very )?(?:end|beginning|start|middle)|halfway|开头|开始|一开始|结尾|最后|末尾|结束|中间|一半';
/** A moment as it is written; its groups are read by `momentOf`. */
const ATOM = `(?:${CLOCK}|第?\\d+(?:\\.\\d+)? ?(?:${MINUTES}(?: (?:and )?\\d+(?:\\.\\d+)? ?${SECONDS})?|${SECONDS}|ms\\b|秒钟?|分钟?)|bar \\d{1,3}|第 ?\\d{1,3} ?小节|${EDGE})`;
/** In "from 5 to 10" a bare number is a second. */
const LOOSE = `(?:${ATOM}|\\d+(?:\\.\\d+)?)`;

const FROM_TO = new RegExp(
  `(?:\\bfrom |\\bbetween |从)?(${LOOSE}) ?(?:to|until|till|through|and|up to|-|–|—|~|到|至) ?(${LOOSE})(?: ?(?:之间|为止))?`,
  'u',
);
const FROM_ON = new RegExp(
  `(?:\\bfrom |\\bafter |\\bsince |从)(${LOOSE})(?: on(?:wards?)?\\b| ?(?:开始|以后|之后|往后|起))?|(${ATOM}) ?(?:以后|之后|往后|开始|起|onwards?)`,
  'u',
);
const UNTIL = new RegExp(
  `(?:\\buntil |\\btill |\\bbefore |\\bup to |到(?=第|\\d+:|\\d+(?:\\.\\d+)?秒))(${LOOSE})(?:为止|之前)?|(${ATOM}) ?(?:之前|以前|为止)`,
  'u',
);
const EDGE_LENGTH =
  /\b(first|last|final|opening) (\d+(?:\.\d+)?) ?(seconds?|secs?|s\b|minutes?|mins?|bars?)|(前|最后|后|末尾|开头)(?:的)?(\d+(?:\.\d+)?)个?(秒|分钟|小节)/u;
const EDGE_PART =
  /\b(first|second|last) (half|third|quarter|bar|second|minute)(?! clip)\b|(前|后|最后)(半段|半部分|半首|半|一半|一小节|1小节|小节)(?:部分)?|\bthe (last|first) bar\b|(最后)一(?:个)?小节/u;
const AT_FOR = new RegExp(`(?:\\bat |在)?(${ATOM})(?:处)? ?,? ?(?:\\bfor |持续|显示)(\\d+(?:\\.\\d+)?) ?(?:${SECONDS}|秒)`, 'u');
const FOR_AT = new RegExp(
  `(?:\\bfor |持续|显示)(\\d+(?:\\.\\d+)?) ?(?:${SECONDS}|秒) ?,? ?(?:\\bat |\\bfrom |\\bstarting at |从|在)(${ATOM})`,
  'u',
);
const SECTION_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:(first|second|third|last) )?chorus(?:es)?\b|副歌/u, 'chorus'],
  [/\b(?:(first|second|third|last) )?verse\b|主歌/u, 'verse'],
  [/\bintro\b|前奏/u, 'intro'],
  [/\boutro\b|尾奏|尾声/u, 'outro'],
  [/\bbridge\b|桥段|间奏/u, 'bridge'],
];
const ORDINALS: ReadonlyMap<string, number> = new Map([
  ['first', 0],
  ['second', 1],
  ['third', 2],
  ['last', -1],
]);
const WHOLE =
  /\b(?:throughout|the whole (?:time|thing|video|film|track|song|piece)|from start to (?:end|finish)|from beginning to end)\b|全程|自始至终|从头到尾/u;

/** Takes a stretch of time out of a clause: "from 0:10 to the end", "the first three seconds", "后半段"; null when it names none. */
export function takeSpan(clause: Clause, frame: TimeFrame): Span | null {
  const { lengthMs } = frame;
  if (clause.take(WHOLE) !== null) {
    return { fromMs: 0, toMs: lengthMs };
  }

  return (
    takeLasting(clause, frame) ??
    takeEdgeLength(clause, frame) ??
    takeFromTo(clause, frame) ??
    takeEdgePart(clause, frame) ??
    takeSection(clause, frame) ??
    takeBars(clause, frame) ??
    takeOpenSpan(clause, frame)
  );
}

/** Takes a moment out of a clause: "at 0:12", "第10秒", "halfway", "at the end"; null when it names none. */
export function takeMoment(clause: Clause, frame: TimeFrame): number | null {
  const beat = clause.take(/\b(?:on |at )?(?:the )?beat (\d{1,2}) of bar (\d{1,3})\b|第(\d{1,3})小节第(\d{1,2})拍/u);
  if (beat !== null) {
    const bar = Number(beat[2] ?? beat[3]);
    return momentOfBeat(frame, { bar, beat: Number(beat[1] ?? beat[4]) });
  }

  const section = takeSection(clause, frame);
  if (section !== null) {
    return section.fromMs;
  }

  const found = clause.take(
    new RegExp(
      `(?:\\b(?:at|on|to|around|by|from|after|into) |在|到|从)?(${ATOM})(?: (?:in|mark)\\b| ?(?:处|的时候|的位置|那里|时))?`,
      'u',
    ),
  );
  return found === null ? null : momentOf(found[1] ?? '', frame);
}

/** Takes a length out of a clause: "for 3 seconds", "2.5 s", "半秒"; milliseconds, null when it names none. */
export function takeLength(clause: Clause): number | null {
  const found = clause.take(
    new RegExp(
      `(?:\\b(?:for|over|by|of|to|in|within|lasting) )?(?:\\babout |\\bonly |\\bexactly )?(\\d+(?:\\.\\d+)?) ?-?(${MINUTES}|${SECONDS}|ms\\b|秒钟?|分钟)(?:[ -]long)?`,
      'u',
    ),
  );
  return found === null ? null : Math.round(Number(found[1]) * unitOf(found[2] ?? ''));
}

function takeLasting(clause: Clause, frame: TimeFrame): Span | null {
  const atFor = clause.take(AT_FOR);
  if (atFor !== null) {
    const fromMs = momentOf(atFor[1] ?? '', frame);
    const lasting = Number(atFor.at(-1)) * 1000;
    return { fromMs, toMs: fromMs + lasting };
  }

  const forAt = clause.take(FOR_AT);
  if (forAt === null) {
    return null;
  }

  const fromMs = momentOf(forAt[2] ?? '', frame);
  return { fromMs, toMs: fromMs + Number(forAt[1]) * 1000 };
}

function takeEdgeLength(clause: Clause, frame: TimeFrame): Span | null {
  const found = clause.take(EDGE_LENGTH);
  if (found === null) {
    return null;
  }

  const count = Number(found[2] ?? found[5]);
  const unit = found[3] ?? found[6] ?? '';
  const isFirst = /first|opening|前|开头/u.test(found[1] ?? found[4] ?? '');
  const { lengthMs } = frame;
  if (/bar|小节/u.test(unit)) {
    const bars = barsOf(frame);
    const from = isFirst ? 0 : Math.max(0, bars.length - 1 - count);
    return { fromMs: bars[from] ?? 0, toMs: bars[Math.min(bars.length - 1, from + count)] ?? lengthMs };
  }

  const long = Math.round(count * unitOf(unit));
  return isFirst ? { fromMs: 0, toMs: long } : { fromMs: lengthMs - long, toMs: lengthMs };
}

function takeFromTo(clause: Clause, frame: TimeFrame): Span | null {
  const probe = FROM_TO.exec(clause.rest);
  // Two bare numbers are a stretch only when something says so.
  if (probe === null || (isBare(momentTexts(probe)[0]) && !/from|between|从|秒|\d ?s/u.test(probe[0]))) {
    return null;
  }

  clause.take(FROM_TO);
  const [from, to] = momentTexts(probe);
  const fromMs = momentOf(from, frame);
  const toMs = momentOf(to, frame);
  return fromMs <= toMs ? { fromMs, toMs } : { fromMs: toMs, toMs: fromMs };
}

/** The two outer groups of a pattern with two moments in it. */
function momentTexts(found: RegExpExecArray): readonly [string, string] {
  // A clock has two groups of its own inside each moment.
  return [found[1] ?? '', found[4] ?? ''];
}

function takeEdgePart(clause: Clause, frame: TimeFrame): Span | null {
  const found = clause.take(EDGE_PART);
  if (found === null) {
    return null;
  }

  const which = found[1] ?? found[3] ?? found[5] ?? found[6] ?? '';
  const part = found[2] ?? found[4] ?? 'bar';
  const isFirst = /first|前/u.test(which);
  const { lengthMs } = frame;
  if (/bar|小节/u.test(part)) {
    const bars = barsOf(frame);
    return isFirst
      ? { fromMs: bars[0] ?? 0, toMs: bars[1] ?? lengthMs }
      : { fromMs: bars.at(-2) ?? 0, toMs: bars.at(-1) ?? lengthMs };
  }

  const long =
    part === 'second' ? 1000 : part === 'minute' ? 60_000 : lengthMs / (part === 'third' ? 3 : part === 'quarter' ? 4 : 2);
  return isFirst ? { fromMs: 0, toMs: Math.round(long) } : { fromMs: Math.round(lengthMs - long), toMs: lengthMs };
}

function takeSection(clause: Clause, { form }: TimeFrame): Span | null {
  for (const [pattern, kind] of SECTION_WORDS) {
    const found = form === null ? null : pattern.exec(clause.rest);
    const sections = (form?.sections ?? []).filter((section) => section.kind === kind);
    const wanted = found === null ? undefined : sections.at(ORDINALS.get(found[1] ?? 'first') ?? 0);
    if (wanted !== undefined) {
      clause.take(pattern);
      clause.take(/\b(?:at|in|during|on|over) (?:the )?(?= {2})|在(?= {2})/u);
      return wanted;
    }
  }

  return null;
}

function takeBars(clause: Clause, frame: TimeFrame): Span | null {
  const found = clause.take(/\bbars (\d{1,3}) (?:to|-|–|through|and) (\d{1,3})\b|第(\d{1,3})(?:小节)?到第?(\d{1,3})小节/u);
  const bars = barsOf(frame);
  if (found !== null) {
    const from = Number(found[1] ?? found[3]);
    const to = Number(found[2] ?? found[4]);
    return { fromMs: bars[from - 1] ?? frame.lengthMs, toMs: bars[to] ?? frame.lengthMs };
  }

  const single = clause.take(/\b(?:in|during|over) bar (\d{1,3})\b|第(\d{1,3})小节(?:里|内|期间)/u);
  const bar = Number(single?.[1] ?? single?.[2]);
  return single === null ? null : { fromMs: bars[bar - 1] ?? frame.lengthMs, toMs: bars[bar] ?? frame.lengthMs };
}

function takeOpenSpan(clause: Clause, frame: TimeFrame): Span | null {
  const from = clause.take(FROM_ON);
  if (from !== null) {
    return { fromMs: momentOf(from[1] ?? from[4] ?? '', frame), toMs: frame.lengthMs };
  }

  const until = clause.take(UNTIL);
  return until === null ? null : { fromMs: 0, toMs: momentOf(until[1] ?? until[4] ?? '', frame) };
}

/** Milliseconds of a moment as `ATOM` finds it. */
function momentOf(text: string, frame: TimeFrame): number {
  const clock = new RegExp(`^${CLOCK}`, 'u').exec(text);
  if (clock !== null) {
    return Math.round((Number(clock[1]) * 60 + Number(clock[2])) * 1000);
  }

  const bar = /(?:bar |第 ?)(\d{1,3})(?: ?小节|$)/u.exec(text);
  if (bar !== null && /bar|小节/u.test(text)) {
    return barsOf(frame)[Number(bar[1]) - 1] ?? frame.lengthMs;
  }

  if (!/\d/u.test(text)) {
    return /middle|halfway|中间|一半/u.test(text)
      ? Math.round(frame.lengthMs / 2)
      : /end|结尾|最后|末尾|结束/u.test(text)
        ? frame.lengthMs
        : 0;
  }

  const [first = '0', second] = text.match(/\d+(?:\.\d+)?/gu) ?? [];
  const isMinutes = /min|分/u.test(text);
  const extra = second === undefined ? 0 : Number(second);
  return Math.round(isMinutes ? (Number(first) * 60 + extra) * 1000 : Number(first) * (/ms/u.test(text) ? 1 : 1000));
}

function momentOfBeat(frame: TimeFrame, { bar, beat }: { readonly bar: number; readonly beat: number }): number {
  const bars = barsOf(frame);
  const from = bars[bar - 1] ?? frame.lengthMs;
  const to = bars[bar] ?? frame.lengthMs;
  return Math.round(from + ((to - from) * (beat - 1)) / (frame.form?.beatsPerBar ?? 4));
}

function barsOf({ form, lengthMs }: TimeFrame): readonly number[] {
  return form === null || form.bars.length < 2 ? [0, lengthMs] : form.bars;
}

function isBare(text: string): boolean {
  return /^\d+(?:\.\d+)?$/u.test(text);
}

function unitOf(unit: string): number {
  return /^m(?:in|$)|分/u.test(unit) ? 60_000 : /^ms/u.test(unit) ? 1 : 1000;
}
