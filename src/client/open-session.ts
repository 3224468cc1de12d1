import { z } from 'zod';
import { dataOf } from './read-answer.ts';
import { ServiceError } from './service-problem.ts';
import type { Transport } from './transport.ts';

/** What a new session is called unless said otherwise, as the contract has it. */
const USUAL_NAME = 'project';

export type SessionWish = {
  /** In which language the agent answers when a message does not tell: `en`, `zh`, any BCP 47 tag. Default: unknown. */
  readonly language?: string;
  /** 1 to 200 characters; default `project`. */
  readonly name?: string;
};

/** Names a session on the server. Whatever is not told is null. */
export type SessionIds = { readonly sessionId: string; readonly taskId: string | null };

const MadeSession = z.looseObject({
  // A snowflake of 19 digits: servers that write it as a number have lost its last digits already.
  session_id: z.union([z.string().min(1), z.number().transform(String)]),
  task_id: z.union([z.string(), z.number().transform(String)]).nullish(),
});

/** Makes a session. */
export async function makeSession(transport: Transport, wish: SessionWish, signal: AbortSignal | null): Promise<SessionIds> {
  const { name = USUAL_NAME, language } = wish;
  const { json } = await transport.ask({
    method: 'POST',
    path: '/api/tasks/me/with-session/nemo_agent',
    json: { task_name: name, ...(language === undefined ? {} : { language }) },
    // Twice makes an empty session too many, which nobody sees; giving up makes none.
    isRepeatable: true,
    signal,
  });
  const { session_id: sessionId, task_id: taskId } = transport.parse(MadeSession, dataOf(json));
  return { sessionId, taskId: taskId ?? null };
}

/** Whether a failure says that the session is gone. */
export function isSessionGone(problem: unknown): boolean {
  return problem instanceof ServiceError && problem.problem.kind === 'session-not-found';
}

/** The same where nothing but the session can be missing: servers of ADK say 404 and nothing else. */
export function isSessionMissing(problem: unknown): boolean {
  return isSessionGone(problem) || (problem instanceof ServiceError && problem.problem.kind === 'not-found');
}
