import { type DraftReading, JsonValue, openDraft, WireDraft, writeDraft } from '../../../contract/service/index.ts';
import type { EditRequest, Timeline } from '../../../engine/timeline/index.ts';
import type { Sql } from '../../ports/database.ts';
import type { Ids } from '../../ports/ids.ts';
import { saveDraft } from '../../store/records/revisions.ts';
import type { Session } from '../../store/records/sessions.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { applyRequests, type RequestOutcome } from './apply-requests.ts';
import { editRecord } from './edit-record.ts';
import { openSessionTimeline } from './open-session-timeline.ts';
import { ownSession } from './own-session.ts';
import { labelOf } from './revision-label.ts';

/** How often another writer may come first before we stop trying. */
const TRIES = 5;

/** What a message asks of the timeline. */
export type EditWish = {
  readonly requests: readonly EditRequest[];
  /** Whether one request that is refused leaves the others done. */
  readonly isSeparable: boolean;
};

/** What requests come to, before anything is saved. */
export type EditRehearsal = {
  /** How the session's drafts are read. */
  readonly reading: DraftReading;
  readonly before: Timeline;
  readonly after: Timeline;
  readonly outcomes: readonly RequestOutcome[];
};

/** What edits did to a draft. */
export type EditedTimeline = EditRehearsal & {
  /** As it is now. */
  readonly draft: WireDraft;
  readonly isChanged: boolean;
};

/** Tries requests on a session's draft as it is, and changes nothing. */
export async function rehearseEdits(
  ports: { readonly database: Sql; readonly ids: Pick<Ids, 'make'> },
  session: Session,
  wish: EditWish,
): Promise<EditRehearsal> {
  const { timeline: before, context, reading } = await openSessionTimeline(ports.database, ports.ids, session);
  const { timeline: after, outcomes } = applyRequests(before, { ...wish, context });
  return { reading, before, after, outcomes };
}

/**
 * Applies requests to a session's newest draft and saves it as one revision, with the edit and its inverse; nothing is saved when nothing
 * changed. Refuses with `session-not-found`, and with `conflict` when others write all the while.
 */
export async function editTimeline(
  ports: Pick<ServicePorts, 'database' | 'ids' | 'wallClock'>,
  caller: Caller,
  wish: EditWish & { readonly sessionId: string; readonly turnId: string | null },
): Promise<EditedTimeline> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const session = await ownSession(ports, caller, wish.sessionId);
    const rehearsal = await rehearseEdits(ports, session, wish);
    const { before, after, outcomes, reading } = rehearsal;
    if (!outcomes.some(({ kind }) => kind === 'done')) {
      return { ...rehearsal, draft: WireDraft.parse(session.draft), isChanged: false };
    }

    const done = outcomes.filter(({ kind }) => kind === 'done').map(({ request }) => request);
    const draft = writeDraft(after);
    const saved = await saveDraft(ports.database, {
      sessionId: session.id,
      after: session.revision,
      draft: JsonValue.parse(draft),
      // As it will be read again: the inverse takes back what the writing of it added, too.
      ...editRecord({ before, after: openDraft(draft, reading), requests: done }),
      label: labelOf(done),
      turnId: wish.turnId,
      now: ports.wallClock.now(),
    });
    if (saved !== null) {
      return { ...rehearsal, draft, isChanged: true };
    }
  }

  throw new Refused('conflict', 'The timeline was changed by others all the while. Try again.');
}
