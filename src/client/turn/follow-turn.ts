import { isFields } from '../read-answer.ts';
import { problemOf, ServiceError } from '../service-problem.ts';
import { compareStates } from '../timeline/compare-states.ts';
import type { SessionState } from '../timeline/session-state.ts';
import type { Happening } from './happening.ts';
import { type ReadTurnEvent, turnEventOf } from './turn-event.ts';
import { LONGEST_QUIET_MS, LONGEST_TURN_MS, type Message, type TurnHost } from './turn-host.ts';
import type { TurnRecord } from './turn-record.ts';

/** Pauses between looks, in milliseconds: at a server that says whether a turn runs, and at one that does not. */
const TELLING_PAUSE_MS = 2000;
const SILENT_PAUSE_MS = 10_000;
/** How long a server may be away meanwhile. */
const LONGEST_ABSENCE_MS = 120_000;

type FollowedTurn = {
  readonly record: TurnRecord;
  readonly message: Message | null;
  readonly before: SessionState | null;
  readonly signal: AbortSignal | null;
};

/**
 * Follows a turn whose stream broke off, without sending anything again: looks at the session until the work has settled, then tells what
 * was said meanwhile. Gives the last state that could be read.
 */
export async function* followTurn(host: TurnHost, turn: FollowedTurn): AsyncGenerator<Happening, SessionState | null, undefined> {
  const { record, before, signal } = turn;
  const { clock } = host.transport.host;
  const link = signal ?? undefined;
  let latest: SessionState | null = null;
  let heardMs = clock.now();
  let missing = 0;
  yield { kind: 'stream-lost' };
  for (;;) {
    const found = await lookAgain(host, signal);
    if (found instanceof ServiceError) {
      if (!isPassing(found) || clock.now() - heardMs > LONGEST_ABSENCE_MS) {
        yield* record.tellProblem(found.problem);
        return latest;
      }

      await clock.wait(TELLING_PAUSE_MS, link);
      continue;
    }

    heardMs = clock.now();
    const isSame = latest !== null && compareStates(latest, found).length === 0;
    latest = found;
    const hasChanged = compareStates(before, found).length > 0;
    if (found.isTurnRunning === false || (found.isTurnRunning === null && isSame && hasChanged)) {
      const isTold = yield* tellRest(host, turn);
      if (isTold || found.isTurnRunning === null || hasChanged) {
        return latest;
      }

      // It may be on its way still; when it is not there at the second look either, it never arrived.
      missing++;
      if (missing > 1) {
        yield* record.tellProblem(
          problemOf('turn-lost', {
            message: 'The connection broke off before the message arrived. Nothing was done; send it again.',
            action: 'try-again',
          }),
        );
        return latest;
      }
    }

    if (clock.now() >= Math.min(record.startedMs + LONGEST_TURN_MS, record.progressMs + LONGEST_QUIET_MS)) {
      yield* record.tellProblem(problemOf(found.isTurnRunning === null ? 'turn-lost' : 'timed-out'));
      return latest;
    }

    yield* record.tellWorking();
    await clock.wait(found.isTurnRunning === null ? SILENT_PAUSE_MS : TELLING_PAUSE_MS, link);
  }
}

async function lookAgain(host: TurnHost, signal: AbortSignal | null): Promise<SessionState | ServiceError> {
  try {
    return await host.readState(signal);
  } catch (problem) {
    if (problem instanceof ServiceError) {
      return problem;
    }

    throw problem;
  }
}

function isPassing({ problem: { kind } }: ServiceError): boolean {
  return ['unreachable', 'timed-out', 'unavailable', 'unreadable-answer', 'fault', 'rate-limited'].includes(kind);
}

/** Tells what the session has kept of the turn and the stream did not bring. Whether anything of the turn is there. */
async function* tellRest(
  host: TurnHost,
  { record, message, before, signal }: FollowedTurn,
): AsyncGenerator<Happening, boolean, undefined> {
  const events = await readEvents(host, signal);
  const invocationId = record.invocationId ?? findInvocation(events, { message, afterMs: before?.updatedAtMs ?? 0 });
  if (invocationId === null) {
    return false;
  }

  for (const event of events.filter((one) => one.invocationId === invocationId && one.author !== 'user')) {
    yield* record.tell(event);
  }

  return true;
}

/** The turn of a message: of the last one with its words that came after the client had looked. Without a message, the last turn. */
function findInvocation(
  events: readonly (ReadTurnEvent & { readonly words: string })[],
  { message, afterMs }: { readonly message: Message | null; readonly afterMs: number },
): string | null {
  const own = events.filter(
    ({ author, words, atMs }) =>
      author === 'user' && (message === null || (words === message.text && (atMs ?? Number.POSITIVE_INFINITY) >= afterMs)),
  );
  return own.at(-1)?.invocationId ?? null;
}

/** What the session keeps of its chat, in ADK's words; nothing where a server does not offer that. */
async function readEvents(
  { transport, sessionId }: TurnHost,
  signal: AbortSignal | null,
): Promise<readonly (ReadTurnEvent & { readonly words: string })[]> {
  try {
    const path = `/apps/nemo_agent/users/me/sessions/${encodeURIComponent(sessionId())}`;
    const { json } = await transport.ask({ method: 'GET', path, isRepeatable: true, signal });
    const events = isFields(json) && Array.isArray(json.events) ? json.events.filter(isFields) : [];
    return events.flatMap((event) => {
      const read = turnEventOf(event);
      return read === null ? [] : [{ ...read, words: wordsOf(event) }];
    });
  } catch (problem) {
    if (problem instanceof ServiceError) {
      return [];
    }

    throw problem;
  }
}

function wordsOf(event: { readonly [key: string]: unknown }): string {
  const parts = isFields(event.content) && Array.isArray(event.content.parts) ? event.content.parts : [];
  return parts
    .filter(isFields)
    .flatMap(({ text }) => (typeof text === 'string' ? [text] : []))
    .join('\n');
}
