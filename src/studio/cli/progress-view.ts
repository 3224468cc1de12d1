import {
  FILM_STAGES,
  MAKE_STAGES,
  type FilmProgress,
  type FilmStage,
  type MakeProgress,
  type MakeStage,
} from '../../contract/index.ts';
import type { Clock } from '../ports/clock.ts';
import { paintFor, type Terminal } from './terminal.ts';

type Stage = MakeStage | FilmStage;

const STAGES: readonly Stage[] = [...MAKE_STAGES, ...FILM_STAGES];
const LABELS: { readonly [stage in Stage]: string } = {
  compose: 'Composing',
  render: 'Playing',
  mix: 'Mixing',
  master: 'Mastering',
  export: 'Writing files',
  read: 'Reading files',
  music: 'Making music',
  film: 'Writing files',
};
const BAR_COLUMNS = 28;
const REDRAW_MS = 80;

/** Shows how far the work is. `clear` takes away what can be taken away, before a summary or an error is printed. */
export interface ProgressView {
  show(progress: MakeProgress | FilmProgress): void;
  clear(): void;
}

export const noProgress: ProgressView = { show: () => undefined, clear: () => undefined };

/** A line of text as each stage begins, for logs and programs that read stderr. */
export function progressLines(terminal: Terminal): ProgressView {
  const begun = new Set<Stage>();
  return {
    show({ stage }) {
      if (!begun.has(stage)) {
        begun.add(stage);
        terminal.err(`${LABELS[stage]}…\n`);
      }
    },
    clear: () => undefined,
  };
}

/** A bar for each stage, drawn over itself; hidden when the work is over. */
export function progressBars(terminal: Terminal, clock: Clock): ProgressView {
  const paint = paintFor(terminal.hasColour);
  const done = new Map<Stage, number>();
  let linesDrawn = 0;
  let drawnAtMs = -Infinity;

  const erase = () => {
    if (linesDrawn > 0) {
      terminal.err(`\u001b[${linesDrawn}A\u001b[0J`);
      linesDrawn = 0;
    }
  };

  const draw = () => {
    const lines = STAGES.filter((stage) => done.has(stage)).map((stage) => barLine(LABELS[stage], done.get(stage) ?? 0));
    erase();
    terminal.err(lines.map((line) => `${line}\n`).join(''));
    linesDrawn = lines.length;
    drawnAtMs = clock.elapsedMs();
  };

  const barLine = (label: string, part: number) => {
    const full = Math.round(part * BAR_COLUMNS);
    const bar = paint.green('━'.repeat(full)) + paint.dim('─'.repeat(BAR_COLUMNS - full));
    return `${label.padEnd(14)}${bar} ${String(Math.floor(part * 100)).padStart(3)} %`;
  };

  return {
    show({ stage, done: part }) {
      const before = done.get(stage);
      const now = Math.max(before ?? 0, Math.min(1, part));
      done.set(stage, now);
      const isNews = before === undefined || (now === 1 && before !== 1);
      if (now !== before && (isNews || clock.elapsedMs() - drawnAtMs >= REDRAW_MS)) {
        draw();
      }
    },
    clear: erase,
  };
}

/** How progress is shown to whoever reads stderr: bars in a terminal, lines for programs that asked for JSON, else nothing. */
export function progressFor(
  { terminal, clock }: { readonly terminal: Terminal; readonly clock: Clock },
  { quiet, json }: { readonly quiet?: boolean; readonly json?: boolean },
): ProgressView {
  if (quiet) {
    return noProgress;
  }

  if (terminal.isErrTerminal) {
    return progressBars(terminal, clock);
  }

  return json ? progressLines(terminal) : noProgress;
}
