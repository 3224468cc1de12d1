import { z } from 'zod';
import { ENGINE_VERSION, StudioError } from '../../engine/kernel/index.ts';
import { countWork } from '../actions/count-work.ts';
import { Refused } from '../actions/refused.ts';
import { APP_NAME } from '../actions/sessions/own-session.ts';
import { openRoute, route, type Route } from './route.ts';

const Health = z.object({ status: z.literal('ok') });
/** ADK's three, and what else we are. */
const Version = z.object({
  version: z.string(),
  language: z.literal('TypeScript'),
  language_version: z.string(),
  name: z.literal('cuesmith'),
  engine_version: z.string(),
});

/** What says how the server is. */
export const serverRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/health',
    id: 'readHealth',
    tag: 'server',
    summary: 'Whether the service works: 200 when its database answers, else 503.',
    limit: 'none',
    answer: Health,
    async handle(_, { ports }) {
      try {
        await ports.database.rows(z.unknown(), 'select 1');
      } catch (cause) {
        if (cause instanceof StudioError && cause.code.startsWith('database.')) {
          throw new Refused('unavailable', 'The database does not answer.', { cause, retryAfterSeconds: 5 });
        }

        throw cause;
      }

      return { status: 'ok' as const };
    },
  }),
  openRoute({
    method: 'GET',
    path: '/version',
    id: 'readVersion',
    tag: 'server',
    summary: 'What runs here, in the words of ADK and ours.',
    limit: 'read',
    answer: Version,
    async handle(_, { version }) {
      return Promise.resolve({
        version,
        language: 'TypeScript',
        language_version: process.versions.node,
        name: 'cuesmith',
        engine_version: ENGINE_VERSION,
      });
    },
  }),
  route({
    method: 'GET',
    path: '/list-apps',
    id: 'listApps',
    tag: 'chat',
    summary: 'The apps of this ADK server: the one agent.',
    scope: 'read',
    limit: 'read',
    answer: z.array(z.string()),
    async handle() {
      return Promise.resolve([APP_NAME]);
    },
  }),
  openRoute({
    method: 'GET',
    path: '/metrics',
    id: 'readMetrics',
    tag: 'server',
    summary: 'Numbers for Prometheus, for programs on the machine of the server only.',
    description: 'Everybody else gets a 404: let a collector run beside the server.',
    limit: 'none',
    otherAnswers: { 200: { description: 'Prometheus text.', contentType: 'text/plain' } },
    refusals: ['not-found'],
    async handle({ isOwnersMachine }, { ports, metrics }) {
      if (!isOwnersMachine) {
        throw new Refused('not-found', 'Metrics are for programs on the machine of the server only.');
      }

      const { turns, jobs } = await countWork(ports);
      metrics.set('turns', [{ labels: {}, value: turns }]);
      metrics.set(
        'jobs',
        jobs.map(({ kind, status, count }) => ({ labels: { kind, status }, value: count })),
      );
      return new Response(await metrics.print(), { headers: { 'content-type': metrics.contentType } });
    },
  }),
];
