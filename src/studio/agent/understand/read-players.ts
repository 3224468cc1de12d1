import { INSTRUMENT_FAMILIES, INSTRUMENTS, instrumentWords, STAND_INS } from '../../../engine/brief/index.ts';
import { CHINESE_WORDS } from './chinese-words.ts';
import type { Clause } from './clause.ts';

/** Words of families that say something else in everyday speech. */
const EVERYDAY = new Set([
  'beat',
  'beats',
  'lead',
  'leads',
  'loop',
  'keys',
  'winds',
  'modular',
  'juno',
  'prophet',
  'pads',
  'pad',
  'drum loop',
]);
const ROLE_WORDS: readonly (readonly [string, string])[] = [
  ['旋律', 'melody'],
  ['主旋律', 'melody'],
  ['贝斯', 'bass'],
  ['低音', 'bass'],
  ['鼓点', 'drums'],
  ['和弦', 'chords'],
];
const LATIN = [
  ...INSTRUMENT_FAMILIES.flatMap(({ words }) => words),
  ...INSTRUMENTS.flatMap(({ id, name }) => [name.toLowerCase(), ...instrumentWords(id)]),
  ...STAND_INS.flatMap(({ words }) => words),
  'melody',
  'tune',
  'chords',
]
  .map((word) => word.toLowerCase())
  .filter((word) => !EVERYDAY.has(word) && /^[a-z][a-z0-9' -]*$/u.test(word));
const known = new Set(LATIN);
const HAN = [...CHINESE_WORDS.filter(([, english]) => known.has(english)), ...ROLE_WORDS];
const byLength = (left: string, right: string): number => right.length - left.length || (left < right ? -1 : 1);
const LATIN_PATTERN = [...known]
  .sort(byLength)
  .join('|')
  .replace(/[.*+?^$()[\]\\]/gu, '\\$&');
const HAN_PATTERN = HAN.map(([chinese]) => chinese)
  .sort(byLength)
  .join('|');
const MEANINGS: ReadonlyMap<string, string> = new Map(HAN);
/** An instrument, a family or a role. */
export const PLAYER = `(?:\\b(?:${LATIN_PATTERN})\\b|${HAN_PATTERN})`;
const ONE = new RegExp(`(?:\\b(?:the|an?|some|any|more|all) )*(${PLAYER})`, 'u');

/** Takes the instruments, families and roles out of a clause, in English words and in their order. */
export function takePlayers(clause: Clause): readonly string[] {
  const found: { readonly word: string; readonly at: number }[] = [];
  for (let taken = clause.take(ONE); taken !== null; taken = clause.take(ONE)) {
    const word = taken[1] ?? '';
    found.push({ word: MEANINGS.get(word) ?? word, at: clause.text.indexOf(word) });
  }

  return [...new Set(found.sort((left, right) => left.at - right.at).map(({ word }) => word))];
}

/** What a word of a player means in English. */
export function playerOf(word: string): string {
  return MEANINGS.get(word.trim()) ?? word.trim();
}
