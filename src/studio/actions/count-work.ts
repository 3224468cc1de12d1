import { listUnfinishedJobs } from '../store/records/jobs.ts';
import { listRunningTurns } from '../store/records/turns.ts';
import type { ServicePorts } from './service-ports.ts';

/** What is being done and what waits, on all machines: for whoever watches the service. */
export async function countWork(ports: Pick<ServicePorts, 'database'>): Promise<{
  readonly turns: number;
  readonly jobs: readonly { readonly kind: string; readonly status: string; readonly count: number }[];
}> {
  const turns = await listRunningTurns(ports.database);
  const jobs = await listUnfinishedJobs(ports.database);
  return {
    turns: turns.length,
    jobs: ['generate', 'export'].flatMap((kind) =>
      ['pending', 'processing'].map((status) => ({
        kind,
        status,
        count: jobs.filter((job) => job.kind === kind && job.status === status).length,
      })),
    ),
  };
}
