import type { RadioPieceNote, RadioRequest } from '../../contract/index.ts';
import { StudioError } from '../../engine/kernel/index.ts';
import type { CommandLine } from './command-line.ts';
import { hintsOf } from './hints.ts';
import { clockTime } from './print-summary.ts';
import type { RadioOptions } from './radio-options.ts';
import { refusePrompt } from './refuse-prompt.ts';
import { EXIT_DONE, EXIT_STOPPED } from './report-problem.ts';

const USUAL_SECONDS = 3600;

/** `cuesmith radio`: plays until it has played enough, or is stopped; gives the exit code. */
export async function runRadioCommand(line: CommandLine, prompt: string, options: RadioOptions): Promise<number> {
  refusePrompt(prompt);
  const { terminal } = line;
  const request: RadioRequest = {
    prompt,
    hints: hintsOf(options),
    seconds: options.for ?? (options.out === undefined || options.out === '-' ? null : USUAL_SECONDS),
    to: placeOf(options, terminal.isOutTerminal),
  };
  const isTalking = !options.quiet && !options.json;
  const played = await line.studio.radio(request, {
    signal: line.signal,
    onPiece: (piece) => isTalking && terminal.err(`${pieceLine(piece)}\n`),
    onEncoding: () => undefined,
    onOpen: (url) => terminal.err(`The radio is on: ${url} (the stream alone: ${url}/stream.wav). Ctrl-C stops it.\n`),
  });
  if (options.json && options.out !== '-') {
    terminal.out(`${JSON.stringify(played)}\n`);
  } else if (played.path !== null) {
    terminal.out(`${played.path}\n`);
  }

  return line.signal.aborted ? EXIT_STOPPED : EXIT_DONE;
}

function pieceLine({ startsAtSeconds, title, key, tempoBpm }: RadioPieceNote): string {
  return `${clockTime(Math.round(startsAtSeconds)).padStart(7)}  ${title} · ${key} · ${tempoBpm} BPM`;
}

function placeOf(options: RadioOptions, isOutTerminal: boolean): RadioRequest['to'] {
  const { out, port, host } = options;
  if (out !== undefined && port !== undefined) {
    throw new StudioError('usage.radio-twice', 'Expected one place for the music, found -o and --port. Leave one of them out.');
  }

  if (port !== undefined) {
    return { kind: 'http', port, host };
  }

  if (out === '-') {
    if (isOutTerminal) {
      throw new StudioError(
        'usage.radio-terminal',
        'Expected a player behind -o -, found the terminal. Try `cuesmith radio lofi -o - | ffplay -`, or --port 8790 for a page.',
      );
    }

    return { kind: 'stdout' };
  }

  if (out === undefined) {
    throw new StudioError(
      'usage.radio-nowhere',
      'Expected where the music goes: -o radio.mp3 --for 2h for a file, -o - for a player, or --port 8790 for a page and a stream.',
    );
  }

  const fileKind = (['wav', 'mp3', 'm4a', 'flac'] as const).find((kind) => out.toLowerCase().endsWith(`.${kind}`));
  if (fileKind === undefined) {
    throw new StudioError('usage.radio-kind', `Expected a name ending in .wav, .mp3, .m4a or .flac, got "${out}". Rename it.`);
  }

  return { kind: 'file', path: out, fileKind, overwrite: options.force ?? false };
}
