import { createSession, type Session } from '../../store/records/sessions.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { APP_NAME } from '../sessions/own-session.ts';
import { listProjectSessions } from './find-project.ts';

/** Makes an empty project of that title; whether another is called so is not asked here. */
export async function createProject(
  ports: Pick<ServicePorts, 'database' | 'ids' | 'wallClock'>,
  { account }: Caller,
  title: string,
): Promise<Session> {
  const session = await createSession(ports.database, {
    id: ports.ids.make('session'),
    taskId: ports.ids.make('task'),
    taskName: title,
    accountId: account.id,
    appName: APP_NAME,
    language: null,
    state: {},
    now: ports.wallClock.now(),
  });
  if (session === null) {
    throw new Error('Ids that we make are not taken');
  }

  return session;
}

/** The wished title, or the first of "title 2", "title 3" … that no project of the caller has. */
export async function freeTitle(ports: Pick<ServicePorts, 'database'>, caller: Caller, wished: string): Promise<string> {
  const taken = new Set((await listProjectSessions(ports, caller)).map(({ title }) => title.trim().toLowerCase()));
  let title = wished;
  for (let place = 2; taken.has(title.trim().toLowerCase()); place++) {
    title = `${wished} ${place}`;
  }

  return title;
}
