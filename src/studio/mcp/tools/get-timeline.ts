import { z } from 'zod';
import { showProject } from '../../actions/projects/show-project.ts';
import { Timeline } from '../../../engine/timeline/index.ts';
import { ProjectAnswer } from '../answers.ts';
import { Project } from '../arguments.ts';
import { secondsText } from '../describe.ts';
import { projectNamed } from '../projects.ts';
import { deskTool } from '../tool.ts';

/** What is on a timeline. */
export const getTimeline = deskTool({
  name: 'get_timeline',
  title: 'Show a timeline',
  description: 'Shows what is on a project’s timeline: tracks, clips with their times and levels, titles, and the files it has.',
  input: z.object({ project: Project }),
  output: z.object({
    project: ProjectAnswer.extend({ revision: z.int(), updated_at: z.string(), duration_seconds: z.number() }),
    summary: z.string(),
    timeline: z.record(z.string(), z.unknown()).describe('The whole timeline; its times are milliseconds.'),
    media: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['video', 'image', 'audio', 'music']),
        name: z.string(),
        duration_seconds: z.number().nullable(),
      }),
    ),
  }),
  annotations: { readOnlyHint: true, openWorldHint: false },
  scopes: ['read'],
  limit: 'read',
  async run(args, { desk }) {
    const { id } = await projectNamed(desk, args.project);
    const { project, summary, timeline, media } = await showProject(desk.ports, desk.caller, id);
    const files = media.map(
      ({ kind, name, durationSeconds: seconds }) => `- ${kind}: ${name}${seconds === null ? '' : ` (${secondsText(seconds)})`}`,
    );
    return {
      data: {
        project: {
          id: project.id,
          name: project.title,
          revision: project.revision,
          updated_at: project.updatedAt,
          duration_seconds: project.durationSeconds,
        },
        summary,
        timeline: { ...Timeline.parse(timeline) },
        media: media.map(({ id: mediaId, kind, name, durationSeconds }) => ({
          id: mediaId,
          kind,
          name,
          duration_seconds: durationSeconds,
        })),
      },
      text: [`${project.title}, revision ${project.revision}`, summary, ...(files.length === 0 ? [] : ['Files:', ...files])].join(
        '\n',
      ),
    };
  },
});
