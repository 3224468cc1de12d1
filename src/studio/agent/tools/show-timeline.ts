import { z } from 'zod';
import { summariseDraft } from '../../../contract/service/index.ts';
import { listJobs } from '../../store/records/jobs.ts';
import { answered, tool } from './tool.ts';

/** Jobs looked through for one that still runs. */
const MOST_JOBS = 20;

/** Says what is on the timeline, and whether music is on its way or could not be made. Free. */
export const showTimeline = tool({
  name: 'show_timeline',
  description: 'Says in one line what is on the timeline, and whether music is still being made.',
  schema: z.object({}),
  isShown: false,
  async start({ ports, caller, session, draft, wording }) {
    const jobs = await listJobs(ports.database, { accountId: caller.account.id, sessionId: session.id, limit: MOST_JOBS });
    const running = jobs.find(({ kind, finishedAt }) => kind === 'generate' && finishedAt === null);
    // Its turn may have ended before it: then nobody has been told yet.
    const last = jobs.find(({ kind }) => kind === 'generate');
    const isEmpty = (draft.t ?? []).length === 0;
    const said = [
      wording.timeline(summariseDraft(draft)),
      ...(running === undefined ? [] : [wording.stillMaking(running.progress)]),
      ...(last?.status === 'failed' ? [wording.failed(last.errorMessage ?? '')] : []),
      ...(isEmpty && running === undefined ? [wording.none('music')] : []),
    ].join(isEmpty ? '. ' : ' ');
    return answered(said, { nextSteps: isEmpty ? [] : wording.afterMusic() });
  },
});
