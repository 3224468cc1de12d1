import { StudioError } from '../../../engine/kernel/index.ts';
import type { Files, FileStreams } from '../../ports/files.ts';
import type { UploadPorts } from '../uploads/upload-ports.ts';

/** What work on a project from the command line needs: the service, and the disk that its person works on. */
export type ProjectPorts = UploadPorts & { readonly files: Files & FileStreams };

/** Throws `job.stopped` when the person has stopped the work. */
export function assertGoesOn(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new StudioError('job.stopped', 'Stopped. Nothing half-written is left.');
  }
}
