import { basename, join, resolve, sep } from 'node:path';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { SkillShelf } from '../../ports/skill-shelf.ts';
import type { SkillBundle } from './bundle-skill.ts';

/** A program that reads skills: where it looks for them, in a project and in the home folder, and the folder that shows that it is used. */
type SkillAgent = {
  readonly id: string;
  readonly name: string;
  readonly bundle: SkillBundle;
  readonly project: string;
  readonly home: string;
  readonly sign: string;
};

export const SKILL_AGENTS: readonly SkillAgent[] = [
  {
    id: 'claude',
    name: 'Claude Code',
    bundle: 'agentskills',
    project: '.claude/skills',
    home: '.claude/skills',
    sign: '.claude',
  },
  { id: 'cursor', name: 'Cursor', bundle: 'agentskills', project: '.cursor/skills', home: '.cursor/skills', sign: '.cursor' },
  { id: 'openclaw', name: 'OpenClaw', bundle: 'clawhub', project: 'skills', home: '.openclaw/skills', sign: '.openclaw' },
  {
    id: 'agents',
    name: 'agents that read .agents',
    bundle: 'agentskills',
    project: '.agents/skills',
    home: '.agents/skills',
    sign: '.agents',
  },
];

/** Which agent or folder is meant, and from where that is seen. */
export type SkillWish = {
  /** One of `SKILL_AGENTS`, a folder of skills, or null: the agents whose folders are here. */
  readonly where: string | null;
  /** In the home folder, for all projects. */
  readonly isGlobal: boolean;
  readonly workingFolder: string;
  readonly homeFolder: string;
};

/** Where the skill belongs. */
export type SkillPlace = {
  /** The program that reads it there; null for a folder that was named. */
  readonly agent: string | null;
  readonly bundle: SkillBundle;
  readonly folder: string;
};

/** The places that a wish means; at least one. Throws `usage.skill-place` where none can be told. */
export async function skillPlaces(shelf: SkillShelf, skill: string, wish: SkillWish): Promise<readonly SkillPlace[]> {
  const { where, isGlobal, workingFolder, homeFolder } = wish;
  const base = isGlobal ? homeFolder : workingFolder;
  const placeOf = ({ name, bundle, project, home }: SkillAgent): SkillPlace => ({
    agent: name,
    bundle,
    folder: join(base, isGlobal ? home : project, skill),
  });
  const known = SKILL_AGENTS.map(({ id }) => id).join(', ');
  if (where === null) {
    const used = await Promise.all(SKILL_AGENTS.map(async ({ sign }) => shelf.isFolder(join(base, sign))));
    const places = SKILL_AGENTS.filter((_, index) => used[index]).map(placeOf);
    if (places.length === 0) {
      throw new StudioError(
        'usage.skill-place',
        `Found no agent's folder in "${base}". Say which agent it is for (${known}), or name a folder of skills.`,
      );
    }

    return places;
  }

  const agent = SKILL_AGENTS.find(({ id }) => id === where.toLowerCase());
  if (agent !== undefined) {
    return [placeOf(agent)];
  }

  const folder = resolve(workingFolder, where.replace(/^~(?=[\\/]|$)/, homeFolder));
  // A bare word that is no folder is a slip of the pen, not a wish for a new folder.
  if (!/[\\/.~]/.test(where) && !(await shelf.isFolder(folder))) {
    throw new StudioError(
      'usage.skill-place',
      `Expected an agent (${known}) or a folder, got "${where}". For a new folder write "./${where}".`,
    );
  }

  const bundle = folder.includes(`${sep}.openclaw${sep}`) ? 'clawhub' : 'agentskills';
  return [{ agent: null, bundle, folder: basename(folder) === skill ? folder : join(folder, skill) }];
}
