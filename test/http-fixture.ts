import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { ServiceSettings } from '../src/studio/actions/service-ports.ts';
import { createAgent } from '../src/studio/agent/index.ts';
import { createApp } from '../src/studio/http/create-app.ts';
import type { HttpHost } from '../src/studio/http/http-host.ts';
import { openMcpHost } from '../src/studio/http/mcp-host.ts';
import { createMetrics } from '../src/studio/http/metrics.ts';
import { openServer } from '../src/studio/http/open-server.ts';
import type { Route } from '../src/studio/http/route.ts';
import { routes } from '../src/studio/http/routes.ts';
import { turnKeeper } from '../src/studio/jobs/turn-keeper.ts';
import { createMediaProbe } from '../src/studio/media/index.ts';
import { guardedFetcher } from '../src/studio/store/guarded-fetcher.ts';
import { type HandClock, openTestService, type TestService } from './service-fixture.ts';

/** A service that listens on a free port of this machine; its answers are held to their schemas. */
export type TestServer = {
  readonly service: TestService;
  readonly host: HttpHost;
  readonly url: string;
  readonly port: number;
  /** What was logged, parsed. */
  readonly logged: readonly { readonly [key: string]: unknown }[];
  /** A request below the server's address. */
  readonly ask: (path: string, request?: RequestInit) => Promise<Response>;
  /** A new anonymous client's token, got over the wire. */
  readonly newToken: (clientId?: string) => Promise<string>;
  readonly close: () => Promise<void>;
};

export async function openTestServer(
  options: {
    readonly settings?: Partial<ServiceSettings>;
    readonly clock?: HandClock;
    readonly host?: Partial<HttpHost>;
    /** Besides the registry's. */
    readonly routes?: readonly Route[];
    /** Another server's, which closes it; starting one takes a second. */
    readonly service?: TestService;
  } = {},
): Promise<TestServer> {
  const service = options.service ?? (await openTestService('pglite', options));
  const ports = { ...service.ports, settings: { ...service.ports.settings, ...options.settings } };
  const logged: { readonly [key: string]: unknown }[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _, done) {
      for (const line of chunk.toString().trim().split('\n')) {
        logged.push(JSON.parse(line));
      }

      done();
    },
  });
  const onProblem = (problem: unknown): void => {
    logged.push({ level: 'problem', problem: String(problem) });
  };
  const processId = service.ports.ids.make('process');
  const turns = turnKeeper({ database: service.ports.database, processId, onProblem });
  const log = pino({ level: 'debug' }, sink);
  const host: HttpHost = {
    ports,
    agent: createAgent({ ports: service.ports, processId, turnKeeper: turns, onProblem }),
    mediaProbe: createMediaProbe(),
    urlFetcher: guardedFetcher(),
    version: '0.0.0-test',
    log,
    metrics: createMetrics(),
    mcp: openMcpHost({ version: '0.0.0-test', clock: ports.clock, log }),
    origins: [],
    trustsProxy: false,
    adminSecret: null,
    checksAnswers: true,
    ...options.host,
  };
  const server = await openServer({ hostname: '127.0.0.1', port: 0, ids: service.ports.ids });
  server.serve(createApp(host, [...routes, ...(options.routes ?? [])]).fetch);
  const ask = async (path: string, request?: RequestInit): Promise<Response> => fetch(`${server.url}${path}`, request);
  return {
    service,
    host,
    url: server.url,
    port: server.port,
    logged,
    ask,
    async newToken(clientId = `client-${service.ports.ids.make('request')}`) {
      const answer: unknown = await (
        await ask('/api/auth/anonymous-token', { method: 'POST', headers: { 'X-Client-Id': clientId } })
      ).json();
      const token = typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : null;
      if (typeof token !== 'object' || token === null || !('token' in token) || typeof token.token !== 'string') {
        throw new Error(`Expected a token, got ${JSON.stringify(answer)}`);
      }

      return token.token;
    },
    async close() {
      await host.agent.close();
      await host.mcp.close();
      await server.close();
      await turns.close();
      if (options.service === undefined) {
        await service.close();
      }
    },
  };
}
