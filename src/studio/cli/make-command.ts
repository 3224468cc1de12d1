import type { MadeMusic, MakeProgress, MakeRequest } from '../../contract/index.ts';
import { assertDistinct } from './assert-distinct.ts';
import type { CommandLine } from './command-line.ts';
import { runFilm } from './film-command.ts';
import { assertFilmOptions, assertNoFilmOptions, isFilm } from './film-options.ts';
import { hintsOf } from './hints.ts';
import { freeName, slugOf } from './name-output.ts';
import { printSummary } from './print-summary.ts';
import type { MakeOptions } from './program.ts';
import { progressFor } from './progress-view.ts';
import { refusePrompt } from './refuse-prompt.ts';

/** `cuesmith make`: makes the files and prints where they are. With footage or a project it is `runFilm`. */
export async function runMake(line: CommandLine, prompt: string, options: MakeOptions): Promise<void> {
  refusePrompt(prompt);
  if (isFilm(options)) {
    assertFilmOptions(options);
    await runFilm(line, prompt, options);
    return;
  }

  assertNoFilmOptions(options);
  const request = await requestOf(line, prompt, options);
  const view = progressFor(line, options);
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
  assertDistinct(paths);
  return {
    prompt,
    hints: hintsOf(options),
    outputs,
    stemsFolder: options.stems ?? null,
    scorePath: options.score ?? null,
    aspect: options.aspect ?? '16:9',
    framesPerSecond: options.fps ?? 30,
    candidates: options.candidates ?? null,
    overwrite: options.force ?? false,
  };
}
