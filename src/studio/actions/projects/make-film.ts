import { z } from 'zod';
import type { FilmProgress, FilmRequest, MadeFilm } from '../../../contract/index.ts';
import { summariseDraft } from '../../../contract/service/index.ts';
import { Brief, readBrief, ReceiptLine } from '../../../engine/brief/index.ts';
import { describeDraftDucking, planSound } from '../../../engine/export/index.ts';
import { ENGINE_VERSION } from '../../../engine/kernel/index.ts';
import { deleteSession, type Session } from '../../store/records/sessions.ts';
import { findingsOf } from '../analyse/media-findings.ts';
import { GenerateResult } from '../generate/generate-request.ts';
import { placedRequests } from '../generate/placed-requests.ts';
import type { RequestedMusic } from '../generate/request-music.ts';
import type { Caller } from '../service-ports.ts';
import { openSessionTimeline, type SessionTimeline } from '../sessions/open-session-timeline.ts';
import { ownSession } from '../sessions/own-session.ts';
import { createProject } from './create-project.ts';
import { checkFilmOutputs, exportProject } from './export-project.ts';
import { assertNameIsFree } from './find-project.ts';
import { assertGoesOn, type ProjectPorts } from './project-ports.ts';
import { refuseIfRefused, requestFilm } from './request-film.ts';
import { assertReadable, takeCaptions, takeFootage } from './take-files.ts';
import { cancelWork, waitForWork } from './wait-for-work.ts';

/** What a film whose project is not kept is called while it is made. */
const UNNAMED = 'film';

const Details = z.looseObject({ brief: Brief, receipt: z.array(ReceiptLine) });

type FilmRun = { readonly signal: AbortSignal; readonly onProgress: (progress: FilmProgress) => void };

/** Finds out what can be found out without a project: throws for words that no music can be, and files that are not there or cannot be written. */
export async function checkFilm(ports: Pick<ProjectPorts, 'files'>, request: FilmRequest): Promise<void> {
  readBrief(request.prompt, request.hints);
  await checkFilmOutputs(ports, request);
  for (const path of request.films) {
    await assertReadable(ports, path);
  }

  if (request.captionsPath !== null) {
    await takeCaptions(ports, request.captionsPath);
  }
}

/**
 * Makes music for a film, which was checked, in a project of its own and writes the files. What fails or is stopped leaves no project and no
 * file. Throws `usage.project-exists`.
 */
export async function makeFilm(ports: ProjectPorts, caller: Caller, request: FilmRequest, run: FilmRun): Promise<MadeFilm> {
  const startedMs = ports.clock.elapsedMs();
  if (request.project !== null) {
    await assertNameIsFree(ports, caller, request.project);
  }

  const session = await createProject(ports, caller, request.project ?? request.hints.title ?? UNNAMED);
  try {
    const made = await makeIn(ports, caller, { request, session, run });
    return { ...made, totalMs: ports.clock.elapsedMs() - startedMs };
  } catch (problem) {
    await cancelWork(ports, caller, session.id);
    await deleteSession(ports.database, { id: session.id, accountId: caller.account.id, now: ports.wallClock.now() });
    assertGoesOn(run.signal);
    throw problem;
  }
}

async function makeIn(
  ports: ProjectPorts,
  caller: Caller,
  { request, session, run }: { readonly request: FilmRequest; readonly session: Session; readonly run: FilmRun },
): Promise<Omit<MadeFilm, 'totalMs'>> {
  const { signal } = run;
  const report = (stage: FilmProgress['stage']) => (done: number) => run.onProgress({ stage, done });
  report('read')(0);
  const captions = request.captionsPath === null ? null : await takeCaptions(ports, request.captionsPath);
  const media = await takeFootage(ports, caller, { sessionId: session.id, paths: request.films, signal });
  const asked = { session, request, media, captions: captions?.captions ?? [] };
  const { requested, warnings } = await requestFilm(ports, caller, asked);
  report('read')(1);

  const job = await waitForWork(ports, caller, { id: requested.job.id, signal, onProgress: report('music') });
  const result = GenerateResult.parse(job.result);
  const placed = await ownSession(ports, caller, session.id);
  refuseIfRefused(await placedRequests(ports, { session: placed, request: requested.request }));
  const opened = await openSessionTimeline(ports.database, ports.ids, placed);

  const { files, warnings: told } = await exportProject(ports, caller, {
    session: placed,
    ...request,
    signal,
    onProgress: report('film'),
  });
  const { brief, receipt } = Details.parse(opened.media.find(({ id }) => id === result.mediaId)?.details);
  return {
    prompt: request.prompt,
    seed: brief.seed,
    engineVersion: ENGINE_VERSION,
    brief,
    receipt,
    project: request.project === null ? null : { id: session.id, title: session.title },
    files,
    loudness: { integratedLufs: result.integratedLufs, truePeakDbtp: result.truePeakDbtp },
    hits: (result.revision?.hits ?? []).map(({ atSeconds, errorMs }) => ({ atSeconds, errorMs })),
    ducking: duckingOf(opened, result.mediaId),
    timeline: summariseDraft(opened.draft),
    warnings: [...warnings, ...(captions?.changes ?? []), ...musicWarnings(requested, result), ...told],
  };
}

function musicWarnings({ request }: RequestedMusic, { revision }: GenerateResult): readonly string[] {
  const hasMoments = request.changes.length > 0 || (revision?.hits.length ?? 0) > 0;
  return [
    ...(request.matchesCuts && !hasMoments ? ['No cuts were found in the film, so the music keeps its own pace.'] : []),
    ...(revision?.refused ?? []).map(({ reason }) => reason),
  ];
}

/** How the new music gives way on the timeline as it is; null: it is not set to. */
function duckingOf({ timeline, media }: SessionTimeline, musicId: string): MadeFilm['ducking'] {
  const plan = planSound(timeline, { music: new Set([musicId]) });
  const clips = new Set(plan.clips.filter(({ mediaId }) => mediaId === musicId).map(({ clipId }) => clipId));
  const speech = new Map(
    media.flatMap((file) => {
      const { speech: said } = findingsOf(file);
      return said === null ? [] : [[file.id, said] as const];
    }),
  );
  const told = describeDraftDucking(plan, speech).find(({ clipId }) => clips.has(clipId));
  return told === undefined
    ? null
    : { under: told.under, stretches: told.stretches, seconds: told.seconds, depthDb: told.depthDb };
}
