import { JsonValue, openDraft, type WireDraft, writeDraft } from '../../../contract/service/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import { type Edit, editBetween, type EditRequest } from '../../../engine/timeline/index.ts';
import type { Sql } from '../../ports/database.ts';
import type { Ids } from '../../ports/ids.ts';
import { saidWords } from '../analyse/media-findings.ts';
import { listMedia, type Media } from '../../store/records/media.ts';
import { saveDraft } from '../../store/records/revisions.ts';
import { findSession, type Session } from '../../store/records/sessions.ts';
import { applyRequests } from '../sessions/apply-requests.ts';
import { editRecord } from '../sessions/edit-record.ts';
import { openSessionTimeline, type SessionTimeline } from '../sessions/open-session-timeline.ts';
import type { GenerateRequest } from './generate-request.ts';
import { laterRequests } from './later-requests.ts';
import { placeOnDraft } from './place-on-draft.ts';
import type { RevisedPlace } from './swap-music.ts';
import { footageToPlace, isSourceOf } from './unplaced-footage.ts';

/** How often another writer may come first before we stop trying. */
const TRIES = 5;

/** Music that was made, and what is to become of it. */
export type Placing = {
  readonly media: Media;
  readonly request: GenerateRequest;
  readonly title: string | null;
  /** What the sound is called on its track; null: it keeps the name of the music that it revises. */
  readonly style: string | null;
  readonly ids: Ids;
  readonly now: Date;
};

/**
 * Puts new music on the session's draft, together with what its message asked of the timeline, and saves that as its next revision; on the
 * newest draft, whoever else writes.
 */
export async function savePlacedMusic(sql: Sql, placing: Placing): Promise<WireDraft> {
  const { media, request, ids, now } = placing;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const session = await findSession(sql, { id: media.sessionId, accountId: media.accountId });
    if (session === null) {
      throw new StudioError('session.gone', 'The session was deleted while its music was made. Nothing was charged.');
    }

    const opened = await openSessionTimeline(sql, ids, session);
    const placed = await place(sql, opened, { ...placing, session });
    const step = { before: opened.timeline, after: openDraft(placed.draft, opened.reading), requests: placed.done };
    const saved = await saveDraft(sql, {
      sessionId: session.id,
      after: session.revision,
      draft: JsonValue.parse(placed.draft),
      ...editRecord(step, { kind: 'place-music', mediaId: media.id, undoLater: placed.undoLater }),
      label: labelOf(request, placed.hadMusic),
      turnId: request.turnId,
      now,
    });
    if (saved !== null) {
      return placed.draft;
    }
  }

  throw new Error('The draft moved every time it was written.');
}

type Placed = {
  readonly draft: WireDraft;
  readonly hadMusic: boolean;
  /** The requests that changed something, in their order. */
  readonly done: readonly EditRequest[];
  readonly undoLater: Edit | null;
};

async function place(sql: Sql, opened: SessionTimeline, placing: Placing & { readonly session: Session }): Promise<Placed> {
  const { media, request, title, ids, session } = placing;
  const { edits } = request;
  const files = await listMedia(sql, session.id);
  const before = applyRequests(opened.timeline, { ...edits, requests: edits.before, context: opened.context });
  const base = edits.before.length === 0 ? opened.draft : writeDraft(before.timeline);
  const music = files.filter(({ kind }) => kind === 'music');
  const isGenerated = (source: string): boolean => music.some((file) => isSourceOf(source, file));
  const footage =
    request.revises === null
      ? await footageToPlace(sql, { sessionId: session.id, draft: base, media: files, requests: edits.before })
      : [];
  const placed = placeOnDraft(base, {
    music: { mediaId: media.id, name: media.title, style: placing.style, durationMs: media.durationMs ?? 0 },
    title: request.wish.keepsTitle || request.revises !== null ? null : title,
    frame: request.wish.frame,
    footage,
    isGenerated,
    makeId: (kind) => ids.make(kind),
    revises: revisedPlace(request, files),
    isDucked: hasSpeech(base, [...footage.map(({ mediaId }) => mediaId)], files),
  });
  const isAllDone = edits.isSeparable || before.outcomes.every(({ kind }) => kind === 'done' || kind === 'unchanged');
  const requests = isAllDone ? laterRequests(edits, placed, media.id) : [];
  const middle = openDraft(placed, opened.reading);
  const after = applyRequests(middle, { ...edits, requests, context: opened.context });
  return {
    draft: after.timeline === middle ? placed : writeDraft(after.timeline),
    hadMusic: segmentsOf(base).some(({ m }) => m?.src !== undefined && isGenerated(m.src)),
    undoLater: after.timeline === middle ? null : editBetween(after.timeline, middle),
    done: [...before.outcomes, ...after.outcomes].flatMap(({ kind, request: asked }) => (kind === 'done' ? [asked] : [])),
  };
}

function revisedPlace({ revises, isRefit, changes }: GenerateRequest, files: readonly Media[]): RevisedPlace | null {
  const former = files.find(({ id }) => id === revises);
  return former === undefined
    ? null
    : {
        isFormer: (source) => isSourceOf(source, former),
        formerMs: former.durationMs ?? 0,
        isFitted: isRefit || changes.some(({ kind }) => kind === 'length'),
      };
}

/** Whether anybody speaks in what lies on the draft or comes onto it. */
function hasSpeech(draft: WireDraft, placed: readonly string[], files: readonly Media[]): boolean {
  const shown = new Set([...placed, ...segmentsOf(draft).flatMap(({ m }) => (m?.src === undefined ? [] : [m.src]))]);
  return files.some((file) => [...shown].some((source) => isSourceOf(source, file)) && saidWords(file));
}

function segmentsOf(draft: WireDraft): readonly NonNullable<NonNullable<WireDraft['t']>[number]['sg']>[number][] {
  return (draft.t ?? []).flatMap(({ sg }) => sg ?? []);
}

function labelOf({ revises, isRefit }: GenerateRequest, hadMusic: boolean): string {
  if (isRefit) {
    return 'Fit the music to the picture';
  }

  return revises === null ? (hadMusic ? 'Replace the music' : 'Add music') : 'Change the music';
}
