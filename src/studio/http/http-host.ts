import type { Logger } from 'pino';
import type { ServicePorts } from '../actions/service-ports.ts';
import type { Metrics } from './metrics.ts';

/** What the HTTP door serves and stands on. */
export type HttpHost = {
  readonly ports: ServicePorts;
  /** Version of the package: `0.1.0`. */
  readonly version: string;
  /** One line for each request, and every fault in full. */
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Web pages of other origins that may call us with a token; `*` is any. */
  readonly origins: readonly string[];
  /** Whether the client's address is the last one of `X-Forwarded-For`: only behind a proxy of one's own. */
  readonly trustsProxy: boolean;
  /** Holds answers to their schemas: an answer that breaks its promise is a fault. For tests. */
  readonly checksAnswers: boolean;
};
