import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the service counts, for Prometheus. */
export type Metrics = {
  countRequest(request: {
    readonly method: string;
    /** The route's pattern, never the path: paths are without end. */
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }): void;
  /** Counts an answer's body as open until the function it gives is called. */
  openStream(route: string): () => void;
  /** Numbers that are looked up only when somebody asks. */
  set(
    name: 'turns' | 'jobs',
    rows: readonly { readonly labels: { readonly [label: string]: string }; readonly value: number }[],
  ): void;
  /** The text Prometheus reads. */
  print(): Promise<string>;
  readonly contentType: string;
};

const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'cuesmith_' });
  const registers = [registry];
  const requests = new Counter({
    name: 'cuesmith_http_requests_total',
    help: 'Requests answered, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'cuesmith_http_request_seconds',
    help: 'Time until an answer begins, by route.',
    labelNames: ['route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const streams = new Gauge({
    name: 'cuesmith_http_open_answers',
    help: 'Answers being sent now (event streams, files), by route.',
    labelNames: ['route'],
    registers,
  });
  const gauges = {
    turns: new Gauge({ name: 'cuesmith_turns_running', help: 'Turns that run now, on all machines.', registers }),
    jobs: new Gauge({
      name: 'cuesmith_jobs_unfinished',
      help: 'Jobs that wait or are being done, on all machines.',
      labelNames: ['kind', 'status'],
      registers,
    }),
  } as const;

  return {
    countRequest({ method, route, status, seconds }) {
      requests.inc({ method: KNOWN_METHODS.has(method) ? method : 'other', route, status });
      durations.observe({ route }, seconds);
    },
    openStream(route) {
      streams.inc({ route });
      let isOpen = true;
      return () => {
        if (isOpen) {
          isOpen = false;
          streams.dec({ route });
        }
      };
    },
    set(name, rows) {
      gauges[name].reset();
      for (const { labels, value } of rows) {
        gauges[name].set(labels, value);
      }
    },
    print: async () => registry.metrics(),
    contentType: registry.contentType,
  };
}
