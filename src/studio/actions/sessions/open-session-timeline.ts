import { type DraftReading, openDraft, WireDraft } from '../../../contract/service/index.ts';
import type { EditContext, Timeline } from '../../../engine/timeline/index.ts';
import type { Sql } from '../../ports/database.ts';
import type { Ids } from '../../ports/ids.ts';
import { listMedia, type Media } from '../../store/records/media.ts';
import type { Session } from '../../store/records/sessions.ts';
import { editContext } from './edit-context.ts';
import { findDraftMedia } from './find-draft-media.ts';

/** A session's draft, opened for editing. */
export type SessionTimeline = {
  readonly draft: WireDraft;
  readonly timeline: Timeline;
  /** How drafts of the session are read. */
  readonly reading: DraftReading;
  readonly context: EditContext;
  /** The session's files in the order in which they came. */
  readonly media: readonly Media[];
};

/** Opens the draft of a session as it was read. */
export async function openSessionTimeline(sql: Sql, ids: Pick<Ids, 'make'>, session: Session): Promise<SessionTimeline> {
  const draft = WireDraft.parse(session.draft);
  const media = await listMedia(sql, session.id);
  const named = await findDraftMedia(sql, session.accountId, draft);
  // What is placed from now on is named by its id.
  const reading = { title: session.title, media: new Map([...media.map((file) => [file.id, file] as const), ...named]) };
  const known = new Map([...named.values(), ...media].map((file) => [file.id, file]));
  return { draft, timeline: openDraft(draft, reading), reading, context: editContext(ids, [...known.values()]), media };
}
