import type { WireFile } from '../../../contract/service/index.ts';
import type { Media } from '../../store/records/media.ts';
import type { ServicePorts } from '../service-ports.ts';
import { linkTo } from '../sessions/wire-media.ts';

/** An uploaded file as clients see it, with links that work without a token for a while (see `linkTo`). */
export function wireFileOf(ports: Pick<ServicePorts, 'blobLinks' | 'settings' | 'wallClock'>, media: Media): WireFile {
  const link = (hash: string, filename: string, contentType: string): string => linkTo(ports, { hash, filename, contentType });

  return {
    id: media.id,
    filename: media.filename,
    file_type: media.kind === 'music' ? 'audio' : media.kind,
    cdn_url: link(media.blobHash, media.filename, media.contentType),
    ...(media.durationMs === null ? {} : { duration: media.durationMs / 1000 }),
    ...(media.width === null ? {} : { width: media.width }),
    ...(media.height === null ? {} : { height: media.height }),
    ...(media.framesPerSecond === null ? {} : { fps: media.framesPerSecond }),
    hash: media.blobHash,
    ...(media.thumbnailHash === null ? {} : { thumbnail_url: link(media.thumbnailHash, 'thumbnail.jpg', 'image/jpeg') }),
    ...(media.peaksHash === null ? {} : { peaks_url: link(media.peaksHash, 'peaks.json', 'application/json') }),
  };
}
