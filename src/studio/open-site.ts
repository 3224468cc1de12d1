import type { Logger } from 'pino';
import type { ServiceConfig } from './config.ts';
import { createApp } from './http/create-app.ts';
import { openMcpHost } from './http/mcp-host.ts';
import { createMetrics } from './http/metrics.ts';
import { openServer } from './http/open-server.ts';
import { isLoopback } from './http/peer.ts';
import { routes } from './http/routes.ts';
import { openService } from './open-service.ts';
import type { Install } from './ports/install.ts';
import { removeServerFile, writeServerFile } from './server-file.ts';
import { randomIds } from './store/random-ids.ts';
import { systemWallClock } from './store/system-wall-clock.ts';

/** A service with its HTTP door open. */
export type Site = {
  /** Where this machine reaches it, without a slash at the end. */
  readonly url: string;
  /** Where people reach it. */
  readonly publicUrl: string;
  /** Whether programs of this machine need no token. */
  readonly isOpen: boolean;
  /** Lets answers end, gives jobs back and closes everything. */
  close(): Promise<void>;
};

/** Opens the service of a data folder and lets requests in. Throws `database.in-use` where another process has the folder. */
export async function openSite(
  host: {
    readonly config: ServiceConfig;
    /** `CUESMITH_WORKERS`. */
    readonly audioWorkers: number | null;
    readonly install: Install;
  },
  options: {
    /** The address to listen on. */
    readonly host: string;
    /** 0 is any free one. */
    readonly port: number;
    /** Whether jobs are done here. */
    readonly work: boolean;
    readonly log: Logger;
  },
): Promise<Site> {
  const { config, install } = host;
  const { log } = options;
  // First of all: a port that is taken should be heard of at once, and requests during the start get an answer.
  const server = await openServer({ hostname: options.host, port: options.port, ids: randomIds(systemWallClock) });
  try {
    const url = isEverywhere(options.host) ? `http://127.0.0.1:${server.port}` : server.url;
    const publicUrl = config.publicUrl ?? url;
    const isOpen = config.isOpen ?? (isLoopback(options.host) && isLoopback(hostnameOf(publicUrl)));
    const service = await openService(config, { ...host, publicUrl, isOpen, log });
    const isEmbedded = service.ports.database.kind === 'pglite';
    const mcp = openMcpHost({ version: install.version, clock: service.ports.clock, log });
    const close = async (): Promise<void> => {
      try {
        // First: a stream that is told so ends by itself, and the server waits for streams.
        await service.agent.close();
        await mcp.close();
        await server.close();
        if (isEmbedded) {
          await removeServerFile(config.dataFolder);
        }
      } finally {
        await service.close();
      }
    };
    try {
      const adminSecret = isEmbedded ? (await writeServerFile(config.dataFolder, url)).secret : null;
      const app = createApp(
        {
          ports: service.ports,
          agent: service.agent,
          mediaProbe: service.mediaProbe,
          urlFetcher: service.urlFetcher,
          version: install.version,
          log,
          metrics: createMetrics(),
          mcp,
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

      return { url, publicUrl, isOpen, close };
    } catch (problem) {
      await close();
      throw problem;
    }
  } catch (problem) {
    await server.close();
    throw problem;
  }
}

function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function hostnameOf(url: string): string {
  return new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
}
