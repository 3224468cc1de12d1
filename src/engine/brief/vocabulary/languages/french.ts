import { FRENCH_WORDS } from './french-words.ts';
import { keyPatterns } from './key-names.ts';
import type { Language } from './language.ts';

export const FRENCH: Language = {
  id: 'fr',
  name: 'French',
  words: FRENCH_WORDS,
  negationsAfter: [],
  markers:
    'avec sans pour une un des de du le la les et que très pas je mon ma mes en dans par mais comme plus musique chanson morceau fond veux voudrais besoin style soit ni trop rythme secondes minutes minute au aux sur qui est son',
  basesOf,
  patterns: [
    ...keyPatterns({
      notes: ['do', 'ré', 'mi', 'fa', 'sol', 'la', 'si'],
      sharp: 'dièse',
      flat: 'bémol',
      major: 'majeur',
      minor: 'mineur',
    }),
    { expression: /(?:une |1 )?minute et demie/iuy, english: () => '90 seconds' },
    { expression: /(?:une )?demi[- ]minute/iuy, english: () => '30 seconds' },
    { expression: /à (\d{1,3}) ?(?:s|sec|secondes)(?![\p{L}\d])/iuy, english: ([, at = '']) => `at ${at} seconds` },
  ],
};

/** Number and gender, "-ment". */
function basesOf(word: string): readonly string[] {
  const bases: string[] = [];
  const swap = (ending: string, ...others: readonly string[]): void => {
    if (word.endsWith(ending) && word.length > ending.length + 2) {
      bases.push(...others.map((other) => word.slice(0, -ending.length) + other));
    }
  };
  swap('es', '', 'e');
  swap('s', '');
  swap('e', '');
  swap('x', '');
  swap('aux', 'al');
  swap('euse', 'eux', 'eur');
  swap('euses', 'eux', 'eur');
  swap('ive', 'if');
  swap('ives', 'if');
  swap('elle', 'el');
  swap('elles', 'el');
  swap('enne', 'en');
  swap('onne', 'on');
  swap('ee', 'e');
  swap('ees', 'e');
  swap('trice', 'teur');
  swap('trices', 'teur');
  swap('ment', '', 'e');
  swap('ement', '', 'e');
  return bases;
}
