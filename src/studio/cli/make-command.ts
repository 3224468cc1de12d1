import type { MadeMusic, MakeProgress, MakeRequest } from '../../contract/index.ts';
import { StudioError } from '../../engine/kernel/index.ts';
import { chooseTakes } from '../actions/choose-takes.ts';
import { cutPath } from '../actions/cut-path.ts';
import { assertDistinct } from './assert-distinct.ts';
import type { CommandLine } from './command-line.ts';
import { runFilm } from './film-command.ts';
import { assertFilmOptions, assertNoFilmOptions, isFilm } from './film-options.ts';
import { hintsOf } from './hints.ts';
import { freeName, slugOf, takePath } from './name-output.ts';
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
  if (options.cuts !== undefined && options.variations !== undefined) {
    throw new StudioError(
      'usage.variations-conflict',
      'Expected one of --cuts and --variations, found both. Leave one of them out.',
    );
  }

  if (options.cuts !== undefined) {
    await runCuts(line, prompt, { ...options, cuts: options.cuts });
    return;
  }

  if (options.variations !== undefined) {
    await runVariations(line, prompt, { ...options, variations: options.variations });
    return;
  }

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

  tell(line, made, options);
}

/** One idea at several lengths: prints each cut as a single piece is printed. */
async function runCuts(
  line: CommandLine,
  prompt: string,
  options: MakeOptions & { readonly cuts: readonly number[] },
): Promise<void> {
  if (options.duration !== undefined || options.loop) {
    throw new StudioError(
      'usage.cuts-conflict',
      'Expected --cuts alone to say how long the music is, found --duration or --loop beside it. Leave one of them out.',
    );
  }

  const make = await requestOf(line, prompt, options);
  const view = progressFor(line, options);
  let made: readonly MadeMusic[];
  try {
    made = await line.studio.makeCuts(
      { make, cutsSeconds: options.cuts },
      { signal: line.signal, onProgress: (progress: MakeProgress) => view.show(progress) },
    );
  } finally {
    view.clear();
  }

  if (options.json) {
    line.terminal.out(`${JSON.stringify(made)}\n`);
    return;
  }

  for (const [place, cut] of made.entries()) {
    const seconds = options.cuts[place];
    tell(
      line,
      cut,
      seconds === undefined || options.stems === undefined ? options : { ...options, stems: cutPath(options.stems, seconds) },
    );
  }
}

/** Several takes of one prompt that differ: prints each as a single piece is printed, numbered from 1. */
async function runVariations(
  line: CommandLine,
  prompt: string,
  options: MakeOptions & { readonly variations: number },
): Promise<void> {
  const { outputs, ...request } = await requestOf(line, prompt, options);
  const seeds = chooseTakes({ ...request, count: options.variations });
  const made: MadeMusic[] = [];
  for (const [place, seed] of seeds.entries()) {
    const take = place + 1;
    const view = progressFor(line, options);
    const numbered = {
      ...request,
      hints: { ...request.hints, seed },
      outputs: outputs.map(({ path, kind }) => ({ path: takePath(path, take), kind })),
      stemsFolder: request.stemsFolder === null ? null : `${request.stemsFolder}-${take}`,
      scorePath: request.scorePath === null ? null : takePath(request.scorePath, take),
    };
    try {
      made.push(
        await line.studio.makeMusic(numbered, {
          signal: line.signal,
          onProgress: (progress: MakeProgress) => view.show(progress),
        }),
      );
    } finally {
      view.clear();
    }

    const last = made.at(-1);
    if (last !== undefined && !options.json) {
      tell(line, last, options.stems === undefined ? options : { ...options, stems: `${options.stems}-${take}` });
    }
  }

  if (options.json) {
    line.terminal.out(`${JSON.stringify(made)}\n`);
  }
}

/** What was made on a terminal, and the paths on stdout. */
function tell(line: CommandLine, made: MadeMusic, options: MakeOptions): void {
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
