import { relative, sep } from 'node:path';
import type { InstalledSkill } from '../actions/skill/install-skill.ts';
import type { CommandLine } from './command-line.ts';
import type { SkillRequest } from './skill-desk.ts';
import type { SkillOptions } from './skill-options.ts';

const OUTCOMES: { readonly [outcome in InstalledSkill['outcome']]: string } = {
  installed: 'Installed the skill',
  updated: 'Updated the skill',
  replaced: 'Replaced the changed skill',
  unchanged: 'The skill is there already',
};

/** `cuesmith skill install`. */
export async function installSkillHere(line: CommandLine, where: string | null, options: SkillOptions): Promise<void> {
  const installed = await line.skill.install(requestOf(where, options));
  if (options.json) {
    line.terminal.out(`${JSON.stringify({ installed })}\n`);
    return;
  }

  for (const { agent, folder, version, outcome } of installed) {
    line.terminal.out(`${OUTCOMES[outcome]} (${version})${forAgent(agent)}: ${shown(folder, line.skill.workingFolder)}\n`);
  }

  if (installed.some(({ outcome }) => outcome !== 'unchanged')) {
    line.terminal.out('Begin a new conversation there and say, for example: "30 seconds of warm lo-fi for my video".\n');
  }
}

/** `cuesmith skill uninstall`. */
export async function uninstallSkillHere(line: CommandLine, where: string | null, options: SkillOptions): Promise<void> {
  const removed = await line.skill.uninstall(requestOf(where, options));
  if (options.json) {
    line.terminal.out(`${JSON.stringify({ removed })}\n`);
    return;
  }

  for (const { agent, folder, kept } of removed) {
    line.terminal.out(`Took the skill away${forAgent(agent)}: ${shown(folder, line.skill.workingFolder)}\n`);
    if (kept.length > 0) {
      line.terminal.out(`What is not of the skill stays there: ${kept.join(', ')}\n`);
    }
  }
}

/** `cuesmith skill path`. */
export async function showSkillPath(line: CommandLine, where: string | null, options: SkillOptions): Promise<void> {
  const paths = await line.skill.paths(requestOf(where, options));
  line.terminal.out(options.json ? `${JSON.stringify({ paths })}\n` : paths.map((path) => `${path}\n`).join(''));
}

function requestOf(where: string | null, { global, force }: SkillOptions): SkillRequest {
  return { where, isGlobal: global ?? false, force: force ?? false };
}

function forAgent(agent: string | null): string {
  return agent === null ? '' : ` for ${agent}`;
}

/** As seen from the working folder, when it lies below it. */
function shown(folder: string, workingFolder: string): string {
  const path = relative(workingFolder, folder);
  return path === '' || path === '..' || path.startsWith(`..${sep}`) ? folder : path;
}
