import { summariseDraft, WireDraft } from '../../../contract/service/index.ts';
import { readBrief } from '../../../engine/brief/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import { GenerateResult } from '../../actions/generate/generate-request.ts';
import { requestMusic, type RequestedMusic } from '../../actions/generate/request-music.ts';
import { unplacedFootage } from '../../actions/generate/unplaced-footage.ts';
import { waitForJob } from '../../jobs/index.ts';
import { findSession } from '../../store/records/sessions.ts';
import { musicBriefOf } from './music-brief.ts';
import { answered, type Scene, tool, type ToolReport } from './tool.ts';
import { GenerateMusicArguments } from './tool-arguments.ts';
import { unusedWords } from './unused-words.ts';

/** Makes music of words and puts it on the timeline. Costs credits when it succeeds. */
export const generateMusic = tool({
  name: 'generate_music',
  description:
    'Composes and renders royalty-free music of a wish in words and puts it on the timeline, in place of the music that is there.',
  schema: GenerateMusicArguments,
  isShown: true,
  isLongRunning: true,
  async start(scene, args) {
    const { ports, caller, session, turn, wording } = scene;
    let requested: RequestedMusic;
    try {
      requested = await requestMusic(ports, caller, { session, wish: args.wish, turn, language: wording.language });
    } catch (problem) {
      if (problem instanceof StudioError && problem.code.startsWith('brief.')) {
        return answered(wording.cannotMake(problem.message), { response: { status: 'error', code: problem.code } });
      }

      throw problem;
    }

    const { brief, receipt } = readBrief(requested.wish.prompt, requested.wish.hints);
    const from = scene.media.find(({ id }) => id === args.takeOf);
    const before = from === undefined ? null : musicBriefOf(from);
    const words = unusedWords(receipt);
    return {
      shownArguments: { prompt: requested.wish.words, ...requested.wish.hints },
      announced: [
        wording.making(brief, before === null ? null : { from: before, isAnother: args.isAnother }),
        ...(words.length === 0 || args.takeOf !== null ? [] : [wording.notUsed(words)]),
      ].join(' '),
      finish: async () => finish(scene, requested),
    };
  },
});

async function finish(scene: Scene, { job: { id }, request, wish }: RequestedMusic): Promise<ToolReport> {
  const { ports, caller, wording, signal, session } = scene;
  const wanted = { id, accountId: caller.account.id };
  const job = await waitForJob(ports, { ...wanted, signal, onProgress: () => undefined });
  if (job === null || job.status === 'cancelled') {
    return failure('job.cancelled', wording.cancelled());
  }

  if (job.status !== 'completed') {
    return failure(job.errorCode ?? 'job.failed', wording.failed(job.errorMessage ?? ''));
  }

  const result = GenerateResult.parse(job.result);
  const now = await findSession(ports.database, { id: session.id, accountId: caller.account.id });
  const draft = WireDraft.parse(now?.draft ?? {});
  const { brief } = readBrief(wish.prompt, wish.hints);
  const replaced = replacedMusic(scene);
  const footage = unplacedFootage(scene.draft, scene.media).length;
  return {
    response: {
      status: 'ok',
      media_id: request.mediaId,
      title: result.title,
      duration_ms: result.durationMs,
      loudness_lufs: Math.round(result.integratedLufs * 10) / 10,
    },
    said: [wording.made({ title: result.title, music: brief, replaced, footage }), wording.timeline(summariseDraft(draft))].join(
      ' ',
    ),
    nextSteps: wording.afterMusic(),
    draft,
    problem: null,
  };

  function failure(code: string, said: string): ToolReport {
    return {
      response: { status: 'error', code },
      said,
      nextSteps: [],
      draft: null,
      problem: { code, message: said },
    };
  }
}

/** The name of the music that was on the draft before; null when there was none. */
function replacedMusic({ draft, media }: Scene): string | null {
  const sources = (draft.t ?? []).flatMap(({ sg }) => sg ?? []).map(({ m }) => m?.src);
  return media.find(({ kind, id }) => kind === 'music' && sources.includes(id))?.title ?? null;
}
