import {
  type Client,
  type ClientNotice,
  type ClientOptions,
  createClient,
  type Happening,
  ServiceError,
  type TurnSummary,
} from '../../src/client/index.ts';
import type { ScriptedServer } from './scripted-server.ts';
import { SkippingClock } from './skipping-clock.ts';

/** A client of a scripted server, with a clock that waits for nobody. */
export type ScriptedClient = {
  readonly client: Client;
  readonly clock: SkippingClock;
  /** What it gave notice of. */
  readonly notices: readonly ClientNotice[];
  /** Another client with the same clock and notices. */
  readonly newClient: (more?: Partial<ClientOptions>) => Client;
};

export function openScriptedClient({ url }: ScriptedServer): ScriptedClient {
  const clock = new SkippingClock();
  const notices: ClientNotice[] = [];
  const newClient = (more: Partial<ClientOptions> = {}): Client =>
    createClient({ baseUrl: url, clock, random: () => 0.5, onNotice: (notice) => notices.push(notice), ...more });
  return { client: newClient(), clock, notices, newClient };
}

/** What a message in a new session brings, `done` apart. */
export async function sayTo(
  client: Client,
  message = 'hello',
): Promise<{ readonly happenings: readonly Happening[]; readonly done: TurnSummary }> {
  const session = await client.openSession();
  const happenings: Happening[] = [];
  for await (const happening of session.send(message)) {
    happenings.push(happening);
  }

  const done = happenings.pop();
  if (done?.kind !== 'done') {
    throw new Error(`Expected "done" at the end, got ${JSON.stringify(done)}`);
  }

  return { happenings, done: done.summary };
}

/** The problem that a call ends with. */
export async function problemOf(work: Promise<unknown>): Promise<ServiceError['problem']> {
  const caught: unknown = await work.then(
    () => null,
    (problem: unknown) => problem,
  );
  if (!(caught instanceof ServiceError)) {
    throw new Error(`Expected a ServiceError, got ${String(caught)}`);
  }

  return caught.problem;
}

/** An event as ADK writes it. */
export const adk = (content: object, more: object = {}): string =>
  `data: ${JSON.stringify({ id: 'x', invocationId: 'e-1', author: 'nemo_agent', content: { role: 'model', ...content }, ...more })}\n\n`;

/** A text as it is told. */
export const text = (words: string, isPiece = false) => ({ kind: 'text', text: words, isPiece });
