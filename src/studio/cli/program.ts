import { Command, Option } from 'commander';
import type { Aspect, FrameRate } from '../../contract/index.ts';
import { FRAME_FORMATS, FRAME_RATES } from '../../engine/export/index.ts';
import { type Output, readCandidates, readCuts, readFilm, readFrameRate, readOutput, readVariations } from './read-options.ts';
import { addChatCommand, type ChatOptions } from './chat/chat-options.ts';
import { addFilmOptions, type FilmOptions } from './film-options.ts';
import { addMcpCommand, type McpOptions } from './mcp-options.ts';
import { addProjectCommands, type ProjectCommands } from './project-options.ts';
import { addRadioCommand, type RadioOptions } from './radio-options.ts';
import { addServiceCommands, type ServiceCommands } from './service-options.ts';
import { addSkillCommands, type SkillCommands } from './skill-options.ts';
import { addWishes, jsonOption, type WishOptions } from './wish-options.ts';

/** What the options of `make` come to. */
export type MakeOptions = WishOptions &
  FilmOptions & {
    readonly out?: readonly Output[];
    readonly aspect?: Aspect;
    readonly fps?: FrameRate;
    readonly stems?: string;
    readonly score?: string;
    readonly candidates?: number;
    /** Lengths of one idea, seconds. */
    readonly cuts?: readonly number[];
    readonly variations?: number;
    readonly force?: boolean;
    readonly json?: boolean;
    readonly quiet?: boolean;
  };

export type ExplainOptions = WishOptions & { readonly critic?: boolean; readonly candidates?: number; readonly json?: boolean };
export type ListOptions = { readonly json?: boolean };

/** What each command does; the program only reads the words of the command line. */
export type Commands = ServiceCommands &
  ProjectCommands &
  SkillCommands & {
    readonly make: (prompt: string, options: MakeOptions) => Promise<void>;
    readonly mcp: (options: McpOptions) => Promise<void>;
    readonly chat: (options: ChatOptions) => Promise<void>;
    readonly radio: (prompt: string, options: RadioOptions) => Promise<void>;
    readonly explain: (prompt: string, options: ExplainOptions) => Promise<void>;
    readonly styles: (options: ListOptions) => Promise<void>;
    readonly moods: (options: ListOptions) => Promise<void>;
    readonly instruments: (options: ListOptions) => Promise<void>;
    readonly doctor: (options: ListOptions) => Promise<void>;
  };

const EXAMPLES = `
Examples:
  cuesmith "upbeat acoustic background music"
  cuesmith "calm lo-fi for studying, no drums, 1:30" -o study.wav
  cuesmith "epic trailer, starts quiet, drops at 0:15" --aspect 9:16 --title "Urban Dreams" -o reel.mp4
  cuesmith "jazz trio in Bb" --seed 7 -o take.mp3 -o take.mid --stems stems
  cuesmith "upbeat pop ad" --cuts 6,15,30,60 -o ad.wav
  cuesmith radio "lofi for studying" --for 2h -o study.mp3
  cuesmith make "warm folk" --video holiday.mp4 --title "Our summer" -o summer.mp4
  cuesmith score holiday.mp4 "warm folk" --hit 0:12 --project summer
  cuesmith timeline edit summer "music at 40%, and make it calmer in the second half"

An output that exists is left alone unless --force is given; without -o a free name is chosen.
Exit codes: 0 done, 2 bad usage, 1 failure, 130 stopped with Ctrl-C.`;

/** The command line of Cuesmith. Throws commander's errors instead of ending the process. */
export function buildProgram(version: string, commands: Commands): Command {
  const program = new Command('cuesmith')
    .description('Words in, a finished soundtrack and a finished video out, on your own computer.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .enablePositionalOptions()
    .addHelpText('after', EXAMPLES);

  addMakeOptions(program).action(async (words: string[], options: MakeOptions) => commands.make(words.join(' '), options));
  addMakeOptions(
    program
      .command('make')
      .description('make music of a prompt, with a picture of its own or under footage (the command when none is named)'),
  ).action(async (words: string[], options: MakeOptions) => commands.make(words.join(' '), options));

  addWishes(
    program
      .command('explain')
      .description('say what is understood of a prompt, word by word, without making a sound')
      .argument('<prompt...>', 'what the music should be like'),
  )
    .option('--critic', 'write the music too, and print what the critics say of it and of the other candidates')
    .option('--candidates <n>', 'with --critic: how many candidates to write and judge, 1 to 64', readCandidates)
    .addOption(jsonOption())
    .action(async (words: string[], options: ExplainOptions) => commands.explain(words.join(' '), options));
  program.command('styles').description('list the styles').addOption(jsonOption()).action(commands.styles);
  program.command('moods').description('list the mood words').addOption(jsonOption()).action(commands.moods);
  program.command('instruments').description('list the instruments').addOption(jsonOption()).action(commands.instruments);
  program
    .command('doctor')
    .description('check this installation and make two seconds of music')
    .addOption(jsonOption())
    .action(commands.doctor);
  addRadioCommand(program, commands.radio);
  addChatCommand(program, commands.chat);
  addProjectCommands(program, commands);
  addServiceCommands(program, commands);
  addMcpCommand(program, commands.mcp);
  addSkillCommands(program, commands);

  for (const command of allOf(program)) {
    command.exitOverride().configureOutput({ outputError: () => undefined });
  }

  return program;
}

function allOf(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allOf)];
}

function addMakeOptions(command: Command): Command {
  command
    .argument('[prompt...]', 'what the music should be like')
    .option(
      '-o, --out <file>',
      'file to write, may be repeated; .mp4 .wav .mp3 .m4a .flac .mid decide the kind (default: ./<prompt>.mp4)',
      readOutput,
    );
  addWishes(command)
    .addOption(
      new Option('--aspect <ratio>', 'shape of the picture (default: 16:9, or the footage’s own)').choices(FRAME_FORMATS),
    )
    .option('--fps <rate>', `pictures a second: ${FRAME_RATES.join(', ')} (default: 30, or the footage’s own)`, readFrameRate)
    .option('--video <file>', 'footage that the music is for, laid under it; may be repeated', readFilm);
  addFilmOptions(command)
    .option('--stems <dir>', 'folder for one WAV per part')
    .option('--score <file>', 'file for the written music as JSON')
    .option('--candidates <n>', 'how many scores to write and judge, 1 to 64', readCandidates)
    .option(
      '--variations <n>',
      'so many takes that differ in tune, groove and colour, 2 to 16: out-1.wav, out-2.wav …',
      readVariations,
    )
    .option('--cuts <times>', 'one idea at several lengths, parted by commas: 6,15,30 makes out-6s.wav, out-15s.wav …', readCuts)
    .option('-f, --force', 'replace files that exist')
    .addOption(jsonOption())
    .option('-q, --quiet', 'print nothing but the paths and errors');
  return command;
}
