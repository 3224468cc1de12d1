import type { AdkEvent } from '../../../contract/service/index.ts';
import type { Ids } from '../../ports/ids.ts';
import type { WallClock } from '../../ports/wall-clock.ts';
import { APP_NAME } from './own-session.ts';

/** What an event may say besides who, when and in which turn. */
export type EventFacts = Partial<Omit<AdkEvent, 'id' | 'timestamp' | 'actions' | 'invocationId'>> & {
  readonly invocationId: string;
  readonly actions?: Partial<AdkEvent['actions']>;
};

/** Dates an event and completes it; the author is the agent unless it is said. */
export function newEvent(
  ports: { readonly ids: Ids; readonly wallClock: WallClock },
  { actions, ...facts }: EventFacts,
): AdkEvent {
  return {
    author: APP_NAME,
    ...facts,
    id: ports.ids.make('event'),
    timestamp: ports.wallClock.now().getTime() / 1000,
    actions: { stateDelta: {}, artifactDelta: {}, requestedAuthConfigs: {}, requestedToolConfirmations: {}, ...actions },
  };
}

/** The agent's words as content. */
export function spoken(text: string): NonNullable<AdkEvent['content']> {
  return { role: 'model', parts: [{ text }] };
}
