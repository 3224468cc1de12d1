import { z } from 'zod';
import { redoRevisions, undoRevisions } from '../../actions/sessions/undo-revisions.ts';
import { ProjectAnswer } from '../answers.ts';
import { Project } from '../arguments.ts';
import { timelineLine } from '../describe.ts';
import { projectNamed } from '../projects.ts';
import { deskTool, type McpTool } from '../tool.ts';

const WAYS = {
  undo: {
    title: 'Undo',
    description:
      'Takes the last change of a project’s timeline back, or the last several (steps); each call of edit_timeline is one. Music comes back as it was, without being made again.',
    go: undoRevisions,
    done: 'Took back',
    nothing: 'There is nothing to take back.',
  },
  redo: {
    title: 'Redo',
    description: 'Does again what undo took back last, as long as nothing else was changed since.',
    go: redoRevisions,
    done: 'Did again',
    nothing: 'There is nothing to do again.',
  },
} as const;

/** One step back, or forth again. */
export function historyTool(name: keyof typeof WAYS): McpTool {
  const { title, description, go, done, nothing } = WAYS[name];
  return deskTool({
    name,
    title,
    description,
    input: z.object({ project: Project, steps: z.int().min(1).max(100).default(1) }),
    output: z.object({
      project: ProjectAnswer,
      is_changed: z.boolean(),
      changes: z.array(z.string()).describe('What was taken back or done again.'),
      timeline: z.string(),
    }),
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
    scopes: ['write'],
    limit: 'write',
    async run(args, { desk }) {
      const { id, title: projectTitle } = await projectNamed(desk, args.project);
      const returned = await go(desk.ports, desk.caller, { sessionId: id, turnId: null, steps: args.steps });
      const changes = [...(returned?.labels ?? [])];
      const timeline = await timelineLine(desk, id);
      return {
        data: { project: { id, name: projectTitle }, is_changed: returned !== null, changes, timeline },
        text: [returned === null ? nothing : `${done}: ${changes.join(', ')}.`, timeline].join('\n'),
      };
    },
  });
}
