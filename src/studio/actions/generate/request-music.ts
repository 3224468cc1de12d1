import { createHash } from 'node:crypto';
import { writeDraft } from '../../../contract/service/index.ts';
import { readBrief } from '../../../engine/brief/index.ts';
import { canonicalJson, clamp, StudioError } from '../../../engine/kernel/index.ts';
import type { MusicChange } from '../../../engine/score/index.ts';
import { submitJob } from '../../jobs/index.ts';
import type { Job } from '../../store/records/jobs.ts';
import type { Session } from '../../store/records/sessions.ts';
import { outOfCredits } from '../accounts/out-of-credits.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { applyRequests } from '../sessions/apply-requests.ts';
import { openSessionTimeline } from '../sessions/open-session-timeline.ts';
import { sessionGoneOr } from '../sessions/own-session.ts';
import { GenerateRequest, type MessageEdits, type MusicWish, type Take } from './generate-request.ts';
import { pictureLengthMs } from './place-on-draft.ts';
import { footageToPlace } from './unplaced-footage.ts';

/** The lengths that music may have, in seconds, where it follows the footage. */
const [SHORTEST, LONGEST] = [5, 600];

/** A job that makes music, and what its brief will be. */
export type RequestedMusic = { readonly job: Job; readonly request: GenerateRequest; readonly wish: MusicWish };

/** What somebody wants of music: new music of a wish, or music that is there with changes. */
export type MusicWork = {
  readonly wish: MusicWish;
  /** The music (`med_…`) that is changed, whose wish `wish` is; null: it is new. */
  readonly revises: string | null;
  readonly changes: readonly MusicChange[];
  readonly matchesCuts: boolean;
  readonly isRefit: boolean;
  /** What the same message asks of the timeline. */
  readonly edits: MessageEdits;
  readonly take: Take | null;
};

/**
 * Queues the making of music for a session and reserves its price. Without a length in the words it is as long as the footage, if there
 * is any. Refuses with `out-of-credits`; throws `brief.…` for what no music can be (a length of an hour).
 */
export async function requestMusic(
  ports: Pick<ServicePorts, 'database' | 'queue' | 'ids' | 'wallClock' | 'settings'>,
  caller: Caller,
  asked: {
    readonly session: Session;
    readonly work: MusicWork;
    readonly turn: { readonly id: string; readonly invocationId: string } | null;
    readonly language: GenerateRequest['language'];
    /** The id of its job (default: a new one): whoever asks twice with the same id gets no second piece. */
    readonly jobId?: string;
  },
): Promise<RequestedMusic> {
  const { session, turn, language, work } = asked;
  const wish = work.revises === null ? await asLongAsFootage(ports, asked) : work.wish;
  const request: GenerateRequest = {
    ...work,
    wish,
    mediaId: ports.ids.make('media'),
    turnId: turn?.id ?? null,
    invocationId: turn?.invocationId ?? null,
    language,
  };
  const { generatePrice } = ports.settings;
  const submission = await submitJob(ports, {
    id: asked.jobId ?? ports.ids.make('job'),
    kind: 'generate',
    accountId: caller.account.id,
    sessionId: session.id,
    request: GenerateRequest.parse(request),
    requestDigest: createHash('sha256').update(canonicalJson(request)).digest('hex'),
    contentDigest: null,
    price: { holdId: ports.ids.make('hold'), amount: generatePrice },
  }).catch(async (cause: unknown) => sessionGoneOr(ports, caller, { sessionId: session.id, cause }));
  switch (submission.kind) {
    case 'created':
      return { job: submission.job, request, wish };
    case 'short':
      throw await outOfCredits(ports, caller.account, generatePrice);
    case 'taken':
      throw asked.jobId === undefined
        ? new StudioError('job.id-taken', 'Expected a fresh job id; the id source repeats itself.')
        : new Refused('conflict', 'The same music was asked for twice at once. It is made once: ask how it stands.');
  }
}

async function asLongAsFootage(
  ports: Pick<ServicePorts, 'database' | 'ids'>,
  { session, work: { wish, edits } }: { readonly session: Session; readonly work: MusicWork },
): Promise<MusicWish> {
  const { brief } = readBrief(wish.prompt, wish.hints);
  if (brief.stated.duration) {
    return wish;
  }

  const { draft: stored, timeline, context, media } = await openSessionTimeline(ports.database, ports.ids, session);
  const { timeline: edited } = applyRequests(timeline, { ...edits, requests: edits.before, context });
  const draft = edited === timeline ? stored : writeDraft(edited);
  const footage = await footageToPlace(ports.database, { sessionId: session.id, draft, media, requests: edits.before });
  const pictureMs = pictureLengthMs(draft, footage);
  return pictureMs === 0
    ? wish
    : { ...wish, hints: { ...wish.hints, durationSeconds: clamp(pictureMs / 1000, SHORTEST, LONGEST) } };
}
