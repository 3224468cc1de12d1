import { z } from 'zod';
import { stopWork } from '../../actions/projects/follow-work.ts';
import { deskTool } from '../tool.ts';

const Ended = z.enum(['completed', 'running', 'failed', 'cancelled']);

/** Stops a job. */
export const cancel = deskTool({
  name: 'cancel',
  title: 'Cancel a job',
  description:
    'Stops a piece of work that is still running (job_id); credits that were reserved for it are given back. Work that is done stays done: use undo to take a change of the timeline back.',
  input: z.object({ job_id: z.string().min(1).max(200) }),
  output: z.object({
    job_id: z.string(),
    status: Ended,
    was_stopped: z.boolean(),
  }),
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
  scopes: ['write'],
  limit: 'write',
  async run({ job_id: id }, { desk }) {
    const { status } = await stopWork(desk.ports, desk.caller, id);
    const shown: z.infer<typeof Ended> = status === 'pending' || status === 'processing' ? 'running' : status;
    return {
      data: { job_id: id, status: shown, was_stopped: shown === 'cancelled' },
      text: shown === 'cancelled' ? 'Cancelled.' : `There was nothing to stop: it is ${shown}.`,
    };
  },
});
