import { type AdkEvent, RunRequest } from '../../contract/service/index.ts';
import type { Caller } from '../actions/service-ports.ts';
import type { Agent, RunningTurn } from './index.ts';

/** A message as a client sends it. */
export function messageTo(sessionId: string, text: string, more: object = {}): RunRequest {
  return RunRequest.parse({
    app_name: 'nemo_agent',
    user_id: 'me',
    session_id: sessionId,
    new_message: { parts: [{ text }] },
    ...more,
  });
}

/** Everything a turn says, once it has ended. */
export async function eventsOf(turn: RunningTurn): Promise<readonly AdkEvent[]> {
  const events: AdkEvent[] = [];
  for await (const event of turn.events) {
    events.push(event);
  }

  await turn.ended;
  return events;
}

/** What the agent answers in words, without partial events. */
export async function answerTo(agent: Agent, caller: Caller, request: RunRequest): Promise<string> {
  return textOf(await eventsOf(await agent.begin(caller, request)));
}

export function textOf(events: readonly AdkEvent[]): string {
  return events
    .filter(({ partial }) => partial !== true)
    .flatMap(({ content }) => content?.parts ?? [])
    .flatMap(({ text }) => (text === undefined ? [] : [text]))
    .join('\n');
}
