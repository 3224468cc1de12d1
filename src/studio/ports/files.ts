/** The disk. Paths are as the person gave them; relative ones start at the working folder. */
export interface Files {
  exists(path: string): Promise<boolean>;
  /** Throws a `StudioError` unless a new file could be written at `path` now. */
  assertCanWrite(path: string): Promise<void>;
  /** Throws a `StudioError` unless `path` is a folder that can be written into, or can become one. */
  assertCanFill(path: string): Promise<void>;
  /** Makes the folder unless it is there; its parent must be. Says whether it had to. */
  makeFolder(path: string): Promise<{ readonly made: boolean }>;
  removeEmptyFolder(path: string): Promise<void>;
  /** Removes a file; it may be gone already. */
  remove(path: string): Promise<void>;
  /** Writes the whole file under a temporary name, then gives it its own: it is never seen half-written. */
  writeWhole(path: string, content: Uint8Array): Promise<void>;
  /** Length and hash of a finished file. */
  measure(path: string): Promise<{ readonly bytes: number; readonly sha256: string }>;
}

/** Files of the disk that are too large to be held in memory. */
export interface FileStreams {
  /** The bytes of a file as they are read; throws a `StudioError` when there is no such file, or it may not be read. */
  read(path: string): AsyncIterable<Uint8Array>;
  /** `Files.writeWhole` for bytes as they come. */
  writeStream(path: string, content: AsyncIterable<Uint8Array>): Promise<void>;
}
