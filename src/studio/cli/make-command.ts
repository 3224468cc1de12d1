import type { MadeMusic, MakeProgress, MakeRequest } from '../../contract/index.ts';
import { StudioError } from '../../engine/kernel/index.ts';
import type { CommandLine } from './command-line.ts';
import { hintsOf } from './hints.ts';
import { freeName, slugOf } from './name-output.ts';
import { printSummary } from './print-summary.ts';
import type { MakeOptions } from './program.ts';
import { noProgress, progressBars, progressLines, type ProgressView } from './progress-view.ts';
import { refusePrompt } from './refuse-prompt.ts';

/** `cuesmith make`: makes the files and prints where they are. */
export async function runMake(line: CommandLine, prompt: string, options: MakeOptions): Promise<void> {
  refusePrompt(prompt);
  const request = await requestOf(line, prompt, options);
  const view = viewFor(line, options);
  let made: MadeMusic;
  try {
    made = await line.studio.makeMusic(request, {
      signal: line.signal,
      onProgress: (progress: MakeProgress) => view.show(progress),
    });
  } finally {
    view.clear();
  }

  if (options.json) {
    line.terminal.out(`${JSON.stringify(made)}\n`);
    return;
  }

  if (line.terminal.isErrTerminal && !options.quiet) {
    line.terminal.err(printSummary(made, line.terminal));
  }

  const stems = made.files.filter(({ kind }) => kind === 'stem');
  const others = made.files.filter(({ kind }) => kind !== 'stem');
  line.terminal.out(
    [...others.map(({ path }) => path), ...(stems.length > 0 && options.stems ? [options.stems] : [])]
      .map((path) => `${path}\n`)
      .join(''),
  );
}

async function requestOf({ files }: CommandLine, prompt: string, options: MakeOptions): Promise<MakeRequest> {
  const outputs = options.out ?? [
    { path: await freeName(slugOf(prompt), '.mp4', async (path) => files.exists(path)), kind: 'mp4' as const },
  ];
  const paths = [...outputs.map(({ path }) => path), ...(options.score === undefined ? [] : [options.score])].map((path) =>
    files.absolute(path),
  );
  const twice = paths.find((path, place) => paths.indexOf(path) !== place);
  if (twice !== undefined) {
    throw new StudioError('usage.output-twice', `"${twice}" is asked for twice. Give each file a name of its own.`);
  }

  return {
    prompt,
    hints: hintsOf(options),
    outputs,
    stemsFolder: options.stems ?? null,
    scorePath: options.score ?? null,
    aspect: options.aspect,
    framesPerSecond: options.fps,
    candidates: options.candidates ?? null,
    overwrite: options.force ?? false,
  };
}

function viewFor({ terminal, clock }: CommandLine, { quiet, json }: MakeOptions): ProgressView {
  if (quiet) {
    return noProgress;
  }

  if (terminal.isErrTerminal) {
    return progressBars(terminal, clock);
  }

  return json ? progressLines(terminal) : noProgress;
}
