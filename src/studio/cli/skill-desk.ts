import type { InstalledSkill, RemovedSkill } from '../actions/skill/install-skill.ts';

/** Where a skill is to be: what the command line says of it. */
export type SkillRequest = { readonly where: string | null; readonly isGlobal: boolean; readonly force: boolean };

/** The skill and the folders of agents on this machine. */
export interface SkillDesk {
  readonly workingFolder: string;
  install(request: SkillRequest): Promise<readonly InstalledSkill[]>;
  uninstall(request: SkillRequest): Promise<readonly RemovedSkill[]>;
  /** The folders that a request means; this package's own where none is named. */
  paths(request: SkillRequest): Promise<readonly string[]>;
}
