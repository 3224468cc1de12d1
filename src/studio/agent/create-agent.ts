import { setTimeout } from 'node:timers/promises';
import type { LanguageModel } from 'ai';
import { JsonValue, type AdkEvent, type AdkPart, type RunRequest } from '../../contract/service/index.ts';
import { StudioError } from '../../engine/kernel/index.ts';
import { Refused } from '../actions/refused.ts';
import type { Caller, ServicePorts } from '../actions/service-ports.ts';
import { applyStateDelta } from '../actions/sessions/apply-state-delta.ts';
import { newEvent, spoken } from '../actions/sessions/new-event.ts';
import { lockOwnSession, sessionAt } from '../actions/sessions/own-session.ts';
import { appendEvents } from '../store/records/events.ts';
import { startTurn, type Turn } from '../store/records/turns.ts';
import { EventFeed } from './event-feed.ts';
import { planWithModel } from './model/plan-with-model.ts';
import { findScene, type FoundSession, knownOf } from './read-scene.ts';
import { beginUse, type BegunUse, codeOf, runPlan } from './run-plan.ts';
import { mergeUses } from './tools/merge-uses.ts';
import type { Scene } from './tools/tool.ts';
import type { PlannedUse } from './tools/tool-arguments.ts';
import { TurnStage } from './turn-stage.ts';
import { type Plan, understand } from './understand/understand.ts';
import { wordingOf } from './wording/wording-of.ts';

/** How long to wait for a database that does not answer before the end of a turn is written again, in milliseconds. */
const PATIENCE_MS = 1000;

/** Most UTF-16 units of a message and of the state that comes with it, as JSON. */
const LONGEST_MESSAGE = 64 << 10;
const LARGEST_DELTA = 2 << 20;

/** What the agent stands on. */
export type AgentHost = {
  readonly ports: ServicePorts;
  /** Names this process in the turns it runs. */
  readonly processId: string;
  /** Says that turns live; `signal` aborts when one was ended from outside. */
  readonly turnKeeper: { keep(turnId: string): { readonly signal: AbortSignal; release(): void } };
  /** Plans turns in place of our own understanding, which plans when it fails; default: none. */
  readonly model?: LanguageModel | null;
  /** Hears of failures that are ours, for the log. */
  readonly onProblem: (problem: unknown) => void;
};

/** A turn under way. It goes on whether or not anybody listens. */
export type RunningTurn = {
  readonly turnId: string;
  readonly invocationId: string;
  /** What happens, from the beginning; for one reader, which may leave at any time. */
  readonly events: AsyncIterable<AdkEvent>;
  /** When the turn has ended, however it did. Never fails. */
  readonly ended: Promise<void>;
};

/** The one behind every chat. */
export interface Agent {
  /**
   * Takes a message and begins to act on it. Refuses before anything happens: `session-not-found`, `conflict` (a turn is running in that
   * session), `out-of-credits`, `unavailable` (the process stops).
   */
  begin(caller: Caller, request: RunRequest): Promise<RunningTurn>;
  /** How many turns run in this process. */
  running(): number;
  /** Ends all turns: each tells its stream that the work goes on without it. */
  close(): Promise<void>;
}

export function createAgent(host: AgentHost): Agent {
  const { ports } = host;
  const stop = new AbortController();
  const turns = new Set<Promise<void>>();

  return {
    async begin(caller, request) {
      if (stop.signal.aborted) {
        throw new Refused('unavailable', 'The server is restarting. Send the message again in a moment.', {
          retryAfterSeconds: 5,
        });
      }

      const { appName: app, userId: user, sessionId } = request;
      assertShort(request);
      await sessionAt(ports, caller, { app, user, sessionId });
      const turn = await takeMessage(host, { caller, request });
      const kept = host.turnKeeper.keep(turn.id);
      const signal = AbortSignal.any([kept.signal, stop.signal]);
      const feed = new EventFeed();
      const stage = new TurnStage(ports, { turn, feed, isStreaming: request.streaming });
      try {
        const { scene, first, others, look } = await prepare(host, { caller, request, turn, signal });
        const ended = runPlan(stage, { first, others, scene, lookAgain: look })
          .catch(async (problem: unknown) => {
            const { wording } = scene;
            const hasJob = first.use.isLongRunning;
            await endBadly(host, { stage, problem, wording, hasJob, stop: stop.signal, isEnded: kept.signal.aborted });
          })
          .finally(() => {
            kept.release();
            feed.end();
            turns.delete(ended);
          });
        turns.add(ended);
        return { turnId: turn.id, invocationId: turn.invocationId, events: feed, ended };
      } catch (problem) {
        const ended = refuseTurn(host, { stage, problem, stop: stop.signal }).finally(() => {
          kept.release();
          turns.delete(ended);
        });
        turns.add(ended);
        // Nobody is kept waiting for a database that does not answer.
        await (isTellable(problem) ? ended : null);
        throw problem;
      }
    },

    running: () => turns.size,

    async close() {
      stop.abort(new StudioError('process.stopping', 'The process stops.'));
      await Promise.all(turns);
    },
  };
}

/** Begins a turn with its message and the state that comes with it; all or nothing. */
async function takeMessage(
  { ports, processId }: AgentHost,
  { caller, request }: { readonly caller: Caller; readonly request: RunRequest },
): Promise<Turn> {
  const now = ports.wallClock.now();
  const delta = request.stateDelta ?? {};
  return ports.database.transaction(async (sql) => {
    const session = await lockOwnSession(sql, caller, request.sessionId);
    const turn = await startTurn(sql, {
      id: ports.ids.make('turn'),
      sessionId: session.id,
      accountId: caller.account.id,
      invocationId: ports.ids.make('invocation'),
      processId,
      now,
    });
    if (turn === null) {
      throw new Refused(
        'conflict',
        'A message is being worked on in this session. Wait until it is done, then send the next one.',
      );
    }

    const event = newEvent(ports, {
      invocationId: turn.invocationId,
      author: 'user',
      content: { role: 'user', parts: request.newMessage.parts.map(keptPart) },
      actions: { stateDelta: delta },
    });
    await appendEvents(sql, { sessionId: session.id, events: [JsonValue.parse(event)], now });
    if (Object.keys(delta).length > 0) {
      await applyStateDelta(sql, { session, delta, turnId: turn.id, now });
    }

    return turn;
  });
}

/**
 * Refuses a message that is no message: every pattern would go through it while nobody else is served, and the session would keep it for
 * good. Files in it are not counted.
 */
function assertShort({ newMessage, stateDelta }: RunRequest): void {
  const message = JSON.stringify(newMessage.parts.map(keptPart)).length;
  if (message > LONGEST_MESSAGE) {
    throw new Refused('invalid-body', `A message may have at most ${LONGEST_MESSAGE} characters, and this one has ${message}.`);
  }

  const state = JSON.stringify(stateDelta ?? {}).length;
  if (state > LARGEST_DELTA) {
    throw new Refused(
      'invalid-body',
      `A message may change at most ${LARGEST_DELTA} characters of state, and this one has ${state}.`,
    );
  }
}

/** A part of a message as the session keeps it: the bytes of files in it are not taken, so they are not kept either. */
function keptPart(part: AdkPart): AdkPart {
  return part.inlineData === undefined ? part : { text: `[${part.inlineData.displayName ?? part.inlineData.mimeType}]` };
}

/** Understands the message and begins the first thing to do about it, so that what must be refused is refused before a stream begins. */
async function prepare(
  host: AgentHost,
  turn: { readonly caller: Caller; readonly request: RunRequest; readonly turn: Turn; readonly signal: AbortSignal },
): Promise<{
  readonly scene: Scene;
  readonly first: BegunUse;
  readonly others: readonly PlannedUse[];
  readonly look: () => Promise<Scene>;
}> {
  const { ports } = host;
  const { caller, request } = turn;
  const { parts } = request.newMessage;
  const text = parts.flatMap((part) => (part.text === undefined ? [] : [part.text])).join('\n');
  const hasFiles = parts.some(({ inlineData, fileData }) => inlineData !== undefined || fileData !== undefined);
  const found = await findScene(ports, caller, request.sessionId);
  const plan = await planOf(host, { text, found, hasFiles, signal: turn.signal });
  const wording = wordingOf(plan.language);
  const look = async (): Promise<Scene> => ({
    ...(await findScene(ports, caller, request.sessionId)),
    ports,
    caller,
    turn: turn.turn,
    wording,
    signal: turn.signal,
  });
  const scene: Scene = { ...found, ports, caller, turn: turn.turn, wording, signal: turn.signal };
  const [use, ...others] = mergeUses(plan.uses);
  if (use === undefined) {
    throw new Error('A plan is never empty');
  }

  return { scene, first: await beginUse(scene, use), others, look };
}

/** What is done about a message: as the model plans it where there is one, else as we understand it. */
async function planOf(
  { model = null, onProblem }: AgentHost,
  message: { readonly text: string; readonly found: FoundSession; readonly hasFiles: boolean; readonly signal: AbortSignal },
): Promise<Plan> {
  const { text, found, hasFiles, signal } = message;
  const own = understand(text, knownOf(found, hasFiles));
  // Several pieces at once cost as many times: only words that plainly ask for them get them.
  const asksForSeveral = own.uses.some(({ tool, args }) => tool === 'generate_music' && 'take' in args && args.take !== null);
  if (model === null || text.trim() === '' || asksForSeveral) {
    return own;
  }

  try {
    return { language: own.language, uses: await planWithModel(model, { message: text, found, signal }) };
  } catch (problem) {
    signal.throwIfAborted();
    onProblem(problem);
    return own;
  }
}

/** Ends a turn that was refused before it began; the chat keeps what was refused. */
async function refuseTurn(
  host: AgentHost,
  refusal: { readonly stage: TurnStage; readonly problem: unknown; readonly stop: AbortSignal },
): Promise<void> {
  const { stage, problem, stop } = refusal;
  const code = codeOf(isTellable(problem) ? problem : null);
  await untilWritten(host, stop, async () =>
    stage.close(({ state }) => {
      const message = isTellable(problem) ? problem.message : wordingOf('en').fault(state);
      return {
        end: { status: 'failed', spent: null, error: { code, message } },
        last: { content: spoken(message), turnComplete: true, errorCode: code, errorMessage: message },
      };
    }),
  );
}

/** Whether a failure is one that a person can act on; others are ours. */
function isTellable(problem: unknown): problem is StudioError {
  return problem instanceof StudioError && !problem.code.startsWith('database.');
}

/** Ends a turn that could not be finished, and says so: never in silence. */
async function endBadly(
  host: AgentHost,
  end: {
    readonly stage: TurnStage;
    readonly problem: unknown;
    readonly wording: Scene['wording'];
    readonly hasJob: boolean;
    readonly stop: AbortSignal;
    /** By somebody else: given up, cancelled or deleted with its session. */
    readonly isEnded: boolean;
  },
): Promise<void> {
  const { stage, problem, wording, hasJob, stop } = end;
  const isRefused = problem instanceof Refused;
  const isStopping = stop.aborted;
  const isEnded = end.isEnded || (problem instanceof StudioError && problem.code === 'turn.ended');
  if (!isRefused && !isStopping && !isEnded) {
    host.onProblem(problem);
  }

  const code = isStopping ? 'turn.interrupted' : codeOf(isRefused ? problem : null);
  const isWritten = await untilWritten(host, stop, async () =>
    stage.close(({ state }) => {
      const message = isStopping ? wording.stopping(state) : isRefused ? problem.message : wording.fault(state);
      const how = isStopping ? { interrupted: true } : { errorCode: code, errorMessage: message };
      return {
        end: { status: 'failed', spent: null, error: { code, message } },
        last: { content: spoken(message), turnComplete: true, ...how },
      };
    }),
  );
  if (!isWritten) {
    // Ended from outside, or the database does not answer while the process stops: the session is told by whoever gives the turn up.
    const message = isStopping ? wording.stopping(hasJob ? 'running' : 'none') : wording.ended();
    stage.show({ content: spoken(message), turnComplete: true, interrupted: true });
  }
}

/**
 * Writes the end of a turn, again and again while the database does not answer: a turn left running would lock its session for as long
 * as this process lives. False when it had ended before, or the process stops.
 */
async function untilWritten(host: AgentHost, stop: AbortSignal, write: () => Promise<boolean>): Promise<boolean> {
  for (;;) {
    try {
      return await write();
    } catch (problem) {
      host.onProblem(problem);
      if (stop.aborted) {
        return false;
      }
    }

    await setTimeout(PATIENCE_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}
