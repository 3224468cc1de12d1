import { summariseDraft, WireDraft } from '../../../contract/service/index.ts';
import { type Json } from '../../../engine/kernel/index.ts';
import type { RequestOutcome } from '../../actions/sessions/apply-requests.ts';
import { GenerateResult, type MusicWish } from '../../actions/generate/generate-request.ts';
import { type MusicWork, requestMusic, type RequestedMusic } from '../../actions/generate/request-music.ts';
import { placedRequests } from '../../actions/generate/placed-requests.ts';
import { waitForJob } from '../../jobs/index.ts';
import { findSession } from '../../store/records/sessions.ts';
import { openSessionTimeline, type SessionTimeline } from '../../actions/sessions/open-session-timeline.ts';
import { percentOf } from '../wording/told-numbers.ts';
import { sayOutcomes } from './say-outcomes.ts';
import { toldDucking } from './told-ducking.ts';
import type { Scene, ToolReport, ToolUse } from './tool.ts';

/** What is said of music that is made, besides what became of the rest of the message. */
export type MusicTelling = {
  /** Before it is made; `wish` is as long as the footage where the words said nothing of a length. */
  readonly announced: (wish: MusicWish) => string;
  readonly shownArguments: (wish: MusicWish) => { readonly [key: string]: Json };
  /** Of finished music. */
  readonly made: (result: GenerateResult, wish: MusicWish) => string;
};

/** Begins to make or change music, with all else that its message asks of the timeline. Refuses as `requestMusic` does. */
export async function beginMusic(scene: Scene, work: MusicWork, telling: MusicTelling): Promise<ToolUse> {
  const { ports, caller, session, turn, wording } = scene;
  const requested = await requestMusic(ports, caller, { session, work, turn, language: wording.language });
  return {
    announced: telling.announced(requested.wish),
    shownArguments: telling.shownArguments(requested.wish),
    isLongRunning: true,
    finish: async (onProgress) => finish(scene, requested, { telling, onProgress }),
  };
}

async function finish(
  scene: Scene,
  { job: { id }, request }: RequestedMusic,
  { telling, onProgress }: { readonly telling: MusicTelling; readonly onProgress: (percent: number) => void },
): Promise<ToolReport> {
  const { ports, caller, wording, signal, session } = scene;
  const wanted = { id, accountId: caller.account.id };
  const job = await waitForJob(ports, { ...wanted, signal, onProgress: (done) => onProgress(Math.floor(done * 100)) });
  if (job === null || job.status === 'cancelled') {
    return failure('job.cancelled', wording.cancelled());
  }

  if (job.status !== 'completed') {
    return failure(job.errorCode ?? 'job.failed', wording.failed(job.errorMessage ?? ''));
  }

  const result = GenerateResult.parse(job.result);
  const isAside = request.take?.isAside === true;
  const now = await findSession(ports.database, { id: session.id, accountId: caller.account.id });
  const draft = WireDraft.parse(now?.draft ?? {});
  const outcomes: readonly RequestOutcome[] =
    request.edits.before.length + request.edits.after.length === 0
      ? []
      : await placedRequests(ports, { session: now ?? session, request });
  const opened = now === null ? null : await openSessionTimeline(ports.database, ports.ids, now);
  const edits = sayOutcomes(outcomes, { wording, media: scene.media });
  return {
    response: {
      status: 'ok',
      media_id: request.mediaId,
      title: result.title,
      duration_ms: result.durationMs,
      loudness_lufs: Math.round(result.integratedLufs * 10) / 10,
      ...(result.revision === null ? {} : { changes: result.revision.facts.map((fact) => ({ ...fact })) }),
      ...(outcomes.length === 0 ? {} : { edits: edits.response }),
    },
    said: [
      telling.made(result, request.wish),
      ...(opened === null ? [] : underSpeech(opened)),
      ...edits.said,
      ...(isAside ? [] : [wording.timeline(summariseDraft(draft))]),
    ].join(' '),
    nextSteps: request.take === null ? wording.afterMusic() : wording.afterTakes(),
    draft: isAside ? null : draft,
    problem: null,
  };

  /** Said of the first music under people who speak: it lies lower than it was made. */
  function underSpeech({ timeline, media }: SessionTimeline): readonly string[] {
    const clip = timeline.tracks
      .flatMap(({ clips }) => clips)
      .find((each) => each.media.kind === 'media' && each.media.mediaId === request.mediaId && each.ducking !== null);
    const ducking = clip === undefined ? undefined : toldDucking(timeline, media).get(clip.id);
    const hadMusic = scene.media.some(({ kind }) => kind === 'music');
    return clip === undefined || ducking === undefined || hadMusic ? [] : [wording.underSpeech(percentOf(clip.gainDb), ducking)];
  }

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
