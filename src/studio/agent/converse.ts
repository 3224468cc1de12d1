import { type AdkEvent, RunRequest } from '../../contract/service/index.ts';
import type { Caller } from '../actions/service-ports.ts';
import { APP_NAME } from '../actions/sessions/own-session.ts';
import type { Agent } from './create-agent.ts';

/** What came of a message: what was answered, each part as it came, and why not all of it could be done (null when it could). */
export type Conversed = {
  readonly said: readonly string[];
  readonly problem: { readonly code: string; readonly message: string } | null;
};

/** Says words to the agent of a session and hears its answer out. Refuses as `Agent.begin`; the turn goes on when nobody listens any more. */
export async function converse(
  agent: Agent,
  caller: Caller,
  message: { readonly sessionId: string; readonly words: string; readonly onSaid: (text: string) => void },
): Promise<Conversed> {
  const { sessionId, words, onSaid } = message;
  const request = RunRequest.parse({
    appName: APP_NAME,
    userId: 'me',
    sessionId,
    newMessage: { role: 'user', parts: [{ text: words }] },
  });
  const turn = await agent.begin(caller, request);
  const said: string[] = [];
  let problem: Conversed['problem'] = null;
  for await (const event of turn.events) {
    const text = textOf(event);
    if (text !== null) {
      said.push(text);
      onSaid(text);
    }

    if (event.errorCode !== undefined) {
      problem = { code: event.errorCode, message: event.errorMessage ?? text ?? '' };
    }
  }

  await turn.ended;
  return { said, problem };
}

/** What an event says to the person; null for what it does not. */
function textOf({ author, partial, content }: AdkEvent): string | null {
  const texts = (content?.parts ?? []).flatMap(({ text }) => (text === undefined || text === '' ? [] : [text]));
  return author === 'user' || partial === true || texts.length === 0 ? null : texts.join('\n');
}
