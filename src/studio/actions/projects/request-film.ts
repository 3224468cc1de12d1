import type { FilmRequest } from '../../../contract/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { Caption } from '../../../engine/timeline/index.ts';
import type { Media } from '../../store/records/media.ts';
import type { Session } from '../../store/records/sessions.ts';
import { type RequestedMusic, requestMusic } from '../generate/request-music.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import type { RequestOutcome } from '../sessions/apply-requests.ts';
import { rehearseEdits } from '../sessions/edit-timeline.ts';
import { planFilm } from './plan-film.ts';

/** Music for a film that was asked for, and what its person should know already. */
export type RequestedFilm = { readonly requested: RequestedMusic; readonly warnings: readonly string[] };

/** Queues music for footage that lies in a session, laid out as the request says; nothing is queued when part of that cannot be done. */
export async function requestFilm(
  ports: Pick<ServicePorts, 'database' | 'queue' | 'ids' | 'wallClock' | 'settings'>,
  caller: Caller,
  asked: {
    readonly session: Session;
    readonly request: FilmRequest;
    readonly media: readonly Media[];
    readonly captions: readonly Caption[];
    /** The id of its job (default: a new one). */
    readonly jobId?: string;
  },
): Promise<RequestedFilm> {
  const { session, request, media, captions, jobId } = asked;
  const { work, warnings } = planFilm(ports.ids, request, { media, captions });
  refuseIfRefused((await rehearseEdits(ports, session, { requests: work.edits.before, isSeparable: false })).outcomes);
  const requested = await requestMusic(ports, caller, {
    session,
    work,
    turn: null,
    language: 'en',
    ...(jobId === undefined ? {} : { jobId }),
  });
  return { requested, warnings };
}

/** An edit that a person asked for by an option is done, or nothing is. */
export function refuseIfRefused(outcomes: readonly RequestOutcome[]): void {
  const refusal = outcomes.find(({ kind }) => kind === 'refused')?.refusal ?? null;
  if (refusal !== null) {
    throw new StudioError(refusal.code, refusal.message);
  }
}
