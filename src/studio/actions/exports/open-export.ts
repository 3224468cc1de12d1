import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { ExportResult } from './export-request.ts';
import { readExport } from './read-export.ts';

/** The file of a finished export. Refuses with `export-not-found`, also while it is not finished. */
export async function openExport(
  ports: Pick<ServicePorts, 'database'>,
  caller: Caller,
  id: string,
): Promise<{ readonly blobHash: string; readonly filename: string; readonly contentType: string }> {
  const { status, progress, result, blobHash } = await readExport(ports, caller, id);
  if (status !== 'completed' || blobHash === null) {
    throw new Refused(
      'export-not-found',
      `The export "${id}" has no file yet: it is ${status} (${progress} %). Ask for its status first.`,
    );
  }

  const { filename, contentType } = ExportResult.parse(result);
  return { blobHash, filename, contentType };
}
