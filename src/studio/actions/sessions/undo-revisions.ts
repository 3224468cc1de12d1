import { JsonValue, openDraft, type WireDraft, writeDraft } from '../../../contract/service/index.ts';
import { canonicalJson, StudioError } from '../../../engine/kernel/index.ts';
import { applyEdit } from '../../../engine/timeline/index.ts';
import type { ServicePorts, Caller } from '../service-ports.ts';
import { Refused } from '../refused.ts';
import { type Revision, saveDraft } from '../../store/records/revisions.ts';
import { readStoredInverse } from './edit-record.ts';
import { draftOf, redoableRevisions, standingRevision } from './history.ts';
import { openSessionTimeline, type SessionTimeline } from './open-session-timeline.ts';
import { ownSession } from './own-session.ts';

/** How far back or forth. */
export type Steps = number | 'all';

/** A draft after changes were taken back or done again, with their labels in that order. */
export type Returned = { readonly draft: WireDraft; readonly labels: readonly string[] };

/**
 * Takes back the last changes that still stand, each as one message made it, and saves that as the next revision; null when nothing is left
 * to take back. An edit is undone by its inverse, a draft that was replaced as a whole by the one before it.
 */
export async function undoRevisions(
  ports: Pick<ServicePorts, 'database' | 'ids' | 'wallClock'>,
  caller: Caller,
  wish: { readonly sessionId: string; readonly turnId: string | null; readonly steps: Steps },
): Promise<Returned | null> {
  const session = await ownSession(ports, caller, wish.sessionId);
  const sql = ports.database;
  let opened = await openSessionTimeline(sql, ports.ids, session);
  let standing = await standingRevision(sql, session.id, session.revision);
  const undone: Revision[] = [];
  while (standing !== null && (wish.steps === 'all' || undone.length < wish.steps)) {
    const former: Revision | null = await standingRevision(sql, session.id, standing.revision - 1);
    opened = takenBack(opened, standing, draftOf(former));
    undone.push(standing);
    standing = former;
  }

  const [first] = undone;
  if (first === undefined) {
    return null;
  }

  const labels = undone.map(({ label }) => label);
  const redo = [
    ...undone.map(({ revision }) => revision).toReversed(),
    ...(await redoableRevisions(sql, session.id, session.revision)),
  ];
  const saved = await saveDraft(sql, {
    sessionId: session.id,
    after: session.revision,
    draft: JsonValue.parse(opened.draft),
    edit: { kind: 'undo', to: standing?.revision ?? 0, redo },
    inverse: null,
    label: `Undo: ${labels.length === 1 ? first.label : `${labels.length} changes`}`,
    turnId: wish.turnId,
    now: ports.wallClock.now(),
  });
  return ended(saved, { draft: opened.draft, labels });
}

/** Does again what was taken back last, as long as nothing else was changed since; null when there is nothing. */
export async function redoRevisions(
  ports: Pick<ServicePorts, 'database' | 'wallClock'>,
  caller: Caller,
  wish: { readonly sessionId: string; readonly turnId: string | null; readonly steps: Steps },
): Promise<Returned | null> {
  const session = await ownSession(ports, caller, wish.sessionId);
  const sql = ports.database;
  const redoable = await redoableRevisions(sql, session.id, session.revision);
  const wanted = redoable.slice(0, wish.steps === 'all' ? redoable.length : wish.steps);
  const done: Revision[] = [];
  for (const revision of wanted) {
    const found = await standingRevision(sql, session.id, revision);
    done.push(...(found === null ? [] : [found]));
  }

  const last = done.at(-1);
  if (last === undefined) {
    return null;
  }

  const draft = draftOf(last);
  const saved = await saveDraft(sql, {
    sessionId: session.id,
    after: session.revision,
    draft: JsonValue.parse(draft),
    edit: { kind: 'redo', to: last.revision, redo: redoable.slice(wanted.length) },
    inverse: null,
    label: `Redo: ${done.length === 1 ? last.label : `${done.length} changes`}`,
    turnId: wish.turnId,
    now: ports.wallClock.now(),
  });
  return ended(saved, { draft, labels: done.map(({ label }) => label).toReversed() });
}

function takenBack(opened: SessionTimeline, revision: Revision, former: WireDraft): SessionTimeline {
  const inverse = readStoredInverse(revision.inverse);
  const before = openDraft(former, opened.reading);
  try {
    const timeline = inverse === null ? before : applyEdit(opened.timeline, inverse).timeline;
    // Where the inverse leads to the very draft of before, that is kept as its writer spelled it.
    const draft = canonicalJson(timeline) === canonicalJson(before) ? former : writeDraft(timeline);
    return { ...opened, timeline, draft };
  } catch (problem) {
    // The draft of before is known whole: an inverse that does not fit any more (a file has gone since) is not needed.
    if (problem instanceof StudioError && problem.code.startsWith('timeline.')) {
      return { ...opened, timeline: before, draft: former };
    }

    throw problem;
  }
}

function ended(saved: Revision | null, returned: Returned): Returned {
  if (saved === null) {
    throw new Refused('conflict', 'The timeline was changed meanwhile. Look at it and try again.');
  }

  return returned;
}
