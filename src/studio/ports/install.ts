/** What is installed on this machine and in this package; asked by `doctor`. */
export interface Install {
  readonly version: string;
  readonly nodeVersion: string;
  readonly platform: string;
  readonly cores: number;
  readonly cpuModel: string;
  readonly memoryBytes: number;
  /** The installed version of a dependency, or null when it is missing. */
  packageVersion(name: string): Promise<string | null>;
  /** The sampler's bank: where it is and its hash; null when it is missing. */
  soundBank(): Promise<{ readonly path: string; readonly bytes: number; readonly sha256: string } | null>;
  /** A new empty folder for scratch files; the caller removes it. */
  makeScratchFolder(): Promise<string>;
  removeScratchFolder(path: string): Promise<void>;
}
