import { isReadyForExport } from '../../../contract/service/index.ts';
import { answered, tool } from './tool.ts';
import { ExplainArguments } from './tool-arguments.ts';

/** Answers in words alone: how to export or upload, what can be done, or a short question. Free. */
export const explain = tool({
  name: 'explain',
  description:
    'Answers in words: how to export or upload, what can be done today, a greeting, or one short question when a message is unclear.',
  schema: ExplainArguments,
  isShown: false,
  start: async ({ draft, wording }, { topic, words, notices }) => {
    const hasDraft = isReadyForExport(draft);
    const nextSteps = topic === 'thanks' && hasDraft ? wording.afterMusic() : [];
    const said = topic === 'notices' ? wording.notices(notices) : wording.explain(topic, { hasDraft, words });
    return Promise.resolve(answered(said, { nextSteps }));
  },
});
