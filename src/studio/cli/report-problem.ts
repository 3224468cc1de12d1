import { CommanderError } from 'commander';
import { StudioError } from '../../engine/kernel/index.ts';
import { Problem } from '../../contract/index.ts';
import { paintFor, type Terminal } from './terminal.ts';

export const EXIT_DONE = 0;
export const EXIT_FAILURE = 1;
export const EXIT_USAGE = 2;
/** 128 + SIGINT, as shells have it. */
export const EXIT_STOPPED = 130;

/** Wishes that nobody could fulfil as they were put are bad usage; everything else that goes wrong is a failure. */
const USAGE_CODES = /^(usage|brief)\./;

/** Says what went wrong and what to do, and gives the exit code. */
export function reportProblem(
  problem: unknown,
  { terminal, isJson, isDebugging }: { readonly terminal: Terminal; readonly isJson: boolean; readonly isDebugging: boolean },
): number {
  if (problem instanceof CommanderError && problem.exitCode === 0) {
    return EXIT_DONE;
  }

  const { code, message, exitCode } = read(problem);
  if (isJson) {
    terminal.out(`${JSON.stringify(Problem.parse({ error: { code, message } }))}\n`);
  }

  const paint = paintFor(terminal.hasColour && terminal.isErrTerminal);
  terminal.err(`${paint.red('cuesmith:')} ${message}\n`);
  if (isDebugging && problem instanceof Error) {
    terminal.err(`${problem.stack ?? ''}\n${problem.cause instanceof Error ? (problem.cause.stack ?? '') : ''}\n`);
  }

  return exitCode;
}

function read(problem: unknown): { code: string; message: string; exitCode: number } {
  if (problem instanceof CommanderError) {
    const message = problem.message.replace(/^error: /, '').replace(/\s*\n\(Did you mean (.*)\?\)$/s, ' – did you mean $1?');
    return { code: 'usage.options', message: `${message}\nSee \`cuesmith --help\`.`, exitCode: EXIT_USAGE };
  }

  if (problem instanceof StudioError) {
    if (problem.code === 'job.stopped') {
      return { code: problem.code, message: problem.message, exitCode: EXIT_STOPPED };
    }

    return { code: problem.code, message: problem.message, exitCode: USAGE_CODES.test(problem.code) ? EXIT_USAGE : EXIT_FAILURE };
  }

  const reason = problem instanceof Error ? problem.message : String(problem);
  return {
    code: 'bug',
    message: `Something went wrong inside Cuesmith: ${reason}\nThis is a bug. Run \`cuesmith doctor\`, and report it with the prompt, the seed and what CUESMITH_DEBUG=1 shows.`,
    exitCode: EXIT_FAILURE,
  };
}
