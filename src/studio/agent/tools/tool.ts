import type { z } from 'zod';
import type { Json } from '../../../engine/kernel/index.ts';
import type { WireDraft } from '../../../contract/service/index.ts';
import type { Caller, ServicePorts } from '../../actions/service-ports.ts';
import type { Media } from '../../store/records/media.ts';
import type { Session } from '../../store/records/sessions.ts';
import type { Turn } from '../../store/records/turns.ts';
import type { Wording } from '../wording/wording.ts';

/** What a tool sees of the turn it is used in. */
export type Scene = {
  readonly ports: ServicePorts;
  readonly caller: Caller;
  readonly turn: Turn;
  readonly session: Session;
  readonly draft: WireDraft;
  readonly media: readonly Media[];
  readonly wording: Wording;
  /** Aborts when the turn was ended from outside, or the process stops. */
  readonly signal: AbortSignal;
};

/** What came of using a tool. */
export type ToolReport = {
  /** What the tool answers a planner: small, and the same facts as `said`. */
  readonly response: { readonly [key: string]: Json };
  /** For the person, what changed and from what to what. */
  readonly said: string;
  /** What could be done next; the turn shows those of its last tool. */
  readonly nextSteps: readonly string[];
  /** The draft as it is now; null when it did not change. */
  readonly draft: WireDraft | null;
  /** What went wrong in the work itself, told as an error; null: nothing. */
  readonly problem: { readonly code: string; readonly message: string } | null;
};

/** A tool in use. */
export type ToolUse = {
  /** Said before the work, when it takes long; null: nothing. */
  readonly announced: string | null;
  /** What the event of the call shows in place of the arguments themselves; null: those. */
  readonly shownArguments: { readonly [key: string]: Json } | null;
  /** Whether it waits for a job, which goes on without it. */
  readonly isLongRunning: boolean;
  /** `onProgress` hears how far long work is, 0 to 100. */
  finish(onProgress: (percent: number) => void): Promise<ToolReport>;
};

/** An action offered to whoever plans a turn: our own understanding of words, or a language model. */
export type Tool = {
  readonly name: string;
  readonly description: string;
  readonly schema: z.ZodType;
  /** Whether it changes something: then its call and its answer are events of their own. */
  readonly isShown: boolean;
  /** Reads the arguments and begins; what must be refused before a stream begins is thrown here. */
  readonly start: (scene: Scene, args: unknown) => Promise<ToolUse>;
};

/** A tool whose arguments are read by its schema. */
export function tool<Arguments extends z.ZodType>(facts: {
  readonly name: string;
  readonly description: string;
  readonly schema: Arguments;
  readonly isShown: boolean;
  readonly start: (scene: Scene, args: z.output<Arguments>) => Promise<ToolUse>;
}): Tool {
  return { ...facts, start: async (scene, args) => facts.start(scene, facts.schema.parse(args)) };
}

/** A use that is an answer and nothing else. */
export function answered(said: string, more: Partial<ToolReport> = {}): ToolUse {
  return {
    announced: null,
    shownArguments: null,
    isLongRunning: false,
    finish: async () => Promise.resolve({ response: { status: 'ok' }, said, nextSteps: [], draft: null, problem: null, ...more }),
  };
}
