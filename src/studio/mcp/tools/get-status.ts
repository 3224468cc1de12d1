import { z } from 'zod';
import { readWork } from '../../actions/projects/follow-work.ts';
import { WorkAnswer } from '../answers.ts';
import { follow, patienceOf } from '../follow.ts';
import { repeatedAnswer } from '../repeated-answer.ts';
import { deskTool } from '../tool.ts';
import { workText } from '../work-answer.ts';

/** How a job stands, and its file. */
export const getStatus = deskTool({
  name: 'get_status',
  title: 'Status of a job',
  description:
    'Says how a piece of work stands that another tool began (job_id), and gives the file of a finished export. Use it after an answer with status "running", or when a call timed out: the work went on. With wait_seconds it waits for the end.',
  input: z.object({
    job_id: z.string().min(1).max(200),
    wait_seconds: z.number().min(0).max(600).default(0).describe('How long to wait for the end; 0 unless said.'),
  }),
  output: WorkAnswer,
  annotations: { readOnlyHint: true, openWorldHint: false },
  scopes: ['read'],
  limit: 'read',
  async run({ job_id: id, wait_seconds: seconds }, call) {
    const { ports, caller } = call.desk;
    const work =
      seconds === 0
        ? await readWork(ports, caller, id)
        : await follow(call, {
            id,
            patience: patienceOf({ wait_seconds: seconds }),
            message: 'Waiting',
            from: 0,
            to: 1,
            isOwn: false,
          });
    const answer = await repeatedAnswer(call, work);
    return { data: answer, text: workText(answer), files: answer.files };
  },
});
