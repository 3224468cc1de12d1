import { z } from 'zod';
import { readBrief } from '../../../engine/brief/index.ts';
import { sizeOf } from '../../../engine/export/index.ts';
import { findWork } from '../../actions/projects/follow-work.ts';
import { requestPiece } from '../../actions/projects/request-piece.ts';
import { MusicWorkAnswer } from '../answers.ts';
import { AspectName, Format, hintsOf, IdempotencyKey, PresetName, Prompt, WaitSeconds, wishes } from '../arguments.ts';
import { finishMusic } from '../finish-music.ts';
import { keyedJob } from '../keyed-job.ts';
import { musicAnswer } from '../music-answer.ts';
import { projectToWorkIn } from '../projects.ts';
import { repeatedAnswer } from '../repeated-answer.ts';
import { deskTool } from '../tool.ts';

/** Music of words, on a timeline and as a file. */
export const makeMusic = deskTool({
  name: 'make_music',
  title: 'Make music',
  description:
    'Composes, renders and masters royalty-free instrumental music of a description, exactly as long as asked, and gives it as a file: sound (wav, mp3, m4a, flac), or mp4 for a 1080p video with a picture drawn from the music. Takes some seconds. The music lies on the timeline of a project, so that it can be changed afterwards with edit_timeline ("calmer", "no drums", "title …"). To put music under the person’s own video use score_video instead. Music in a project that has some is replaced.',
  input: z.object({
    prompt: Prompt,
    ...wishes,
    loop: z.boolean().optional().describe('Whether the end runs into the beginning without a seam.'),
    format: Format.default('wav').describe('What file to give; "mp4" for a video. More kinds later with export_video.'),
    preset: PresetName,
    aspect: AspectName,
    project: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('Name of the project to work in; made if there is none of that name. Left out: a new one.'),
    wait_seconds: WaitSeconds,
    idempotency_key: IdempotencyKey,
  }),
  output: MusicWorkAnswer,
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  scopes: ['write', 'render'],
  limit: 'turn',
  async run(args, call) {
    const { desk } = call;
    const { prompt, project: name, aspect, preset, format, loop } = args;
    const hints = { ...hintsOf(args), ...(loop !== undefined && { loop }) };
    // Before anything is made: what no music can be is said at once.
    const read = readBrief(prompt, hints);
    const jobId = keyedJob(desk, 'make_music', args.idempotency_key);
    const known = jobId === undefined ? null : await findWork(desk.ports, desk.caller, jobId);
    if (known !== null) {
      return musicAnswer(call, { answer: await repeatedAnswer(call, known), read });
    }

    const { project, isNew } = await projectToWorkIn(desk, { name, wished: args.title ?? prompt });
    const requested = await requestPiece(desk.ports, desk.caller, {
      session: project,
      prompt,
      hints,
      frame: aspect === undefined ? null : sizeOf(aspect),
      ...(jobId !== undefined && { jobId }),
    });
    const answer = await finishMusic(call, {
      jobId: requested.job.id,
      project,
      isNew,
      file: { format, preset },
      patience: args.wait_seconds,
      warnings: [],
    });
    return musicAnswer(call, { answer, read });
  },
});
