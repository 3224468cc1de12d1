import type { WireGeneratedMedia } from '../../../contract/service/index.ts';
import type { Media } from '../../store/records/media.ts';
import type { ServicePorts } from '../service-ports.ts';

const HOUR_MS = 3_600_000;

/** A link to a blob that works without a token for at least `settings.linkHours`; the same one for an hour, so that clients may cache it. */
export function linkTo(
  ports: Pick<ServicePorts, 'blobLinks' | 'settings' | 'wallClock'>,
  file: { readonly hash: string; readonly filename: string; readonly contentType: string },
): string {
  const hours = Math.ceil(ports.wallClock.now().getTime() / HOUR_MS) + ports.settings.linkHours;
  return ports.settings.publicUrl + ports.blobLinks.sign({ ...file, expiresAt: new Date(hours * HOUR_MS) });
}

/** A file made here, as clients see it. */
export function wireGeneratedMedia(
  ports: Pick<ServicePorts, 'blobLinks' | 'settings' | 'wallClock'>,
  media: Media,
): WireGeneratedMedia {
  const { blobHash: hash, filename, contentType } = media;
  return {
    id: media.id,
    type: media.kind === 'audio' ? 'music' : media.kind,
    cdn_url: linkTo(ports, { hash, filename, contentType }),
    title: media.title,
    prompt: media.prompt ?? '',
    duration: (media.durationMs ?? 0) / 1000,
    created_at: media.createdAt.toISOString(),
    license: 'royalty-free',
  };
}
