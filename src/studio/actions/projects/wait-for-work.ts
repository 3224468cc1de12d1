import { StudioError } from '../../../engine/kernel/index.ts';
import { cancelJob, waitForJob } from '../../jobs/index.ts';
import { type Job, listJobs } from '../../store/records/jobs.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { assertGoesOn } from './project-ports.ts';

/** Jobs of a project that are looked through for what still runs. */
const MOST_JOBS = 100;

/** The job once it is completed; throws what it failed with, and `job.stopped` when it was stopped. `onProgress` hears 0 to 1. */
export async function waitForWork(
  ports: Pick<ServicePorts, 'database'>,
  caller: Caller,
  wanted: { readonly id: string; readonly signal: AbortSignal; readonly onProgress: (done: number) => void },
): Promise<Job> {
  const { id, signal, onProgress } = wanted;
  const job = await waitForJob(ports, { id, accountId: caller.account.id, signal, onProgress }).catch((problem: unknown) => {
    assertGoesOn(signal);
    throw problem;
  });
  if (job?.status === 'completed') {
    return job;
  }

  throw job === null || job.status === 'cancelled'
    ? new StudioError('job.cancelled', 'The work was cancelled before it was done. Start it again.')
    : new StudioError(job.errorCode ?? 'job.failed', job.errorMessage ?? 'The work failed. Run `cuesmith doctor` and try again.');
}

/** Cancels all that is still being made for a project: whoever stopped it does not want it to go on the next time. */
export async function cancelWork(
  ports: Pick<ServicePorts, 'database' | 'queue' | 'wallClock'>,
  caller: Caller,
  sessionId: string,
): Promise<void> {
  const jobs = await listJobs(ports.database, { accountId: caller.account.id, sessionId, limit: MOST_JOBS });
  for (const { id, finishedAt } of jobs) {
    if (finishedAt === null) {
      await cancelJob(ports, { id, accountId: caller.account.id });
    }
  }
}
