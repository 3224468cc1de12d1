import type { CutsRequest, DoctorReport, MadeMusic, MakeRequest, PlayedRadio, RadioRequest } from '../../contract/index.ts';
import type { AdminAnswer, AdminCall } from '../../contract/service/index.ts';
import type { MakeRun } from '../actions/make-music.ts';
import type { RadioWatch } from '../actions/radio/run-radio.ts';
import type { Clock } from '../ports/clock.ts';
import type { McpOptions } from './mcp-options.ts';
import type { ChatDesk } from './chat/chat-desk.ts';
import type { ProjectDesk } from './project-desk.ts';
import type { AdminOptions, ServeOptions, WorkerOptions } from './service-options.ts';
import type { SkillDesk } from './skill-desk.ts';
import type { Terminal } from './terminal.ts';

/** What the commands may use: the actions with their ports filled in, and the terminal. */
export type CommandLine = {
  readonly studio: {
    readonly makeMusic: (request: MakeRequest, run: MakeRun) => Promise<MadeMusic>;
    /** One idea at several lengths, a `MadeMusic` for each. */
    readonly makeCuts: (request: CutsRequest, run: MakeRun) => Promise<readonly MadeMusic[]>;
    /** Plays until it has played enough, or is stopped. */
    readonly radio: (request: RadioRequest, watch: RadioWatch) => Promise<PlayedRadio>;
    readonly checkInstall: (signal: AbortSignal) => Promise<DoctorReport>;
    readonly projects: ProjectDesk;
    /** Serves until stopped. */
    readonly serve: (options: ServeOptions) => Promise<void>;
    /** Does jobs until stopped. */
    readonly work: (options: WorkerOptions) => Promise<void>;
    /** Speaks MCP on standard input and output until the client leaves. */
    readonly mcp: (options: McpOptions) => Promise<void>;
    readonly admin: (call: AdminCall, options: AdminOptions) => Promise<AdminAnswer>;
  };
  readonly chat: ChatDesk;
  readonly skill: SkillDesk;
  readonly files: { readonly exists: (path: string) => Promise<boolean>; readonly absolute: (path: string) => string };
  readonly clock: Clock;
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly isDebugging: boolean;
  readonly version: string;
};
