import type { MakeRequest } from '../../contract/index.ts';
import { StudioError } from '../../engine/kernel/index.ts';
import type { Files } from '../ports/files.ts';

/** Finds out before any work is done whether every file of the request can be written. */
export async function checkOutputs(files: Files, request: MakeRequest): Promise<void> {
  const paths = [...request.outputs.map(({ path }) => path), ...(request.scorePath === null ? [] : [request.scorePath])];
  for (const path of paths) {
    await files.assertCanWrite(path);
    await assertFree(files, path, request.overwrite);
  }

  if (request.stemsFolder !== null) {
    await files.assertCanFill(request.stemsFolder);
  }
}

/** Throws when a file would be replaced that nobody said may be. */
export async function assertFree(files: Files, path: string, overwrite: boolean): Promise<void> {
  if (!overwrite && (await files.exists(path))) {
    throw new StudioError('usage.output-exists', `"${path}" exists already. Choose another name, or replace it with --force.`);
  }
}
