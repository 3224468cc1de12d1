import type { MadeMusic } from '../../contract/index.ts';
import { paintFor, type Terminal } from './terminal.ts';
import { cutTo } from './text-width.ts';

/** A few lines on what was made, for a terminal. */
export function printSummary(made: MadeMusic, terminal: Terminal): string {
  const { brief, loudness, timings } = made;
  const paint = paintFor(terminal.hasColour);
  const seconds = (timings.totalMs / 1000).toFixed(1);
  const facts = [
    brief.style,
    `${brief.key.tonic} ${brief.key.mode}`,
    `${brief.tempoBpm} BPM`,
    brief.meter,
    clockTime(brief.durationSeconds),
  ];
  const sound = loudness ? ` · ${signed(loudness.integratedLufs)} LUFS, ${signed(loudness.truePeakDbtp)} dBTP` : '';

  const lines = [
    `${paint.green('✓')} ${paint.bold(facts.join(' · '))}${sound}`,
    ...open(made, 'approximated').map((text) => `${paint.yellow('≈')} ${text}`),
    ...open(made, 'refused').map((text) => `${paint.red('✗')} ${text}`),
    ...unusedLine(made).map((text) => paint.dim(`· ${text}`)),
    paint.dim(`  ${seconds} s · seed ${made.seed} (--seed ${nextSeed(made.seed)} is another take)`),
  ];
  return `${lines.map((text) => (terminal.hasColour ? text : cutTo(text, terminal.columns))).join('\n')}\n`;
}

function open({ receipt }: MadeMusic, status: 'approximated' | 'refused'): string[] {
  return receipt
    .filter((line) => line.status === status)
    .map(({ words, decision, note }) => `“${words}”: ${[decision, note].filter((text) => text !== '').join(' – ')}`);
}

function unusedLine({ receipt }: MadeMusic): string[] {
  const words = receipt.filter(({ status }) => status === 'unused').map((line) => line.words);
  return words.length === 0 ? [] : [`not used: ${words.join(', ')}`];
}

function nextSeed(seed: number): number {
  return seed === 0xffffffff ? 0 : seed + 1;
}

function clockTime(durationSeconds: number): string {
  const tenths = Math.round(durationSeconds * 10);
  const rest = tenths % 600;
  return `${Math.floor(tenths / 600)}:${String(Math.floor(rest / 10)).padStart(2, '0')}${rest % 10 === 0 ? '' : `.${rest % 10}`}`;
}

function signed(value: number): string {
  return value.toFixed(1).replace('-', '−');
}
