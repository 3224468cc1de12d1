import type { CommandLine } from './command-line.ts';
import type { ListOptions } from './program.ts';
import { EXIT_DONE, EXIT_FAILURE } from './report-problem.ts';
import { paintFor } from './terminal.ts';

/** `cuesmith doctor`: a line for each thing checked; fails when one is wrong. */
export async function runDoctor({ studio, terminal, signal }: CommandLine, options: ListOptions): Promise<number> {
  const report = await studio.checkInstall(signal);
  if (options.json) {
    terminal.out(`${JSON.stringify(report)}\n`);
  } else {
    const paint = paintFor(terminal.hasColour && terminal.isOutTerminal);
    const width = Math.max(...report.checks.map(({ name }) => name.length));
    for (const { name, isOk, found, remedy } of report.checks) {
      terminal.out(`${isOk ? paint.green('✓') : paint.red('✗')} ${name.padEnd(width)}  ${found}\n`);
      if (!isOk) {
        terminal.out(`  ${' '.repeat(width)}  → ${remedy}\n`);
      }
    }

    terminal.out(report.isHealthy ? 'All is well.\n' : 'Something is wrong: see the lines marked ✗.\n');
  }

  return report.isHealthy ? EXIT_DONE : EXIT_FAILURE;
}
