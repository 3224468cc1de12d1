import { summariseDraft } from '../../../contract/service/index.ts';
import { redoRevisions } from '../../actions/sessions/undo-revisions.ts';
import { answered, tool } from './tool.ts';
import { StepsArguments } from './tool-arguments.ts';

/** Does again what was undone last. Free. */
export const redo = tool({
  name: 'redo',
  description: 'Does again what was undone (steps, default 1, or "all"), as long as nothing else was changed since.',
  schema: StepsArguments,
  isShown: true,
  async start({ ports, caller, session, turn, wording }, { steps }) {
    const redone = await redoRevisions(ports, caller, { sessionId: session.id, turnId: turn.id, steps });
    return redone === null
      ? answered(wording.none('redo'), { response: { status: 'error', code: 'nothing-to-redo' } })
      : answered(`${wording.redoneSteps(redone.labels)} ${wording.timeline(summariseDraft(redone.draft))}`, {
          response: { status: 'ok', redone: redone.labels },
          draft: redone.draft,
          nextSteps: wording.afterEdit(),
        });
  },
});
