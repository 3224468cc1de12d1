import { StudioError } from '../../engine/kernel/index.ts';
import { createProject, freeTitle } from '../actions/projects/create-project.ts';
import { findProject } from '../actions/projects/find-project.ts';
import { listProjects } from '../actions/projects/show-project.ts';
import type { Desk } from './door.ts';

/** A project as it is stored. */
export type FoundProject = Awaited<ReturnType<typeof findProject>>;

const MOST_NAMED = 10;
const LONGEST_TITLE = 60;

/** The caller's project of this id or name. Throws `usage.no-project` with what there is, and `usage.project-ambiguous`. */
export async function projectNamed({ ports, caller }: Desk, name: string): Promise<FoundProject> {
  try {
    return await findProject(ports, caller, name);
  } catch (problem) {
    if (!(problem instanceof StudioError) || problem.code !== 'usage.no-project') {
      throw problem;
    }

    // The action says it in words of the command line.
    const names = (await listProjects(ports, caller)).slice(0, MOST_NAMED).map(({ title }) => `"${title}"`);
    throw new StudioError(
      problem.code,
      names.length === 0
        ? `There is no project "${name}", nor any other. make_music and score_video begin one.`
        : `There is no project "${name}". There is ${names.join(', ')}. See list_projects.`,
    );
  }
}

/** The project of this name, or a new one; without a name a new one called after `wished`. */
export async function projectToWorkIn(
  desk: Desk,
  { name, wished }: { readonly name: string | undefined; readonly wished: string },
): Promise<{ readonly project: FoundProject; readonly isNew: boolean }> {
  const { ports, caller } = desk;
  if (name === undefined) {
    return { project: await newProject(desk, wished), isNew: true };
  }

  try {
    return { project: await findProject(ports, caller, name), isNew: false };
  } catch (problem) {
    if (problem instanceof StudioError && problem.code === 'usage.no-project') {
      return { project: await createProject(ports, caller, name), isNew: true };
    }

    throw problem;
  }
}

/** A new project called after `wished`, with a number behind it where there is one of that name. */
export async function newProject({ ports, caller }: Desk, wished: string): Promise<FoundProject> {
  return createProject(ports, caller, await freeTitle(ports, caller, titleOf(wished)));
}

/** The first words of a prompt, as a name: "upbeat acoustic, 30 s" → "Upbeat acoustic, 30 s". */
function titleOf(words: string): string {
  const plain = words.replace(/\s+/gu, ' ').trim();
  const letters = [...plain];
  const cut = letters.length <= LONGEST_TITLE ? plain : letters.slice(0, LONGEST_TITLE).join('').replace(/ \S*$/u, '');
  const [first = '', ...rest] = [...cut.replace(/[\s,.;:]+$/u, '')];
  return `${first.toUpperCase()}${rest.join('')}` || 'Music';
}
