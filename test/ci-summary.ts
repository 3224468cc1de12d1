/**
 * Prints `N passed, N failed` from vitest's JSON report as the last line of `.ci/run`.
 * Arguments: the report, the runner's exit code, then a word for each other check that failed.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Report = z.object({ success: z.boolean(), numPassedTests: z.int(), numFailedTests: z.int(), numFailedTestSuites: z.int() });

const [path = '', exitCode = '1', ...failedChecks] = process.argv.slice(2);
const { passed, failed } = count(path);
console.log(`${passed} passed, ${failed + failedChecks.length} failed`);
process.exitCode = failed + failedChecks.length === 0 && passed > 0 ? 0 : 1;

function count(reportPath: string): { passed: number; failed: number } {
  let report: z.infer<typeof Report>;
  try {
    report = Report.parse(JSON.parse(readFileSync(reportPath, 'utf8')));
  } catch (problem) {
    console.error(`No test report: ${problem instanceof Error ? problem.message : String(problem)}`);
    return { passed: 0, failed: 1 };
  }

  // A file that does not even load, or an error outside of every test, is no failed test of its own: it must not pass for that.
  const isGood = report.success && exitCode === '0';
  return { passed: report.numPassedTests, failed: isGood ? 0 : Math.max(1, report.numFailedTests) };
}
