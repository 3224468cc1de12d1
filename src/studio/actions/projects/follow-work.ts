import { StudioError } from '../../../engine/kernel/index.ts';
import { cancelJob, waitForJob } from '../../jobs/index.ts';
import { findJob, type Job } from '../../store/records/jobs.ts';
import { ExportResult } from '../exports/export-request.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';

/** The file of a finished export, as its blob and what is known of it. */
export type WorkFile = {
  readonly blobHash: string;
  readonly filename: string;
  readonly contentType: string;
  readonly format: ExportResult['format'];
  readonly bytes: number;
  readonly durationSeconds: number;
  /** Pixels; 0 for what has no picture. */
  readonly width: number;
  readonly height: number;
  readonly warnings: readonly string[];
};

/** How a job stands, for whoever asked for it. */
export type Work = {
  readonly jobId: string;
  readonly kind: 'music' | 'export';
  readonly sessionId: string | null;
  readonly status: Job['status'];
  /** 0 to 1. */
  readonly progress: number;
  /** Null until an export is completed, and always for music: that lies on the timeline. */
  readonly file: WorkFile | null;
  /** Why it failed; null when it did not. */
  readonly problem: { readonly code: string; readonly message: string } | null;
};

/** How a job of the caller stands; null when there is none of that id. */
export async function findWork(ports: Pick<ServicePorts, 'database'>, caller: Caller, id: string): Promise<Work | null> {
  const job = await findJob(ports.database, { id, accountId: caller.account.id });
  return job === null ? null : workOf(job);
}

/** As `findWork`; throws `usage.no-job` when there is none. */
export async function readWork(ports: Pick<ServicePorts, 'database'>, caller: Caller, id: string): Promise<Work> {
  return (await findWork(ports, caller, id)) ?? noSuchJob(id);
}

/**
 * Follows a job until it has ended, `until` aborts, or `signal` does; then says how it stands. It goes on whatever happens to its
 * followers. `onProgress` hears 0 to 1.
 */
export async function followWork(
  ports: Pick<ServicePorts, 'database'>,
  caller: Caller,
  wanted: {
    readonly id: string;
    /** The end of patience. */
    readonly until: AbortSignal;
    readonly onProgress: (done: number) => void;
  },
): Promise<Work> {
  const { id, until: signal, onProgress } = wanted;
  const { account } = caller;
  try {
    const job = await waitForJob(ports, { id, accountId: account.id, signal, onProgress });
    return job === null ? noSuchJob(id) : workOf(job);
  } catch (problem) {
    if (signal.aborted) {
      return readWork(ports, caller, id);
    }

    throw problem;
  }
}

/** Stops a job; one that has ended stays what it was. Throws `usage.no-job`. */
export async function stopWork(
  ports: Pick<ServicePorts, 'database' | 'queue' | 'wallClock'>,
  caller: Caller,
  id: string,
): Promise<Work> {
  const job = await cancelJob(ports, { id, accountId: caller.account.id });
  return job === null ? noSuchJob(id) : workOf(job);
}

function noSuchJob(id: string): never {
  throw new StudioError(
    'usage.no-job',
    `There is no job "${id.slice(0, 128)}" of yours. Use the id that the work was begun with.`,
  );
}

function workOf(job: Job): Work {
  const { id, kind, sessionId, status, progress, errorCode, errorMessage } = job;
  return {
    jobId: id,
    kind: kind === 'generate' ? 'music' : 'export',
    sessionId,
    status,
    progress: progress / 100,
    file: fileOf(job),
    problem:
      status === 'failed'
        ? { code: errorCode ?? 'job.failed', message: errorMessage ?? 'The work failed. Start it again.' }
        : null,
  };
}

function fileOf({ kind, status, result, blobHash }: Job): WorkFile | null {
  if (kind !== 'export' || status !== 'completed' || blobHash === null) {
    return null;
  }

  const { filename, contentType, format, bytes, durationMs, width, height, warnings } = ExportResult.parse(result);
  return { blobHash, filename, contentType, format, bytes, durationSeconds: durationMs / 1000, width, height, warnings };
}
