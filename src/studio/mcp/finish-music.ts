import { ownSession } from '../actions/sessions/own-session.ts';
import { removeProject } from '../actions/projects/remove-project.ts';
import type { WorkAnswer } from './answers.ts';
import { beginExport, type WantedFile } from './export-work.ts';
import { follow, patienceOf } from './follow.ts';
import type { FoundProject } from './projects.ts';
import type { ToolCall } from './tool.ts';
import { workAnswer } from './work-answer.ts';

/** Where in a call's progress its music is done. */
const MUSIC_DONE = 0.5;

/**
 * Follows a job that makes music, then exports its timeline, as far as the call's patience goes. A call that is taken back, and music that
 * fails, leave no project that was begun for it.
 */
export async function finishMusic(
  call: ToolCall,
  asked: {
    readonly jobId: string;
    readonly project: FoundProject;
    readonly isNew: boolean;
    readonly file: WantedFile;
    readonly patience: number;
    readonly warnings: readonly string[];
  },
): Promise<WorkAnswer> {
  const { desk } = call;
  const { jobId, project, isNew, file, warnings } = asked;
  const patience = patienceOf({ wait_seconds: asked.patience });
  try {
    const music = await follow(call, { id: jobId, patience, message: 'Making the music', from: 0, to: MUSIC_DONE });
    if (music.status !== 'completed') {
      return await workAnswer(call, { work: music, project, warnings });
    }
  } catch (problem) {
    if (isNew) {
      await removeProject(desk.ports, desk.caller, project.id);
    }

    throw problem;
  }

  // The title of a project follows its music's.
  const session = await ownSession(desk.ports, desk.caller, project.id);
  const exportId = await beginExport(desk, { sessionId: session.id, title: session.title, file });
  const message = `Writing the ${file.format} file`;
  const work = await follow(call, { id: exportId, patience, message, from: MUSIC_DONE, to: 1 });
  return workAnswer(call, { work, project: session, warnings });
}
