import { once } from 'node:events';
import { StudioError } from '../engine/kernel/index.ts';
import type { ServeOptions } from './cli/service-options.ts';
import type { ServiceConfig } from './config.ts';
import { createLog } from './create-log.ts';
import { isLoopback } from './http/peer.ts';
import { openService } from './open-service.ts';
import { openSite } from './open-site.ts';
import type { Install } from './ports/install.ts';

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
  const { config, signal } = host;
  const site = await openSite(host, { ...options, log: createLog(config.logLevel) });
  try {
    const { url, publicUrl, isOpen } = site;
    host.say(greeting({ host: options.host, url, publicUrl, isOpen, config, isWorking: options.work }));
    await stopped(signal);
    host.say('Stopping: running answers end, jobs are given back.\n');
  } finally {
    await site.close();
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
