import type { MadeMusic } from '../../contract/index.ts';
import type { Brief } from '../../engine/brief/index.ts';
import { type Paint, paintFor, type Terminal } from './terminal.ts';
import { cutTo } from './text-width.ts';

/** A few lines on what was made, for a terminal. */
export function printSummary(made: MadeMusic, terminal: Terminal): string {
  const { brief, loudness, timings } = made;
  const paint = paintFor(terminal.hasColour);
  const seconds = (timings.totalMs / 1000).toFixed(1);
  const sound = loudness ? ` · ${signed(loudness.integratedLufs)} LUFS, ${signed(loudness.truePeakDbtp)} dBTP` : '';

  const lines = [
    `${paint.green('✓')} ${paint.bold(factsOf(brief))}${sound}`,
    ...printReading(made.receipt, paint),
    paint.dim(`  ${seconds} s · seed ${made.seed} (--seed ${nextSeed(made.seed)} is another take)`),
  ];
  return `${lines.map((text) => (terminal.hasColour ? text : cutTo(text, terminal.columns))).join('\n')}\n`;
}

/** Style, key, tempo, metre and length of a piece. */
export function factsOf({ style, key, tempoBpm, meter, durationSeconds }: Brief): string {
  return [style, `${key.tonic} ${key.mode}`, `${tempoBpm} BPM`, meter, clockTime(durationSeconds)].join(' · ');
}

/** The words of a prompt that were not followed to the letter, a line each. */
export function printReading(receipt: MadeMusic['receipt'], paint: Paint): readonly string[] {
  return [
    ...open(receipt, 'approximated').map((text) => `${paint.yellow('≈')} ${text}`),
    ...open(receipt, 'refused').map((text) => `${paint.red('✗')} ${text}`),
    ...unusedLine(receipt).map((text) => paint.dim(`· ${text}`)),
  ];
}

function open(receipt: MadeMusic['receipt'], status: 'approximated' | 'refused'): string[] {
  return receipt
    .filter((line) => line.status === status)
    .map(({ words, decision, note }) => `“${words}”: ${[decision, note].filter((text) => text !== '').join(' – ')}`);
}

function unusedLine(receipt: MadeMusic['receipt']): string[] {
  const words = receipt.filter(({ status }) => status === 'unused').map((line) => line.words);
  return words.length === 0 ? [] : [`not used: ${words.join(', ')}`];
}

function nextSeed(seed: number): number {
  return seed === 0xffffffff ? 0 : seed + 1;
}

/** `1:05` or `0:12.5`. */
export function clockTime(durationSeconds: number): string {
  const tenths = Math.round(durationSeconds * 10);
  const rest = tenths % 600;
  return `${Math.floor(tenths / 600)}:${String(Math.floor(rest / 10)).padStart(2, '0')}${rest % 10 === 0 ? '' : `.${rest % 10}`}`;
}

/** With one decimal and a real minus. */
export function signed(value: number): string {
  return value.toFixed(1).replace('-', '−');
}
