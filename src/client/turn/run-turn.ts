import { DeadlinePassed, linkSignal } from '../client-clock.ts';
import { problemOf, ServiceError } from '../service-problem.ts';
import { compareStates } from '../timeline/compare-states.ts';
import type { SessionState } from '../timeline/session-state.ts';
import { followTurn } from './follow-turn.ts';
import type { Happening, TurnOutcome, TurnSummary } from './happening.ts';
import { readFrames } from './read-frames.ts';
import { readTurnEvent } from './turn-event.ts';
import { LONGEST_QUIET_MS, LONGEST_TURN_MS, type Message, type TurnHost } from './turn-host.ts';
import { TurnRecord } from './turn-record.ts';

/** A change that was made in silence may take a moment to show. */
const SILENT_LOOKS = 4;
const SILENT_PAUSE_MS = 3000;

/** How the stream came to its end. */
type StreamEnd = 'ended' | 'broke' | 'timed-out' | 'refused';
type Turn = {
  readonly record: TurnRecord;
  /** Null: a turn that another client began. */
  readonly message: Message | null;
  readonly before: SessionState | null;
  readonly signal: AbortSignal | null;
};

/** Sends a message once and tells what happens, to the end of the work: through the stream, and when that breaks, through the session. */
export async function* runTurn(
  host: TurnHost,
  message: Message,
  signal: AbortSignal | null,
): AsyncGenerator<Happening, void, undefined> {
  const record = new TurnRecord(host.transport);
  const looked = await look(host, signal);
  const turn = { record, message, before: looked.state, signal };
  if (looked.problem?.kind === 'unreachable') {
    yield* record.tellProblem(looked.problem);
    yield* finish(turn, { after: null, isResumed: false });
    return;
  }

  const end = yield* readStream(host, { ...turn, message });
  yield* conclude(host, turn, end);
}

/** Watches a turn that runs already, in a session that was opened again; when none runs it is done at once. */
export async function* watchTurn(host: TurnHost, signal: AbortSignal | null): AsyncGenerator<Happening, void, undefined> {
  const record = new TurnRecord(host.transport);
  const before = await host.readState(signal);
  const turn = { record, message: null, before, signal };
  if (before.isTurnRunning === true) {
    yield* conclude(host, turn, 'broke');
  } else {
    yield* finish(turn, { after: before, isResumed: false });
  }
}

async function* readStream(
  host: TurnHost,
  turn: Turn & { readonly message: Message },
): AsyncGenerator<Happening, StreamEnd, undefined> {
  const { record, message } = turn;
  const { clock } = host.transport.host;
  const link = linkSignal(turn.signal);
  const endMs = (): number => Math.min(record.startedMs + LONGEST_TURN_MS, record.progressMs + LONGEST_QUIET_MS);
  try {
    const { body } = await host.begin(message, link.signal);
    for await (const frame of readFrames(body ?? emptyBody(), clock, () => Math.min(endMs(), record.nextWorkingMs))) {
      const event = frame.kind === 'data' ? readTurnEvent(frame.data) : null;
      if (event !== null) {
        yield* record.tell(event);
      }

      if (clock.now() >= endMs()) {
        return 'timed-out';
      }

      yield* record.tellWorking();
    }

    return 'ended';
  } catch (problem) {
    turn.signal?.throwIfAborted();
    host.transport.host.signal?.throwIfAborted();
    if (problem instanceof ServiceError && problem.problem.kind === 'timed-out') {
      return 'timed-out';
    }

    // What was refused was not begun. Everything else happened on the way: the message may have arrived.
    if (problem instanceof ServiceError && problem.problem.kind !== 'unreachable') {
      yield* record.tellProblem(problem.problem);
      return 'refused';
    }

    return 'broke';
  } finally {
    link.abort(new DeadlinePassed(0));
    link.release();
  }
}

async function* conclude(host: TurnHost, turn: Turn, end: StreamEnd): AsyncGenerator<Happening, void, undefined> {
  const { record, before, signal } = turn;
  const { state } = await look(host, signal);
  if (end === 'timed-out') {
    yield* record.tellProblem(problemOf('timed-out'));
    yield* finish(turn, { after: state, isResumed: false });
    return;
  }

  // An error of the stream is the server's last word unless it is one that tells how turns stand.
  const { streamError } = record;
  const isBroken = end === 'broke' || (streamError !== null && state?.isTurnRunning === false);
  if (end !== 'refused' && (isBroken || state?.isTurnRunning === true)) {
    const after = yield* followTurn(host, turn);
    yield* finish(turn, { after, isResumed: true });
    return;
  }

  if (streamError !== null && record.problem === null) {
    yield* record.tellProblem(problemOf('turn-failed', { message: streamError }));
  }

  const isSilent = end === 'ended' && record.said === '' && record.problem === null;
  const after = isSilent ? await lookForChange(host, { before, state, signal }) : state;
  yield* finish(turn, { after, isResumed: false });
}

/** The state once it is another one than before, or after some looks as it is. */
async function lookForChange(
  host: TurnHost,
  {
    before,
    state,
    signal,
  }: { readonly before: SessionState | null; readonly state: SessionState | null; readonly signal: AbortSignal | null },
): Promise<SessionState | null> {
  let latest = state;
  for (let looks = 0; looks < SILENT_LOOKS && (latest === null || compareStates(before, latest).length === 0); looks++) {
    await host.transport.host.clock.wait(SILENT_PAUSE_MS, signal ?? undefined);
    latest = (await look(host, signal)).state ?? latest;
  }

  return latest;
}

function* finish(
  { record, before }: Turn,
  { after, isResumed }: { readonly after: SessionState | null; readonly isResumed: boolean },
): Generator<Happening> {
  const summary: TurnSummary = {
    outcome: outcomeOf(record),
    text: record.said,
    changes: after === null ? [] : compareStates(before, after),
    state: after,
    seconds: record.seconds,
    isResumed,
  };
  yield { kind: 'done', summary };
}

function outcomeOf({ problem, said }: TurnRecord): TurnOutcome {
  if (problem === null) {
    return said === '' ? 'silent' : 'answered';
  }

  return problem.kind === 'timed-out' ? 'timed-out' : problem.kind === 'turn-lost' ? 'lost' : 'failed';
}

/** The state, or why it cannot be read: a turn goes on without it. */
async function look(
  host: TurnHost,
  signal: AbortSignal | null,
): Promise<{ readonly state: SessionState | null; readonly problem: ServiceError['problem'] | null }> {
  try {
    return { state: await host.readState(signal), problem: null };
  } catch (problem) {
    if (problem instanceof ServiceError) {
      return { state: null, problem: problem.problem };
    }

    throw problem;
  }
}

function emptyBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.close() });
}
