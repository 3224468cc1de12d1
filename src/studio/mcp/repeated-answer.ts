import { StudioError } from '../../engine/kernel/index.ts';
import type { Work } from '../actions/projects/follow-work.ts';
import { ownSession } from '../actions/sessions/own-session.ts';
import type { WorkAnswer } from './answers.ts';
import type { ToolCall } from './tool.ts';
import { workAnswer } from './work-answer.ts';

/** How a job stands that was begun by an earlier call. Throws `session.gone` when its project was deleted. */
export async function repeatedAnswer(call: ToolCall, work: Work): Promise<WorkAnswer> {
  if (work.sessionId === null) {
    throw new StudioError('session.gone', 'The project of this job was deleted. Begin anew.');
  }

  const project = await ownSession(call.desk.ports, call.desk.caller, work.sessionId);
  return workAnswer(call, { work, project });
}
