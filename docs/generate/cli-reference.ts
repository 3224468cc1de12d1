import type { Argument, Command, Option } from 'commander';
import { buildProgram, type Commands } from '../../src/studio/cli/program.ts';
import { blocks, code, prose, table } from './markdown.ts';

const nothing = async (): Promise<void> => undefined;

/** Commands that do nothing: the program is only read. */
export const NO_COMMANDS: Commands = {
  make: nothing,
  explain: nothing,
  styles: nothing,
  moods: nothing,
  instruments: nothing,
  doctor: nothing,
  score: nothing,
  listProjects: nothing,
  showProject: nothing,
  editProject: nothing,
  exportProject: nothing,
  serve: nothing,
  worker: nothing,
  admin: nothing,
  radio: nothing,
  chat: nothing,
  mcp: nothing,
  installSkill: nothing,
  uninstallSkill: nothing,
  showSkillPath: nothing,
};

/** The reference of the command line, from the program that reads it. */
export async function cliReference(): Promise<string> {
  const program = buildProgram('0.0.0', NO_COMMANDS);
  return blocks(
    '# Command line',
    'Every command and option, as `cuesmith --help` knows them. `cuesmith "<prompt>"` is short for `cuesmith make "<prompt>"`.',
    table(
      ['exit code', 'meaning'],
      [
        ['`0`', 'done'],
        ['`1`', 'something failed; the message says what to do'],
        ['`2`', 'an option or a wish that cannot be followed; nothing was made'],
        ['`130`', 'stopped with Ctrl-C'],
      ],
    ),
    ...program.commands.flatMap((command) => commandBlocks(command, 2)),
  );
}

function commandBlocks(command: Command, level: 2 | 3): string[] {
  const help = command.createHelp();
  const subcommands = help.visibleCommands(command).filter((subcommand) => subcommand.name() !== 'help');
  const usage = subcommands.length > 0 ? [] : ['```text', help.commandUsage(command), '```'];
  return [
    `${'#'.repeat(level)} ${pathOf(command)}`,
    sentence(command.description()),
    usage.join('\n'),
    table(
      ['argument', 'meaning'],
      help.visibleArguments(command).map((argument) => [code(help.argumentTerm(argument)), argumentMeaning(argument)]),
    ),
    table(
      ['option', 'meaning'],
      help
        .visibleOptions(command)
        .filter(({ long }) => long !== '--help')
        .map((option) => [code(help.optionTerm(option)), optionMeaning(option)]),
    ),
    ...subcommands.flatMap((subcommand) => commandBlocks(subcommand, 3)),
  ];
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

function argumentMeaning(argument: Argument): string {
  return `${prose(argument.description)}${argument.required ? '' : ' (may be left out)'}`;
}

function optionMeaning({ description, argChoices, defaultValue, mandatory }: Option): string {
  const choices = argChoices === undefined ? '' : ` One of ${argChoices.map(code).join(', ')}.`;
  const standard =
    defaultValue === undefined || typeof defaultValue === 'boolean' ? '' : ` Default: ${code(String(defaultValue))}.`;
  return `${sentence(description)}${choices}${standard}${mandatory ? ' Required.' : ''}`;
}

function sentence(text: string): string {
  const written = prose(`${text.charAt(0).toUpperCase()}${text.slice(1)}`);
  return /[.…!?]$/.test(text) ? written : `${written}.`;
}
