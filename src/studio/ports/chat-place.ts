import type { Client } from '../../client/index.ts';

/** A file that was written where it was asked for. */
export type DeliveredFile = { readonly path: string; readonly bytes: number };

/** What a chat has on this machine. */
export interface ChatFiles {
  /** A file to upload, read from disk as it is sent; null when there is none of that name. `~/` and relative paths are understood. */
  attach(path: string): Promise<File | null>;
  /** Whether there is a file of that name. */
  exists(path: string): Promise<boolean>;
  /** Makes the folder that files are delivered into, where it is missing. Throws `files.*`. */
  prepareFolder(folder: string): Promise<void>;
  /** Writes a file into a folder under this name or, where that is taken, a numbered one. Throws `files.*`. */
  deliver(file: {
    readonly folder: string;
    /** Without an ending. */
    readonly name: string;
    /** With its dot. */
    readonly ending: string;
    readonly content: AsyncIterable<Uint8Array>;
  }): Promise<DeliveredFile>;
  /** What was typed in earlier chats, oldest first; empty when nothing can be read. */
  readHistory(): Promise<readonly string[]>;
  /** Keeps what was typed, for this user alone. */
  keepHistory(lines: readonly string[]): Promise<void>;
  /** Opens a file with the system's player; false when there is none. */
  play(path: string): Promise<boolean>;
}

/** Where a chat talks to. */
export type ChatPlace = {
  readonly client: Client;
  /** Whether the service runs in this process, and its work with it. */
  readonly isHere: boolean;
  close(): Promise<void>;
};
