import { z } from 'zod';

/** What the load generator is told to do; `url` is that of a server of this machine, without a slash at the end. */
export const LoadOrder = z.discriminatedUnion('kind', [
  /** Begins a turn in each session and holds the streams, `holdMs` from the moment at which the last one was asked for. */
  z.object({ kind: z.literal('streams'), url: z.string(), sessionIds: z.array(z.string()), holdMs: z.int() }),
  /** Asks `count` times for a path, `clients` at a time, while `crawling` uploads crawl beside them (0: none) to `crawlPath`. */
  z.object({
    kind: z.literal('reads'),
    url: z.string(),
    path: z.string(),
    count: z.int(),
    clients: z.int(),
    crawling: z.int(),
    crawlPath: z.string(),
  }),
  /** Uploads a wave of noise of `bytes` in all to a path. */
  z.object({ kind: z.literal('upload'), url: z.string(), path: z.string(), bytes: z.int() }),
]);
export type LoadOrder = z.infer<typeof LoadOrder>;

export const StreamsReport = z.object({
  /** Streams whose first event came, in milliseconds after each was asked for. */
  firstEventMs: z.array(z.number()),
  refused: z.int(),
  /** Streams that were still open at the end, and those that ended by themselves, whole. */
  held: z.int(),
  finished: z.int(),
  broken: z.int(),
  events: z.int(),
  heartbeats: z.int(),
});
export type StreamsReport = z.infer<typeof StreamsReport>;

export const ReadsReport = z.object({
  milliseconds: z.array(z.number()),
  seconds: z.number(),
  failed: z.int(),
  /** Length of an answer's body. */
  bytes: z.int(),
  /** Crawling uploads that the server ended, and those it still bore at the end. */
  crawlersEnded: z.int(),
  crawlersLeft: z.int(),
});
export type ReadsReport = z.infer<typeof ReadsReport>;

export const UploadReport = z.object({
  status: z.int(),
  seconds: z.number(),
  /** Written to the connection when the answer came. */
  sentBytes: z.int(),
  body: z.string(),
});
export type UploadReport = z.infer<typeof UploadReport>;
