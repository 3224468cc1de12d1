import {
  type AdkCreateSessionRequest,
  AdkEvent,
  type AdkSession,
  WireDraft,
  JsonValue,
} from '../../../contract/service/index.ts';
import type { Json } from '../../../engine/kernel/index.ts';
import { listEvents, appendEvents } from '../../store/records/events.ts';
import { createSession, deleteSession, listSessions, type Session } from '../../store/records/sessions.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { applyStateDelta, stateOf } from './apply-state-delta.ts';
import { assertOurApp, assertOwnUser, lockOwnSession, sessionAt, type SessionPlace } from './own-session.ts';

/** Most sessions of one listing. */
const MOST_SESSIONS = 1000;
/** What a session made through ADK calls its task. */
const TASK_NAME = 'project';

type SessionPorts = Pick<ServicePorts, 'database' | 'ids' | 'wallClock'>;

/** Makes a session in ADK's words, under the client's id if it gives one; refuses with `conflict` an id that is taken. */
export async function createAdkSession(
  ports: SessionPorts,
  caller: Caller,
  wish: AdkCreateSessionRequest & { readonly app: string; readonly user: string },
): Promise<AdkSession> {
  assertOurApp(wish.app);
  assertOwnUser(caller, wish.user);
  const now = ports.wallClock.now();
  const events = wish.events ?? [];
  const id = wish.sessionId ?? ports.ids.make('session');
  const session = await ports.database.transaction(async (sql) => {
    const made = await createSession(sql, {
      id,
      taskId: ports.ids.make('task'),
      taskName: TASK_NAME,
      accountId: caller.account.id,
      appName: wish.app,
      language: null,
      state: {},
      now,
    });
    if (made === null) {
      throw new Refused('conflict', `Session already exists: ${id}`);
    }

    await appendEvents(sql, { sessionId: id, events: events.map((event) => JsonValue.parse(event)), now });
    return wish.state ? applyStateDelta(sql, { session: made, delta: wish.state, turnId: null, now }) : made;
  });
  return shown(caller, session, events);
}

/** The caller's sessions, the last used first, without their events. */
export async function listAdkSessions(
  ports: Pick<ServicePorts, 'database'>,
  caller: Caller,
  place: { readonly app: string; readonly user: string },
): Promise<readonly AdkSession[]> {
  assertOurApp(place.app);
  assertOwnUser(caller, place.user);
  const sessions = await listSessions(ports.database, {
    accountId: caller.account.id,
    appName: place.app,
    limit: MOST_SESSIONS,
  });
  return sessions.map((session) => shown(caller, session, []));
}

/** A session with its state (the draft under `draft`) and all its events. */
export async function readAdkSession(
  ports: Pick<ServicePorts, 'database'>,
  caller: Caller,
  place: SessionPlace,
): Promise<AdkSession> {
  const session = await sessionAt(ports, caller, place);
  return shown(caller, session, await eventsOf(ports, session.id));
}

/** Changes the state that clients set; `draft` in it becomes the session's next draft. */
export async function patchAdkSession(
  ports: SessionPorts,
  caller: Caller,
  change: SessionPlace & { readonly stateDelta: { readonly [key: string]: Json } },
): Promise<AdkSession> {
  const found = await sessionAt(ports, caller, change);
  const now = ports.wallClock.now();
  const session = await ports.database.transaction(async (sql) =>
    applyStateDelta(sql, {
      session: await lockOwnSession(sql, caller, found.id),
      delta: change.stateDelta,
      turnId: null,
      now,
    }),
  );
  return shown(caller, session, await eventsOf(ports, session.id));
}

/** Removes a session with all that hangs on it; a turn that runs in it ends, uncharged. */
export async function deleteAdkSession(ports: SessionPorts, caller: Caller, place: SessionPlace): Promise<null> {
  const session = await sessionAt(ports, caller, place);
  await deleteSession(ports.database, { id: session.id, accountId: caller.account.id, now: ports.wallClock.now() });
  return null;
}

async function eventsOf(ports: Pick<ServicePorts, 'database'>, sessionId: string): Promise<AdkEvent[]> {
  return (await listEvents(ports.database, { sessionId })).map(({ event }) => AdkEvent.parse(event));
}

function shown(caller: Caller, session: Session, events: readonly AdkEvent[]): AdkSession {
  return {
    id: session.id,
    appName: session.appName,
    userId: caller.account.userId,
    state: { ...stateOf(session), draft: JsonValue.parse(WireDraft.parse(session.draft)) },
    events: [...events],
    lastUpdateTime: session.updatedAt.getTime() / 1000,
  };
}
