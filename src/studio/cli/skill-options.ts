import { Argument, type Command } from 'commander';
import { jsonOption } from './wish-options.ts';

/** What the options of the `skill` commands come to. */
export type SkillOptions = { readonly global?: boolean; readonly force?: boolean; readonly json?: boolean };

/** What each command of the skill does; `where` is null where none is said. */
export type SkillCommands = {
  readonly installSkill: (where: string | null, options: SkillOptions) => Promise<void>;
  readonly uninstallSkill: (where: string | null, options: SkillOptions) => Promise<void>;
  readonly showSkillPath: (where: string | null, options: SkillOptions) => Promise<void>;
};

const WHERE = 'claude, cursor, openclaw, agents (.agents/skills), or a folder of skills';

/** Adds `skill` with its commands to the command line. */
export function addSkillCommands(program: Command, commands: SkillCommands): void {
  const skill = program.command('skill').description('the skill that lets agents make music with Cuesmith');
  const add = (name: string, description: string, help: string): Command =>
    skill
      .command(name)
      .description(description)
      .addArgument(new Argument('[where]', help))
      .option('-g, --global', 'in the home folder, for all projects (default: in this folder)')
      .addOption(jsonOption());

  add('install', 'put the skill where an agent finds it, or bring it up to date', `${WHERE} (default: the agents used here)`)
    .option('-f, --force', 'replace a copy that was changed')
    .action(async (where: string | undefined, options: SkillOptions) => commands.installSkill(where ?? null, options));
  add('uninstall', 'take it away again; your own files stay', `${WHERE} (default: the agents used here)`)
    .option('-f, --force', 'also a copy that was changed')
    .action(async (where: string | undefined, options: SkillOptions) => commands.uninstallSkill(where ?? null, options));
  add('path', 'print the folder of the skill', `${WHERE} (default: this package’s own copy)`).action(
    async (where: string | undefined, options: SkillOptions) => commands.showSkillPath(where ?? null, options),
  );
}
