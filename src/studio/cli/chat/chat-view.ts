import type { ChatEvent } from '../../../contract/index.ts';

/** Shows a chat to whoever reads it: a person at a terminal, or a program behind a pipe. */
export interface ChatView {
  show(event: ChatEvent): void;
}
