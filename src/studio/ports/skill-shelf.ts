/** A file of a skill: its path inside the skill's folder, with slashes, and its text. */
export type SkillFile = { readonly path: string; readonly text: string };

/** The skill that this package brings. */
export type SkillSource = {
  /** Its name, which is that of its folder too. */
  readonly name: string;
  /** The package's version and, where it has one, its page: a bundle carries both. */
  readonly version: string;
  readonly homepage: string | null;
  readonly folder: string;
  readonly files: readonly SkillFile[];
};

/** The folders that skills lie in. Paths are absolute. */
export interface SkillShelf {
  source(): Promise<SkillSource>;
  isFolder(path: string): Promise<boolean>;
  /** All files below a folder, sorted by path; null where there is no such folder. Throws a `StudioError` for a file of that name. */
  read(folder: string): Promise<readonly SkillFile[] | null>;
  /** Writes files one after the other, each whole, into a folder that is made where it is missing. */
  write(folder: string, files: readonly SkillFile[]): Promise<void>;
  /** Removes files, and what folders they leave empty, the skill's own among them. */
  remove(folder: string, paths: readonly string[]): Promise<void>;
}
