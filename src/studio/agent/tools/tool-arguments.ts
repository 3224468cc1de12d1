import { z } from 'zod';
import { MusicWish } from '../../actions/generate/generate-request.ts';
import { DraftEdit } from '../../actions/sessions/edit-draft.ts';
import { TOPICS } from '../wording/wording.ts';

export const GenerateMusicArguments = z.object({
  wish: MusicWish,
  /** The music (`med_…`) of which this is a new take; null: a piece of its own. */
  takeOf: z.string().nullable(),
  /** The same wish once more, as it falls out with another seed. */
  isAnother: z.boolean(),
});
export type GenerateMusicArguments = z.infer<typeof GenerateMusicArguments>;

export const EditMultitrackArguments = z.object({ edits: z.array(DraftEdit).min(1).max(50) });
export type EditMultitrackArguments = z.infer<typeof EditMultitrackArguments>;

export const ExplainArguments = z.object({ topic: z.enum(TOPICS), words: z.string() });
export type ExplainArguments = z.infer<typeof ExplainArguments>;

/** One tool and what to use it with: a step of a plan. */
export type PlannedUse =
  | { readonly tool: 'generate_music'; readonly args: GenerateMusicArguments }
  | { readonly tool: 'edit_multitrack'; readonly args: EditMultitrackArguments }
  | { readonly tool: 'undo'; readonly args: Record<string, never> }
  | { readonly tool: 'show_timeline'; readonly args: Record<string, never> }
  | { readonly tool: 'get_credits'; readonly args: Record<string, never> }
  | { readonly tool: 'explain'; readonly args: ExplainArguments };
