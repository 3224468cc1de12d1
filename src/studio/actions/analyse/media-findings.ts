import { z } from 'zod';
import type { Media } from '../../store/records/media.ts';

/** Words shorter than this in all of a file are taken for a shout or a mistake, in milliseconds. */
const SHORTEST_SPEECH_MS = 700;

export const MediaFindings = z.object({
  /** The first picture of each shot after the first, milliseconds of the file; null: nobody has looked. */
  cuts: z.array(z.number()).readonly().nullable().default(null),
  /** Where somebody speaks, milliseconds of the file; null: nobody has listened. */
  speech: z
    .array(z.object({ fromMs: z.number(), toMs: z.number() }).readonly())
    .readonly()
    .nullable()
    .default(null),
});
/** What was found by looking through and listening to a file. */
export type MediaFindings = z.infer<typeof MediaFindings>;

const Details = z.looseObject({ findings: MediaFindings });

/** What was found in a file so far. */
export function findingsOf(media: Pick<Media, 'details'>): MediaFindings {
  return Details.safeParse(media.details).data?.findings ?? { cuts: null, speech: null };
}

/** Whether somebody speaks in a file, as far as that is known. */
export function saidWords(media: Pick<Media, 'details'>): boolean {
  const speech = findingsOf(media).speech ?? [];
  return speech.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) >= SHORTEST_SPEECH_MS;
}
