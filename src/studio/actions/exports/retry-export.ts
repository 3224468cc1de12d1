import { retryJob } from '../../jobs/index.ts';
import type { Job } from '../../store/records/jobs.ts';
import { requireExportAllowed } from '../accounts/require-export-allowed.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { readExport } from './read-export.ts';

/**
 * Queues a failed or cancelled export again; one that waits or runs is left alone. The export as it is then. Refuses with `conflict` when
 * it is completed, and with `export-not-found` and `export-blocked`.
 */
export async function retryExport(
  ports: ServicePorts,
  caller: Caller,
  request: { readonly id: string; readonly hasAttribution: boolean },
): Promise<Job> {
  requireExportAllowed(ports, caller, request);
  const job = await readExport(ports, caller, request.id);
  if (job.status === 'completed') {
    throw new Refused('conflict', `The export "${job.id}" is completed: there is nothing to try again. Download it.`);
  }

  const retried = await retryJob(ports, { id: job.id, accountId: caller.account.id, price: null });
  return retried?.kind === 'created' ? retried.job : readExport(ports, caller, request.id);
}
