import { cancelJob } from '../../jobs/index.ts';
import type { Job } from '../../store/records/jobs.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { exportOr404, readExport } from './read-export.ts';

/** Stops an export; one that is done stays what it was. The export as it is then. Refuses with `export-not-found`. */
export async function cancelExport(ports: ServicePorts, caller: Caller, id: string): Promise<Job> {
  // Another kind of job under that id must not be stopped here.
  await readExport(ports, caller, id);
  return exportOr404(await cancelJob(ports, { id, accountId: caller.account.id }), id);
}
