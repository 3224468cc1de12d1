import type { WireFile } from '../../../contract/service/index.ts';
import type { Media } from '../../store/records/media.ts';
import type { ServicePorts } from '../service-ports.ts';

const HOUR_MS = 3_600_000;

/** An uploaded file as clients see it, with links that work without a token for `settings.linkHours`. */
export function wireFileOf(ports: Pick<ServicePorts, 'blobLinks' | 'settings' | 'wallClock'>, media: Media): WireFile {
  const expiresAt = new Date(ports.wallClock.now().getTime() + ports.settings.linkHours * HOUR_MS);
  const linkTo = (hash: string, filename: string, contentType: string): string =>
    ports.settings.publicUrl + ports.blobLinks.sign({ hash, filename, contentType, expiresAt });

  return {
    id: media.id,
    filename: media.filename,
    file_type: media.kind === 'music' ? 'audio' : media.kind,
    cdn_url: linkTo(media.blobHash, media.filename, media.contentType),
    ...(media.durationMs === null ? {} : { duration: media.durationMs / 1000 }),
    ...(media.width === null ? {} : { width: media.width }),
    ...(media.height === null ? {} : { height: media.height }),
    ...(media.framesPerSecond === null ? {} : { fps: media.framesPerSecond }),
    hash: media.blobHash,
    ...(media.thumbnailHash === null ? {} : { thumbnail_url: linkTo(media.thumbnailHash, 'thumbnail.jpg', 'image/jpeg') }),
    ...(media.peaksHash === null ? {} : { peaks_url: linkTo(media.peaksHash, 'peaks.json', 'application/json') }),
  };
}
