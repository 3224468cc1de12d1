import { summariseDraft } from '../../../contract/service/index.ts';
import { saveEdits } from '../../actions/sessions/save-edits.ts';
import { tool } from './tool.ts';
import { EditMultitrackArguments } from './tool-arguments.ts';

/** Changes the timeline: level and fades of the music, title, shape of the picture. Free. */
export const editMultitrack = tool({
  name: 'edit_multitrack',
  description: 'Changes the timeline without making music: level and fades of the music, the title, the shape of the picture.',
  schema: EditMultitrackArguments,
  isShown: true,
  isLongRunning: false,
  async start(scene, { edits }) {
    const { ports, caller, session, turn, wording } = scene;
    const saved = await saveEdits(ports, caller, { sessionId: session.id, turnId: turn.id, edits });
    const isChanged = saved.changes.length > 0;
    const said = [
      ...(isChanged ? [wording.changed(saved.changes)] : []),
      ...(saved.unchanged.length > 0 ? [wording.unchanged(saved.unchanged)] : []),
      ...saved.missing.map((what) => wording.none(what)),
      ...(isChanged ? [wording.timeline(summariseDraft(saved.draft))] : []),
    ].join(' ');
    return {
      announced: null,
      shownArguments: null,
      finish: async () =>
        Promise.resolve({
          response: {
            status: isChanged || saved.unchanged.length > 0 ? 'ok' : 'error',
            changes: saved.changes.map(({ what, before, after }) => ({ what, before, after })),
          },
          said,
          nextSteps: isChanged ? wording.afterEdit() : [],
          draft: isChanged ? saved.draft : null,
          problem: null,
        }),
    };
  },
});
