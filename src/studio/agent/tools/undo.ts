import { z } from 'zod';
import { summariseDraft } from '../../../contract/service/index.ts';
import { undoRevision } from '../../actions/sessions/undo-revision.ts';
import { answered, tool } from './tool.ts';

/** Takes the last change of the timeline back. Free. */
export const undo = tool({
  name: 'undo',
  description: 'Takes back the last change of the timeline that still stands. Used again it goes further back.',
  schema: z.object({}),
  isShown: true,
  isLongRunning: false,
  async start({ ports, caller, session, turn, wording }) {
    const undone = await undoRevision(ports, caller, { sessionId: session.id, turnId: turn.id });
    return undone === null
      ? answered(wording.none('undo'), { response: { status: 'error', code: 'nothing-to-undo' } })
      : answered(`${wording.undone(undone.label)} ${wording.timeline(summariseDraft(undone.draft))}`, {
          draft: undone.draft,
          nextSteps: wording.afterMusic(),
        });
  },
});
