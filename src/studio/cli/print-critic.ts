import type { CriticReport } from '../../contract/index.ts';
import { padTo, wrapTo } from './text-width.ts';

const NAME_COLUMNS = 15;
const MARK_COLUMNS = 7;

/** What each critic says of the piece, then the candidates beside one another: on paper, and term by term as the reference band plays them. */
export function printCritic({ mark, terms, candidates }: CriticReport, columns: number): string {
  const room = Math.max(20, columns - NAME_COLUMNS - 2 * MARK_COLUMNS);
  const lines = terms.flatMap(({ name, mark: own, weight, says }) => {
    const [first = '', ...rest] = wrapTo(says, room);
    const indent = ' '.repeat(NAME_COLUMNS + 2 * MARK_COLUMNS);
    return [row(name, [own.toFixed(2), `× ${weight}`]) + first, ...rest.map((more) => indent + more)];
  });
  const heard = candidates.filter((one) => one.heard !== null);
  const names = heard[0]?.terms.map(({ name }) => name) ?? [];
  const table = [
    row('Candidate', ['chosen', ...candidates.slice(1).map(({ candidate }) => `#${candidate}`)]),
    row(
      'on paper',
      candidates.map(({ onPaper }) => show(onPaper)),
    ),
    ...names.map((name) =>
      row(
        `  ${name}`,
        candidates.map((one) => show(one.terms.find((term) => term.name === name)?.mark ?? null)),
      ),
    ),
    row(
      'heard',
      candidates.map((one) => show(one.heard)),
    ),
    row(
      'together',
      candidates.map((one) => show(one.mark)),
    ),
  ];
  return `${[row('Critics', [mark.toFixed(2)]), ...lines, '', ...(candidates.length > 1 ? table : [])]
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()}\n`;
}

function row(name: string, cells: readonly string[]): string {
  return padTo(name, NAME_COLUMNS) + cells.map((cell) => padTo(cell, MARK_COLUMNS)).join('');
}

function show(mark: number | null): string {
  return mark === null ? '–' : mark.toFixed(2);
}
