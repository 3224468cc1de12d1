import type { FilmFile, MadeFilm } from '../../contract/index.ts';
import { clockTime, factsOf, printReading, signed } from './print-summary.ts';
import { paintFor, type Terminal } from './terminal.ts';
import { cutTo } from './text-width.ts';

/** A few lines on music that was made for a film: what it is, how near it comes to its moments, and how it gives way. */
export function printFilm(made: MadeFilm, terminal: Terminal): string {
  const paint = paintFor(terminal.hasColour && terminal.isErrTerminal);
  const { integratedLufs, truePeakDbtp } = made.loudness;
  const lines = [
    `${paint.green('✓')} ${paint.bold(factsOf(made.brief))} · ${signed(integratedLufs)} LUFS, ${signed(truePeakDbtp)} dBTP`,
    ...printReading(made.receipt, paint),
    ...hitLines(made),
    duckingLine(made),
    ...made.files.flatMap(copiedLine),
    ...made.warnings.map((warning) => `${paint.yellow('!')} ${warning}`),
    ...(made.project === null ? [] : [`  kept as "${made.project.title}": cuesmith timeline edit "${made.project.title}" "…"`]),
    paint.dim(`  ${(made.totalMs / 1000).toFixed(1)} s · seed ${made.seed}`),
  ];
  return `${lines.map((text) => (terminal.hasColour ? text : cutTo(text, terminal.columns))).join('\n')}\n`;
}

/** A row for each moment that the music was to land on. */
function hitLines({ hits }: MadeFilm): readonly string[] {
  if (hits.length === 0) {
    return [];
  }

  const worst = Math.max(...hits.map(({ errorMs }) => Math.abs(errorMs)));
  return [
    `  hits     ${hits.length}, at most ${worst.toFixed(1)} ms beside their moments`,
    ...hits.map(({ atSeconds, errorMs }) => `           ${clockTime(atSeconds).padStart(7)}  ${signed(errorMs).padStart(6)} ms`),
  ];
}

function duckingLine({ ducking }: MadeFilm): string {
  if (ducking === null) {
    return '  ducking  none';
  }

  const { under, stretches, seconds, depthDb } = ducking;
  return stretches === 0
    ? `  ducking  none: nothing is heard that it would give way to (${under})`
    : `  ducking  under ${under}, ${stretches} ${stretches === 1 ? 'time' : 'times'}, ${seconds.toFixed(1)} s in all, down ${depthDb.toFixed(0)} dB`;
}

function copiedLine({ path, durationSeconds, copiedFrames }: FilmFile): readonly string[] {
  return copiedFrames === null || copiedFrames === 0
    ? []
    : [`  picture  ${copiedFrames} pictures of ${path} (${clockTime(durationSeconds)}) copied as they were encoded`];
}
