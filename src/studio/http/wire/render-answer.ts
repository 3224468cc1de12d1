import type { RenderCancelledAnswer, RenderStartedAnswer, RenderStatusAnswer } from '../../../contract/service/index.ts';
import { ExportResult } from '../../actions/exports/export-request.ts';
import type { ServicePorts } from '../../actions/service-ports.ts';

const HOUR_MS = 3_600_000;
/** A look costs next to nothing here, and most exports take seconds. */
const POLL_SECONDS = 1;

/** An export as its job tells it. */
export type ShownExport = {
  readonly id: string;
  readonly status: RenderStatusAnswer['status'];
  readonly progress: number;
  readonly result: unknown;
  readonly blobHash: string | null;
  readonly errorMessage: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};

/** What starting (and trying again) answers: everything at both levels, since each known client reads another one. */
export function renderStarted({ id, status, progress }: ShownExport): RenderStartedAnswer {
  return { success: true, id, taskId: id, status, progress, data: { id, status, progress } };
}

/** How an export stands; the link to its file works without a token for `settings.linkHours`. */
export function renderStatus(
  ports: Pick<ServicePorts, 'blobLinks' | 'settings' | 'wallClock'>,
  job: ShownExport,
): RenderStatusAnswer {
  const { id, status, progress } = job;
  const output = outputOf(ports, job);
  const error = status === 'failed' ? (job.errorMessage ?? 'The export failed.') : null;
  const createdAt = job.createdAt.getTime();
  const completedAt = status === 'completed' ? (job.finishedAt?.getTime() ?? null) : null;
  return {
    success: true,
    id,
    taskId: id,
    status,
    progress,
    output,
    error,
    pollSeconds: ['pending', 'processing'].includes(status) ? POLL_SECONDS : null,
    createdAt,
    completedAt,
    data: { id, status, progress, outputUrl: output?.url ?? null, createdAt, completedAt, error },
    lambda: {
      renderId: id,
      done: status === 'completed',
      overallProgress: progress / 100,
      outputFile: output?.url ?? null,
      outputSizeInBytes: output?.size ?? null,
      fatalErrorEncountered: status === 'failed',
      errors: error === null ? [] : [{ message: error }],
      type: 'success',
    },
  };
}

/** What cancelling answers: the status that the export has then. */
export function renderCancelled({ id, status }: ShownExport): RenderCancelledAnswer {
  return { success: true, data: { id, status } };
}

function outputOf(
  { blobLinks, settings, wallClock }: Pick<ServicePorts, 'blobLinks' | 'settings' | 'wallClock'>,
  { status, result, blobHash }: ShownExport,
): RenderStatusAnswer['output'] {
  if (status !== 'completed' || blobHash === null) {
    return null;
  }

  const { filename, contentType, durationMs, bytes, width, height, format, warnings } = ExportResult.parse(result);
  const expiresAt = new Date(wallClock.now().getTime() + settings.linkHours * HOUR_MS);
  const url = settings.publicUrl + blobLinks.sign({ hash: blobHash, filename, contentType, expiresAt });
  return {
    url,
    duration: durationMs / 1000,
    size: bytes,
    width,
    height,
    format,
    ...(warnings.length === 0 ? {} : { warnings: [...warnings] }),
  };
}
