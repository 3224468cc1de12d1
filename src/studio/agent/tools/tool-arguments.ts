import { z } from 'zod';
import { MusicChange } from '../../../engine/score/index.ts';
import { EditRequest } from '../../../engine/timeline/index.ts';
import { MusicWish, Take } from '../../actions/generate/generate-request.ts';
import { Notice } from '../wording/notice.ts';
import { TOPICS } from '../wording/wording.ts';

/** The id that the clip of new music gets, for requests of the same message that mean it; null: one is made. */
const NewId = z.string().nullable().default(null);

/**
 * What the rest of a message asks for, done in one transaction with the music that it also asks for. It is filled in where a plan is put
 * together (`merge-uses.ts`); whoever plans leaves it out.
 */
export const AlsoAsked = z.object({
  /** Requests before and after the music is on the timeline, in their order. */
  before: z.array(EditRequest).default([]),
  after: z.array(EditRequest).default([]),
  isSeparable: z.boolean().default(false),
  /** Further changes of the same music. */
  changes: z.array(MusicChange).default([]),
  matchesCuts: z.boolean().default(false),
});
export type AlsoAsked = z.output<typeof AlsoAsked>;

const NOTHING_ALSO: AlsoAsked = { before: [], after: [], isSeparable: false, changes: [], matchesCuts: false };

export const GenerateMusicArguments = z.object({
  wish: MusicWish,
  /** The music (`med_…`) of which this is a new take; null: a piece of its own. */
  takeOf: z.string().nullable(),
  /** The same wish once more, as it falls out with another seed. */
  isAnother: z.boolean(),
  /** Which of several takes of one message it is; null: it is the only one. */
  take: Take.nullable().default(null),
  newId: NewId,
  also: AlsoAsked.default(NOTHING_ALSO),
});
export type GenerateMusicArguments = z.input<typeof GenerateMusicArguments>;

export const EditMultitrackArguments = z.object({
  requests: z.array(EditRequest).min(1).max(200),
  /** Whether one request that is refused leaves the others done (default no: then none of the message's is). */
  isSeparable: z.boolean().default(false),
  /** Whether music that lay under the whole picture stays as it is when the picture gets another length (default no: it is fitted anew). */
  keepsMusic: z.boolean().default(false),
});
export type EditMultitrackArguments = z.input<typeof EditMultitrackArguments>;

export const ReviseMusicArguments = z.object({
  /** The music (`med_…`) that is changed. */
  mediaId: z.string(),
  /** Times in them are seconds of the piece. */
  changes: z.array(MusicChange).min(1).max(50),
  also: AlsoAsked.default(NOTHING_ALSO),
});
export type ReviseMusicArguments = z.input<typeof ReviseMusicArguments>;

export const MakeCutArguments = z.object({
  /** The music (`med_…`) of which a cut is made; null: that of the timeline, or else what was made last. */
  mediaId: z.string().nullable().default(null),
  /** Length of the cut. */
  seconds: z.number().min(1).max(600),
  /** Which of the cuts of one message it is, 1 first. */
  number: z.int().min(1).default(1),
});
export type MakeCutArguments = z.input<typeof MakeCutArguments>;

export const UseMusicArguments = z.object({
  /** The music (`med_…`) that is put in the place of what plays. */
  mediaId: z.string(),
});
export type UseMusicArguments = z.input<typeof UseMusicArguments>;

export const MatchCutsArguments = z.object({
  /** The music (`med_…`) that lands on the moments; null: that of the timeline. */
  mediaId: z.string().nullable().default(null),
  /** Moments of the timeline in milliseconds; null: the cuts of its picture. */
  atMs: z.array(z.int().min(0).max(7_200_000)).max(100).nullable().default(null),
  also: AlsoAsked.default(NOTHING_ALSO),
});
export type MatchCutsArguments = z.input<typeof MatchCutsArguments>;

/** How many messages' changes are taken back or done again: 1–100, or all of them. */
export const StepsArguments = z.object({
  steps: z.union([z.int().min(1).max(100), z.literal('all')]).default(1),
});
export type StepsArguments = z.input<typeof StepsArguments>;

export const SHOWN_PARTS = ['all', 'length', 'music', 'clips', 'levels'] as const;
export const ShowTimelineArguments = z.object({ about: z.enum(SHOWN_PARTS).default('all') });
export type ShowTimelineArguments = z.input<typeof ShowTimelineArguments>;

export const ExplainArguments = z.object({
  topic: z.enum(TOPICS),
  words: z.string(),
  /** What of the message was not done and why, or a question about it; with the topic `notices`. */
  notices: z.array(Notice).max(100).default([]),
});
export type ExplainArguments = z.input<typeof ExplainArguments>;

/**
 * One tool and what to use it with: a step of a plan. All uses of one plan that change the timeline or its music are one transaction and
 * one revision, in their order: a request may name the clip of music that an earlier use of the plan makes (`newId`).
 */
export type PlannedUse =
  | { readonly tool: 'generate_music'; readonly args: GenerateMusicArguments }
  | { readonly tool: 'revise_music'; readonly args: ReviseMusicArguments }
  | { readonly tool: 'match_cuts'; readonly args: MatchCutsArguments }
  | { readonly tool: 'make_cut'; readonly args: MakeCutArguments }
  | { readonly tool: 'use_music'; readonly args: UseMusicArguments }
  | { readonly tool: 'edit_multitrack'; readonly args: EditMultitrackArguments }
  | { readonly tool: 'undo'; readonly args: StepsArguments }
  | { readonly tool: 'redo'; readonly args: StepsArguments }
  | { readonly tool: 'show_timeline'; readonly args: ShowTimelineArguments }
  | { readonly tool: 'get_credits'; readonly args: Record<string, never> }
  | { readonly tool: 'explain'; readonly args: ExplainArguments };
