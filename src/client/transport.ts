import type { z } from 'zod';
import { type ClientClock, DeadlinePassed, withDeadline } from './client-clock.ts';
import type { ClientNotice, Fetch } from './client-options.ts';
import { readAnswer, type ReadAnswer } from './read-answer.ts';
import { problemOf, type ProblemKind, readProblem, ServiceError, type ServiceProblem } from './service-problem.ts';
import type { TokenKeeper } from './token-keeper.ts';

/** Tries of a call that may be repeated, and the pause after the first; it doubles, with jitter. */
const MOST_TRIES = 4;
const FIRST_PAUSE_MS = 500;
/** Longer waits are for people to decide on. */
const LONGEST_WAIT_SECONDS = 120;
/** How long a usual call may take, in milliseconds. */
const USUAL_DEADLINE_MS = 60_000;

/** Sends one request; by default with `fetch`. An upload that shows its progress sends another way. */
export type Sender = (
  url: string,
  init: RequestInit & { readonly signal: AbortSignal; readonly headers: Headers },
) => Promise<Response>;

export type Call = {
  readonly method: 'GET' | 'POST';
  /** Below the base URL, or a whole address. */
  readonly path: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly headers?: { readonly [name: string]: string };
  /** Whether doing it twice is as good as once: only such calls are repeated when no answer came. */
  readonly isRepeatable: boolean;
  /** Default 60 s. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal | null;
  /** Default true; false where a token must not, or cannot go. */
  readonly sendsToken?: boolean;
  /** Default true; false for addresses that are not the service's. */
  readonly sendsAttribution?: boolean;
  readonly sender?: Sender;
};

export type TransportHost = {
  readonly baseUrl: string;
  readonly webUrl: string;
  readonly fetch: Fetch;
  /** Whether `fetch` is the caller's own: then everything goes through it. */
  readonly isOwnFetch: boolean;
  readonly clock: ClientClock;
  readonly random: () => number;
  readonly attribution: { readonly [name: string]: string };
  readonly signal: AbortSignal | null;
  readonly onNotice: (notice: ClientNotice) => void;
};

/** What one try sends beside its body. */
type Prepared = { readonly headers: Headers; readonly token: string | null };
/** What one try met; `read` is null where the body is the caller's to read. */
type Met<Value> = { readonly value: Value; readonly read: ReadAnswer | null; readonly status: number };

/** Failures that may be over in a moment. */
const PASSING = new Set<ProblemKind>(['unreachable', 'unavailable', 'fault', 'unreadable-answer']);

/** An answer that was read to its end. */
export type Answered = { readonly json: unknown; readonly headers: Headers };

/** Every request of the client goes through here: headers, deadlines, and what is tried again when it fails. */
export class Transport {
  readonly host: TransportHost;
  readonly #tokens: TokenKeeper;

  constructor(host: TransportHost, tokens: TokenKeeper) {
    this.host = host;
    this.#tokens = tokens;
  }

  /** Asks, and gives the JSON of a good answer. Throws `ServiceError`, or the reason of a signal that aborted. */
  async ask(call: Call): Promise<Answered> {
    const { clock } = this.host;
    return this.#withRepeats(call, async (request, parent) =>
      withDeadline(clock, { milliseconds: call.deadlineMs ?? USUAL_DEADLINE_MS, parent }, async (signal) => {
        const response = await this.#send(call, request, signal);
        const read = readAnswer(response, await response.text(), clock.now());
        return { value: { json: 'json' in read ? read.json : null, headers: response.headers }, read, status: response.status };
      }),
    );
  }

  /**
   * Asks for a stream of events. The deadline holds until the headers are there; afterwards the signal alone ends it. A body that is JSON
   * or a page is read here: it is a refusal, whatever its status.
   */
  async openEvents(call: Call): Promise<Response> {
    return this.#open(call, /json|html/i);
  }

  /** Asks for a file, in the same way. */
  async openFile(call: Call): Promise<Response> {
    return this.#open(call, /html/i);
  }

  async #open(call: Call, foreign: RegExp): Promise<Response> {
    const { clock } = this.host;
    return this.#withRepeats(call, async (request, parent) => {
      const late = new AbortController();
      const isDone = new AbortController();
      const deadlineMs = call.deadlineMs ?? USUAL_DEADLINE_MS;
      const watch = clock.wait(deadlineMs, isDone.signal).then(
        () => late.abort(new DeadlinePassed(deadlineMs)),
        () => undefined,
      );
      try {
        // Joined for as long as the stream lives: it ends when the caller leaves.
        const response = await this.#send(call, request, joinSignals(parent, late.signal) ?? late.signal);
        const isGood = response.ok && !foreign.test(response.headers.get('content-type') ?? '');
        const read = isGood ? null : readAnswer(response, await response.text(), clock.now());
        return { value: response, read: read !== null && 'json' in read ? { unreadable: '' } : read, status: response.status };
      } finally {
        isDone.abort();
        await watch;
      }
    });
  }

  /** What an answer should be; one that is something else is not of this API. */
  parse<Schema extends z.ZodType>(schema: Schema, data: unknown): z.output<Schema> {
    const read = schema.safeParse(data);
    if (!read.success) {
      throw new ServiceError(problemOf('unreadable-answer'), { cause: read.error });
    }

    return read.data;
  }

  /** Notes the id that registration links carry. */
  learnBindId(bindId: string | null): void {
    this.#tokens.bindId ??= bindId;
  }

  /** A problem from what a stream tells. */
  readTold(told: Parameters<typeof readProblem>[0]): ServiceProblem {
    return readProblem(told, { bindId: this.#tokens.bindId, webUrl: this.host.webUrl });
  }

  /** Waits, and says so. */
  async pause(seconds: number, why: (ClientNotice & { kind: 'waiting' })['why'], signal: AbortSignal | null): Promise<void> {
    this.host.onNotice({ kind: 'waiting', seconds, why });
    await this.host.clock.wait(seconds * 1000, signal ?? undefined);
  }

  /** What a try sends. Headers that cannot be, and a storage that fails, are no matter of the connection: they throw as they are. */
  async #prepare(call: Call): Promise<Prepared> {
    const token = call.sendsToken === false ? null : await this.#tokens.current();
    const said = call.sendsAttribution === false ? {} : this.host.attribution;
    const headers = new Headers({ Accept: 'application/json', ...said, ...call.headers });
    if (token !== null) {
      headers.set('Authorization', `Bearer ${token}`);
    }

    if (call.json !== undefined) {
      headers.set('Content-Type', 'application/json');
    }

    return { headers, token };
  }

  async #send(call: Call, { headers }: Prepared, signal: AbortSignal): Promise<Response> {
    const { baseUrl, fetch } = this.host;
    const url = /^https?:/.test(call.path) ? call.path : `${baseUrl}${call.path}`;
    const body = call.json === undefined ? {} : { body: JSON.stringify(call.json) };
    return (call.sender ?? fetch)(url, { method: call.method, headers, signal, ...body });
  }

  /** Tries once more after 1001 (with another token) and 429 (after its pause), and some times when no answer came and a repeat does no harm. */
  async #withRepeats<Value>(
    call: Call,
    attempt: (request: Prepared, signal: AbortSignal | null) => Promise<Met<Value>>,
  ): Promise<Value> {
    const signal = joinSignals(call.signal ?? null, this.host.signal);
    let [hasRenewed, hasWaited] = [false, false];
    for (let tries = 1; ; tries++) {
      signal?.throwIfAborted();
      const request = await this.#prepare(call);
      const met = await attempt(request, signal).catch((cause: unknown) => {
        signal?.throwIfAborted();
        return failed(cause);
      });
      if (!(met instanceof ServiceError) && (met.read === null || 'json' in met.read)) {
        return met.value;
      }

      const error = met instanceof ServiceError ? met : this.#refused(met.read, met.status);
      const { kind, waitSeconds } = error.problem;
      if (kind === 'token-invalid' && !hasRenewed && call.sendsToken !== false) {
        hasRenewed = true;
        await this.#tokens.renew(request.token);
        this.host.onNotice({ kind: 'token-renewed' });
        continue;
      }

      if (kind === 'rate-limited' && !hasWaited && (waitSeconds ?? 0) <= LONGEST_WAIT_SECONDS) {
        hasWaited = true;
        await this.pause(waitSeconds ?? 0, 'rate-limited', signal);
        continue;
      }

      if (!call.isRepeatable || !PASSING.has(kind) || tries >= MOST_TRIES) {
        throw error;
      }

      const backoffMs = FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.5 + this.host.random());
      const seconds = Math.max(backoffMs / 1000, Math.min(waitSeconds ?? 0, LONGEST_WAIT_SECONDS));
      await this.pause(seconds, kind === 'unreachable' ? 'unreachable' : 'unavailable', signal);
    }
  }

  #refused(read: ReadAnswer | null, status: number): ServiceError {
    const problem =
      read !== null && 'problem' in read ? this.readTold(read.problem) : problemOf('unreadable-answer', { code: status, status });
    return new ServiceError(problem);
  }
}

function failed(cause: unknown): ServiceError {
  const problem = cause instanceof DeadlinePassed ? problemOf('timed-out') : problemOf('unreachable');
  return new ServiceError(problem, { cause });
}

/** One signal of two that may be missing. */
export function joinSignals(one: AbortSignal | null, other: AbortSignal | null): AbortSignal | null {
  return one !== null && other !== null ? AbortSignal.any([one, other]) : (one ?? other);
}
