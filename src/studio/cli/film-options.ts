import { type Command, Option } from 'commander';
import { Preset } from '../../contract/index.ts';
import { StudioError } from '../../engine/kernel/index.ts';
import { FIT_MODES } from '../../engine/timeline/index.ts';
import { readDuck, readHits, readProjectName } from './read-options.ts';

/** What the options come to that say how music and footage go together. */
export type FilmOptions = {
  readonly video?: readonly string[];
  readonly captions?: string;
  readonly duck?: number | 'off';
  readonly keepSound?: boolean;
  readonly mute?: boolean;
  readonly fit?: (typeof FIT_MODES)[number];
  readonly preset?: Preset;
  readonly hit?: readonly number[];
  readonly matchCuts?: boolean;
  readonly project?: string;
  readonly data?: string;
};

/** Adds the options of music for footage to a command. */
export function addFilmOptions(command: Command): Command {
  return command
    .option('--captions <file>', 'words to show over the footage, SRT or WebVTT')
    .option('--duck <dB>', 'how far music goes down while somebody speaks, 3 to 30, or off (default: 12)', readDuck)
    .addOption(new Option('--keep-sound', 'the footage is heard under the music (default)').conflicts('mute'))
    .option('--mute', 'the footage is not heard')
    .addOption(
      new Option('--fit <way>', 'footage of another shape: whole over its own blur, whole, or filling').choices(FIT_MODES),
    )
    .addOption(
      new Option('--preset <place>', 'size and rate for where it goes').choices(Preset.options).conflicts(['aspect', 'fps']),
    )
    .option('--hit <time>', 'a moment that the music lands on, may be repeated: 0:12', readHits)
    .option('--match-cuts', 'the music lands on the cuts of the footage')
    .option('--project <name>', 'keep it all as a project, to go on with: cuesmith timeline edit <name> "…"', readProjectName)
    .option('--data <dir>', 'data folder of projects (default: CUESMITH_DATA, or the usual place of this system)');
}

/** Whether music is wanted for footage, or kept as a project. */
export function isFilm({ video, project }: FilmOptions): boolean {
  return video !== undefined || project !== undefined;
}

/** Options of `make` that are for music alone. */
type AloneOptions = {
  readonly stems?: string;
  readonly score?: string;
  readonly candidates?: number;
  readonly cuts?: readonly number[];
  readonly variations?: number;
};

/** Refuses what is only made of music alone. */
export function assertFilmOptions(options: AloneOptions): void {
  const alone = [
    ['--stems', options.stems],
    ['--score', options.score],
    ['--candidates', options.candidates],
    ['--cuts', options.cuts],
    ['--variations', options.variations],
  ] as const;
  const wrong = alone.find(([, value]) => value !== undefined)?.[0];
  if (wrong !== undefined) {
    throw new StudioError(
      'usage.not-with-film',
      `${wrong} is for music alone, without --video and --project. For the score of a film’s music write -o take.json or -o take.mid.`,
    );
  }
}

/** Refuses options of footage where there is none. */
export function assertNoFilmOptions(options: FilmOptions): void {
  const only = [
    ['--captions', options.captions],
    ['--duck', options.duck],
    ['--keep-sound', options.keepSound],
    ['--mute', options.mute],
    ['--fit', options.fit],
    ['--preset', options.preset],
    ['--hit', options.hit],
    ['--match-cuts', options.matchCuts],
  ] as const;
  const wrong = only.find(([, value]) => value !== undefined)?.[0];
  if (wrong !== undefined) {
    throw new StudioError('usage.no-film', `${wrong} needs footage or a project: add --video film.mp4, or --project <name>.`);
  }
}
