import type { RenderRequest } from '../../../contract/service/index.ts';
import { submitExport } from '../../jobs/index.ts';
import { countUnfinishedJobs, findJob, type Job } from '../../store/records/jobs.ts';
import { requireExportAllowed } from '../accounts/require-export-allowed.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { ownSession, sessionGoneOr } from '../sessions/own-session.ts';
import { digestContent, digestRequest, jsonOf } from './digest-export.ts';
import { readExportRequest } from './read-export-request.ts';

/** Exports of one account that wait or run: what others wait behind. */
const MOST_UNFINISHED = 50;
const RETRY_SECONDS = 30;

/**
 * Queues an export under the id that the client chose, its draft checked already. The same id with the same body gives the same job; an
 * equal export that is finished makes this one complete at once. Refuses with `export-blocked`, `session-not-found`, `invalid-body` `conflict` (the id is
 * taken by something else) and `rate-limited` (50 exports of the account are not done yet).
 */
export async function startExport(
  ports: ServicePorts,
  caller: Caller,
  request: RenderRequest,
  options: {
    /** Whether X-Skill-Source, X-Skill-Version and X-Skill-Platform all came. */
    readonly hasAttribution: boolean;
  },
): Promise<Job> {
  requireExportAllowed(ports, caller, options);
  const session = await ownSession(ports, caller, request.sessionId);
  await requireRoomInQueue(ports, caller, request.id);
  const wanted = await readExportRequest(ports, caller, { ...request, title: session.title });
  const creation = await submitExport(ports, {
    id: request.id,
    accountId: caller.account.id,
    sessionId: session.id,
    request: jsonOf(wanted),
    requestDigest: digestRequest(ports.secrets, request),
    contentDigest: digestContent(ports.secrets, wanted),
  }).catch(async (cause: unknown) => sessionGoneOr(ports, caller, { sessionId: session.id, cause }));
  if (creation.kind === 'conflict') {
    throw new Refused('conflict', `The id "${request.id}" is taken by another export. Make a new id and send the request again.`);
  }

  return creation.job;
}

/** Throws `rate-limited` when the account has as many exports on their way as it may have; asking again for one of them is none more. */
async function requireRoomInQueue(ports: Pick<ServicePorts, 'database'>, caller: Caller, id: string): Promise<void> {
  const { id: accountId, plan } = caller.account;
  if (plan === 'unlimited' || (await countUnfinishedJobs(ports.database, { accountId, kind: 'export' })) < MOST_UNFINISHED) {
    return;
  }

  if ((await findJob(ports.database, { id, accountId })) === null) {
    throw new Refused(
      'rate-limited',
      `${MOST_UNFINISHED} exports of yours are not done yet. Wait until one of them is, or cancel it.`,
      { retryAfterSeconds: RETRY_SECONDS },
    );
  }
}
