import type { Explained } from '../../contract/index.ts';
import type { Brief } from '../../engine/brief/index.ts';
import { printCritic } from './print-critic.ts';
import { printReceipt } from './print-receipt.ts';
import { paintFor, type Terminal } from './terminal.ts';
import { wrapTo } from './text-width.ts';

const LABEL_COLUMNS = 13;

/** The receipt under the prompt's words, then the brief, then the critics where they were asked. */
export function printExplanation({ prompt, brief, receipt, seed, critic }: Explained, terminal: Terminal): string {
  const paint = paintFor(terminal.hasColour && terminal.isOutTerminal);
  const columns = Math.min(terminal.columns, 110);
  const rows = briefRows(brief, seed).flatMap(([label, text]) => {
    const [first = '', ...rest] = wrapTo(text, Math.max(20, columns - LABEL_COLUMNS));
    return [paint.bold(label.padEnd(LABEL_COLUMNS)) + first, ...rest.map((more) => ' '.repeat(LABEL_COLUMNS) + more)];
  });
  const judged = critic === null ? '' : `\n${printCritic(critic, columns)}`;
  return `${printReceipt(prompt, receipt, { columns, paint })}\n\n${rows.join('\n')}\n${judged}`;
}

function briefRows(brief: Brief, seed: number): [label: string, text: string][] {
  const { stated } = brief;
  const rows: [string, string | null][] = [
    ['Style', brief.style + brief.blend.map(({ style, weight }) => ` + ${style} (${Math.round(weight * 100)} %)`).join('')],
    ['Moods', list(brief.moods)],
    ['Length', `${brief.durationSeconds} s${chosen(stated.duration)}`],
    ['Tempo', `${brief.tempoBpm} BPM${chosen(stated.tempo)}`],
    ['Metre', brief.meter + chosen(stated.meter)],
    ['Key', `${brief.key.tonic} ${brief.key.mode}${chosen(stated.key || stated.mode)}`],
    ['Chords', list(brief.chords)],
    [
      'Instruments',
      brief.instruments.length === 0
        ? 'as the style has them'
        : `${list(brief.instruments)}${brief.onlyInstruments ? ', and nothing else' : ''}`,
    ],
    ['Without', list(brief.without)],
    [
      'Energy',
      `${Math.round(brief.energy.level * 100)} %, ${brief.energy.shape}${brief.energy.points.map(({ atSeconds, level }) => `, ${Math.round(level * 100)} % at ${atSeconds} s`).join('')}`,
    ],
    ['Ending', brief.ending + chosen(stated.ending)],
    ['Sound', list(brief.production)],
    ['Title', brief.title],
    ['Seed', String(seed)],
  ];
  return rows.flatMap(([label, text]): [string, string][] => (text === null ? [] : [[label, text]]));
}

function list(items: readonly string[]): string | null {
  return items.length === 0 ? null : items.join(', ');
}

function chosen(isStated: boolean): string {
  return isStated ? ' (as asked)' : '';
}
