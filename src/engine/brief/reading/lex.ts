/** A word, an emoji or a lone sign of the prompt. `start` and `end` are UTF-16 offsets. */
export type Word = {
  readonly start: number;
  readonly end: number;
  /** Lower case, without accents, with straight apostrophes. */
  readonly text: string;
  readonly kind: 'word' | 'emoji';
  /** What parts it from the word before. `tight` is nothing, a space or a hyphen. */
  readonly before: 'tight' | 'comma' | 'stop';
};

/** A prompt cut into words. `folded` has the prompt's own length, so an offset means the same place in both. */
export type Lexed = { readonly raw: string; readonly folded: string; readonly words: readonly Word[] };

const WORD =
  /\p{Extended_Pictographic}(?:\u{FE0F}|\p{Emoji_Modifier}|\u{200D}\p{Extended_Pictographic})*|[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}]+)*|&/gu;
const STOP = /[.;:!?\n\r()[\]{}"…|•。！？；：।]/;
const COMMA = /[,、،，]|\s[-–—]+\s|—|\//;
const PICTOGRAPH = /^\p{Extended_Pictographic}/u;

export function lex(raw: string): Lexed {
  const folded = fold(raw);
  const words: Word[] = [];
  let last = 0;
  for (const match of folded.matchAll(WORD)) {
    const start = match.index;
    const gap = folded.slice(last, start);
    const before = STOP.test(gap) ? 'stop' : COMMA.test(gap) ? 'comma' : 'tight';
    const kind = PICTOGRAPH.test(match[0]) ? 'emoji' : 'word';
    last = start + match[0].length;
    words.push({ start, end: last, text: match[0], kind, before });
  }

  return { raw, folded, words };
}

/** Lower case, no accents, plain quotes and hyphens: one UTF-16 unit for each of the prompt's, so that offsets stay true. */
export function fold(raw: string): string {
  let folded = '';
  for (let i = 0; i < raw.length; i++) {
    folded += foldUnit(raw[i] ?? '');
  }

  return folded;
}

function foldUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code < 0x80) {
    return unit.toLowerCase();
  }

  if (code === 0x2018 || code === 0x2019 || code === 0x02bc || code === 0x0060) {
    return "'";
  }

  if (code === 0x201c || code === 0x201d || code === 0x201e || code === 0x00ab || code === 0x00bb) {
    return '"';
  }

  if (code === 0x2010 || code === 0x2011 || code === 0x2012 || code === 0x2013 || code === 0x2212) {
    return '-';
  }

  // Surrogates have no case or accents of their own; kana without their marks are other letters.
  if ((code >= 0xd800 && code <= 0xdfff) || (code >= 0x3040 && code <= 0x30ff)) {
    return unit;
  }

  const base = unit.normalize('NFKD')[0] ?? unit;
  const letter = /^[\p{L}\p{N}]$/u.test(base) ? base : unit;
  const lower = letter.toLowerCase();
  return lower.length === 1 ? lower : letter;
}
