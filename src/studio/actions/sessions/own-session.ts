import { StudioError } from '../../../engine/kernel/index.ts';
import type { Sql } from '../../ports/database.ts';
import type { Session } from '../../store/records/sessions.ts';
import { findSession, lockSession } from '../../store/records/sessions.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';

/** The one agent that sessions are made for: its name in every path and as the author of events. */
export const APP_NAME = 'nemo_agent';

/** Refuses with `not-found` an app that is not ours. */
export function assertOurApp(appName: string): void {
  if (appName !== APP_NAME) {
    throw new Refused('not-found', `There is no app "${appName.slice(0, 100)}" here; the app is "${APP_NAME}".`);
  }
}

/** Names for whoever asks: `user` is what Google's ADK page calls everybody. */
const CALLER_NAMES = ['me', 'user'];

/** Refuses with `session-not-found` a user that is not the caller: what others have is as good as absent. `me` and `user` are the caller. */
export function assertOwnUser(caller: Caller, userId: string): void {
  const { account } = caller;
  if (!CALLER_NAMES.includes(userId) && userId !== account.userId && userId !== account.bindId) {
    throw new Refused('session-not-found', `There is no user "${userId.slice(0, 128)}" that is yours. Say "me".`);
  }
}

/** The caller's session of that id; refuses with `session-not-found` when it is somebody else's or nobody's. */
export async function ownSession(ports: Pick<ServicePorts, 'database'>, caller: Caller, sessionId: string): Promise<Session> {
  const session = await findSession(ports.database, { id: sessionId, accountId: caller.account.id });
  if (session === null) {
    throw noSuchSession(sessionId);
  }

  return session;
}

/**
 * The caller's session as it is now, which until the end of the transaction stays as it is, the caller's, and there: what was read before
 * may have been deleted or claimed since. Refuses with `session-not-found`.
 */
export async function lockOwnSession(sql: Sql, caller: Caller, sessionId: string): Promise<Session> {
  const session = await lockSession(sql, { id: sessionId, accountId: caller.account.id });
  if (session === null) {
    throw noSuchSession(sessionId);
  }

  return session;
}

/** For `catch`: a row for a session that was deleted meanwhile is refused by the database, which to the caller is `session-not-found`. */
export async function sessionGoneOr(
  ports: Pick<ServicePorts, 'database'>,
  caller: Caller,
  failure: { readonly sessionId: string; readonly cause: unknown },
): Promise<never> {
  if (failure.cause instanceof StudioError && failure.cause.code === 'database.refused') {
    await ownSession(ports, caller, failure.sessionId);
  }

  throw failure.cause;
}

function noSuchSession(sessionId: string): Refused {
  return new Refused('session-not-found', `You have no session "${sessionId.slice(0, 128)}". Create a new one.`);
}

/** Where a session is found on the wire: app, user (`me` or the own id) and its own id. */
export type SessionPlace = { readonly app: string; readonly user: string; readonly sessionId: string };

/** The session at a place; refuses with `not-found` and `session-not-found`. */
export async function sessionAt(
  ports: Pick<ServicePorts, 'database'>,
  caller: Caller,
  { app, user, sessionId }: SessionPlace,
): Promise<Session> {
  assertOurApp(app);
  assertOwnUser(caller, user);
  return ownSession(ports, caller, sessionId);
}
