import { z } from 'zod';
import { listProjects as listAll } from '../../actions/projects/show-project.ts';
import { secondsText } from '../describe.ts';
import { deskTool } from '../tool.ts';

/** The caller's projects. */
export const listProjects = deskTool({
  name: 'list_projects',
  title: 'List projects',
  description: 'Lists the projects there are, the last used first, with names for the other tools.',
  input: z.object({ limit: z.int().min(1).max(1000).default(50) }),
  output: z.object({
    projects: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        revision: z.int().describe('0 at first; one more with every change.'),
        updated_at: z.string(),
        duration_seconds: z.number(),
        tracks: z.int(),
      }),
    ),
    total: z.int(),
  }),
  annotations: { readOnlyHint: true, openWorldHint: false },
  scopes: ['read'],
  limit: 'read',
  async run({ limit }, { desk }) {
    const all = await listAll(desk.ports, desk.caller);
    const projects = all.slice(0, limit).map(({ id, title, revision, updatedAt, durationSeconds, tracks }) => ({
      id,
      name: title,
      revision,
      updated_at: updatedAt,
      duration_seconds: durationSeconds,
      tracks,
    }));
    const lines = projects.map(
      ({ name, duration_seconds: seconds }) => `- ${name} (${seconds === 0 ? 'empty' : secondsText(seconds)})`,
    );
    return {
      data: { projects, total: all.length },
      text: all.length === 0 ? 'There are no projects yet. make_music and score_video begin one.' : lines.join('\n'),
    };
  },
});
