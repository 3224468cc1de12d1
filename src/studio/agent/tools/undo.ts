import { summariseDraft } from '../../../contract/service/index.ts';
import { undoRevisions } from '../../actions/sessions/undo-revisions.ts';
import { answered, tool } from './tool.ts';
import { StepsArguments } from './tool-arguments.ts';

/** Takes the last changes of the timeline back. Free. */
export const undo = tool({
  name: 'undo',
  description: 'Takes back the changes that the last messages made and that still stand (steps, default 1, or "all").',
  schema: StepsArguments,
  isShown: true,
  async start({ ports, caller, session, turn, wording }, { steps }) {
    const undone = await undoRevisions(ports, caller, { sessionId: session.id, turnId: turn.id, steps });
    return undone === null
      ? answered(wording.none('undo'), { response: { status: 'error', code: 'nothing-to-undo' } })
      : answered(`${wording.undoneSteps(undone.labels)} ${wording.timeline(summariseDraft(undone.draft))}`, {
          response: { status: 'ok', undone: undone.labels },
          draft: undone.draft,
          nextSteps: wording.afterMusic(),
        });
  },
});
