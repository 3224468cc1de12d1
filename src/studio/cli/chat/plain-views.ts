import { ChatEvent } from '../../../contract/index.ts';
import type { Terminal } from '../terminal.ts';
import type { ChatView } from './chat-view.ts';

/** Plain lines for a pipe: replies on stdout with an empty line behind each, what passes on stderr. */
export function linesView(terminal: Terminal): ChatView {
  let isAnything = false;
  const out = (text: string): void => {
    isAnything = true;
    terminal.out(`${text}\n`);
  };
  return {
    show(event) {
      switch (event.kind) {
        case 'chat-connecting':
        case 'chat-ready':
        case 'work-continuing':
          terminal.err(`${event.text}\n`);
          break;
        case 'message-taken':
        case 'work-progressed':
          break;
        case 'message-done':
          if (isAnything) {
            terminal.out('\n');
            isAnything = false;
          }

          break;
        case 'reply-said':
        case 'notice-told':
        case 'files-uploaded':
        case 'tracks-shown':
        case 'credits-told':
        case 'steps-offered':
        case 'file-delivered':
        case 'problem-met':
          out(event.text);
          break;
      }
    },
  };
}

/** Everything that happens as one JSON object a line, for programs. */
export function jsonView(terminal: Terminal): ChatView {
  let last = '';
  return {
    show(event) {
      const line = JSON.stringify(ChatEvent.parse(event));
      // Progress is told when it moves.
      if (event.kind !== 'work-progressed' || line !== last) {
        terminal.out(`${line}\n`);
        last = line;
      }
    },
  };
}
