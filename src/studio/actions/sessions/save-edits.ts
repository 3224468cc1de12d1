import { WireDraft, JsonValue } from '../../../contract/service/index.ts';
import { canonicalJson } from '../../../engine/kernel/index.ts';
import { saveDraft } from '../../store/records/revisions.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { type DraftEdit, editDraft, type EditedDraft } from './edit-draft.ts';
import { ownSession } from './own-session.ts';

/** How often another writer may come first before we stop trying. */
const TRIES = 5;

const LABELS: { readonly [kind in DraftEdit['kind']]: string } = {
  'set-volume': 'Set the level of the music',
  'change-volume': 'Set the level of the music',
  'set-fades': 'Set the fades of the music',
  'set-title': 'Set the title',
  'remove-title': 'Remove the title',
  'set-frame': 'Set the shape of the picture',
};

/** What edits did to a draft. */
export type SavedEdits = {
  readonly draft: WireDraft;
  readonly changes: readonly Pick<EditedDraft, 'what' | 'before' | 'after'>[];
  /** What is that way already. */
  readonly unchanged: readonly Pick<EditedDraft, 'what' | 'after'>[];
  /** What there was nothing of to change. */
  readonly missing: readonly ('music' | 'title')[];
};

/** Applies edits to a session's newest draft and saves it as one revision; nothing is saved when nothing could be changed. */
export async function saveEdits(
  ports: Pick<ServicePorts, 'database' | 'ids' | 'wallClock'>,
  caller: Caller,
  wish: { readonly sessionId: string; readonly turnId: string | null; readonly edits: readonly DraftEdit[] },
): Promise<SavedEdits> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const session = await ownSession(ports, caller, wish.sessionId);
    const edited = applyAll(WireDraft.parse(session.draft), wish.edits, (kind) => ports.ids.make(kind));
    if (edited.changes.length === 0) {
      return edited;
    }

    const kinds = new Set(wish.edits.map(({ kind }) => LABELS[kind]));
    const saved = await saveDraft(ports.database, {
      sessionId: session.id,
      after: session.revision,
      draft: JsonValue.parse(edited.draft),
      edit: { kind: 'edits', edits: wish.edits.map((edit) => JsonValue.parse(edit)) },
      inverse: null,
      label: kinds.size === 1 ? [...kinds].join('') : 'Change the timeline',
      turnId: wish.turnId,
      now: ports.wallClock.now(),
    });
    if (saved !== null) {
      return edited;
    }
  }

  throw new Refused('conflict', 'The timeline was changed by others all the while. Try again.');
}

function applyAll(draft: WireDraft, edits: readonly DraftEdit[], makeId: (kind: 'track' | 'segment') => string): SavedEdits {
  let done: SavedEdits = { draft, changes: [], unchanged: [], missing: [] };
  for (const edit of edits) {
    const edited = editDraft(done.draft, edit, makeId);
    if (typeof edited === 'string') {
      done = { ...done, missing: [...done.missing, edited === 'no-music' ? 'music' : 'title'] };
    } else if (canonicalJson(JsonValue.parse(edited.draft)) === canonicalJson(JsonValue.parse(done.draft))) {
      done = { ...done, unchanged: [...done.unchanged, edited] };
    } else {
      done = { ...done, draft: edited.draft, changes: [...done.changes, edited] };
    }
  }

  return done;
}
