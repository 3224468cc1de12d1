import { StudioError } from '../../engine/kernel/index.ts';

/** Throws `usage.output-twice` when two of the files that are to be written, by their absolute paths, are the same. */
export function assertDistinct(paths: readonly string[]): void {
  const twice = paths.find((path, place) => paths.indexOf(path) !== place);
  if (twice !== undefined) {
    throw new StudioError('usage.output-twice', `"${twice}" is asked for twice. Give each file a name of its own.`);
  }
}
