import { z } from 'zod';
import { removeProject } from '../../actions/projects/remove-project.ts';
import { takeSources } from '../../actions/projects/take-sources.ts';
import { ProjectAnswer } from '../answers.ts';
import type { McpDoor } from '../door.ts';
import { projectToWorkIn } from '../projects.ts';
import { nameOf, sourceField, sourceOf } from '../sources.ts';
import { deskTool, type McpTool } from '../tool.ts';
import { secondsText } from '../describe.ts';

/** A file comes into a project. */
export function uploadAsset(kind: McpDoor['kind']): McpTool {
  return deskTool({
    name: 'upload_asset',
    title: 'Add a file',
    description:
      'Copies a video, picture or sound of the person into a project, to be placed with edit_timeline ("put holiday.mp4 under the music", "add logo.png for the last 3 seconds"). To score one video in a single step use score_video.',
    input: z.object({
      file: sourceField(kind, 'The file'),
      project: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .optional()
        .describe('Name or id of the project; made if there is none of that name. Left out: a new one called after the file.'),
    }),
    output: z.object({
      project: ProjectAnswer,
      asset: z.object({
        id: z.string(),
        name: z.string(),
        kind: z.enum(['video', 'image', 'audio', 'music']),
        bytes: z.number(),
        duration_seconds: z.number().nullable(),
        width: z.number().nullable(),
        height: z.number().nullable(),
      }),
    }),
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    scopes: ['upload'],
    limit: 'upload',
    async run(args, { door, desk, signal }) {
      const { ports, caller } = desk;
      const source = sourceOf(door, args.file);
      const { project, isNew } = await projectToWorkIn(desk, { name: args.project, wished: nameOf(args.file) });
      const taken = takeSources(ports, caller, { sessionId: project.id, sources: [source], files: door.localFiles, signal });
      const [file] = await taken.catch(async (problem: unknown) => {
        if (isNew) {
          await removeProject(ports, caller, project.id);
        }

        throw problem;
      });
      if (file === undefined) {
        throw new Error('An upload that was taken is among the files of its project');
      }

      const { id, filename, kind: what, bytes, durationMs, width, height } = file;
      const seconds = durationMs === null ? null : durationMs / 1000;
      return {
        data: {
          project: { id: project.id, name: project.title },
          asset: { id, name: filename, kind: what, bytes, duration_seconds: seconds, width, height },
        },
        text: `${filename} (${what}${seconds === null ? '' : `, ${secondsText(seconds)}`}${width === null || height === null ? '' : `, ${width}×${height}`}) is in "${project.title}". Place it with edit_timeline: "put ${filename} on the timeline".`,
      };
    },
  });
}
