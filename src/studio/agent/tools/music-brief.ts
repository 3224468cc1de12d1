import { z } from 'zod';
import { Brief } from '../../../engine/brief/index.ts';
import type { Media } from '../../store/records/media.ts';

const Details = z.looseObject({ brief: Brief });

/** The brief that music was made of; null when the file does not say (an upload, another version of the engine). */
export function musicBriefOf(media: Media): Brief | null {
  const read = Details.safeParse(media.details);
  return read.success ? read.data.brief : null;
}
