import { GERMAN_WORDS } from './german-words.ts';
import type { Language } from './language.ts';

/** German says B for B flat and H for B; "is" raises a note, "es" or "s" lowers it. */
const NOTES: ReadonlyMap<string, string> = new Map([
  ['c', 'C'],
  ['cis', 'C#'],
  ['des', 'Db'],
  ['d', 'D'],
  ['es', 'Eb'],
  ['dis', 'D#'],
  ['e', 'E'],
  ['f', 'F'],
  ['fis', 'F#'],
  ['ges', 'Gb'],
  ['g', 'G'],
  ['gis', 'G#'],
  ['as', 'Ab'],
  ['a', 'A'],
  ['b', 'Bb'],
  ['ais', 'A#'],
  ['h', 'B'],
]);

export const GERMAN: Language = {
  id: 'de',
  name: 'German',
  words: GERMAN_WORDS,
  negationsAfter: [],
  markers:
    'mit ohne für ein eine einen einem einer der die das den dem und nicht kein keine keinen aber wie etwas sehr ich mir mein meine bitte soll sollte im am zum zur als auch musik lied hintergrundmusik sekunden minuten minute oder von ist über unter',
  basesOf,
  patterns: [
    {
      expression: /([a-h](?:is|es|s)?)[ -]?(dur|moll)(?![\p{L}])/iuy,
      english: ([, note = '', mode = '']) =>
        `${NOTES.get(note.toLowerCase()) ?? 'C'} ${mode.toLowerCase() === 'dur' ? 'major' : 'minor'}`,
    },
    { expression: /anderthalb Minuten|eineinhalb Minuten/iuy, english: () => '90 seconds' },
    { expression: /zweieinhalb Minuten/iuy, english: () => '150 seconds' },
    { expression: /(\d{1,2})[ -]?er[ -]?Jahren?/iuy, english: ([, decade = '']) => `${decade}s retro` },
    {
      expression: /(?:bei|nach|ab) (?:Sekunde )?(\d{1,3})(?: Sekunden| Sek\.?)?(?![\p{L}\d])/iuy,
      english: ([, at = '']) => `at ${at} seconds`,
    },
  ],
};

/** The endings of adjectives and nouns, and compounds of music ("Klaviermusik", "Gitarrenklänge"). */
function basesOf(word: string): readonly string[] {
  const parts = /^(.{3,}?)(?:s|n|en)?(?:musik|lied|klange|klang|melodie|beat|stuck|song|track|sound|video|film|stimmung)$/.exec(
    word,
  )?.[1];
  const compound = parts === undefined ? [] : [parts, `${parts}n`, `${parts}e`, `${parts}en`];
  const bases = ['en', 'em', 'er', 'es', 'e', 'n', 's', 'ere', 'eren', 'eres', 'erer', 'ste', 'ster', 'stes']
    .filter((ending) => word.endsWith(ending) && word.length > ending.length + 2)
    .map((ending) => word.slice(0, -ending.length));
  return [...bases, ...compound];
}
