import type { Agent } from '../agent/index.ts';
import type { WorkFile } from '../actions/projects/follow-work.ts';
import type { Caller } from '../actions/service-ports.ts';
import type { UploadPorts } from '../actions/uploads/upload-ports.ts';
import type { FileStreams } from '../ports/files.ts';
import type { UrlFetcher } from '../ports/url-fetcher.ts';

/** The service as one caller reaches it. */
export type Desk = {
  readonly ports: UploadPorts & { readonly urlFetcher: UrlFetcher };
  readonly agent: Agent;
  readonly caller: Caller;
};

/** A file where the client can have it. */
export type DeliveredFile = {
  /** `file://…` on this machine, a link that works without a token elsewhere. */
  readonly uri: string;
  readonly name: string;
};

/** What an MCP server stands on: one connection over stdio, or one caller over HTTP. */
export type McpDoor = {
  /** `stdio`: the person's own machine; `http`: anybody with a token. */
  readonly kind: 'stdio' | 'http';
  /** Version of the package: `0.1.0`. */
  readonly version: string;
  /** Whether calls are paid for with credits. */
  readonly hasCredits: boolean;
  /** Whether a client that leaves has stopped its calls: the newer protocol over HTTP has no other way to. */
  readonly isLeavingStopping: boolean;
  /** The person's disk, for footage by its path; null where only addresses are taken. */
  readonly localFiles: FileStreams | null;
  /** Does work at the service. Throws `database.in-use` when another program has it. */
  withDesk<Result>(work: (desk: Desk) => Promise<Result>): Promise<Result>;
  /** Puts the file of a finished export where the client can have it: each once. */
  deliver(desk: Desk, jobId: string, file: WorkFile): Promise<DeliveredFile>;
  /** Hears of failures that are ours. */
  readonly onProblem: (problem: unknown) => void;
};
