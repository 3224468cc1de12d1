import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    setupFiles: ['test/fail-on-print.ts', 'test/fixed-seed.ts'],
    // The JSON report is what .ci/run counts.
    reporters: ['default', ['json', { outputFile: '.cache/test-report.json' }]],
  },
});
