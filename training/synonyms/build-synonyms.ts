// Builds src/engine/brief/synonyms/synonym-table.ts from WordNet 3.0 (see README.md beside this file).
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { MOODS } from '../../src/engine/brief/vocabulary/moods.ts';
import { PHRASES } from '../../src/engine/brief/reading/phrase-index.ts';
import { meaningOfForm } from '../../src/engine/brief/reading/word-forms.ts';

type Pointer = { readonly sign: string; readonly offset: string; readonly pos: string };
type Synset = {
  readonly words: readonly string[];
  readonly isSatellite: boolean;
  readonly file: string;
  readonly pointers: readonly Pointer[];
};

const folder = argv[2] ?? '/usr/share/wordnet';
const POSITIONS = [
  ['a', 'adj'],
  ['n', 'noun'],
] as const;
/** A sense counts for less the rarer it is. */
const RANK_WEIGHTS = [1, 0.45, 0.25, 0.15];
/** Share of a word's senses that must agree on one target, adjectives and nouns. */
const LEAST_SHARE = { a: 0.42, n: 0.5 } as const;
/** Nouns of attribute, feeling and state may be moods; things may be instruments, by what they are a kind of. */
const MOOD_FILES = new Set(['07', '12', '26']);
const THING_FILE = '06';
/** Words about people that have no place in a description of music. */
const LEFT_OUT = new Set('negro brunet brunette coloured colored gypsy fell bastard whore harlot'.split(' '));

const synsets = new Map<string, Synset>();
const senses = new Map<string, readonly string[]>();
for (const [pos, name] of POSITIONS) {
  for (const line of readFileSync(`${folder}/data.${name}`, 'latin1').split('\n')) {
    if (/^\d{8} /.test(line)) {
      const fields = line.split(' | ')[0].split(' ');
      const count = parseInt(fields[3] ?? '0', 16);
      const words = Array.from({ length: count }, (_, at) => (fields[4 + 2 * at] ?? '').replace(/\(.*\)$/, '').toLowerCase());
      const from = 4 + 2 * count;
      const pointers = Array.from({ length: Number(fields[from]) }, (_, at) => {
        const [sign = '', offset = '', target = ''] = fields.slice(from + 1 + 4 * at, from + 4 + 4 * at);
        return { sign, offset, pos: target === 's' ? 'a' : target };
      });
      synsets.set(`${pos}${fields[0] ?? ''}`, { words, pointers, isSatellite: fields[2] === 's', file: fields[1] ?? '' });
    }
  }

  for (const line of readFileSync(`${folder}/index.${name}`, 'latin1').split('\n')) {
    if (/^[a-z]/.test(line)) {
      const fields = line.trim().split(' ');
      senses.set(
        `${pos}${fields[0] ?? ''}`,
        fields.slice(-Number(fields[2])).map((offset) => pos + offset),
      );
    }
  }
}

const feelings = new Map(MOODS.map((mood) => [mood.word, mood]));

/** Our words that mean so much else in English that nothing may lean on them. */
const AMBIGUOUS = new Set(
  'blue hard big close open balmy natural classic kicking fall sharp low high deep flat fancy plain simple mad raw rough seedy grave liquid light free fresh serious safe royal wild gilt insane barking hot cross cloudy distant clear young golden slow fast long short bold generic soft nervous grown smart bright dull cold real sober strong holy steamy gilded poor empty void grand mean tough rich sick'.split(
    ' ',
  ),
);

/** The mood or instrument that a known word stands for, as the word to read instead; null when it is not one to lead to. */
function targetOf(word: string, pos: string): string | null {
  if (word.includes('_') || AMBIGUOUS.has(word)) {
    return null;
  }

  const meaning = PHRASES.find(word);
  if (meaning?.kind === 'mood') {
    return meaning.mood;
  }

  return meaning?.kind === 'instrument' && pos === 'n' && 'id' in meaning.target ? word : null;
}

/** Targets of a sense: its own words count full, those of similar senses and of a kind above count less. */
function targetsOf(key: string, pos: string): Map<string, number> {
  const found = new Map<string, number>();
  const add = (from: string, weight: number): void => {
    const words = synsets.get(from)?.words ?? [];
    const targets = new Set(words.flatMap((word) => targetOf(word, pos) ?? []));
    targets.forEach((target) => found.set(target, Math.max(found.get(target) ?? 0, weight)));
  };
  const sense = synsets.get(key);
  if (sense === undefined || (pos === 'n' && !MOOD_FILES.has(sense.file) && sense.file !== THING_FILE)) {
    return found;
  }

  add(key, 1);
  for (const { sign, offset, pos: at } of found.size === 0 ? sense.pointers : []) {
    // A satellite leans on its head; the head does not lean on its satellites.
    if (pos === 'a' && sign === '&' && sense.isSatellite) {
      add(`a${offset}`, 0.6);
    } else if (pos === 'n' && sign === '@' && at === 'n' && sense.file === THING_FILE) {
      add(`n${offset}`, 0.55);
    }
  }

  // Things lead to instruments alone, feelings to moods alone.
  [...found.keys()].forEach((target) => {
    if (pos === 'n' && feelings.has(target) === (sense.file === THING_FILE)) {
      found.delete(target);
    }
  });
  return found;
}

/** The one target that a word's senses agree on, or null: where they pull apart nothing is guessed. */
function resolve(word: string, pos: 'a' | 'n'): string | null {
  const keys = senses.get(pos + word) ?? [];
  const totals = new Map<string, number>();
  let whole = 0;
  keys.slice(0, RANK_WEIGHTS.length).forEach((key, rank) => {
    const weight = RANK_WEIGHTS[rank] ?? 0;
    whole += weight;
    const targets = targetsOf(key, pos);
    targets.forEach((strength, target) => totals.set(target, (totals.get(target) ?? 0) + weight * strength));
  });
  const ranked = [...totals].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1));
  const best = ranked[0];
  if (best === undefined || best[1] / whole < LEAST_SHARE[pos]) {
    return null;
  }

  const mood = feelings.get(best[0]);
  const isTorn = ranked.slice(1).some(([target, weight]) => {
    const other = feelings.get(target);
    return (
      mood !== undefined &&
      other !== undefined &&
      weight > best[1] * 0.5 &&
      Math.abs(other.feeling.valence - mood.feeling.valence) > 0.3
    );
  });
  return isTorn ? null : best[0];
}

const byTarget = new Map<string, string[]>();
for (const key of [...senses.keys()].sort()) {
  const pos = key.startsWith('a') ? 'a' : 'n';
  const word = key.slice(1);
  const isOpen =
    /^[a-z]{4,14}$/.test(word) &&
    !LEFT_OUT.has(word) &&
    PHRASES.find(word) === null &&
    PHRASES.longestFrom(word) === 0 &&
    meaningOfForm(word) === null;
  const target = isOpen && !(pos === 'n' && senses.has(`a${word}`)) ? resolve(word, pos) : null;
  if (target !== null) {
    byTarget.set(target, [...(byTarget.get(target) ?? []), word]);
  }
}

const rows = [...byTarget]
  .sort(([left], [right]) => (left < right ? -1 : 1))
  .map(([target, words]) => `  '${target}: ${words.join(' ')}',`);
writeFileSync(
  new URL('../../src/engine/brief/synonyms/synonym-table.ts', import.meta.url),
  `/**
 * Words of WordNet 3.0 by the word of our own vocabulary that is nearest. Made by training/synonyms/build-synonyms.ts; not to
 * be edited. WordNet 3.0 Copyright 2006 by Princeton University, under the WordNet licence (see NOTICE).
 */
export const SYNONYMS: readonly string[] = [
${rows.join('\n')}
];
`,
);
console.log(`${[...byTarget.values()].flat().length} words for ${byTarget.size} of ours`);
