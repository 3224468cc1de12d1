import { findJob, type Job } from '../../store/records/jobs.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';

/** How an export of the caller stands; refuses with `export-not-found` what is somebody else's, nobody's or another kind of job. */
export async function readExport(ports: Pick<ServicePorts, 'database'>, caller: Caller, id: string): Promise<Job> {
  return exportOr404(await findJob(ports.database, { id, accountId: caller.account.id }), id);
}

/** The job, if it is an export; else refuses with `export-not-found`. */
export function exportOr404(job: Job | null, id: string): Job {
  if (job === null || job.kind !== 'export') {
    throw new Refused(
      'export-not-found',
      `You have no export "${id.slice(0, 128)}". Start one with POST /api/render/proxy/lambda.`,
    );
  }

  return job;
}
