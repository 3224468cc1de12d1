import type { WireDraft } from '../../contract/service/index.ts';
import { WireDraft as DraftSchema } from '../../contract/service/index.ts';
import { MusicDetails } from '../actions/generate/generate-request.ts';
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
  return { sessionLanguage: session.language, draft, last: lastMusic(media), hasFiles };
}

function lastMusic(media: readonly Media[]): Known['last'] {
  for (const file of media.toReversed()) {
    const details = MusicDetails.safeParse(file.details);
    if (file.kind === 'music' && details.success) {
      return { mediaId: file.id, details: details.data };
    }
  }

  return null;
}
