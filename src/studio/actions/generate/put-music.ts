import type { WireDraft } from '../../../contract/service/index.ts';
import { STYLES } from '../../../engine/brief/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { Media } from '../../store/records/media.ts';
import type { Session } from '../../store/records/sessions.ts';
import type { ServicePorts } from '../service-ports.ts';
import { GenerateRequest, MusicDetails } from './generate-request.ts';
import { playingMusic } from './playing-music.ts';
import { savePlacedMusic } from './save-placed-music.ts';

/** What plays now, and what it took the place of; `replaced` null: there was no music. */
export type PutMusic = { readonly draft: WireDraft; readonly replaced: Media | null };

/**
 * Puts music that was made before on the draft, at the place, the level and with the fades of what plays there, as one revision. Music that
 * plays already stays.
 */
export async function putMusic(
  ports: Pick<ServicePorts, 'database' | 'ids' | 'wallClock'>,
  choice: {
    readonly session: Session;
    readonly draft: WireDraft;
    readonly media: readonly Media[];
    readonly wanted: Media;
    readonly turnId: string;
  },
): Promise<PutMusic> {
  const { session, draft, media, wanted, turnId } = choice;
  const replaced = playingMusic(draft, media);
  const details = MusicDetails.safeParse(wanted.details);
  if (!details.success) {
    throw new StudioError(
      'music.unknown',
      'Expected music that was made here, found a file that does not say how it came about.',
    );
  }

  if (replaced?.id === wanted.id) {
    return { draft, replaced };
  }

  const request = GenerateRequest.parse({
    wish: { ...details.data.wish, frame: null, keepsTitle: true },
    revises: replaced?.id ?? null,
    mediaId: wanted.id,
    turnId,
    invocationId: null,
    language: 'en',
  });
  const style = STYLES.find(({ id }) => id === details.data.brief.style) ?? null;
  const placed = await ports.database.transaction(async (sql) =>
    savePlacedMusic(sql, {
      media: { ...wanted, sessionId: session.id },
      request,
      title: null,
      style: style?.name ?? null,
      ids: ports.ids,
      now: ports.wallClock.now(),
    }),
  );
  return { draft: placed, replaced };
}
