import { StudioError } from '../../kernel/index.ts';

/** Words that are shown for a while. Milliseconds of the timeline; `[fromMs, toMs)`. */
export type Caption = { readonly fromMs: number; readonly toMs: number; readonly text: string };

/** What a file of captions holds, and what had to be changed to show it: sentences for people. */
export type ReadCaptions = { readonly captions: readonly Caption[]; readonly changes: readonly string[] };

/** The most captions of one file, and the most letters of one caption. */
export const MOST_CAPTIONS = 2000;
export const LONGEST_CAPTION = 500;
/** The largest file that is read, UTF-16 units: two thousand long captions with all their marks are shorter. */
const LONGEST_FILE = 4_000_000;
/** What begins later is not read: nothing here lasts longer. */
const LATEST_MS = 7_200_000;

// Hours may be missing, and programs write comma or dot in either format. What follows the second time are settings of WebVTT.
const TIMES = /^\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})(?:\s.*)?$/;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['nbsp', ' '],
  ['quot', '"'],
  ['apos', "'"],
  ['lrm', '\u200e'],
  ['rlm', '\u200f'],
]);

type Cue = Caption & { readonly line: number };

/**
 * Reads SubRip (SRT) or WebVTT, told apart by the content: plain words in order of time, without tags and settings. Captions that
 * overlap are shortened and those without words left out, which `changes` says. Throws `captions.invalid`, naming the line, when it is
 * neither format, holds no caption, or holds more than can be shown. Source: WebVTT, W3C Candidate Recommendation 2019-04-04.
 */
export function readCaptions(file: string): ReadCaptions {
  refuseIf(file.length > LONGEST_FILE, `The file of captions has ${file.length} characters; at most ${LONGEST_FILE} are read.`);
  const lines = file
    .replace(/^\ufeff/, '')
    .replaceAll('\u0000', '\ufffd')
    .split(/\r\n|\r|\n/);
  const cues = readCues(lines);
  refuseIf(
    cues.length === 0,
    'No caption was found: expected SRT or WebVTT, where a line like "00:00:01,000 --> 00:00:03,500" stands before the words. Save the captions as .srt or .vtt.',
  );
  refuseIf(
    cues.length > MOST_CAPTIONS,
    `The file has ${cues.length} captions; at most ${MOST_CAPTIONS} can be shown. Split it into several.`,
  );
  const inOrder = cues
    .map((cue, place) => ({ cue, place }))
    .sort((left, right) => left.cue.fromMs - right.cue.fromMs || left.place - right.place)
    .map(({ cue }) => cue);
  return apart(inOrder);
}

function readCues(lines: readonly string[]): readonly Cue[] {
  const cues: Cue[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (isBlock(lines, index)) {
      index = endOfBlock(lines, index);
      continue;
    }

    if (!line.includes('-->')) {
      continue;
    }

    const times = TIMES.exec(line);
    const number = index + 1;
    if (times === null) {
      throw invalid(
        `Line ${number} of the captions, "${shortened(line)}", should say two times like "00:00:01,000 --> 00:00:03,500".`,
      );
    }

    const [fromMs, toMs] = [millisecondsOf(times[1] ?? '', number), millisecondsOf(times[2] ?? '', number)];
    refuseIf(
      toMs <= fromMs,
      `Line ${number} of the captions ends (${times[2]}) before it begins (${times[1]}). Correct its times.`,
    );
    refuseIf(toMs > LATEST_MS, `Line ${number} of the captions ends at ${times[2]}; a timeline lasts two hours at most.`);
    const end = endOfWords(lines, index);
    const text = plainText(lines.slice(index + 1, end));
    refuseIf(
      text.length > LONGEST_CAPTION,
      `The caption at line ${number} has ${text.length} letters; at most ${LONGEST_CAPTION} can be shown at once. Split it.`,
    );
    cues.push({ fromMs, toMs, text, line: number });
    index = end - 1;
  }

  return cues;
}

/** Whether a comment, a style sheet or a region of WebVTT begins here: what looks like a caption in it is none. */
function isBlock(lines: readonly string[], index: number): boolean {
  return /^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(lines[index] ?? '') && (index === 0 || isEmpty(lines[index - 1]));
}

function endOfBlock(lines: readonly string[], start: number): number {
  let end = start + 1;
  while (end < lines.length && !isEmpty(lines[end])) {
    end += 1;
  }

  return end;
}

/** Where the words of a caption end: at an empty line, or where the next caption begins, as some programs forget the empty one. */
function endOfWords(lines: readonly string[], start: number): number {
  let end = start + 1;
  while (end < lines.length && !isEmpty(lines[end]) && !TIMES.test(lines[end] ?? '')) {
    end += 1;
  }

  // The number before the times of the next caption is no word of this one.
  const isNext = end < lines.length && !isEmpty(lines[end]);
  return isNext && end - 1 > start && /^\s*\d+\s*$/.test(lines[end - 1] ?? '') ? end - 1 : end;
}

function isEmpty(line: string | undefined): boolean {
  return (line ?? '').trim() === '';
}

function millisecondsOf(time: string, line: number): number {
  const [clock = '', fraction = ''] = time.split(/[.,]/);
  const parts = clock.split(':').map(Number);
  const [hours, minutes, seconds] = parts.length === 3 ? parts : [0, ...parts];
  refuseIf(
    (minutes ?? 0) > 59 || (seconds ?? 0) > 59,
    `Line ${line} of the captions says the time ${time}; minutes and seconds go up to 59. Correct it.`,
  );
  return (hours ?? 0) * 3_600_000 + (minutes ?? 0) * 60_000 + (seconds ?? 0) * 1000 + Number(fraction.padEnd(3, '0'));
}

/** The words without the tags of both formats (`<i>`, `<v Ann>`, `{\an8}`), entities as the letters they stand for. */
function plainText(lines: readonly string[]): string {
  return lines
    .map((line) =>
      line
        .replace(/\{\\[^}]{0,100}\}/g, '')
        .replace(/<(?:\/?[a-z][^<>]{0,200}|\d[\d:.]{0,20}|\/)>/gi, '')
        .replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,6});/gi, (whole, name: string) => letterOf(name) ?? whole)
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n');
}

function letterOf(name: string): string | null {
  const digits = /^#(x?)([0-9a-f]+)$/i.exec(name);
  if (digits === null) {
    return ENTITIES.get(name.toLowerCase()) ?? null;
  }

  const code = Number.parseInt(digits[2] ?? '', digits[1] === '' ? 10 : 16);
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : null;
}

/** One caption at a time: each ends where the next begins. Two at the same moment become one of two lines. */
function apart(cues: readonly Cue[]): ReadCaptions {
  const captions: Caption[] = [];
  const changes: string[] = [];
  for (const { line, ...caption } of cues) {
    const before = captions.at(-1);
    if (caption.text === '') {
      changes.push(`The caption at line ${line} has no words and was left out.`);
    } else if (before === undefined || before.toMs <= caption.fromMs) {
      captions.push(caption);
    } else if (before.fromMs === caption.fromMs && before.text.length + caption.text.length < LONGEST_CAPTION) {
      captions[captions.length - 1] = {
        fromMs: before.fromMs,
        toMs: Math.max(before.toMs, caption.toMs),
        text: `${before.text}\n${caption.text}`,
      };
      changes.push(`The caption at line ${line} begins with the one before it; they are shown as one.`);
    } else if (before.fromMs === caption.fromMs) {
      changes.push(`The caption at line ${line} begins with the one before it, and both do not fit; it was left out.`);
    } else {
      captions[captions.length - 1] = { ...before, toMs: caption.fromMs };
      captions.push(caption);
      changes.push(`The caption before line ${line} overlapped it and ends earlier now.`);
    }
  }

  refuseIf(captions.length === 0, 'None of the captions has words. Add some, then bring the file again.');
  return { captions, changes };
}

function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

function refuseIf(condition: boolean, problem: string): void {
  if (condition) {
    throw invalid(problem);
  }
}

function invalid(problem: string): StudioError {
  return new StudioError('captions.invalid', problem);
}
