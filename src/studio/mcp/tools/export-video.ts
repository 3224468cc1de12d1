import { z } from 'zod';
import { WorkAnswer } from '../answers.ts';
import { Format, IdempotencyKey, PresetName, Project, WaitSeconds } from '../arguments.ts';
import { beginExport } from '../export-work.ts';
import { follow, patienceOf } from '../follow.ts';
import { keyedJob } from '../keyed-job.ts';
import { projectNamed } from '../projects.ts';
import { deskTool } from '../tool.ts';
import { workAnswer, workText } from '../work-answer.ts';

/** A file of a timeline as it is. */
export const exportVideo = deskTool({
  name: 'export_video',
  title: 'Export',
  description:
    'Writes a file of a project’s timeline as it is now: mp4 (1080p video), sound (wav, mp3, m4a, flac), gif (a short preview), stems (a zip with one WAV per instrument, MIDI and score), mid (MIDI), otio or mlt (the timeline for editing programs), srt or vtt (captions), json (the score). Free of charge. An export after a small change only makes what changed.',
  input: z.object({
    project: Project,
    format: Format.default('mp4'),
    preset: PresetName,
    quality: z.enum(['low', 'medium', 'high', 'best']).optional().describe('"high" unless said.'),
    resolution: z
      .string()
      .regex(/^(\d{3,4}p|\d{2,4}x\d{2,4})$/)
      .optional()
      .describe('"720p", "1080p" or "1280x720"; the timeline’s own unless said.'),
    fps: z.number().min(1).max(240).optional().describe('Becomes the nearest of 24, 25, 30 and 60.'),
    wait_seconds: WaitSeconds,
    idempotency_key: IdempotencyKey,
  }),
  output: WorkAnswer,
  annotations: { readOnlyHint: true, openWorldHint: false },
  scopes: ['render'],
  limit: 'export',
  async run(args, call) {
    const { desk } = call;
    const project = await projectNamed(desk, args.project);
    const jobId = keyedJob(desk, 'export_video', args.idempotency_key);
    const id = await beginExport(desk, {
      sessionId: project.id,
      title: project.title,
      file: args,
      ...(jobId !== undefined && { jobId }),
    });
    const work = await follow(call, {
      id,
      patience: patienceOf(args),
      message: `Writing the ${args.format} file`,
      from: 0,
      to: 1,
    });
    const answer = await workAnswer(call, { work, project });
    return { data: answer, text: workText(answer), files: answer.files };
  },
});
