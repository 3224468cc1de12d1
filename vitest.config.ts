import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { DATABASE_KINDS } from './test/databases.ts';

/** What holds the service to its contract runs a second time on a Postgres server and a bucket, where Postgres is installed. */
const ON_SERVERS = ['test/contract/**/*.test.ts', 'test/adk-client.test.ts', 'test/walk.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // As bin/cuesmith.js does: the processes that tests start compile what they load once and not each time.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('.cache/compiled', import.meta.url)) },
    setupFiles: ['test/fail-on-print.ts', 'test/fixed-seed.ts'],
    // The JSON report is what .ci/run counts.
    reporters: ['default', ['json', { outputFile: '.cache/test-report.json' }]],
    projects: [
      { extends: true, test: { name: 'embedded', include: ['src/**/*.test.ts', 'test/**/*.test.ts'] } },
      ...(DATABASE_KINDS.includes('postgres')
        ? [{ extends: true as const, test: { name: 'servers', include: ON_SERVERS, env: { TEST_STORAGE: 'servers' } } }]
        : []),
    ],
  },
});
