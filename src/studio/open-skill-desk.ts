import { installSkill, uninstallSkill } from './actions/skill/install-skill.ts';
import { skillPlaces, type SkillWish } from './actions/skill/skill-places.ts';
import type { SkillDesk, SkillRequest } from './cli/skill-desk.ts';
import type { SkillShelf } from './ports/skill-shelf.ts';

/** The skill commands of somebody who works in a folder and has a home. */
export function openSkillDesk(
  shelf: SkillShelf,
  folders: { readonly workingFolder: string; readonly homeFolder: string },
): SkillDesk {
  const wishOf = ({ where, isGlobal }: SkillRequest): SkillWish => ({ where, isGlobal, ...folders });
  return {
    workingFolder: folders.workingFolder,
    install: async (request) => installSkill(shelf, wishOf(request), request),
    uninstall: async (request) => uninstallSkill(shelf, wishOf(request), request),
    async paths(request) {
      const { name, folder } = await shelf.source();
      if (request.where === null && !request.isGlobal) {
        return [folder];
      }

      return (await skillPlaces(shelf, name, wishOf(request))).map((place) => place.folder);
    },
  };
}
