import { z } from 'zod';
import { FilmRequest } from '../../../contract/index.ts';
import { readBrief } from '../../../engine/brief/index.ts';
import { FIT_MODES, readCaptions } from '../../../engine/timeline/index.ts';
import { findWork } from '../../actions/projects/follow-work.ts';
import { removeProject } from '../../actions/projects/remove-project.ts';
import { requestFilm } from '../../actions/projects/request-film.ts';
import { assertPictures, type Source, takeSources } from '../../actions/projects/take-sources.ts';
import { MusicWorkAnswer } from '../answers.ts';
import { AspectName, Format, hintsOf, IdempotencyKey, PresetName, Prompt, WaitSeconds, wishes } from '../arguments.ts';
import type { McpDoor } from '../door.ts';
import { finishMusic } from '../finish-music.ts';
import { keyedJob } from '../keyed-job.ts';
import { musicAnswer } from '../music-answer.ts';
import { type FoundProject, newProject } from '../projects.ts';
import { repeatedAnswer } from '../repeated-answer.ts';
import { nameOf, sourceField, sourceOf } from '../sources.ts';
import { deskTool, type McpTool, type ToolCall } from '../tool.ts';

function inputOf(kind: McpDoor['kind']) {
  return z.object({
    video: sourceField(kind, 'The video (or a still)'),
    more_videos: z.array(sourceField(kind, 'One more')).max(19).optional().describe('Further footage, one after the other.'),
    prompt: Prompt,
    ...wishes,
    hits_seconds: z
      .array(z.number().min(0).max(600))
      .max(100)
      .optional()
      .describe('Moments of the film that the music lands on.'),
    match_cuts: z.boolean().default(false).describe('Whether the music lands on the cuts of the footage.'),
    keep_sound: z.boolean().default(true).describe('Whether the footage’s own sound is heard.'),
    duck_db: z
      .number()
      .min(0)
      .max(30)
      .optional()
      .describe('How far the music goes down while somebody speaks, 3 to 30 dB, 12 unless said; 0 for not at all.'),
    captions: z.string().max(500_000).optional().describe('Captions as SRT or WebVTT text, shown over the footage.'),
    fit: z.enum(FIT_MODES).optional().describe('How footage of another shape is shown.'),
    preset: PresetName,
    aspect: AspectName,
    format: Format.default('mp4'),
    project: z.string().trim().min(1).max(200).optional().describe('What to call the new project; left out: after the footage.'),
    wait_seconds: WaitSeconds,
    idempotency_key: IdempotencyKey,
  });
}

/** Music for footage, laid under it. */
export function scoreVideo(kind: McpDoor['kind']): McpTool {
  return deskTool({
    name: 'score_video',
    title: 'Score a video',
    description:
      'Makes royalty-free music for the person’s own footage and gives the finished video: music exactly as long as the footage with a real ending, going down while somebody speaks, landing on given moments or on the cuts. The footage is never changed, only copied. Some seconds for the music, then about real time for the video; progress is reported. For music without footage use make_music.',
    input: inputOf(kind),
    output: MusicWorkAnswer,
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    scopes: ['write', 'upload', 'render'],
    limit: 'upload',
    async run(args, call) {
      const { desk } = call;
      // Before anything is made: what no music can be, and what cannot be read, is said at once.
      const request = requestOf(args);
      const read = readBrief(request.prompt, request.hints);
      const sources = request.films.map((named) => sourceOf(call.door, named));
      const captions = args.captions === undefined ? null : readCaptions(args.captions);
      const jobId = keyedJob(desk, 'score_video', args.idempotency_key);
      const known = jobId === undefined ? null : await findWork(desk.ports, desk.caller, jobId);
      if (known !== null) {
        return musicAnswer(call, { answer: await repeatedAnswer(call, known), read });
      }

      const project = await newProject(desk, args.project ?? args.title ?? nameOf(args.video));
      const requested = await ask(call, { project, request, sources, captions, jobId });
      const answer = await finishMusic(call, {
        jobId: requested.jobId,
        project,
        isNew: true,
        file: { format: args.format, preset: args.preset },
        patience: args.wait_seconds,
        warnings: [...requested.warnings, ...(captions?.changes ?? [])],
      });
      return musicAnswer(call, { answer, read });
    },
  });
}

type Captions = ReturnType<typeof readCaptions>;

/** Takes the footage in and asks for its music; when that cannot be, the project that was begun for it goes again. */
async function ask(
  { door, desk, signal, onProgress }: ToolCall,
  wanted: {
    readonly project: FoundProject;
    readonly request: FilmRequest;
    readonly sources: readonly Source[];
    readonly captions: Captions | null;
    readonly jobId: string | undefined;
  },
): Promise<{ readonly jobId: string; readonly warnings: readonly string[] }> {
  const { project, request, sources, captions, jobId } = wanted;
  const { ports, caller } = desk;
  onProgress(0, 'Taking the footage in');
  try {
    const media = await takeSources(ports, caller, { sessionId: project.id, sources, files: door.localFiles, signal });
    assertPictures(media);
    signal.throwIfAborted();
    const asked = { session: project, request, media, captions: captions?.captions ?? [] };
    const { requested, warnings } = await requestFilm(ports, caller, { ...asked, ...(jobId !== undefined && { jobId }) });
    return { jobId: requested.job.id, warnings };
  } catch (problem) {
    await removeProject(ports, caller, project.id);
    throw problem;
  }
}

/** The wish in the contract's words; its footage is taken in apart. */
function requestOf(args: z.output<ReturnType<typeof inputOf>>): FilmRequest {
  const { duck_db: duckDb } = args;
  return FilmRequest.parse({
    prompt: args.prompt,
    hints: hintsOf(args),
    films: [args.video, ...(args.more_videos ?? [])],
    captionsPath: null,
    duck: duckDb === undefined ? null : duckDb === 0 ? 'off' : Math.max(3, duckDb),
    keepsSound: args.keep_sound,
    fit: args.fit ?? null,
    preset: args.preset ?? null,
    aspect: args.aspect ?? null,
    framesPerSecond: null,
    hits: args.hits_seconds ?? [],
    matchesCuts: args.match_cuts,
    project: null,
    outputs: [],
    overwrite: false,
  });
}
