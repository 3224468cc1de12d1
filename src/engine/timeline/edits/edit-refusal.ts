import { z } from 'zod';
import { StudioError } from '../../kernel/index.ts';

/** Why the timeline refuses an edit, as data: each language says it in its own words. */
export const EditRefusal = z.object({
  reason: z.enum([
    'no-length',
    'no-words',
    'behind-the-end',
    'captions-overlap',
    'nothing-inside',
    'whole-timeline',
    'no-room',
    'no-such-place',
    'no-such-file',
    'no-picture',
    'no-sound',
    'file-too-short',
    'crop-outside',
    'too-loud',
    'does-not-sound',
    'is-muted',
    'does-not-move',
    'nothing-to-join',
    'outside-clip',
    'takes-all',
    'file-begins',
    'before-the-start',
    'too-long',
    'too-much-at-once',
  ]),
  /** The clip or file that it is about; null: none in particular. */
  name: z.string().nullable(),
  /** The length or the moment that stands in the way, milliseconds; null where there is none. */
  ms: z.number().nullable(),
});
export type EditRefusal = z.infer<typeof EditRefusal>;

/** What `edit.impossible` is thrown as: its message is English, its refusal is for any language. */
export class ImpossibleEdit extends StudioError {
  readonly refusal: EditRefusal;

  constructor(problem: string, refusal: EditRefusal) {
    super('edit.impossible', problem);
    this.name = 'ImpossibleEdit';
    this.refusal = refusal;
  }
}
