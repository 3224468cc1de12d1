import { type EditContext, type MediaFacts } from '../../../engine/timeline/index.ts';
import { z } from 'zod';
import type { Ids } from '../../ports/ids.ts';
import type { Media } from '../../store/records/media.ts';

/** What the look into an upload found, as far as an edit asks. */
const UploadDetails = z.looseObject({ hasSound: z.boolean() });

/** What edits are planned with: the files that a session may use, and ids for new tracks and clips. */
export function editContext(ids: Pick<Ids, 'make'>, media: readonly Media[]): EditContext {
  return {
    media: new Map(media.map((file) => [file.id, mediaFactsOf(file)])),
    makeId: (kind) => ids.make(kind === 'track' ? 'track' : 'segment'),
  };
}

function mediaFactsOf({ id, kind, title, durationMs, width, height, details }: Media): MediaFacts {
  const found = UploadDetails.safeParse(details);
  const hasSound = kind === 'music' || kind === 'audio' || (kind === 'video' && (!found.success || found.data.hasSound));
  return { id, kind, name: title, durationMs, width, height, hasSound };
}
