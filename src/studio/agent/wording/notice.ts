import { z } from 'zod';
import { EditRefusal } from '../../../engine/timeline/index.ts';

/** Something that was not done, and why, as data: each language says it in its own words. */
export const Notice = z.discriminatedUnion('kind', [
  /** A part of a message that nobody understood. */
  z.object({ kind: z.literal('not-understood'), words: z.string() }),
  /** A part that fits several things: one short question with the choices. */
  z.object({ kind: z.literal('which'), words: z.string(), choices: z.array(z.string()).max(12) }),
  /** "clip 9" of three. */
  z.object({ kind: z.literal('no-such-clip'), words: z.string(), clips: z.array(z.string()) }),
  /** Nothing of this sort is on the timeline. */
  z.object({ kind: z.literal('nothing-there'), what: z.enum(['music', 'title', 'caption', 'clip', 'voice', 'media']) }),
  /** "trim 40 seconds" of a clip of 5. */
  z.object({ kind: z.literal('trim-too-long'), name: z.string(), lengthMs: z.number(), askedMs: z.number() }),
  /** A moment behind the end. */
  z.object({ kind: z.literal('after-the-end'), askedMs: z.number(), endMs: z.number() }),
  /** A value beyond what there is; what it was brought to is done. */
  z.object({ kind: z.literal('limited'), what: z.enum(['level', 'speed', 'size']), asked: z.string(), used: z.string() }),
  /** A wish that takes itself back in the same message. */
  z.object({ kind: z.literal('contradiction'), words: z.string() }),
  /** It is done with music, and there is no music (yet) to do it with. */
  z.object({ kind: z.literal('not-possible'), words: z.string() }),
  /** Refused by the timeline itself. */
  z.object({
    kind: z.literal('refused'),
    words: z.string(),
    reason: z.string(),
    /** The reason as data; null where only its English words are known. */
    refusal: EditRefusal.nullable().default(null),
  }),
  z.object({ kind: z.literal('which-words'), what: z.enum(['title', 'caption']) }),
  z.object({ kind: z.literal('how-much'), what: z.enum(['level', 'speed', 'trim', 'when']) }),
  z.object({ kind: z.literal('nothing-before') }),
]);
export type Notice = z.input<typeof Notice>;
