import { z } from 'zod';
import { WireDraft, JsonValue } from '../../../contract/service/index.ts';
import type { Json } from '../../../engine/kernel/index.ts';
import type { Sql } from '../../ports/database.ts';
import { saveDraft } from '../../store/records/revisions.ts';
import { findSession, saveState, type Session } from '../../store/records/sessions.ts';
import { Refused } from '../refused.ts';

const State = z.record(z.string(), JsonValue);

/** Most UTF-16 units of a session's state as JSON. */
const LARGEST_STATE = 4 << 20;

/** What clients have set of a session's state; the draft is kept apart. */
export function stateOf(session: Session): z.infer<typeof State> {
  return State.parse(session.state);
}

/**
 * Sets keys of a session's state; `draft` is the timeline itself, so it becomes the next revision. Refuses with `invalid-body` a draft that
 * is none and a state that grows too large. Gives the session as it is then.
 */
export async function applyStateDelta(
  sql: Sql,
  change: {
    readonly session: Session;
    readonly delta: { readonly [key: string]: Json };
    readonly turnId: string | null;
    readonly now: Date;
  },
): Promise<Session> {
  const { session, turnId, now } = change;
  const { draft, ...delta } = change.delta;
  const state = { ...stateOf(session), ...delta };
  if (JSON.stringify(state).length > LARGEST_STATE) {
    throw new Refused('invalid-body', `The state of a session may have at most ${LARGEST_STATE} characters of JSON.`);
  }

  await saveState(sql, { id: session.id, state, now });
  if (draft !== undefined && draft !== null) {
    await replaceDraft(sql, { session, draft, turnId, now });
  }

  return (await findSession(sql, { id: session.id, accountId: session.accountId })) ?? session;
}

async function replaceDraft(
  sql: Sql,
  change: { readonly session: Session; readonly draft: Json; readonly turnId: string | null; readonly now: Date },
): Promise<void> {
  const { session, turnId, now } = change;
  const read = WireDraft.safeParse(change.draft);
  if (!read.success) {
    throw new Refused('invalid-body', `The draft in the state is not as expected. ${z.prettifyError(read.error).slice(0, 500)}`);
  }

  const saved = await saveDraft(sql, {
    sessionId: session.id,
    after: session.revision,
    draft: JsonValue.parse(read.data),
    edit: null,
    inverse: null,
    label: 'Replace the draft',
    turnId,
    now,
  });
  if (saved === null) {
    throw new Refused('conflict', 'The draft was changed meanwhile. Read it again and apply the change to that one.');
  }
}
