import type { TimelineChange } from '../timeline/compare-states.ts';
import type { SessionState } from '../timeline/session-state.ts';
import type { ServiceProblem } from '../service-problem.ts';

/** How a turn came out. */
export type TurnOutcome =
  /** The agent said what it did. */
  | 'answered'
  /** It said nothing; `changes` tell what it did, if anything. */
  | 'silent'
  /** A problem was told. */
  | 'failed'
  /** Too long or too quiet; the work may go on. */
  | 'timed-out'
  /** The stream broke off and nothing tells what became of the message. */
  | 'lost';

export type TurnSummary = {
  readonly outcome: TurnOutcome;
  /** All that was said, one text a line, nothing twice. */
  readonly text: string;
  /** What is not as it was before the message: of the timeline, of files and of made media. */
  readonly changes: readonly TimelineChange[];
  /** Afterwards; null when it could not be read. */
  readonly state: SessionState | null;
  readonly seconds: number;
  /** Whether the stream broke off and the rest was read from the session. */
  readonly isResumed: boolean;
};

/** What happens while a message is worked on. The last is always `done`. */
export type Happening =
  /** A piece goes on where the last one stopped; a whole stands for itself. */
  | { readonly kind: 'text'; readonly text: string; readonly isPiece: boolean }
  | { readonly kind: 'tool'; readonly name: string; readonly args: unknown; readonly callId: string | null }
  | { readonly kind: 'tool-result'; readonly name: string; readonly result: unknown; readonly callId: string | null }
  /** How far the tool at work is, 0 to 100; told by our own servers where text comes in pieces. */
  | { readonly kind: 'progress'; readonly percent: number }
  /** Nothing was shown for two minutes and the work goes on; counted from the message. */
  | { readonly kind: 'working'; readonly seconds: number }
  /** The stream broke off; the session is watched until the work is done. The message is not sent again. */
  | { readonly kind: 'stream-lost' }
  /** `isSaid`: its message came as text already. */
  | { readonly kind: 'problem'; readonly problem: ServiceProblem; readonly isSaid: boolean }
  | { readonly kind: 'done'; readonly summary: TurnSummary };
