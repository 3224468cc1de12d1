import type { CallToolResult } from '@modelcontextprotocol/server';
import { StudioError } from '../../engine/kernel/index.ts';
import { Refused } from '../actions/refused.ts';
import type { McpDoor } from './door.ts';

/** What a model can do about a failure here, where the message says it for another door or not at all. */
const REMEDIES: { readonly [code: string]: string } = {
  'database.unreachable': 'Try again in a moment.',
  'refused.conflict': 'Wait a few seconds, look with get_timeline, and try again.',
  'refused.session-not-found': 'Call list_projects for the projects there are.',
  'refused.out-of-credits': 'Nothing was charged. Tell the person; trying again does not help.',
  'refused.export-blocked':
    'This is about the plan of the account, not about credits. Tell the person; trying again does not help.',
  'refused.rate-limited': 'Wait half a minute and try once more.',
};
/** Failures whose message is ours to say but whose cause is no business of the client. */
const OURS =
  'Something went wrong inside Cuesmith, and it was noted. Try again; if it happens again, run `cuesmith doctor` on the machine it runs on.';

/** A failed call as its result: what was wrong and what to do, with a stable code. */
export function toolProblem(
  problem: unknown,
  { door, signal }: { readonly door: McpDoor; readonly signal: AbortSignal },
): CallToolResult {
  if (signal.aborted) {
    return failure('job.stopped', 'Stopped.');
  }

  if (!(problem instanceof StudioError)) {
    door.onProblem(problem);
    return failure('bug', OURS);
  }

  const remedy = REMEDIES[problem.code];
  const code = problem instanceof Refused ? `${problem.code}, ${problem.number}` : problem.code;
  const link = problem instanceof Refused ? (problem.credits?.registration_url ?? null) : null;
  return failure(code, [problem.message, remedy, link].filter((part) => part !== undefined && part !== null).join(' '));
}

function failure(code: string, message: string): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: `${message} [${code}]` }], _meta: { 'cuesmith/code': code } };
}
