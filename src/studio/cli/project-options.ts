import { type Command, InvalidArgumentError, Option } from 'commander';
import { type FilmOutput, Preset } from '../../contract/index.ts';
import type { FilmWishes } from './film-command.ts';
import type { ProjectPlace } from './project-desk.ts';
import { addFilmOptions } from './film-options.ts';
import { addWishes, jsonOption } from './wish-options.ts';
import { readFilmOutput } from './read-options.ts';

export type ListProjectsOptions = ProjectPlace & { readonly json?: boolean };

export type ShowOptions = ProjectPlace & {
  readonly json?: boolean;
  readonly otio?: boolean;
  readonly srt?: boolean;
  readonly vtt?: boolean;
};

export type EditOptions = ProjectPlace & { readonly undo?: boolean; readonly redo?: boolean; readonly json?: boolean };

export type ExportOptions = ProjectPlace & {
  readonly out: readonly FilmOutput[];
  readonly preset?: Preset;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
};

/** What each command of films and projects does. */
export type ProjectCommands = {
  readonly score: (film: string, prompt: string, options: FilmWishes) => Promise<void>;
  readonly listProjects: (options: ListProjectsOptions) => Promise<void>;
  readonly showProject: (name: string, options: ShowOptions) => Promise<void>;
  readonly editProject: (name: string, words: string, options: EditOptions) => Promise<void>;
  readonly exportProject: (name: string, options: ExportOptions) => Promise<void>;
};

const DATA = '--data <dir>';
const DATA_HELP = 'data folder (default: CUESMITH_DATA, or the usual place of this system)';
const OUT_HELP =
  'file to write, may be repeated; .mp4 .wav .mp3 .m4a .flac .gif .otio .srt .vtt .mid .json (the score) decide the kind';

/** Adds `score` and `timeline` to the command line. */
export function addProjectCommands(program: Command, commands: ProjectCommands): void {
  addFilmOptions(
    addWishes(
      program
        .command('score')
        .description('make music for a film: as long, landing where it should, giving way to speech')
        .argument('<film>', 'film or still')
        .argument('<prompt...>', 'what the music should be like')
        .option('-o, --out <file>', `${OUT_HELP} (default: ./<film>-scored.mp4)`, readFilmOutput),
    ),
  )
    .option('-f, --force', 'replace files that exist')
    .addOption(jsonOption())
    .option('-q, --quiet', 'print nothing but the paths and errors')
    .action(async (film: string, words: string[], options: FilmWishes) => commands.score(film, words.join(' '), options));

  const timeline = program.command('timeline').description('show, change and export projects, those of `serve` among them');
  timeline
    .command('list')
    .description('list projects, the last used first')
    .option(DATA, DATA_HELP)
    .addOption(jsonOption())
    .action(commands.listProjects);
  timeline
    .command('show')
    .description('show what is on a timeline')
    .argument('<project>', 'title or id')
    .option(DATA, DATA_HELP)
    .addOption(jsonOption().conflicts(['otio', 'srt', 'vtt']))
    .addOption(new Option('--otio', 'as OpenTimelineIO').conflicts(['srt', 'vtt']))
    .addOption(new Option('--srt', 'its captions as SubRip').conflicts('vtt'))
    .option('--vtt', 'its captions as WebVTT')
    .action(commands.showProject);
  timeline
    .command('edit')
    .description('change a timeline by words: "music at 40%", "cut the first 2 seconds", "让音乐更轻快"')
    .argument('<project>', 'title or id')
    .argument('[words...]', 'what to change')
    .addOption(new Option('--undo', 'take the last change back').conflicts('redo'))
    .option('--redo', 'do again what was taken back')
    .option(DATA, DATA_HELP)
    .addOption(jsonOption())
    .action(async (name: string, words: string[], options: EditOptions) => {
      assertOneWish(words, options);
      await commands.editProject(name, words.join(' '), options);
    });
  timeline
    .command('export')
    .description('write a timeline as it is to files; what did not change since an earlier export is copied')
    .argument('<project>', 'title or id')
    .requiredOption('-o, --out <file>', OUT_HELP, readFilmOutput)
    .addOption(new Option('--preset <place>', 'size and rate for where it goes').choices(Preset.options))
    .option('-f, --force', 'replace files that exist')
    .option(DATA, DATA_HELP)
    .addOption(jsonOption())
    .option('-q, --quiet', 'print nothing but the paths and errors')
    .action(commands.exportProject);
}

function assertOneWish(words: readonly string[], { undo = false, redo = false }: EditOptions): void {
  const hasWords = words.join('').trim() !== '';
  if (hasWords === (undo || redo)) {
    throw new InvalidArgumentError(
      hasWords
        ? 'Say words, or give --undo or --redo, not both.'
        : 'Say what to change: cuesmith timeline edit demo "music at 40%".',
    );
  }
}
