import type { Files } from '../ports/files.ts';

/** The files of one run: they all get finished, or those that this run made are taken away again. */
export class OutputSet {
  readonly #files: Files;
  readonly #newPaths: string[] = [];
  readonly #newFolders: string[] = [];

  constructor(files: Files) {
    this.#files = files;
  }

  /** Runs `write`, which makes the file at `path` whole or not at all. */
  async add(path: string, write: () => Promise<void>): Promise<void> {
    const isNew = !(await this.#files.exists(path));
    await write();
    if (isNew) {
      this.#newPaths.push(path);
    }
  }

  async addFolder(path: string): Promise<void> {
    const { made } = await this.#files.makeFolder(path);
    if (made) {
      this.#newFolders.push(path);
    }
  }

  /** After a failure, once nothing writes any more. Files that were replaced stay replaced: what they held is gone either way. */
  async takeBack(): Promise<void> {
    for (const path of this.#newPaths) {
      await this.#files.remove(path);
    }

    for (const path of this.#newFolders) {
      await this.#files.removeEmptyFolder(path);
    }
  }
}
