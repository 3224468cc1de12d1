import type { Pattern } from './pattern.ts';

const QUOTED =
  /(?:with (?:the |a )?title|the title is|title is|titled|entitled|title|called|named|name it|call it|name|caption)(?: of| is|:| =)?\s{0,3}(["“”„«'‘])([^"“”»\n]{1,200}?)(["”“»'’])(?![\p{L}\p{N}])/iuy;
const BARE =
  /(?:titled|entitled|title:|title is|called|named|call it|name it)\s+((?:[\p{Lu}\p{N}][\p{L}\p{N}'’&-]*)(?:\s+(?:of|the|a|an|and|in|on|to|for|at|from|with)(?=\s+[\p{Lu}\p{N}])|\s+[\p{Lu}\p{N}][\p{L}\p{N}'’&-]*){0,9})/uy;
const STARTERS = new Set(['with', 'the', 'title', 'titled', 'entitled', 'called', 'named', 'name', 'call', 'caption']);

/** Reads titles: `title "Urban Dreams"`, `called Urban Dreams` (unquoted only in capitals). */
export const titlePattern: Pattern = ({ lexed: { raw }, word }) => {
  if (!STARTERS.has(word.text)) {
    return null;
  }

  QUOTED.lastIndex = word.start;
  const quoted = QUOTED.exec(raw);
  if (quoted !== null) {
    return titled(word.start + quoted[0].length, quoted[2] ?? '');
  }

  BARE.lastIndex = word.start;
  const bare = BARE.exec(raw);
  return bare === null ? null : titled(word.start + bare[0].length, bare[1] ?? '');
};

function titled(end: number, text: string): ReturnType<Pattern> {
  const title = text.replace(/\s+/g, ' ').trim();
  return title === '' ? null : { end, meaning: { kind: 'title', title } };
}
