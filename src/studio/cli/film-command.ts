import { basename, extname } from 'node:path';
import type { Aspect, FilmOutput, FilmRequest, FrameRate, MadeFilm } from '../../contract/index.ts';
import type { CommandLine } from './command-line.ts';
import { assertDistinct } from './assert-distinct.ts';
import type { FilmOptions } from './film-options.ts';
import { hintsOf } from './hints.ts';
import { freeName, slugOf } from './name-output.ts';
import { printFilm } from './print-film.ts';
import { progressFor } from './progress-view.ts';
import { refusePrompt } from './refuse-prompt.ts';
import type { WishOptions } from './wish-options.ts';

/** What the options of music for a film come to, whichever command has them. */
export type FilmWishes = WishOptions &
  FilmOptions & {
    readonly out?: readonly FilmOutput[];
    readonly aspect?: Aspect;
    readonly fps?: FrameRate;
    readonly force?: boolean;
    readonly json?: boolean;
    readonly quiet?: boolean;
  };

/** `cuesmith score` and `cuesmith make --video`: makes music for a film, writes the files and prints where they are. */
export async function runFilm(line: CommandLine, prompt: string, options: FilmWishes): Promise<void> {
  refusePrompt(prompt);
  const request = await requestOf(line, prompt, options);
  const view = progressFor(line, options);
  let made: MadeFilm;
  try {
    made = await line.studio.projects.makeFilm(request, options, (progress) => view.show(progress));
  } finally {
    view.clear();
  }

  if (options.json) {
    line.terminal.out(`${JSON.stringify(made)}\n`);
    return;
  }

  if (!options.quiet) {
    line.terminal.err(printFilm(made, line.terminal));
  }

  line.terminal.out(made.files.map(({ path }) => `${path}\n`).join(''));
}

async function requestOf({ files }: CommandLine, prompt: string, options: FilmWishes): Promise<FilmRequest> {
  const films = options.video ?? [];
  const [first] = films;
  const name = first === undefined ? slugOf(prompt) : `${slugOf(basename(first, extname(first)))}-scored`;
  const outputs = options.out ?? [
    { path: await freeName(name, '.mp4', async (path) => files.exists(path)), kind: 'mp4' as const },
  ];
  assertDistinct(outputs.map(({ path }) => files.absolute(path)));
  return {
    prompt,
    hints: hintsOf(options),
    films,
    captionsPath: options.captions ?? null,
    duck: options.duck ?? null,
    keepsSound: options.mute !== true,
    fit: options.fit ?? null,
    preset: options.preset ?? null,
    aspect: options.aspect ?? null,
    framesPerSecond: options.fps ?? null,
    hits: options.hit ?? [],
    matchesCuts: options.matchCuts ?? false,
    project: options.project ?? null,
    outputs,
    overwrite: options.force ?? false,
  };
}
