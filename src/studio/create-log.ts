import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino';
import type { ServiceConfig } from './config.ts';

/** The service's log, one line of JSON for each entry; by default on stderr. */
export function createLog(level: ServiceConfig['logLevel'], destination?: DestinationStream): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: loggedProblem } },
    destination ?? pino.destination({ dest: 2, sync: true }),
  );
}

/**
 * What a log may keep of a failure: its name, code, text and stack, with those of its causes. Never what else hangs on it: the database's
 * errors carry the parameters of their statement, which are people's words and addresses, and digests of their secrets.
 */
function loggedProblem(problem: unknown): { readonly [key: string]: unknown } {
  if (!(problem instanceof Error)) {
    return { message: String(problem) };
  }

  const { type, message, stack } = stdSerializers.err(problem);
  return { type, message, stack, ...('code' in problem && { code: problem.code }) };
}
