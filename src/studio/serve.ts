import { once } from 'node:events';
import { StudioError } from '../engine/kernel/index.ts';
import type { ServeOptions } from './cli/service-options.ts';
import type { ServiceConfig } from './config.ts';
import { createLog } from './create-log.ts';
import { createApp } from './http/create-app.ts';
import { createMetrics } from './http/metrics.ts';
import { openServer } from './http/open-server.ts';
import { isLoopback } from './http/peer.ts';
import { routes } from './http/routes.ts';
import { openService } from './open-service.ts';
import type { Install } from './ports/install.ts';
import { removeServerFile, writeServerFile } from './server-file.ts';
import { randomIds } from './store/random-ids.ts';
import { systemWallClock } from './store/system-wall-clock.ts';

/** What the service's commands stand on. */
export type ServeHost = {
  readonly config: ServiceConfig;
  /** `CUESMITH_WORKERS`. */
  readonly audioWorkers: number | null;
  readonly install: Install;
  /** Aborted when the process is to stop. */
  readonly signal: AbortSignal;
  /** For the lines a person reads at the start; the log goes to stderr by itself. */
  readonly say: (text: string) => void;
};

/** Runs API and workers (`cuesmith serve`) until told to stop. */
export async function serve(host: ServeHost, options: ServeOptions): Promise<void> {
  const { config, install, signal } = host;
  const log = createLog(config.logLevel);
  // First of all: a port that is taken should be heard of at once, and requests during the start get an answer.
  const server = await openServer({ hostname: options.host, port: options.port, ids: randomIds(systemWallClock) });
  try {
    const localUrl = isEverywhere(options.host) ? `http://127.0.0.1:${server.port}` : server.url;
    const publicUrl = config.publicUrl ?? localUrl;
    const isOpen = config.isOpen ?? (isLoopback(options.host) && isLoopback(hostnameOf(publicUrl)));
    const service = await openService(config, { ...host, publicUrl, isOpen, log });
    try {
      const isEmbedded = service.ports.database.kind === 'pglite';
      const adminSecret = isEmbedded ? (await writeServerFile(config.dataFolder, localUrl)).secret : null;
      const app = createApp(
        {
          ports: service.ports,
          agent: service.agent,
          mediaProbe: service.mediaProbe,
          urlFetcher: service.urlFetcher,
          version: install.version,
          log,
          metrics: createMetrics(),
          origins: config.origins,
          trustsProxy: config.trustsProxy,
          checksAnswers: false,
          adminSecret,
        },
        routes,
      );
      server.serve(app.fetch);
      if (options.work) {
        await service.work();
      }

      host.say(greeting({ host: options.host, url: localUrl, publicUrl, isOpen, config, isWorking: options.work }));
      await stopped(signal);
      host.say('Stopping: running answers end, jobs are given back.\n');
      // First: a stream that is told so ends by itself, and the server waits for streams.
      await service.agent.close();
      await server.close();
      if (isEmbedded) {
        await removeServerFile(config.dataFolder);
      }
    } finally {
      await service.close();
    }
  } finally {
    await server.close();
  }
}

/** Does jobs (`cuesmith worker`) until told to stop. Needs a database that several processes can share. */
export async function work(host: ServeHost): Promise<void> {
  const { config, signal } = host;
  if (config.databaseUrl === null) {
    throw new StudioError(
      'serve.no-shared-database',
      'A worker shares a Postgres server with the API: set DATABASE_URL (and BLOB_URL, or one data folder that both can reach). The embedded database belongs to one process, and `cuesmith serve` does the jobs in it.',
    );
  }

  const log = createLog(config.logLevel);
  // It answers nobody: links are signed by it, and lead to the API.
  const service = await openService(config, {
    ...host,
    publicUrl: config.publicUrl ?? 'http://127.0.0.1:8787',
    isOpen: false,
    log,
  });
  try {
    await service.work();
    host.say(`Cuesmith ${host.install.version} is ready to do jobs. Data: ${config.dataFolder}. Stop with Ctrl-C.\n`);
    await stopped(signal);
    host.say('Stopping: jobs are given back.\n');
  } finally {
    await service.close();
  }
}

async function stopped(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) {
    await once(signal, 'abort');
  }
}

function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function hostnameOf(url: string): string {
  return new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
}

function greeting(start: {
  readonly host: string;
  readonly url: string;
  readonly publicUrl: string;
  readonly isOpen: boolean;
  readonly config: ServiceConfig;
  readonly isWorking: boolean;
}): string {
  const { config, isOpen, url } = start;
  const access = isOpen
    ? 'open to you at this machine, without a token'
    : isLoopback(start.host)
      ? 'tokens only'
      : 'tokens only, since it listens beyond this machine (CUESMITH_OPEN=1 lets programs of this machine in without one)';
  const lines = [
    `Cuesmith is ready on ${url}${start.publicUrl === url ? '' : ` (people reach it at ${start.publicUrl})`}`,
    `  access  ${access}`,
    `  data    ${config.dataFolder}${config.databaseUrl === null ? '' : ', database by DATABASE_URL'}${config.blobUrl === null ? '' : ', files by BLOB_URL'}`,
    `  docs    ${url}/docs`,
    ...(start.isWorking ? [] : ['  jobs    none here (--no-work): start `cuesmith worker`']),
    '  stop with Ctrl-C',
  ];
  return `${lines.join('\n')}\n`;
}
