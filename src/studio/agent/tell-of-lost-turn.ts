import type { ServicePorts } from '../actions/service-ports.ts';
import { newEvent, spoken } from '../actions/sessions/new-event.ts';
import type { Sql } from '../ports/database.ts';
import { findSession } from '../store/records/sessions.ts';
import type { Turn } from '../store/records/turns.ts';
import { readTurnMusic, tellEndOfTurn } from './turn-music.ts';
import { wordingOf } from './wording/wording-of.ts';

/**
 * Gives what tells a session that its turn was interrupted: whether its music is still being made, is on the timeline or failed, and that
 * nothing was charged twice. For `LeaseWatch`: it runs in the transaction that gives the turn up.
 */
export function tellOfLostTurn(ports: Pick<ServicePorts, 'ids' | 'wallClock'>): (sql: Sql, turn: Turn) => Promise<void> {
  return async (sql, turn) => {
    const music = await readTurnMusic(sql, turn);
    const session = await findSession(sql, { id: turn.sessionId, accountId: turn.accountId });
    const language = music.language ?? (session?.language?.toLowerCase().startsWith('zh') === true ? 'zh' : 'en');
    const last = newEvent(ports, {
      invocationId: turn.invocationId,
      content: spoken(wordingOf(language).interrupted(music.state)),
      turnComplete: true,
      interrupted: true,
    });
    await tellEndOfTurn(sql, ports, { turn, music, last: [last] });
  };
}
