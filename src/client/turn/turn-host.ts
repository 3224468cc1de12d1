import type { SessionState } from '../timeline/session-state.ts';
import type { Transport } from '../transport.ts';

/** The longest turn, and the longest time with nothing but heartbeats, in milliseconds. */
export const LONGEST_TURN_MS = 15 * 60_000;
export const LONGEST_QUIET_MS = 10 * 60_000;

/** What is sent to the agent. */
export type Message = {
  readonly text: string;
  /** Whether the text comes in pieces as it is written. */
  readonly isStreaming: boolean;
};

/** What a turn stands on. */
export type TurnHost = {
  readonly transport: Transport;
  /** May become another one when the session turns out to be gone. */
  readonly sessionId: () => string;
  readonly readState: (signal: AbortSignal | null) => Promise<SessionState>;
  /** Begins the stream; a session that is gone is replaced first. */
  readonly begin: (message: Message, signal: AbortSignal) => Promise<Response>;
};
