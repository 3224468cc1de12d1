import { WireDraft, JsonValue } from '../../../contract/service/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { Sql } from '../../ports/database.ts';
import type { Ids } from '../../ports/ids.ts';
import { listMedia, type Media } from '../../store/records/media.ts';
import { saveDraft } from '../../store/records/revisions.ts';
import { findSession } from '../../store/records/sessions.ts';
import type { GenerateRequest } from './generate-request.ts';
import { isSourceOf, unplacedFootage } from './unplaced-footage.ts';
import { placeOnDraft } from './place-on-draft.ts';

/** How often another writer may come first before we stop trying. */
const TRIES = 5;

/** Puts new music on the session's draft and saves that as its next revision; on the newest draft, whoever else writes. */
export async function savePlacedMusic(
  sql: Sql,
  placing: {
    readonly media: Media;
    readonly request: GenerateRequest;
    readonly title: string | null;
    /** What the sound is called on its track. */
    readonly style: string;
    readonly ids: Ids;
    readonly now: Date;
  },
): Promise<WireDraft> {
  const { media, request, title, ids, now } = placing;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const session = await findSession(sql, { id: media.sessionId, accountId: media.accountId });
    if (session === null) {
      throw new StudioError('session.gone', 'The session was deleted while its music was made. Nothing was charged.');
    }

    const files = await listMedia(sql, session.id);
    const music = files.filter(({ kind }) => kind === 'music');
    const before = WireDraft.parse(session.draft);
    const isGenerated = (source: string): boolean => music.some((file) => isSourceOf(source, file));
    const hadMusic = (before.t ?? []).flatMap(({ sg }) => sg ?? []).some(({ m }) => m?.src !== undefined && isGenerated(m.src));
    const draft = placeOnDraft(before, {
      music: { mediaId: media.id, name: media.title, style: placing.style, durationMs: media.durationMs ?? 0 },
      title: request.wish.keepsTitle ? null : title,
      frame: request.wish.frame,
      footage: unplacedFootage(before, files),
      isGenerated,
      makeId: (kind) => ids.make(kind),
    });
    const saved = await saveDraft(sql, {
      sessionId: session.id,
      after: session.revision,
      draft: JsonValue.parse(draft),
      edit: { kind: 'place-music', mediaId: media.id },
      inverse: null,
      label: hadMusic ? 'Replace the music' : 'Add music',
      turnId: request.turnId,
      now,
    });
    if (saved !== null) {
      return draft;
    }
  }

  throw new Error('The draft moved every time it was written.');
}
