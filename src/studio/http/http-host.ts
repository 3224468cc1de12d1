import type { Logger } from 'pino';
import type { Agent } from '../agent/index.ts';
import type { ServicePorts } from '../actions/service-ports.ts';
import type { MediaProbe } from '../ports/media-probe.ts';
import type { UrlFetcher } from '../ports/url-fetcher.ts';
import type { McpHost } from './mcp-host.ts';
import type { Metrics } from './metrics.ts';

/** What the HTTP door serves and stands on. */
export type HttpHost = {
  readonly ports: ServicePorts;
  /** Answers every chat. */
  readonly agent: Agent;
  /** For uploads: what looks into files, and what fetches those that are named by their address. */
  readonly mediaProbe: MediaProbe;
  readonly urlFetcher: UrlFetcher;
  /** Version of the package: `0.1.0`. */
  readonly version: string;
  /** One line for each request, and every fault in full. */
  readonly log: Logger;
  readonly metrics: Metrics;
  /** What answers agents at `/mcp`. */
  readonly mcp: McpHost;
  /** Web pages of other origins that may call us with a token; `*` is any. */
  readonly origins: readonly string[];
  /** Whether the client's address is the last one of `X-Forwarded-For`: only behind a proxy of one's own. */
  readonly trustsProxy: boolean;
  /** Opens the operator's door to a program of this machine; null: there is no door. */
  readonly adminSecret: string | null;
  /** Holds answers to their schemas: an answer that breaks its promise is a fault. For tests. */
  readonly checksAnswers: boolean;
};
