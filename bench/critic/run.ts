import { join } from 'node:path';
import { readBrief, STYLE_IDS } from '../../src/engine/brief/index.ts';
import { BREAKAGES } from '../../src/engine/score/critic/broken-score-fixture.ts';
import { CRITIC_TERMS, markOf } from '../../src/engine/score/critic/critique.ts';
import { compose, type Critique, critique, type Score } from '../../src/engine/score/index.ts';
import { humanScores } from './human-scores.ts';

// `node bench/critic/run.ts [corpora folder]`: the critics' marks of human music, of ours, and of ours broken.
const folder = process.argv[2] ?? process.env['CUESMITH_CORPORA'] ?? join(import.meta.dirname, '../../../shared/corpora');
const { brief: plain } = readBrief('music', { seed: 1 });
const ours = STYLE_IDS.map((style, i) => compose(readBrief('music', { style, durationSeconds: 40, seed: i + 1 }).brief));
const sets: readonly (readonly [name: string, scores: readonly Score[]])[] = [
  ['human bands', await humanScores(folder, 'bands')],
  ['human quartets', await humanScores(folder, 'quartets')],
  ['human lieder', await humanScores(folder, 'lieder')],
  ['ours', ours],
  ...BREAKAGES.map(({ name, break: broken }) => [name, ours.map(broken)] as const),
];
// Printed music has no loudness of its own, and the sections of human music are ours: those critics are not asked about it.
const UNASKED: readonly (readonly [set: string, terms: readonly string[]])[] = [
  ['human bands', ['tension curve', 'transitions']],
  ['human quartets', ['tension curve', 'transitions', 'dynamics']],
  ['human lieder', ['tension curve', 'transitions', 'dynamics']],
];
const judged = sets.map(([name, scores]) => {
  const unasked = UNASKED.find(([set]) => set === name)?.[1] ?? [];
  return { name, critiques: scores.map((score) => critiqueOf(score, (term) => !unasked.includes(term))) };
});

function critiqueOf(score: Score, isAsked: (term: string) => boolean): Critique {
  const { terms } = critique(score, { brief: plain });
  const asked = terms.filter(({ name }) => isAsked(name));
  return { terms: asked, mark: markOf(asked) };
}

const marksOf = (critiques: (typeof judged)[number]['critiques'], term: string): string => {
  const marks = critiques.flatMap(({ terms }) => terms.filter(({ name }) => name === term).map(({ mark }) => mark));
  marks.sort((left, right) => left - right);
  const at = (share: number): string => (marks[Math.floor(share * (marks.length - 1))] ?? Number.NaN).toFixed(2);
  return marks.length === 0 ? '–' : `${at(0.25)} ${at(0.5)} ${at(0.75)}`;
};
const rows = [
  ['', ...judged.map(({ name, critiques }) => `${name} (${critiques.length})`)],
  ...CRITIC_TERMS.map(({ name }) => [name, ...judged.map(({ critiques }) => marksOf(critiques, name))]),
  [
    'all in all',
    ...judged.map(({ critiques }) => {
      const marks = critiques.map(({ mark }) => mark).sort((left, right) => left - right);
      return [0.25, 0.5, 0.75].map((share) => (marks[Math.floor(share * (marks.length - 1))] ?? 0).toFixed(2)).join(' ');
    }),
  ],
];
const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
process.stdout.write(
  `Quartiles of the critics' marks (25 %, median, 75 %).\n\n${rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`,
);
