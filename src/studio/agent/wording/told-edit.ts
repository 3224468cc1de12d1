import { z } from 'zod';
import { FIT_MODES, TEXT_STYLES, TRANSITION_KINDS } from '../../../engine/timeline/index.ts';

/** What of a timeline a change is about. */
export const TOLD_THINGS = [
  'level',
  'fades',
  'ducking',
  'clip',
  'everything',
  'place',
  'length',
  'cut-out',
  'split',
  'order',
  'speed',
  'fit',
  'crop',
  'motion',
  'transition',
  'title',
  'caption',
  'captions',
  'text-style',
  'text-colour',
  'text-place',
  'text-size',
  'text-time',
  'frame',
  'frame-rate',
  'name',
  'marker',
] as const;

/** Values that have a word in each language. */
export const TOLD_WORDS = [
  'on',
  'off',
  'added',
  'removed',
  'whole',
  'still',
  'moving',
  'automatic',
  'under-speech',
  'under-sound',
  ...FIT_MODES,
  ...TRANSITION_KINDS,
  ...TEXT_STYLES,
] as const;

const Milliseconds = z.number();

/** A value before or after a change, as data: each language prints it in its own way. */
export const ToldValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('word'), word: z.enum(TOLD_WORDS) }),
  /** −120 and less is silence. `stretch`: only there. */
  z.object({
    kind: z.literal('level'),
    gainDb: z.number(),
    stretch: z.object({ fromMs: Milliseconds, toMs: Milliseconds }).nullable().default(null),
  }),
  z.object({ kind: z.literal('fades'), inMs: Milliseconds, outMs: Milliseconds }),
  z.object({ kind: z.literal('ducking'), depthDb: z.number(), under: z.enum(['speech', 'sound']) }),
  z.object({ kind: z.literal('length'), ms: Milliseconds }),
  z.object({ kind: z.literal('moment'), ms: Milliseconds }),
  z.object({ kind: z.literal('stretch'), fromMs: Milliseconds, toMs: Milliseconds }),
  /** Words on the picture, told in marks. */
  z.object({ kind: z.literal('text'), text: z.string() }),
  /** Names as they are: of clips in their order, of a project. */
  z.object({ kind: z.literal('names'), names: z.array(z.string()) }),
  z.object({ kind: z.literal('transition'), transition: z.enum(TRANSITION_KINDS), ms: Milliseconds }),
  z.object({
    kind: z.literal('text-place'),
    align: z.enum(['left', 'center', 'right']),
    at: z.enum(['top', 'middle', 'bottom']),
  }),
  z.object({ kind: z.literal('colour'), rgb: z.tuple([z.number(), z.number(), z.number()]) }),
  z.object({ kind: z.literal('frame'), width: z.number(), height: z.number() }),
  z.object({ kind: z.literal('frame-rate'), framesPerSecond: z.number() }),
  /** Against what is usual; 1 is that: speeds and sizes. */
  z.object({ kind: z.literal('times'), factor: z.number() }),
  /** Parts of the width and height that are seen, 0–1. */
  z.object({ kind: z.literal('part'), width: z.number(), height: z.number() }),
  z.object({ kind: z.literal('count'), count: z.number() }),
]);
export type ToldValue = z.infer<typeof ToldValue>;

/** One change of the timeline as it is told: what of which clip (null: of the timeline), from what to what. */
export const ToldEdit = z.object({
  what: z.enum(TOLD_THINGS),
  /** Name of the clip as the timeline has it; null where it is clear or about all of them. */
  of: z.string().nullable(),
  before: ToldValue,
  after: ToldValue,
});
export type ToldEdit = z.infer<typeof ToldEdit>;
