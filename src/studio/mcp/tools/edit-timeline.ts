import { z } from 'zod';
import { StudioError } from '../../../engine/kernel/index.ts';
import { converse, type Conversed } from '../../agent/index.ts';
import { cancelWork } from '../../actions/projects/wait-for-work.ts';
import { ownSession } from '../../actions/sessions/own-session.ts';
import { ProjectAnswer } from '../answers.ts';
import { Project, WaitSeconds } from '../arguments.ts';
import { timelineLine } from '../describe.ts';
import { isTakenBack, patienceOf } from '../follow.ts';
import { projectNamed } from '../projects.ts';
import { deskTool } from '../tool.ts';

/** Words about a timeline, as in a chat. */
export const editTimeline = deskTool({
  name: 'edit_timeline',
  title: 'Edit by words',
  description:
    'Changes a project by plain words, English or Chinese, as a person would say it: "music at 35% from 0:10", "calmer in the second half", "swap the piano for guitar", "no drums", "cut the first 2 seconds of the second clip", "title \'Urban Dreams\' for the first three seconds, red", "match the cuts", "put holiday.mp4 under it", "make it vertical", "in D minor", "another take". Several wishes in one sentence are one step that undo takes back. The answer says what changed, from what to what; what was not understood is named. New music costs credits where there are any. Then export_video for a file.',
  input: z.object({
    project: Project,
    words: z.string().trim().min(1).max(8000).describe('What to change, best as the person said it.'),
    wait_seconds: WaitSeconds,
  }),
  output: z.object({
    status: z.enum(['completed', 'running']).describe('"running": the change goes on by itself; look again with get_timeline.'),
    project: ProjectAnswer,
    is_changed: z.boolean(),
    said: z.array(z.string()).describe('What was answered, each part as it came.'),
    timeline: z.string(),
    problem: z
      .object({ code: z.string(), message: z.string() })
      .nullable()
      .describe('Why not all of it could be done; null when it could.'),
  }),
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  scopes: ['write'],
  limit: 'turn',
  async run(args, call) {
    const { desk, signal, onProgress } = call;
    const { ports, agent, caller } = desk;
    const before = await projectNamed(desk, args.project);
    const said: string[] = [];
    const turn = converse(agent, caller, {
      sessionId: before.id,
      words: args.words,
      onSaid(text) {
        said.push(text);
        // How long a change takes is not known before: halves of what is left never reach the end.
        onProgress(1 - 0.5 ** said.length, text);
      },
    });
    const told = await firstOf(turn, AbortSignal.any([signal, patienceOf(args)]));
    if (told === null && isTakenBack(call)) {
      // A turn ends by itself when what it waits for was cancelled.
      await cancelWork(ports, caller, before.id);
      await turn;
      throw new StudioError('job.stopped', 'Stopped. What was changed before can be taken back with undo.');
    }

    const session = await ownSession(ports, caller, before.id);
    const timeline = await timelineLine(desk, session.id);
    const problem = told?.problem ?? null;
    const data = {
      status: told === null ? ('running' as const) : ('completed' as const),
      project: { id: session.id, name: session.title },
      is_changed: session.revision !== before.revision,
      said,
      timeline,
      problem,
    };
    const state = told === null ? ['Still working; look again with get_timeline in a moment.'] : [];
    return { data, text: [...said, ...state, timeline].join('\n') };
  },
});

/** What a turn came to; null when patience ended first. The turn goes on then, and its failure is nobody's any more. */
async function firstOf(turn: Promise<Conversed>, end: AbortSignal): Promise<Conversed | null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  const stop = (): void => resolve(null);
  end.addEventListener('abort', stop, { once: true });
  turn.catch(() => undefined);
  try {
    return end.aborted ? null : await Promise.race([turn, promise]);
  } finally {
    end.removeEventListener('abort', stop);
  }
}
