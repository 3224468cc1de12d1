import { type AdkEvent, JsonValue } from '../../contract/service/index.ts';
import { GenerateRequest, GenerateResult } from '../actions/generate/generate-request.ts';
import type { ServicePorts } from '../actions/service-ports.ts';
import { newEvent } from '../actions/sessions/new-event.ts';
import type { Sql } from '../ports/database.ts';
import { appendEvents } from '../store/records/events.ts';
import { listMusicOfTurn } from '../store/records/jobs.ts';
import { findSession } from '../store/records/sessions.ts';
import type { Turn } from '../store/records/turns.ts';
import type { MusicState } from './wording/wording.ts';

/** What became of the music that a turn asked for, by what is stored. */
export type TurnMusic = {
  readonly state: MusicState;
  /** Of the messages about it; null when there is none. */
  readonly language: GenerateRequest['language'] | null;
  /** Names of the artifacts that were made, each in its first version. */
  readonly artifacts: readonly string[];
};

/**
 * What became of the music that a turn asked for. Read under the lock of the turn: music that is being put on the timeline either is there
 * already, or sees that the turn has ended.
 */
export async function readTurnMusic(sql: Sql, turn: Turn): Promise<TurnMusic> {
  const jobs = await listMusicOfTurn(sql, turn);
  const made = jobs.filter(({ status }) => status === 'completed').map(({ result }) => GenerateResult.parse(result));
  const isRunning = jobs.some(({ finishedAt }) => finishedAt === null);
  const [first] = jobs;
  return {
    state: first === undefined ? 'none' : isRunning ? 'running' : made.length > 0 ? 'done' : 'failed',
    // An older version may have written it otherwise: no reason to leave the turn running for ever.
    language: GenerateRequest.safeParse(first?.request).data?.language ?? null,
    artifacts: made.flatMap(({ sound, score }) => [sound, score]),
  };
}

/**
 * Writes the last events of a turn, in the transaction that ends it, whatever ends it, and before them what its music came with. Nobody
 * else tells of music that was there when the turn ended; of music that comes later its own job tells. So each piece is told of once.
 */
export async function tellEndOfTurn(
  sql: Sql,
  ports: Pick<ServicePorts, 'ids' | 'wallClock'>,
  /** `turn`: as it is now that it has ended. */
  end: { readonly turn: Turn; readonly music: TurnMusic; readonly last: readonly AdkEvent[] },
): Promise<readonly AdkEvent[]> {
  const { turn, music, last } = end;
  const events = [...(await eventsOfMusic(sql, ports, { turn, music })), ...last];
  await appendEvents(sql, {
    sessionId: turn.sessionId,
    events: events.map((event) => JsonValue.parse(event)),
    now: ports.wallClock.now(),
  });
  return events;
}

async function eventsOfMusic(
  sql: Sql,
  ports: Pick<ServicePorts, 'ids' | 'wallClock'>,
  { turn, music }: { readonly turn: Turn; readonly music: TurnMusic },
): Promise<readonly AdkEvent[]> {
  if (music.artifacts.length === 0) {
    return [];
  }

  // A turn that was completed has shown the draft with the answer of its tool; any other may have ended before that.
  const isShown = turn.status === 'completed';
  const session = isShown ? null : await findSession(sql, { id: turn.sessionId, accountId: turn.accountId });
  const actions = {
    ...(session === null ? {} : { stateDelta: { draft: JsonValue.parse(session.draft) } }),
    artifactDelta: Object.fromEntries(music.artifacts.map((name) => [name, 0])),
  };
  return [newEvent(ports, { invocationId: turn.invocationId, actions })];
}
