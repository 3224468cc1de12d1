import type { WireDraft } from '../../contract/service/index.ts';
import { WireDraft as DraftSchema } from '../../contract/service/index.ts';
import { MusicDetails } from '../actions/generate/generate-request.ts';
import { isSourceOf } from '../actions/generate/unplaced-footage.ts';
import type { Caller, ServicePorts } from '../actions/service-ports.ts';
import { ownSession } from '../actions/sessions/own-session.ts';
import { listMedia, type Media } from '../store/records/media.ts';
import type { Session } from '../store/records/sessions.ts';
import type { Known } from './understand/reading.ts';

/** A session as a turn finds it. */
export type FoundSession = { readonly session: Session; readonly draft: WireDraft; readonly media: readonly Media[] };

export async function findScene(ports: Pick<ServicePorts, 'database'>, caller: Caller, sessionId: string): Promise<FoundSession> {
  const session = await ownSession(ports, caller, sessionId);
  return { session, draft: DraftSchema.parse(session.draft), media: await listMedia(ports.database, session.id) };
}

/** What understanding a message needs to know of the session. */
export function knownOf({ session, draft, media }: FoundSession, hasFiles: boolean): Known {
  const made = media.flatMap((file) => {
    const details = file.kind === 'music' ? MusicDetails.safeParse(file.details) : null;
    return details?.success === true ? [{ file, details: details.data }] : [];
  });
  const sources = (draft.t ?? []).flatMap(({ sg }) => sg ?? []).flatMap(({ m }) => (m?.src === undefined ? [] : [m.src]));
  // After an undo what plays is not what was made last: "calmer" means what is heard.
  const last = made.findLast(({ file }) => sources.some((source) => isSourceOf(source, file))) ?? made.at(-1) ?? null;
  return {
    sessionLanguage: session.language,
    draft,
    last: last === null ? null : { mediaId: last.file.id, details: last.details },
    usedSeeds: made.map(({ details }) => details.brief.seed),
    hasFiles,
  };
}
