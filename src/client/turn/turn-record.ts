import type { Transport } from '../transport.ts';
import type { ServiceProblem } from '../service-problem.ts';
import type { Happening } from './happening.ts';
import { TextFlow } from './text-flow.ts';
import type { ReadTurnEvent } from './turn-event.ts';

/** How long nothing may be shown before it is said that the work goes on. */
const WORKING_EVERY_MS = 120_000;

/** What one turn has brought so far, wherever it came from: the stream, or the session afterwards. */
export class TurnRecord {
  readonly #transport: Transport;
  readonly #flow = new TextFlow();
  readonly #seen = new Set<string>();
  readonly startedMs: number;
  #shownMs: number;
  /** When something last happened; heartbeats are nothing. */
  progressMs: number;
  invocationId: string | null = null;
  problem: ServiceProblem | null = null;
  /** What the server's side of the stream said when it failed. */
  streamError: string | null = null;

  constructor(transport: Transport) {
    this.#transport = transport;
    this.startedMs = transport.host.clock.now();
    this.#shownMs = this.startedMs;
    this.progressMs = this.startedMs;
  }

  get said(): string {
    return this.#flow.said();
  }

  /** Whole seconds since the message. */
  get seconds(): number {
    return Math.round((this.#transport.host.clock.now() - this.startedMs) / 1000);
  }

  get nextWorkingMs(): number {
    return this.#shownMs + WORKING_EVERY_MS;
  }

  /** That the work goes on, when nothing was shown for long enough. */
  *tellWorking(): Generator<Happening> {
    if (this.#transport.host.clock.now() >= this.nextWorkingMs) {
      this.#shownMs = this.#transport.host.clock.now();
      yield { kind: 'working', seconds: this.seconds };
    }
  }

  *tellProblem(problem: ServiceProblem): Generator<Happening> {
    this.problem = problem;
    yield { kind: 'problem', problem, isSaid: this.said.includes(problem.message) };
  }

  /** What is new in an event; an event that was there already tells nothing. */
  *tell(event: ReadTurnEvent): Generator<Happening> {
    if (event.id !== null && this.#seen.has(event.id)) {
      return;
    }

    // Pieces of one text may share an id with each other and with their whole.
    if (event.id !== null && !event.says.some((one) => one.kind === 'text' && one.isPiece)) {
      this.#seen.add(event.id);
    }

    this.invocationId ??= event.invocationId;
    if (event.says.length > 0 || event.id !== null) {
      this.progressMs = this.#transport.host.clock.now();
    }

    for (const one of event.says) {
      switch (one.kind) {
        case 'text': {
          const shown = this.#flow.take(one);
          if (shown !== null) {
            this.#shownMs = this.progressMs;
            yield { kind: 'text', ...shown };
          }

          break;
        }
        case 'tool':
        case 'tool-result':
          this.#flow.interrupt();
          yield one;
          break;
        case 'progress':
          yield one;
          break;
        case 'problem':
          this.#flow.interrupt();
          yield* this.tellProblem(turnProblem(this.#transport.readTold(one.told)));
          break;
        case 'stream-error':
          this.streamError = one.message;
          break;
        case 'end':
          break;
      }
    }
  }
}

/** What goes wrong within a turn has mostly no code of this API: then it is the turn that failed, not the service. */
function turnProblem(problem: ServiceProblem): ServiceProblem {
  return problem.kind === 'fault' || problem.kind === 'invalid-body' ? { ...problem, kind: 'turn-failed' } : problem;
}
