import type { Pattern } from './pattern.ts';

// Case matters here: "A" is a chord and "a" an article, "M7" is major and "m7" minor.
const ROOT = '[A-G](?:#|b|♯|♭)?';
const SUFFIX =
  '(?:maj|min|mi|ma|dim|aug|sus|add|alt|M|m|Δ|ø|°|\\+|[245679]|1[13]|[#b♯♭](?:5|9|11|13)|\\((?:add9|b5|#5|b9|#9|#11|maj7)\\))*';
const CHORD = `${ROOT}${SUFFIX}(?:\\/${ROOT})?`;
const ONE = new RegExp(`(${CHORD})(?![\\p{L}\\p{N}#'/])`, 'uy');
const NUMERAL =
  /([b#]?(?:VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)(?:maj7|maj9|m7b5|dim7|dim|sus2|sus4|add9|°|ø7?|\+|[679])?)(?![\p{L}\p{N}'/])/uy;
const BETWEEN = /(?:[ \t]*(?:,|-|–|—|→|->|>|\||·)[ \t]*|[ \t]+(?:to|then|and)[ \t]+|[ \t]+)/uy;

const KNOWN = new Set([
  '',
  'm',
  'dim',
  'aug',
  '5',
  'sus2',
  'sus4',
  '6',
  'm6',
  '7',
  'maj7',
  'm7',
  'm7b5',
  'dim7',
  '7sus4',
  'add9',
  'madd9',
  '9',
  'maj9',
  'm9',
  '13',
  'm11',
  'maj7#11',
  '7b9',
  '7#9',
  'mmaj7',
]);
const NEAREST: readonly (readonly [RegExp, string])[] = [
  [/^maj(?:13|11)/, 'maj9'],
  [/^maj7/, 'maj7'],
  [/^maj9/, 'maj9'],
  [/^m(?:13|11)/, 'm11'],
  [/^mmaj/, 'mmaj7'],
  [/^m7/, 'm7'],
  [/^m9/, 'm9'],
  [/^(?:m6|m69)/, 'm6'],
  [/^m/, 'm'],
  [/^(?:69|6)/, '6'],
  [/^(?:7alt|7#5|7b13)/, '7#9'],
  [/^(?:7b5|7#11)/, '7'],
  [/^11|^9sus/, '7sus4'],
  [/^(?:13|7)/, '13'],
  [/^9/, '9'],
  [/^(?:add|2|4)/, 'add9'],
  [/^aug/, 'aug'],
  [/^dim/, 'dim'],
  [/^sus/, 'sus4'],
];

/** Reads progressions: "Bm Cmaj7 Gmaj7", "Am-F-C-G", "I-V-vi-IV". Two chords or more; plain letters alone need the word "chords" before them. */
export const chordPattern: Pattern = ({ lexed: { raw, folded }, word }) => {
  const { start } = word;
  const first = raw[start] ?? '';
  if (!/[A-Gb#IViv]/.test(first)) {
    return null;
  }

  const isAnnounced =
    /(?:chords?|progression|changes|harmony|sequence|loop of|progressions)(?: of| is| are|:| like| with| such as)?[ :]*["(]?$/.test(
      folded.slice(Math.max(0, start - 26), start),
    );
  const symbols = readRun(raw, start, ONE);
  if (
    symbols !== null &&
    symbols.items.length >= 2 &&
    (isAnnounced || symbols.items.some((item) => item.length > 1)) &&
    !isSentence(symbols.items, isAnnounced)
  ) {
    const spelt = symbols.items.map(spell);
    const changed = symbols.items.filter((item, place) => plainSpelling(item) !== spelt[place]);
    return { end: symbols.end, meaning: { kind: 'chords', chords: spelt, changed } };
  }

  const numerals = readRun(raw, start, NUMERAL);
  const isDashed = numerals !== null && /[-–—→>|,]/.test(raw.slice(start, numerals.end));
  if (numerals === null || numerals.items.length < (isDashed || isAnnounced ? 2 : 3)) {
    return null;
  }

  const chords = numerals.items.map((item) => item.replace('°', 'dim').replace('+', 'aug').replace(/ø7?/, 'm7b5'));
  return { end: numerals.end, meaning: { kind: 'chords', chords, changed: [] } };
};

function readRun(raw: string, start: number, one: RegExp): { readonly items: readonly string[]; readonly end: number } | null {
  const items: string[] = [];
  let offset = start;
  let end = start;
  while (items.length < 64) {
    one.lastIndex = offset;
    const match = one.exec(raw);
    if (match === null) {
      break;
    }

    items.push(match[1] ?? '');
    end = offset + match[0].length;
    BETWEEN.lastIndex = end;
    const gap = BETWEEN.exec(raw);
    if (gap === null) {
      break;
    }

    offset = end + gap[0].length;
  }

  return items.length === 0 ? null : { items, end };
}

/** Two symbols of which one is a bare "A" are more likely words than chords. */
function isSentence(items: readonly string[], isAnnounced: boolean): boolean {
  return !isAnnounced && items.length === 2 && items.includes('A');
}

function plainSpelling(symbol: string): string {
  return symbol
    .replace(/♯/g, '#')
    .replace(/♭/g, 'b')
    .replace(/[()]/g, '')
    .replace(/^([A-G][#b]?)(?:min|mi)(?=\d|$|maj|add|\/)/, '$1m')
    .replace(/^([A-G][#b]?)(?:M|ma|Δ)(?=\d|$|\/)/, '$1maj')
    .replace(/^([A-G][#b]?)°/, '$1dim')
    .replace(/^([A-G][#b]?)\+/, '$1aug')
    .replace(/^([A-G][#b]?)ø7?/, '$1m7b5')
    .replace(/^([A-G][#b]?m?)M7/, '$1maj7')
    .replace(/^([A-G][#b]?)maj(?=$|\/)/, '$1')
    .replace(/sus(?![24])/, 'sus4');
}

/** The symbol as the composer reads it; suffixes it has no quality for become the nearest one. */
function spell(symbol: string): string {
  const plain = plainSpelling(symbol);
  const match = /^([A-G][#b]?)(.*?)(\/[A-G][#b]?)?$/.exec(plain);
  if (match === null) {
    return plain;
  }

  const [, root = 'C', suffix = '', bass = ''] = match;
  const near = KNOWN.has(suffix) ? suffix : (NEAREST.find(([shape]) => shape.test(suffix))?.[1] ?? '');
  return `${root}${near}${bass}`;
}
