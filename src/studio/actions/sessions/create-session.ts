import type { CreateSessionAnswer, CreateSessionRequest } from '../../../contract/service/index.ts';
import { assert } from '../../../engine/kernel/index.ts';
import { createSession } from '../../store/records/sessions.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { assertOurApp, assertOwnUser } from './own-session.ts';

/** Makes a task with one empty session (§2). `user` is `me` (the default) or the caller's own id. */
export async function createTaskSession(
  ports: Pick<ServicePorts, 'database' | 'ids' | 'wallClock'>,
  caller: Caller,
  wish: CreateSessionRequest & { readonly app: string; readonly user?: string },
): Promise<CreateSessionAnswer['data']> {
  assertOurApp(wish.app);
  assertOwnUser(caller, wish.user ?? 'me');
  const { account } = caller;
  const session = await createSession(ports.database, {
    id: ports.ids.make('session'),
    taskId: ports.ids.make('task'),
    taskName: wish.task_name,
    accountId: account.id,
    appName: wish.app,
    language: wish.language ?? null,
    state: {},
    now: ports.wallClock.now(),
  });
  assert(session !== null, 'ids that we make are not taken');
  return {
    task_id: session.taskId,
    session_id: session.id,
    user_id: account.userId,
    bind_id: account.kind === 'anonymous' ? account.bindId : null,
  };
}
