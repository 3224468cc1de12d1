import { JsonValue } from '../../contract/service/index.ts';
import { GenerateRequest, GenerateResult } from '../actions/generate/generate-request.ts';
import type { ServicePorts } from '../actions/service-ports.ts';
import { newEvent, spoken } from '../actions/sessions/new-event.ts';
import type { Sql } from '../ports/database.ts';
import { appendEvents } from '../store/records/events.ts';
import { listJobs } from '../store/records/jobs.ts';
import { findSession } from '../store/records/sessions.ts';
import type { Turn } from '../store/records/turns.ts';
import { wordingOf } from './wording/wording-of.ts';

/** Jobs of a session looked through for the one that a turn asked for. */
const MOST_JOBS = 100;

/**
 * Gives what tells a session that its turn was interrupted: whether its music is still being made, is on the timeline or failed, and that
 * nothing was charged twice. For `LeaseWatch`: it runs in the transaction that gives the turn up.
 */
export function tellOfLostTurn(ports: Pick<ServicePorts, 'ids' | 'wallClock'>): (sql: Sql, turn: Turn) => Promise<void> {
  return async (sql, turn) => {
    const { accountId, sessionId, invocationId } = turn;
    const session = await findSession(sql, { id: sessionId, accountId });
    const jobs = await listJobs(sql, { accountId, sessionId, limit: MOST_JOBS });
    const asked = jobs.flatMap((job) => {
      const request = GenerateRequest.safeParse(job.request);
      return request.success && request.data.turnId === turn.id ? [{ job, request: request.data }] : [];
    })[0];
    const language = asked?.request.language ?? (session?.language?.toLowerCase().startsWith('zh') === true ? 'zh' : 'en');
    const isDone = asked?.job.status === 'completed';
    const state = asked === undefined ? 'none' : isDone ? 'done' : asked.job.finishedAt === null ? 'running' : 'failed';
    const isPlaced = isDone && session !== null;
    const event = newEvent(ports, {
      invocationId,
      content: spoken(wordingOf(language).interrupted(state)),
      turnComplete: true,
      interrupted: true,
      ...(isPlaced ? { actions: { stateDelta: { draft: JsonValue.parse(session.draft) } } } : {}),
    });
    // What was made before the turn was given up is told here or nowhere: its job saw the turn running and left the telling to it.
    const made = isPlaced ? GenerateResult.parse(asked?.job.result) : null;
    const artifacts =
      made === null ? [] : [newEvent(ports, { invocationId, actions: { artifactDelta: { [made.sound]: 0, [made.score]: 0 } } })];
    const events = [event, ...artifacts].map((one) => JsonValue.parse(one));
    await appendEvents(sql, { sessionId, events, now: ports.wallClock.now() });
  };
}
