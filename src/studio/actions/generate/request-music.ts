import { createHash } from 'node:crypto';
import { WireDraft } from '../../../contract/service/index.ts';
import { readBrief } from '../../../engine/brief/index.ts';
import { canonicalJson, clamp, StudioError } from '../../../engine/kernel/index.ts';
import { submitJob } from '../../jobs/index.ts';
import type { Job } from '../../store/records/jobs.ts';
import { listMedia } from '../../store/records/media.ts';
import type { Session } from '../../store/records/sessions.ts';
import { outOfCredits } from '../accounts/out-of-credits.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { sessionGoneOr } from '../sessions/own-session.ts';
import type { GenerateRequest, MusicWish } from './generate-request.ts';
import { pictureLengthMs } from './place-on-draft.ts';
import { unplacedFootage } from './unplaced-footage.ts';

/** The lengths that music may have, in seconds, where it follows the footage. */
const [SHORTEST, LONGEST] = [5, 600];

/** A job that makes music, and what its brief will be. */
export type RequestedMusic = { readonly job: Job; readonly request: GenerateRequest; readonly wish: MusicWish };

/**
 * Queues the making of music for a session and reserves its price. Without a length in the words it is as long as the footage, if there
 * is any. Refuses with `out-of-credits`; throws `brief.…` for what no music can be (a length of an hour).
 */
export async function requestMusic(
  ports: Pick<ServicePorts, 'database' | 'queue' | 'ids' | 'wallClock' | 'settings'>,
  caller: Caller,
  asked: {
    readonly session: Session;
    readonly wish: MusicWish;
    readonly turn: { readonly id: string; readonly invocationId: string } | null;
    readonly language: GenerateRequest['language'];
  },
): Promise<RequestedMusic> {
  const { session, turn, language } = asked;
  const wish = await asLongAsFootage(ports, asked);
  const request: GenerateRequest = {
    wish,
    mediaId: ports.ids.make('media'),
    turnId: turn?.id ?? null,
    invocationId: turn?.invocationId ?? null,
    language,
  };
  const { generatePrice } = ports.settings;
  const submission = await submitJob(ports, {
    id: ports.ids.make('job'),
    kind: 'generate',
    accountId: caller.account.id,
    sessionId: session.id,
    request,
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
      throw new StudioError('job.id-taken', 'Expected a fresh job id; the id source repeats itself.');
  }
}

async function asLongAsFootage(
  ports: Pick<ServicePorts, 'database'>,
  { session, wish }: { readonly session: Session; readonly wish: MusicWish },
): Promise<MusicWish> {
  const { brief } = readBrief(wish.prompt, wish.hints);
  if (brief.stated.duration) {
    return wish;
  }

  const draft = WireDraft.parse(session.draft);
  const pictureMs = pictureLengthMs(draft, unplacedFootage(draft, await listMedia(ports.database, session.id)));
  return pictureMs === 0
    ? wish
    : { ...wish, hints: { ...wish.hints, durationSeconds: clamp(pictureMs / 1000, SHORTEST, LONGEST) } };
}
