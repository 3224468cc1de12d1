import type { DoctorReport, MadeMusic, MakeRequest } from '../../contract/index.ts';
import type { MakeRun } from '../actions/make-music.ts';
import type { Clock } from '../ports/clock.ts';
import type { Terminal } from './terminal.ts';

/** What the commands may use: the actions with their ports filled in, and the terminal. */
export type CommandLine = {
  readonly studio: {
    readonly makeMusic: (request: MakeRequest, run: MakeRun) => Promise<MadeMusic>;
    readonly checkInstall: (signal: AbortSignal) => Promise<DoctorReport>;
  };
  readonly files: { readonly exists: (path: string) => Promise<boolean>; readonly absolute: (path: string) => string };
  readonly clock: Clock;
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly isDebugging: boolean;
  readonly version: string;
};
