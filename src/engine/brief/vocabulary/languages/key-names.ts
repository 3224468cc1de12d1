import type { LanguagePattern } from './language.ts';

const LETTERS = ['C', 'D', 'E', 'F', 'G', 'A', 'B'];

/** Keys by their syllables ("la menor", "si bémol majeur"), as the Romance languages name them. */
export function keyPatterns(names: {
  readonly notes: readonly string[];
  readonly sharp: string;
  readonly flat: string;
  readonly major: string;
  readonly minor: string;
}): readonly LanguagePattern[] {
  const { notes, sharp, flat, major, minor } = names;
  const expression = new RegExp(`(${notes.join('|')})(?: (${sharp}|${flat}))? (${major}|${minor})(?![\\p{L}])`, 'iuy');
  return [
    {
      expression,
      english: ([, note = '', sign, mode = '']) => {
        const letter = LETTERS[notes.findIndex((name) => name === note.toLowerCase())] ?? 'C';
        const isFlat = sign !== undefined && new RegExp(`^(?:${flat})$`, 'iu').test(sign);
        const isMinor = new RegExp(`^(?:${minor})$`, 'iu').test(mode);
        return `${letter}${sign === undefined ? '' : isFlat ? 'b' : '#'} ${isMinor ? 'minor' : 'major'}`;
      },
    },
  ];
}
