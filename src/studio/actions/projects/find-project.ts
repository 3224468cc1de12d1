import { StudioError } from '../../../engine/kernel/index.ts';
import { findSession, listSessions, type Session } from '../../store/records/sessions.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { APP_NAME } from '../sessions/own-session.ts';

/** Most projects that are looked through for a name. */
export const MOST_PROJECTS = 1000;
const MOST_NAMED = 10;

/** The caller's project of this id or title, in whatever letter case. Throws `usage.no-project` with what there is, and `usage.project-ambiguous`. */
export async function findProject(ports: Pick<ServicePorts, 'database'>, caller: Caller, name: string): Promise<Session> {
  const byId = await findSession(ports.database, { id: name, accountId: caller.account.id });
  if (byId !== null) {
    return byId;
  }

  const all = await listProjectSessions(ports, caller);
  const [found, ...others] = titled(all, name);
  if (found === undefined) {
    const titles = all.slice(0, MOST_NAMED).map(({ title }) => `"${title}"`);
    throw new StudioError(
      'usage.no-project',
      titles.length === 0
        ? `There is no project "${name}", nor any other. Make one: cuesmith score film.mp4 "calm piano" --project demo.`
        : `There is no project "${name}". There is ${titles.join(', ')}${all.length > MOST_NAMED ? ' and more' : ''}: see \`cuesmith timeline list\`.`,
    );
  }

  if (others.length > 0) {
    const ids = [found, ...others].map(({ id }) => id);
    throw new StudioError(
      'usage.project-ambiguous',
      `${ids.length} projects are called "${name}". Name one by its id: ${ids.join(', ')}.`,
    );
  }

  // What a list shows may lack its draft.
  return (await findSession(ports.database, { id: found.id, accountId: caller.account.id })) ?? found;
}

/** Throws `usage.project-exists` when a project is called so: two of one name could not be told apart. */
export async function assertNameIsFree(ports: Pick<ServicePorts, 'database'>, caller: Caller, title: string): Promise<void> {
  if (titled(await listProjectSessions(ports, caller), title).length > 0) {
    throw new StudioError(
      'usage.project-exists',
      `There is a project "${title}" already. Choose another name, or go on with it: cuesmith timeline edit "${title}" "music at 40%".`,
    );
  }
}

/** The caller's projects, the last used first. */
export async function listProjectSessions(ports: Pick<ServicePorts, 'database'>, caller: Caller): Promise<readonly Session[]> {
  return listSessions(ports.database, { accountId: caller.account.id, appName: APP_NAME, limit: MOST_PROJECTS });
}

function titled(sessions: readonly Session[], name: string): readonly Session[] {
  const wanted = name.trim().toLowerCase();
  return sessions.filter(({ title }) => title.trim().toLowerCase() === wanted);
}
